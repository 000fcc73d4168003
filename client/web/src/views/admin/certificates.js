// What this server knows of certificates: none of them is kept here; whose ends soon, and who uses which is told with
// each registration.
import { useState } from "preact/hooks";
import { get } from "../../core/api.js";
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
/** So many pages at once: some thousand registrations. */
const PAGES = 20;

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

/** The server looks at some registrations a time, of which most have nothing to tell.
 * @param {string | null} start @returns {Promise<{items: Ending[], next: string | null}>} */
async function readSome(start) {
  const items = [];
  let after = start;
  for (let asked = 0; asked < PAGES && (asked === 0 || after !== null); asked++) {
    const page = await get("/v1/certificates", { query: { limit: 200, after } });
    items.push(...page.items);
    after = page.next;
  }
  return { items, next: after };
}

/** @param {{start: string | null}} props */
function Some({ start }) {
  const [further, setFurther] = useState(false);
  const found = useRead(`actors/ending/${start ?? ""}`, () => readSome(start));
  return html`<${Shown} of=${found}>${(/** @type {{items: Ending[], next: string | null}} */ { items, next }) => html`${
    items.length > 0 &&
    html`<ul class="rows">${[...items]
      .sort(soonestFirst)
      .map((ending) => html`<${Row} key=${ending.actor.id} ending=${ending} />`)}</ul>`
  }
    ${items.length === 0 && next === null && html`<${Nothing} text=${t("admin.certificates_soon_none")} />`}
    ${
      next !== null &&
      !further &&
      html`<p>${t("admin.certificates_soon_more")}</p>
      <p><button onClick=${() => setFurther(true)}>${t("admin.search_on")}</button></p>`
    }
    ${next !== null && further && html`<${Some} start=${next} />`}
    ${start === null && html`<${Fetched} at=${found.at} again=${found.again} />`}`}</${Shown}>`;
}

export default function Certificates() {
  return html`<h1>${t("admin.certificates")}</h1>
    <p class="lead">${t("admin.certificates_lead")}</p>
    <h2>${t("admin.certificates_soon")}</h2>
    <${Some} start=${null} />
    ${QUESTIONS.map(
      (one) => html`<h2 key=${one}>${t(`admin.certificate_q_${one}`)}</h2><p>${t(`admin.certificate_a_${one}`)}</p>`,
    )}
    <p><${Link} to="beheerder/mensen">${t("admin.people")}</${Link}> ·
      ${" "}<${Link} to="beheerder/organisaties">${t("admin.organisations")}</${Link}></p>`;
}
