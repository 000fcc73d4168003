// What the reader asked the patient of this dossier before, and what became of it: yes or no, and nothing more.
import { get } from "../../../core/api.js";
import { dayOf, inTime, sayDay } from "../../../core/dates.js";
import { html } from "../../../core/html.js";
import { useRead } from "../../../core/read.js";
import { language, plain, t } from "../../../core/words.js";
import { Details } from "../../../parts/panel.js";
import { Shown } from "../../../parts/state.js";

/** @typedef {import("#api").components["schemas"]["ConsentRequest"]} ConsentRequest */

/** @param {string} dossier */
export const earlierOf = (dossier) => `${dossier}/consent-requests`;

/** @param {{one: ConsentRequest}} props */
function Row({ one }) {
  const state = t(`asking.state_${one.state}`, { day: sayDay(one.expires) });
  return html`<li>
    <p>
      <strong>${state}</strong>
      <span class="muted"
        >${t("asking.asked_on", {
          day: sayDay(dayOf(one.asked)),
        })}</span
      >
    </p>
    <p>${plain(one.sentence)}</p>
  </li>`;
}

/** @param {{items: ConsentRequest[]}} props */
const Rows = ({ items }) =>
  html`<ul class="rows plain">
    ${items.map((one) => html`<${Row} key=${one.id} one=${one} />`)}
  </ul>`;

/** The newest one, which who comes here for the answer wants; the others behind it.
 * @param {{dossier: string}} props */
export function Earlier({ dossier }) {
  /** @type {() => Promise<{items: ConsentRequest[]}>} */
  const read = () => get(`/v1/dossiers/${dossier}/consent-requests`, { query: { language: language.value } });
  const earlier = useRead(earlierOf(dossier), read, { spoken: true });
  return html`<${Shown} of=${earlier}>${(/** @type {{items: ConsentRequest[]}} */ { items }) => {
    const newest = [...items].sort((a, b) => inTime(b.asked, a.asked));
    return (
      newest.length > 0 &&
      html`<h2>${t("asking.earlier")}</h2>
        <${Rows} items=${newest.slice(0, 1)} />
        ${
          newest.length > 1 &&
          html`<${Details} summary=${t("asking.older", { n: newest.length - 1 })}>
          <${Rows} items=${newest.slice(1)} /></${Details}>`
        }
        <h2>${t("asking.new")}</h2>`
    );
  }}</${Shown}>`;
}
