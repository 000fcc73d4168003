// What professionals confer about the patient: to read along, newest first.
import { dayOf, inTime, sayDay } from "../../core/dates.js";
import { useThreads } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { code, listed, plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Fetched, Nothing, Shown } from "../../parts/state.js";

/** @typedef {import("#api").components["schemas"]["Thread"]} Thread */

/** The patient reads along, and says something another way. @param {{dossier: string}} props */
export function ReadOnly({ dossier }) {
  return html`<p>${t("talks.read_only")}
    ${" "}<${Link} to=${`patient/${dossier}/opmerking`}>${t("talks.remark")}</${Link}>.</p>`;
}

/** @param {{thread: Thread}} props */
function Row({ thread }) {
  const people = listed(thread.participants.map((one) => plain(one.name)));
  const state = thread.open.length > 0 ? t("talks.waiting", { n: thread.open.length }) : t(`talks.${thread.state}`);
  return html`<li><p><${Link} to=${`patient/${thread.dossier}/overleg/${thread.id}`} row=${thread.id}>
      <strong><bdi>${plain(thread.subject)}</bdi></strong></${Link}></p>
    <p class="muted">${sayDay(dayOf(thread.started))} · ${code("purpose", thread.procedure)} · ${state}</p>
    <p class="muted">${people}</p></li>`;
}

export default function Threads() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const threads = useThreads(dossier);
  return html`<h1>${t("talks.title")}</h1>
    <${ReadOnly} dossier=${dossier} />
    <${Shown} of=${threads}>${(/** @type {{items: Thread[]}} */ { items }) =>
      items.length === 0
        ? html`<${Nothing} text=${t("talks.none")} />`
        : html`<ul class="rows plain">${[...items]
            .sort((a, b) => inTime(b.started, a.started))
            .map((thread) => html`<${Row} key=${thread.id} thread=${thread} />`)}</ul>`}</${Shown}>
    <${Fetched} at=${threads.at} again=${threads.again} />`;
}
