// One thread: oldest first, open at what is new. A question to the reader makes its answer what they write.
import { useEffect, useRef } from "preact/hooks";
import { principal } from "../../core/acting.js";
import { post } from "../../core/api.js";
import { sayDay, dayOf } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useKeys } from "../../core/keys.js";
import { lookedAt } from "../../core/news.js";
import { forget, wasRead } from "../../core/read.js";
import { go } from "../../core/router.js";
import { sayDone } from "../../core/status.js";
import { code, plain, t } from "../../core/words.js";
import { Button, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Panel } from "../../parts/panel.js";
import { Name, Person } from "../../parts/person.js";
import { useWide } from "../../parts/room.js";
import { Failed, Fetched, Shown } from "../../parts/state.js";
import { Close } from "./close.js";
import { Compose } from "./compose.js";
import { Beside } from "./inbox_rows.js";
import { MessageView } from "./messages.js";
import { askedOf, nameOf, unreadOf, useMessages, usePatientName, useThread } from "./thread_reads.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** Once, when it is first shown: the reader begins where they have not been.
 * @param {Schemas["Message"][]} messages @param {Schemas["Message"] | undefined} first */
function useFirstUnread(messages, first) {
  const before = useRef(first?.id);
  useEffect(() => {
    if (before.current !== undefined && before.current !== messages[0]?.id) {
      const id = before.current;
      requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView({ block: "start" }));
    }
  }, []);
  return before.current;
}

/** What is before the reader's eyes is no news to them any more.
 * @param {Schemas["Message"][]} messages @param {Schemas["Thread"]} thread */
function useLooked(messages, thread) {
  useEffect(() => {
    const ended = thread.state === "closed" ? [{ type: "thread.closed", object: thread.id }] : [];
    const said = messages.map((one) => ({ type: "message.posted", object: one.id }));
    lookedAt([{ type: "thread.started", object: thread.id }, ...said, ...ended]);
  }, [messages, thread]);
}

/** @param {{unread: Schemas["Message"][], thread: Schemas["Thread"], reread: () => Promise<void>}} props */
function MarkRead({ unread, thread, reread }) {
  const act = useAct(async () => {
    await Promise.all(unread.map((one) => post(`/v1/threads/${thread.id}/messages/${one.id}/read`, {})));
    await reread();
    sayDone(t("talk.marked"));
  });
  useKeys({ l: () => void act.run() });
  return html`<p><${Button} act=${act}>${t("talk.mark_read")}</${Button}></p>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}`;
}

/** @param {{thread: Schemas["Thread"]}} props */
function Ended({ thread }) {
  const { conclusion } = thread;
  return html`<${Panel} heading=${t("talk.closed")}>${
    conclusion !== null &&
    html`<p class="text">${plain(conclusion.text)}</p>
      <p class="muted"><${Name} name=${nameOf(thread, conclusion.by)} />, ${sayDay(dayOf(conclusion.at))}</p>`
  }</${Panel}>`;
}

/**
 * @param {{thread: Schemas["Thread"], messages: Schemas["Message"][], dossier: string, reread: () =>
 *   Promise<void>}} props
 */
function Talk({ thread, messages, dossier, reread }) {
  const unread = unreadOf(messages);
  const first = useFirstUnread(messages, unread[0]);
  useLooked(messages, thread);
  const marks = unread.length > 0 && principal.value === null && askedOf(thread).length === 0;
  return html`<p class="muted">${code("purpose", thread.procedure)} · ${thread.participants.map(
    (one, i) => html`${i > 0 && "; "}<${Person} key=${one.actor} name=${one.name} role=${one.role} />`,
  )}</p>
    <ol class="messages">${messages.map(
      (message) => html`<${MessageView} key=${message.id} message=${message} thread=${thread} dossier=${dossier}
        first=${message.id === first && messages.length > 1} />`,
    )}</ol>
    ${marks && html`<${MarkRead} ...${{ unread, thread, reread }} />`}
    ${
      thread.state === "closed"
        ? html`<${Ended} thread=${thread} />`
        : html`<${Compose} thread=${thread} dossier=${dossier} reread=${reread} />
      <${Close} thread=${thread} dossier=${dossier} reread=${reread} />`
    }`;
}

/** @param {{dossier: string, id: string}} props */
function Room({ dossier, id }) {
  const thread = useThread(dossier, id);
  const messages = useMessages(dossier, thread.value === null ? null : id);
  const name = usePatientName(dossier, id);
  const reread = async () => {
    await messages.again();
    await thread.again();
    forget("due");
    forget(`${dossier}/threads`);
  };
  const back = wasRead("inbox") ? "postvak" : dossier;
  useKeys({ u: () => go(`${here.value.role}/${back}`) });
  return html`<p><${Link} to=${`${here.value.role}/${dossier}`} class="back">${
    name === null ? t("care.dossier") : html`<${Name} name=${name} />`
  }</${Link}></p>
    <h1 data-title=${t("talk.title")}>${
      thread.value === null
        ? t("talk.title")
        : html`<bdi>
      ${plain(thread.value.subject)}</bdi>`
    }</h1>
    <${Shown} of=${thread}>${(/** @type {any} */ value) =>
      html`<${Shown} of=${messages}>${(/** @type {any} */ list) =>
        html`<${Talk} thread=${value} messages=${list.items} dossier=${dossier}
          reread=${reread} />`}</${Shown}>`}</${Shown}>
    <${Fetched} at=${messages.at} again=${reread} />`;
}

export default function ThreadView() {
  const { dossier, thread } = here.value.params;
  const wide = useWide(64);
  const beside = wide && wasRead("inbox") && wasRead("due/inbox", { spoken: true });
  return html`<div class=${beside ? "beside" : ""}>
    ${beside && html`<aside class="list" aria-label=${t("inbox.title")}><${Beside} /></aside>`}
    <div class="talk"><${Room} dossier=${dossier} id=${thread} /></div>
  </div>`;
}
