// What an employer may see: the bare outcome of the estimate, which the law gives, and what the patient let them read.
import { get } from "../../core/api.js";
import { dayOf, sayDay } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { t } from "../../core/words.js";
import { GivenRows } from "../../parts/given.js";
import { Shown } from "../../parts/state.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {import("../../parts/given.js").Given} Given */

const OUTCOME = "potentieel_uitkomst";

/** Yes or no, and of which day. @param {{dossier: string, outcome: Given}} props */
function Outcome({ dossier, outcome }) {
  const path = `/v1/dossiers/${dossier}/fragments/${outcome.id}`;
  const read = useRead(`${dossier}/fragments/${outcome.id}/`, () => get(path, { purpose: outcome.purpose }));
  return html`<${Shown} of=${read}>${(/** @type {Schemas["Fragment"]} */ { content, updated }) => {
    const said = /** @type {{potential: boolean, date?: string}} */ (/** @type {unknown} */ (content));
    const text = t(said.potential ? "care.employer.outcome_yes" : "care.employer.outcome_no");
    return html`<p><strong>${text}</strong> <span class="muted">(${sayDay(said.date ?? dayOf(updated))})</span></p>`;
  }}</${Shown}>`;
}

/** @param {{items: Given[], base: string, dossier: string}} props */
export function GivenToEmployer({ items, base, dossier }) {
  const outcome = items.find((one) => one.category === OUTCOME && one.retracted === null);
  const rest = items.filter((one) => one.category !== OUTCOME);
  return html`<h2>${t("care.employer.given")}</h2>
    ${outcome && html`<${Outcome} dossier=${dossier} outcome=${outcome} />`}
    ${rest.length > 0 && html`<${GivenRows} items=${rest} base=${base} dossier=${dossier} />`}
    ${!outcome && rest.length === 0 && html`<p>${t("care.employer.nothing_given")}</p>`}`;
}
