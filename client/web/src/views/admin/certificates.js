// What this server knows of certificates: none of them is kept here; whose ends soon, and who uses which is told with
// each registration.
import { getAll } from "../../core/api.js";
import { inTime } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { code, listed, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Name } from "../../parts/person.js";
import { Fetched, Nothing, Shown } from "../../parts/state.js";
import { Ends } from "./certificates_of.js";

/** @typedef {import("#api").components["schemas"]["EndingCertificates"]["items"][0]} Ending */

const QUESTIONS = ["who", "lost", "expired", "list"];
const MOST = 200;

/** @param {{ending: Ending}} props */
function Row({ ending: { actor, certificate } }) {
  return html`<li><${Link} to=${`beheerder/mensen/${actor.id}`} row=${actor.id} class="task">
    <span><${Name} name=${actor.name} />
      <br /><span class="muted">${listed(actor.roles.map((role) => code("role", role)))}</span></span>
    <span><${Ends} until=${certificate.valid_until} /></span>
  </${Link}></li>`;
}

/** @param {Ending} a @param {Ending} b */
const soonestFirst = (a, b) => inTime(a.certificate.valid_until, b.certificate.valid_until);

function Soon() {
  const found = useRead("actors/ending", () => getAll("/v1/certificates", { query: { limit: 200 } }, MOST));
  return html`<h2>${t("admin.certificates_soon")}</h2>
    <${Shown} of=${found}>${(/** @type {{items: Ending[], more: boolean}} */ { items, more }) => html`${
      items.length === 0
        ? html`<${Nothing} text=${t("admin.certificates_soon_none")} />`
        : html`<ul class="rows">${[...items]
            .sort(soonestFirst)
            .map((ending) => html`<${Row} key=${ending.actor.id} ending=${ending} />`)}</ul>`
    }
    ${more && html`<p>${t("admin.certificates_soon_more")}</p>`}
    <${Fetched} at=${found.at} again=${found.again} />`}</${Shown}>`;
}

export default function Certificates() {
  return html`<h1>${t("admin.certificates")}</h1>
    <p class="lead">${t("admin.certificates_lead")}</p>
    <${Soon} />
    ${QUESTIONS.map(
      (one) => html`<h2 key=${one}>${t(`admin.certificate_q_${one}`)}</h2><p>${t(`admin.certificate_a_${one}`)}</p>`,
    )}
    <p><${Link} to="beheerder/mensen">${t("admin.people")}</${Link}> ·
      ${" "}<${Link} to="beheerder/organisaties">${t("admin.organisations")}</${Link}></p>`;
}
