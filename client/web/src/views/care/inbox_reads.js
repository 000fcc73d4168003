// What the inbox is made of: what waits, and the news since the reader last said to have seen it.
import { get, getAll } from "../../core/api.js";
import { useDossiers } from "../../core/dossier.js";
import { asks, isNew, rowsOf } from "../../core/news.js";
import { forget, useRead, wasRead } from "../../core/read.js";
import { language } from "../../core/words.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {{events: Schemas["Event"][], next: string}} News */

const PAGE = 200;
/** Of news that nobody looked at for months the oldest are enough; what was read shows the next. */
const MOST_EVENTS = 2000;

/** Questions and requests; steps belong to "Te doen". */
export function useWaiting() {
  /** @type {() => Promise<{items: Schemas["DueItem"][], more: boolean}>} */
  const read = () => getAll("/v1/due", { query: { language: language.value } });
  return useRead("due/inbox", read, { spoken: true });
}

/** The same where it was read already, and nothing where not. */
export function useKnownWaiting() {
  const known = wasRead("due/inbox", { spoken: true });
  const of = useRead(known ? "due/inbox" : null, async () => ({ items: [] }), { spoken: true });
  return /** @type {Schemas["DueItem"][]} */ (of.value?.items ?? []);
}

/** What is told of is read anew when it is opened. @param {Schemas["Event"][]} events */
function forgetTold(events) {
  new Set(events.map((one) => one.dossier)).forEach((dossier) => dossier !== null && forget(`${dossier}/`));
  for (const { type, object } of events.filter((one) => /^(casus|moment)\./.test(one.type))) {
    forget(`${type.split(".")[0]}/${object}`);
    forget(type.startsWith("casus") ? "casus/list" : "moments");
  }
}

/** @returns {Promise<News>} */
async function readNews() {
  const { seen_until: seen } = await get("/v1/inbox", { query: { after: Number.MAX_SAFE_INTEGER } });
  /** @type {Schemas["Event"][]} */
  const events = [];
  let page = { items: [], next: String(seen) };
  do {
    page = await get("/v1/inbox", { query: { after: page.next, limit: PAGE } });
    events.push(...page.items);
  } while (page.items.length === PAGE && events.length < MOST_EVENTS);
  const unseen = events.filter(isNew);
  forgetTold(unseen);
  return { events: unseen, next: page.next };
}

export const useNews = () => useRead("inbox", readNews);

/** Groups of the inbox, each in the order in which its rows are looked at.
 * @param {Schemas["DueItem"][]} items @param {Schemas["Event"][]} events */
export function sortInbox(items, events) {
  const rows = rowsOf(events).reverse();
  const unread = new Set(rows.filter(isNew).map((one) => one.object));
  const questions = (/** @type {string} */ side) =>
    items.filter((item) => item.side === side).flatMap((item) => item.questions);
  const forMe = questions("for_me");
  const asked = new Set(forMe.map((one) => one.message));
  // A question that was opened waits above while it waits, and is no news after its answer.
  const news = rows.filter((one) => !asked.has(one.object ?? "") && (isNew(one) || !asks(one)));
  const requests = items.flatMap((item) =>
    item.side === "by_me" ? item.consent_requests.map((request) => ({ request, patient: item.patient })) : [],
  );
  return { forMe, byMe: questions("by_me"), requests, news, unread };
}

/** Names for the rows: only asked for where a row needs one.
 * @param {Schemas["DueItem"][] | undefined} items @param {Schemas["Event"][] | undefined} events */
export function useNames(items, events) {
  const wanted =
    (events ?? []).some((one) => one.dossier !== null) ||
    (items ?? []).some((item) => item.side === "by_me" && item.questions.length > 0);
  const dossiers = useDossiers(wanted);
  const known = new Map((dossiers.value?.items ?? []).map((one) => [one.id, one]));
  return {
    /** @param {string | null} dossier */
    patient: (dossier) =>
      known.get(dossier ?? "")?.patient.name ?? items?.find((item) => item.dossier === dossier)?.patient.name ?? null,
    /** @param {string | null} dossier @param {string | null} actor */
    person: (dossier, actor) => {
      const one = known.get(dossier ?? "");
      return one?.patient.actor === actor
        ? one?.patient.name
        : (one?.participants.find((member) => member.actor === actor)?.name ?? null);
    },
  };
}
