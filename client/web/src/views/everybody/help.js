// Help in one place: what people ask, and whom to turn to.
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { me } from "../../core/session.js";
import { t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Details } from "../../parts/panel.js";

const QUESTIONS = ["who_sees", "withdraw", "late", "wrong", "money", "lost"];

export default function Help() {
  const patientOnly = me.value.roles.every((/** @type {string} */ role) => role === "patient");
  return html`<h1>${t("core.help")}</h1>
    <p>${t("help.lead")}</p>
    ${QUESTIONS.map(
      (one) => html`<${Details} key=${one} summary=${t(`help.q_${one}`)}>
      <p>${t(`help.a_${one}`)}</p>
    </${Details}>`,
    )}
    ${!patientOnly && html`<p><${Link} to="hulp/toetsen">${t("help.keys")}</${Link}></p>`}
    <p class="muted">${t("help.whom")}</p>
    ${here.value.role === null && html`<p><a href="#/">${t("core.to_start")}</a></p>`}`;
}
