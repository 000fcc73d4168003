// What the inbox is made of: what waits, and the news since the reader last said to have seen it.
import { get, getAll } from "../../core/api.js";
import { useDossiers } from "../../core/dossier.js";
import { forget, useRead, wasRead } from "../../core/read.js";
import { language } from "../../core/words.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {{events: Schemas["Event"][], next: string, more: boolean}} News */

const MOST_EVENTS = 200;

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

/** What is told of, beside dossiers, is read anew when it is opened. @param {Schemas["Event"][]} events */
function forgetTold(events) {
  for (const { type, object } of events.filter((one) => /^(casus|moment)\./.test(one.type))) {
    forget(`${type.split(".")[0]}/${object}`);
    forget(type.startsWith("casus") ? "casus/list" : "moments");
  }
}

/** @returns {Promise<News>} */
async function readNews() {
  const { seen_until: seen } = await get("/v1/inbox", { query: { after: Number.MAX_SAFE_INTEGER } });
  const page = await get("/v1/inbox", { query: { after: seen, limit: MOST_EVENTS } });
  forgetTold(page.items);
  return { events: page.items.reverse(), next: page.next, more: page.items.length === MOST_EVENTS };
}

export const useNews = () => useRead("inbox", readNews);

/** Groups of the inbox, each in the order in which its rows are looked at.
 * @param {Schemas["DueItem"][]} items @param {Schemas["Event"][]} events */
export function sortInbox(items, events) {
  const unread = new Set(events.filter((one) => one.type === "message.posted").map((one) => one.object));
  const questions = (/** @type {string} */ side) =>
    items.filter((item) => item.side === side).flatMap((item) => item.questions);
  const forMe = questions("for_me");
  const threads = new Set(forMe.map((one) => one.thread));
  const asked = new Set(forMe.map((one) => one.message));
  const news = events.filter(
    (one) => !asked.has(one.object ?? "") && !(one.type === "thread.started" && threads.has(one.thread ?? "")),
  );
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
