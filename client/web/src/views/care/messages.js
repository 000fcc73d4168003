// The messages of a thread, oldest first, as a calm correspondence.
import { get } from "../../core/api.js";
import { dayOf, sayDay, sayShort, sayTime, today } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { saveFile } from "../../core/save.js";
import { code, plain, t } from "../../core/words.js";
import { useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Name } from "../../parts/person.js";
import { Failed } from "../../parts/state.js";
import { nameOf } from "./thread_reads.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {string} moment */
const sayMoment = (moment) =>
  dayOf(moment) === today() ? sayTime(moment) : `${sayShort(dayOf(moment))}, ${sayTime(moment)}`;

/** @param {{file: Schemas["Attachment"], dossier: string}} props */
function File({ file, dossier }) {
  const act = useAct(async () => {
    const path = `/v1/dossiers/${dossier}/attachments/${file.id}`;
    saveFile(await get(path, { as: "blob" }), file.name);
  });
  return html`<li><button class="plain" onClick=${act.run}><bdi>${plain(file.name)}</bdi></button>
    <span class="muted">${" "}${t("talk.size", { n: Math.max(1, Math.round(file.size / 1024)) })}</span>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}</li>`;
}

/** @param {{message: Schemas["Message"], dossier: string}} props */
function Things({ message, dossier }) {
  if (message.fragments.length + message.attachments.length === 0) {
    return null;
  }
  return html`<ul class="things">
    ${message.fragments.map(
      (fragment, i) => html`<li key=${fragment}><${Link} to=${`${here.value.role}/${dossier}/document/${fragment}`}>
        ${t("talk.document", { n: message.fragments.length > 1 ? i + 1 : "" })}</${Link}></li>`,
    )}
    ${message.attachments.map((file) => html`<${File} key=${file.id} file=${file} dossier=${dossier} />`)}
  </ul>`;
}

/**
 * Whether it still asks for something, and of whom. @param {{message: Schemas["Message"], thread:
 *   Schemas["Thread"]}} props
 */
function Standing({ message, thread }) {
  const open = thread.open.find((one) => one.message === message.id);
  const asks = message.kind === "vraag" || message.kind === "overlegverzoek";
  const parts = [
    message.to.length > 0 && t("talk.to", { who: message.to.map((one) => plain(nameOf(thread, one))).join(", ") }),
    message.answer_by !== null && t("talk.answer_by", { day: sayDay(message.answer_by) }),
    asks && (open ? t("talk.open") : t("talk.answered")),
    message.decision !== null && t(`talk.decided_${message.decision}`),
  ].filter(Boolean);
  return parts.length === 0 ? null : html`<p class="muted small">${parts.join(" · ")}</p>`;
}

/** @param {{message: Schemas["Message"], thread: Schemas["Thread"]}} props */
function ReadBy({ message, thread }) {
  if (message.read_by.length === 0) {
    return null;
  }
  const marks = message.read_by.map((mark) => `${plain(nameOf(thread, mark.actor))} ${sayMoment(mark.at)}`);
  return html`<p class="muted small">${t("talk.read_by", { who: marks.join(", ") })}</p>`;
}

/** @param {{message: Schemas["Message"], thread: Schemas["Thread"], dossier: string, first: boolean}} props */
export function MessageView({ message, thread, dossier, first }) {
  return html`<li class=${`message ${message.kind}`} id=${message.id} tabindex="-1">
    ${first && html`<p class="fresh">${t("talk.fresh")}</p>`}
    <p class="from"><span class="kind">${t(`talk.kind_${message.kind}`)}</span>${" "}
      <strong><${Name} name=${nameOf(thread, message.author)} /></strong>${" "}
      <span class="muted">${code("role", message.author_role)} · ${sayMoment(message.sent)}${
        message.by !== null && ` · ${t("talk.by_hand")}`
      }</span></p>
    <p class="text">${plain(message.text)}</p>
    <${Things} message=${message} dossier=${dossier} />
    <${Standing} message=${message} thread=${thread} />
    <${ReadBy} message=${message} thread=${thread} />
  </li>`;
}
