// The documents that somebody who helps may open, for whatever purpose: each is opened for the one under which it was
// seen.
import { getAll } from "../core/api.js";
import { dayOf, inTime, sayDay } from "../core/dates.js";
import { html } from "../core/html.js";
import { choosePurpose } from "../core/purpose.js";
import { forget, useRead } from "../core/read.js";
import { PURPOSES } from "../core/sight.js";
import { code, t } from "../core/words.js";
import { Link } from "./link.js";
import { capital } from "../schema/model.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {Schemas["FragmentHead"] & {purpose: string}} Given */

/** The fewest purposes under which all that may be read is seen. @param {Schemas["ExplanationOfAll"]} sight */
export function purposesOf(sight) {
  const purposes = /** @type {Record<string, Schemas["Sight"]>} */ (sight.purposes);
  /** @type {(one: string) => string[]} */
  const reads = (one) => [...(purposes[one]?.read ?? []), ...(purposes[one]?.read_some ?? [])];
  const order = [...PURPOSES].sort((a, b) => reads(b).length - reads(a).length);
  /** @type {string[]} */
  const chosen = [];
  for (const one of order) {
    const seen = new Set(chosen.flatMap(reads));
    if (reads(one).some((category) => !seen.has(category))) {
      chosen.push(one);
    }
  }
  return chosen.length > 0 ? chosen : PURPOSES.slice(0, 1); // what one wrote is shown under any
}

/** @param {string} dossier @param {string[]} purposes @returns {Promise<Given[]>} */
async function readGiven(dossier, purposes) {
  /** @type {Map<string, Given>} */
  const found = new Map();
  for (const purpose of purposes) {
    const { items } = await getAll(`/v1/dossiers/${dossier}/fragments`, { purpose, query: { limit: 200 } });
    for (const one of items.filter((/** @type {Schemas["FragmentHead"]} */ item) => !found.has(item.id))) {
      found.set(one.id, { ...one, purpose });
    }
  }
  return [...found.values()].sort((a, b) => inTime(b.updated, a.updated));
}

/** Anew when what may be read is other than it was.
 * @param {string} dossier @param {Schemas["ExplanationOfAll"] | null} sight */
export function useGiven(dossier, sight) {
  const purposes = sight === null ? [] : purposesOf(sight);
  const name = sight === null ? null : `${dossier}/given ${purposes.join(" ")}`;
  const reading = useRead(name, () => readGiven(dossier, purposes));
  return { ...reading, again: async () => forget(`${dossier}/given`) };
}

/** @param {{one: Given, base: string, dossier: string}} props */
function Row({ one, base, dossier }) {
  const choose = () => choosePurpose(dossier, one.purpose);
  return html`<li onClickCapture=${choose}><${Link} to=${`${base}/document/${one.id}`} row=${one.id} class="turn">
    <span class="line"><span>${capital(code("category", one.category))}</span></span>
    <span class="muted">${code("role", one.author_role)} · ${sayDay(dayOf(one.updated))}${
      one.version > 1 && ` · ${t("care.mine.version", { n: one.version })}`
    }</span>
    ${one.retracted !== null && html`<span class="late">${t("care.mine.retracted")}</span>`}
  </${Link}></li>`;
}

/** @param {{items: Given[], base: string, dossier: string}} props */
export function GivenRows({ items, base, dossier }) {
  return html`<ul class="rows turns">
    ${items.map((one) => html`<${Row} key=${one.id} one=${one} base=${base} dossier=${dossier} />`)}
  </ul>`;
}
