// Case discussions as rows, those that run first.
import { dayOf, inTime, sayDay } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { own } from "../../core/session.js";
import { plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { below } from "./zone.js";

/** @typedef {import("#api").components["schemas"]["CasusHead"]} CasusHead */

/** @param {{casus: CasusHead}} props */
function Row({ casus }) {
  const about = [
    own.value.has(casus.author) ? t("zone.casus.yours") : null,
    t("zone.casus.since", { day: sayDay(dayOf(casus.opened)) }),
    t("zone.casus.messages", { n: casus.messages }),
  ];
  return html`<li><${Link} to=${below(`casus/${casus.id}`)} row=${casus.id} class="turn">
    <span class="line"><bdi>${plain(casus.subject)}</bdi></span>
    <span class="muted">${about.filter(Boolean).join(" · ")}</span>
    ${casus.state === "closed" && html`<span class="state">${t("zone.casus.closed")}</span>`}
  </${Link}></li>`;
}

/** @param {{items: CasusHead[]}} props */
export function CasusRows({ items }) {
  const order = [...items].sort(
    (a, b) => Number(a.state === "closed") - Number(b.state === "closed") || inTime(b.opened, a.opened),
  );
  return html`<ul class="rows turns">
    ${order.map((one) => html`<${Row} key=${one.id} casus=${one} />`)}
  </ul>`;
}
