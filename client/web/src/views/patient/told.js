// What happened for the patient since they last said they saw it, in plain sentences: from the inbox that the page is
// told anyway, so nothing is read for it.
import { useEffect } from "preact/hooks";
import { post } from "../../core/api.js";
import { dayOf, sayDay } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { news, sawInbox } from "../../core/poll.js";
import { forget } from "../../core/read.js";
import { withStep } from "../../core/rules.js";
import { own } from "../../core/session.js";
import { code, t } from "../../core/words.js";
import { Button, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Details } from "../../parts/panel.js";
import { Name } from "../../parts/person.js";
import { Failed } from "../../parts/state.js";

/** @typedef {import("#api").components["schemas"]["Event"]} Event */
/** @typedef {Map<string, {name: string | null, role: string}> | null} People null: not read yet */

/** So many are shown at once. */
const FIRST = 4;

/** Where each kind of event leads, below the dossier. @type {Record<string, (event: Event) => string>} */
const LEADS_TO = {
  "access.first": () => "wie-keek",
  "participant.added": () => "team",
  "participant.removed": () => "team",
  "regie.changed": () => "team",
  "consent.asked": (event) => `vragen/${event.object}`,
  "consent.recorded": (event) => `toestemmingen/${event.object}`,
  "consent.withdrawn": (event) => `toestemmingen/${event.object}`,
  "fragment.added": (event) => `documenten/${event.object}`,
  "fragment.amended": (event) => `documenten/${event.object}`,
  "fragment.retracted": (event) => `documenten/${event.object}`,
  "fragment.signed": () => "engagement",
  "thread.started": (event) => `overleg/${event.object}`,
  "thread.closed": (event) => `overleg/${event.object}`,
  "message.posted": (event) => `overleg/${event.thread}`,
  "step.due": (event) => `tijdlijn/${event.rule}`,
  "step.overdue": (event) => `tijdlijn/${event.rule}`,
  "suspension.begun": () => "tijdlijn",
  "suspension.ended": () => "tijdlijn",
  "dossier.closed": () => "start",
  "dossier.reopened": () => "start",
  "retention.warned": () => "downloaden",
};

/** Whose name its sentence says. @param {Event} event */
const whoOf = (event) =>
  ["participant.added", "participant.removed", "regie.changed"].includes(event.type) ? event.object : event.by;

/** What the page does not know how to say is left to the log. @param {Event} event */
export const isSaid = (event) => event.type in LEADS_TO && !own.value.has(event.by ?? "");

/** @param {{event: Event, people: People}} props */
export function Sentence({ event, people }) {
  const person = people?.get(whoOf(event) ?? "");
  const known = html`<${Name} name=${person?.name} />${person && ` (${code("role", person.role)})`}`;
  const who = people === null ? "…" : known; // "iemand" is who has no name, not who is looked for still
  const key = `patient.event_${event.type.replace(".", "_")}`;
  const [before, after] = t(key, { who: "\u0000", day: event.due ? sayDay(event.due) : "" }).split("\u0000");
  return after === undefined ? withStep(before, event.rule) : html`${before}${who}${after}`;
}

/** @param {{event: Event, people: People}} props */
function Row({ event, people }) {
  const to = `patient/${event.dossier}/${LEADS_TO[event.type](event)}`;
  return html`<li><${Link} to=${to} class="task" row=${`event-${event.seq}`}>
    <span><${Sentence} event=${event} people=${people} /></span>
    <span class="muted">${sayDay(dayOf(event.time))}</span></${Link}></li>`;
}

/** The reader says that they saw what there is. */
const useSeen = () =>
  useAct(async (key) => {
    const until = Math.max(...news.value.map((one) => one.seq));
    const { seen_until } = await post("/v1/inbox/seen", { until }, { key });
    sawInbox(String(seen_until));
  });

/** One box for all who looked for the first time: a row of boxes would push down where the patient is.
 * @param {{events: Event[], people: People}} props */
