// The rows of the inbox: whose turn it is, then what is new, then what others still have to do.
import { sayShort, today } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { isNew } from "../../core/news.js";
import { withStep } from "../../core/rules.js";
import { plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Name, Person } from "../../parts/person.js";
import { sortInbox, useNames, useNews, useWaiting } from "./inbox_reads.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {ReturnType<typeof useNames>} Names */

/** "uiterlijk vr. 11 dec.", or that it was. @param {{day: string | null}} props */
function By({ day }) {
  if (day === null) {
    return null;
  }
  const past = day < today();
  const text = day === today() ? t("inbox.by_today") : t("inbox.by", { day: sayShort(day) });
  return html`<span class=${past ? "late" : "muted"}>${past ? t("inbox.late", { day: sayShort(day) }) : text}</span>`;
}

/**
 * @param {{to: string, row: string, unread?: boolean, current?: boolean, name: any, what: any, children?: any}}
 *   props
 */
function Row({ to, row, unread, current, name, what, children }) {
  return html`<li><${Link} to=${to} row=${row} current=${current} class=${unread ? "turn unread" : "turn"}>
    <span class="line"><span class="name"><${Name} name=${name} /></span> <span>${what}</span></span>
    ${unread && html`<span class="unseen">, ${t("inbox.unread")} </span>`}
    ${children}
  </${Link}></li>`;
}

/** @param {{question: Schemas["Question"], unread?: boolean, children?: any}} props */
function Asked({ question, unread, children }) {
  const to = `${here.value.role}/${question.dossier}/overleg/${question.thread}`;
  const current = here.value.path === to;
  return html`<${Row} to=${to} row=${question.message} name=${question.patient.name} unread=${unread} current=${current}
    what=${t(`talk.kind_${question.kind}`)}>
    <span class="muted">${children}</span>
    <${By} day=${question.answer_by} />
  </${Row}>`;
}

/** What professionals share beside dossiers: whose view it is. @type {Record<string, string>} */
const SHARED = { casus: "casus", moment: "netwerkmomenten" };

/** Where an event leads. @param {Schemas["Event"]} event */
function placeOf(event) {
  const base = `${here.value.role}/${event.dossier}`;
  const kind = event.type.split(".")[0];
  if (event.dossier === null) {
    return `${here.value.role}/${SHARED[kind] ? `${SHARED[kind]}/${event.object}` : "gids"}`;
  }
  if (event.type === "consent.answered" && here.value.role !== "medewerker") {
    return `${base}/toestemming-vragen`; // where the answer stands
  }
  if (event.thread !== null) {
    return `${base}/overleg/${event.thread}`;
  }
  return kind === "fragment" ? `${base}/document/${event.object}` : kind === "step" ? `${base}/tijdlijn` : base;
}

/** @param {{event: Schemas["Event"], names: Names}} props */
function New({ event, names }) {
  const who = plain(names.person(event.dossier, event.by) ?? t("core.somebody"));
  const kind = event.kind === null ? "" : t(`talk.kind_${event.kind}`);
  const text = t(`inbox.event_${event.type.replace(".", "_")}`, { who, kind });
  const shared = event.type.split(".")[0];
  const name = SHARED[shared] ? t(`inbox.about_${shared}`) : names.patient(event.dossier);
  return html`<${Row} to=${placeOf(event)} row=${`event-${event.seq}`} unread=${isNew(event)} name=${name}
    what="">
    <span>${withStep(text, event.rule)}</span>
  </${Row}>`;
}

/** @param {{question: Schemas["Question"], names: Names}} props */
function Theirs({ question, names }) {
  const others = question.to.map((actor) => plain(names.person(question.dossier, actor) ?? t("core.somebody")));
  return html`<${Asked} question=${question}>${
    others.length > 0 && t("inbox.asked_of", { who: others.join(", ") })
  }</${Asked}>`;
}

/** @param {{heading: string, n: number, children?: any}} props */
function Group({ heading, n, children }) {
  return n === 0 ? null : html`<h2>${heading} (${n})</h2><ul class="rows turns">${children}</ul>`;
}

/** @param {{request: Schemas["ConsentRequest"], patient: Schemas["PersonIn"]}} props */
function Request({ request, patient }) {
  return html`<${Row} to=${`${here.value.role}/${request.dossier}`} row=${request.id} name=${patient.name}
    what=${t("inbox.request")}>
    <${By} day=${request.expires} />
  </${Row}>`;
}

/**
 * @param {{items: Schemas["DueItem"][], events: Schemas["Event"][], names: Names, seen?: any}} props seen: what stands
 *   under the news
 */
export function Turns({ items, events, names, seen }) {
  const { forMe, byMe, requests, news, unread } = sortInbox(items, events);
  return html`
    <${Group} heading=${t("inbox.for_me")} n=${forMe.length}>${forMe.map(
      (one) => html`<${Asked} key=${one.message} question=${one} unread=${unread.has(one.message)}>
        <${Person} name=${one.by.name} role=${one.by.role} /></${Asked}>`,
    )}</${Group}>
    ${forMe.length === 0 && html`<p>${t("inbox.nothing")}</p>`}
    <${Group} heading=${t("inbox.new")} n=${news.length}>${news.map(
      (one) => html`<${New} key=${one.seq} event=${one} names=${names} />`,
    )}</${Group}>
    ${seen}
    <${Group} heading=${t("inbox.by_me")} n=${byMe.length + requests.length}>
      ${byMe.map((one) => html`<${Theirs} key=${one.message} question=${one} names=${names} />`)}
      ${requests.map((one) => html`<${Request} key=${one.request.id} ...${one} />`)}
    </${Group}>`;
}

/** The list beside a thread: only what was read already, so that it asks for nothing. */
export function Beside() {
  const waiting = useWaiting();
  const news = useNews();
  const names = useNames(waiting.value?.items, news.value?.events);
  return html`<p class="list-title">${t("inbox.title")}</p>
    <${Turns} items=${waiting.value?.items ?? []} events=${news.value?.events ?? []} names=${names} />`;
}
