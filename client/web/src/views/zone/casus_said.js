// What was said in a case discussion: first the case itself.
import { dayOf, sayShort, sayTime, today } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { code, plain, t } from "../../core/words.js";
import { Name } from "../../parts/person.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {Schemas["Casus"]} casus @param {string | null} actor */
export const nameIn = (casus, actor) => casus.members.find((one) => one.actor === actor)?.name ?? null;

/** @param {string} moment */
const sayMoment = (moment) =>
  dayOf(moment) === today() ? sayTime(moment) : `${sayShort(dayOf(moment))}, ${sayTime(moment)}`;

/** @param {{casus: Schemas["Casus"]}} props */
export function TheCase({ casus }) {
  return html`<li class="message vraag">
    <p class="from">
      <span class="kind">${t("zone.casus.title")}</span>${" "}
      <strong><${Name} name=${nameIn(casus, casus.author)} /></strong>${" "}
      <span class="muted">${sayMoment(casus.opened)}</span>
    </p>
    <p class="text">${plain(casus.text)}</p>
  </li>`;
}

/** @param {{message: Schemas["CasusMessage"], casus: Schemas["Casus"], said: Schemas["CasusMessage"][]}} props */
export function Said({ message, casus, said }) {
  const answered = said.find((one) => one.id === message.reply_to);
  const to = answered && plain(nameIn(casus, answered.author) ?? t("core.somebody"));
  return html`<li class=${`message ${message.kind}`} id=${message.id} tabindex="-1">
    <p class="from">
      <span class="kind">${t(`zone.casus.kind_${message.kind}`)}</span>${" "}
      <strong><${Name} name=${nameIn(casus, message.author)} /></strong>${" "}
      <span class="muted">${code("role", message.author_role)} · ${sayMoment(message.sent)}</span>
    </p>
    ${to && html`<p class="muted small">${t("zone.casus.answers", { who: to })}</p>`}
    <p class="text">${plain(message.text)}</p>
  </li>`;
}