function FirstLooks({ events, people }) {
  const first = new Map(events.map((event) => [event.by, event]));
  return (
    first.size > 0 &&
    html`<div class="bar note">${[...first.values()].map(
      (event) => html`<p key=${event.seq}><${Sentence} event=${event} people=${people} />
      ${" "}<${Link} to=${`patient/${event.dossier}/wie-keek`}>${t("patient.see")}</${Link}></p>`,
    )}</div>`
  );
}

/** @param {{events: Event[], people: People}} props */
function Recorded({ events, people }) {
  return html`${events.map(
    (event) => html`<p class="bar warn" key=${event.seq}><${Sentence} event=${event} people=${people} />
    ${" "}${t("patient.is_right")} <${Link} to=${`patient/${event.dossier}/toestemmingen/${event.object}`}>${t(
      "patient.see",
    )}</${Link}></p>`,
  )}`;
}

/** What tells of a dossier that is not there any more. */
const ERASED = ["dossier.erased", "erasure.complete"];

/** That a dossier is gone, by whatever; the proof is where it leads. It stands above whichever is there. */
export function Gone() {
  const act = useSeen();
  const gone = [
    ...new Map(news.value.filter(({ type }) => ERASED.includes(type)).map((one) => [one.dossier, one])).values(),
  ];
  const newest = gone.reduce((seq, one) => Math.max(seq, one.seq), 0);
  useEffect(() => void (newest > 0 && forget("erasures")), [newest]); // how far it is was read before
  return html`${gone.map(
    (event) => html`<p class="bar note" key=${event.seq}>
      ${t(`patient.event_${event.type.replace(".", "_")}`)} (${sayDay(dayOf(event.time))}).
      ${" "}<${Link} to="patient/gewist">${t("patient.see_erased")}</${Link}>
      ${" "}<${Button} act=${act}>${t("patient.seen")}</${Button}></p>`,
  )}${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}`;
}

/** That it ends, with what can be done before. @param {{events: Event[], people: People}} props */
function Ending({ events, people }) {
  return html`${events.map(
    (event) => html`<p class="bar warn" key=${event.seq}><${Sentence} event=${event} people=${people} />
    ${" "}<${Link} to=${`patient/${event.dossier}/downloaden`}>${t("patient.take_archive")}</${Link}></p>`,
  )}`;
}

/** Above all: that it ends, who looked for the first time, and what was written down in the patient's name.
 * @param {{dossier: string, people: People}} props */
export function Banners({ dossier, people }) {
  const mine = news.value.filter((event) => event.dossier === dossier && isSaid(event));
  const of = (/** @type {string} */ type) => mine.filter((event) => event.type === type);
  return html`<${Gone} /><${Ending} events=${of("retention.warned")} people=${people} />
    <${Recorded} events=${of("consent.recorded")} people=${people} />
    <${FirstLooks} events=${of("access.first")} people=${people} />`;
}

/** The rest, newest first, until the patient says they saw it. @param {{dossier: string, people: People}} props */
export function Happened({ dossier, people }) {
  const act = useSeen();
  const mine = news.value.filter((event) => event.dossier === dossier && isSaid(event));
  if (mine.length === 0) {
    return null;
  }
  const rest = mine.filter((event) => event.type !== "access.first" && event.type !== "consent.asked").reverse();
  const rows = (/** @type {Event[]} */ events) =>
    html`<ul class="rows">${events.map((one) => html`<${Row} key=${one.seq} event=${one} people=${people} />`)}</ul>`;
  return html`${rest.length > 0 && html`<h2>${t("patient.happened")}</h2>${rows(rest.slice(0, FIRST))}`}
    ${
      rest.length > FIRST &&
      html`<${Details} summary=${t("patient.happened_more", { n: rest.length - FIRST })}>
        ${rows(rest.slice(FIRST))}</${Details}>`
    }
    <p><${Button} act=${act}>${t("patient.seen")}</${Button}></p>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}`;
}
