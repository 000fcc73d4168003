// What this server knows of certificates: none of them is kept here; who uses which is told with each registration.
import { html } from "../../core/html.js";
import { t } from "../../core/words.js";
import { Link } from "../../parts/link.js";

const QUESTIONS = ["who", "lost", "expired", "list"];

export default function Certificates() {
  return html`<h1>${t("admin.certificates")}</h1>
    <p class="lead">${t("admin.certificates_lead")}</p>
    ${QUESTIONS.map(
      (one) => html`<h2 key=${one}>${t(`admin.certificate_q_${one}`)}</h2><p>${t(`admin.certificate_a_${one}`)}</p>`,
    )}
    <p><${Link} to="beheerder/mensen">${t("admin.people")}</${Link}> ·
      ${" "}<${Link} to="beheerder/organisaties">${t("admin.organisations")}</${Link}></p>`;
}
