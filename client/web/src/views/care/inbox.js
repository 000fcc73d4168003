// Whose turn it is: what waits for the reader, what is new, what waits for others. Never a text or a subject.
import { principal } from "../../core/acting.js";
import { post } from "../../core/api.js";
import { html } from "../../core/html.js";
import { sawInbox } from "../../core/poll.js";
import { forget } from "../../core/read.js";
import { t } from "../../core/words.js";
import { Button, useAct } from "../../parts/form.js";
import { useWide } from "../../parts/room.js";
import { useRows } from "../../parts/rows.js";
import { Failed, Fetched, Shown } from "../../parts/state.js";
import { useNames, useNews, useWaiting } from "./inbox_reads.js";
import { Turns } from "./inbox_rows.js";

/** The reader says so: looking at a list by chance loses no news. @param {{next: string}} props */
function Seen({ next }) {
  const act = useAct(async (key) => {
    await post("/v1/inbox/seen", { until: Number(next) }, { key });
    sawInbox(next);
    forget("inbox");
  });
  return html`<p><${Button} act=${act}>${t("inbox.seen")}</${Button}></p>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}`;
}

export default function Inbox() {
  const waiting = useWaiting();
  const news = useNews();
  const names = useNames(waiting.value?.items, news.value?.events);
  const again = async () => (await waiting.again(), await news.again());
  const wide = useWide(64);
  useRows();
  const seen =
    principal.value === null && (news.value?.events.length ?? 0) > 0 && html`<${Seen} next=${news.value?.next} />`;
  return html`<h1>${t("inbox.title")}</h1>
    <div class="beside"><div class="list">
      <${Shown} of=${waiting}>${(/** @type {any} */ value) =>
        html`<${Shown} of=${news}>${(/** @type {any} */ fresh) =>
          html`<${Turns} items=${value.items} events=${fresh.events} names=${names}
            seen=${seen} />`}</${Shown}>`}</${Shown}>
      <${Fetched} at=${waiting.at} again=${again} />
    </div>${wide && html`<div class="talk none"><p>${t("inbox.choose")}</p></div>`}</div>`;
}
