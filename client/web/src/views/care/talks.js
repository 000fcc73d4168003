// The threads of a dossier, those that run first.
import { dayOf, inTime, sayDay } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { code, plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {{thread: Schemas["Thread"], id: string}} props */
function Talk({ thread, id }) {
  const asked = thread.open.length;
  return html`<li><${Link} to=${`${here.value.role}/${id}/overleg/${thread.id}`} row=${thread.id} class="turn">
    <span class="line"><bdi>${plain(thread.subject)}</bdi></span>
    <span class="muted">
      ${code("purpose", thread.procedure)} · ${t("talk.since", { day: sayDay(dayOf(thread.started)) })}</span>
    ${asked > 0 && html`<span>${t("talk.open_questions", { n: asked })}</span>`}
    ${thread.state === "closed" && html`<span class="muted">${t("talk.closed")}</span>`}
  </${Link}></li>`;
}

/** @param {{items: Schemas["Thread"][], id: string}} props */
export function Talks({ items, id }) {
  const order = [...items].sort(
    (a, b) => Number(a.state === "closed") - Number(b.state === "closed") || inTime(b.started, a.started),
  );
  const open = items.filter((one) => one.state === "open").length;
  return html`<h2>${t("talk.heading", { n: open })}</h2>
    ${
      items.length === 0
        ? html`<p>${t("talk.none")}</p>`
        : html`<ul class="rows turns">${order.map(
            (thread) => html`<${Talk} key=${thread.id} thread=${thread} id=${id} />`,
          )}</ul>`
    }`;
}
