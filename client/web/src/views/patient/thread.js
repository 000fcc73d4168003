// One discussion among professionals, as the patient reads it: oldest first, each message with what kind it is.
import { get, getAll } from "../../core/api.js";
import { dayOf, sayDay, sayTime } from "../../core/dates.js";
import { useDocuments } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { code, listed, plain, t } from "../../core/words.js";
import { Files } from "../../parts/attachments.js";
import { Link } from "../../parts/link.js";
import { Panel } from "../../parts/panel.js";
import { Name } from "../../parts/person.js";
import { Fetched, Shown } from "../../parts/state.js";
import { ReadOnly } from "./threads.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {{thread: Schemas["Thread"], messages: Schemas["Message"][]}} Talk */

/** @param {{message: Schemas["Message"], dossier: string}} props */
function Documents({ message, dossier }) {
  const documents = useDocuments(dossier).value?.items ?? [];
  const wordOf = (/** @type {string} */ id) =>
    code("category", documents.find((one) => one.id === id)?.category ?? t("papers.one"));
  return (
    message.fragments.length > 0 &&
    html`<p>${t("talks.documents")} ${message.fragments.map(
      (id, i) => html`${i > 0 && ", "}<${Link} key=${id} to=${`patient/${dossier}/documenten/${id}`}>
        ${wordOf(id)}</${Link}>`,
    )}</p>`
  );
}

/** @param {{message: Schemas["Message"], nameOf: (actor: string) => string, dossier: string}} props */
function Message({ message, nameOf, dossier }) {
  const to = message.to.length > 0 ? t("talks.to", { who: listed(message.to.map(nameOf)) }) : null;
  const day = sayDay(dayOf(message.sent));
  const readBy = listed(message.read_by.map((one) => nameOf(one.actor)));
  return html`<li class=${`message ${message.kind}`} id=${message.id}>
    <h2>${t(`talks.kind_${message.kind}`)} · <${Name} name=${nameOf(message.author)} /></h2>
    <p class="muted">${code("role", message.author_role)} · ${day}, ${sayTime(message.sent)}${to && ` · ${to}`}</p>
    ${message.decision !== null && html`<p><strong>${t(`talks.decision_${message.decision}`)}</strong></p>`}
    <p class="said">${plain(message.text)}</p>
    <${Documents} message=${message} dossier=${dossier} />
    ${message.attachments.length > 0 && html`<${Files} dossier=${dossier} files=${message.attachments} />`}
    ${
      message.answer_by !== null &&
      html`<p class="muted">${t("talks.answer_by", { day: sayDay(message.answer_by) })}</p>`
    }
    ${readBy && html`<p class="muted small">${t("talks.read_by", { who: readBy })}</p>`}
  </li>`;
}

/** @param {{talk: Talk, dossier: string}} props */
function Whole({ talk, dossier }) {
  const { thread, messages } = talk;
  const names = new Map(thread.participants.map((one) => [one.actor, one.name]));
  const nameOf = (/** @type {string} */ actor) => plain(names.get(actor)) || t("core.somebody");
  const end = thread.conclusion;
  return html`<p class="muted">${code("purpose", thread.procedure)} · ${t(`talks.${thread.state}`)} ·
      ${" "}${listed(thread.participants.map((one) => `${plain(one.name)} (${code("role", one.role)})`))}</p>
    <${ReadOnly} dossier=${dossier} />
    ${messages.length === 0 && html`<p>${t("talks.no_messages")}</p>`}
    <ol class="rows plain talk">${messages.map(
      (one) => html`<${Message} key=${one.id} message=${one} nameOf=${nameOf} dossier=${dossier} />`,
    )}</ol>
    ${
      end !== null &&
      html`<${Panel} heading=${t("talks.decided")}><p class="said">${plain(end.text)}</p>
      <p class="muted">${nameOf(end.by)} · ${sayDay(dayOf(end.at))}</p></${Panel}>`
    }`;
}

export default function PatientThread() {
  const { dossier, thread } = here.value.params;
  /** @type {() => Promise<Talk>} */
  const read = async () => ({
    thread: await get(`/v1/threads/${thread}`),
    messages: (await getAll(`/v1/threads/${thread}/messages`)).items,
  });
  const talk = useRead(`${dossier}/talk/${thread}`, read);
  const title = talk.value === null ? t("talks.one") : html`<bdi>${plain(talk.value.thread.subject)}</bdi>`;
  return html`<p><${Link} to=${`patient/${dossier}/overleg`} class="back">${t("talks.title")}</${Link}></p>
    <h1 data-title=${t("talks.one")}>${title}</h1>
    <${Shown} of=${talk}>${(/** @type {Talk} */ value) =>
      html`<${Whole} talk=${value} dossier=${dossier} />`}</${Shown}>
    <${Fetched} at=${talk.at} again=${talk.again} />`;
}
