// The lines of an access log as people tell them: by day, by person, the same act once. Nothing here touches the check.
import { dayOf } from "../../core/dates.js";

/** @typedef {import("#api").components["schemas"]["Access"]} Access */
/** @typedef {{key: string, item: Access, count: number, first: string, until: string}} Act */
/** @typedef {{key: string, item: Access, count: number, acts: Act[]}} Who */
/** @typedef {{day: string, people: Who[]}} Day */
/** @typedef {{who: string, what: string, refused: boolean, from: string | null, until: string | null, own: boolean}}
 * Filter days as "2026-11-27" */

/** @type {Filter} */
export const NO_FILTER = { who: "", what: "", refused: false, from: null, until: null, own: false };

/** What kinds of acts a reader tells apart, by how the action begins. @type {Record<string, string[]>} */
export const KINDS = {
  documents: ["fragment", "attachment"],
  conferring: ["thread", "message", "question"],
  consents: ["consent", "policy"],
  steps: ["timeline", "due", "facts", "suspension", "regie", "team", "referral"],
};

/** @param {Access} item */
export function kindOf(item) {
  const begin = item.action.split(".")[0];
  return Object.keys(KINDS).find((kind) => KINDS[kind].includes(begin)) ?? "rest";
}

/** One person in one capacity. @param {Access} item */
export const personOf = (item) => [item.actor?.id, item.role, item.for?.id, item.organisation?.id].join(" ");

/** Nobody tapped for it. @param {Access} item */
export const isAutomatic = (item) => item.actor === null && item.record?.origin === "server";

/** What the reader did as patient. Who they are the server says; that a doctor acted as doctor stands in the record, so
 * it is hidden from nobody. @param {Access} item @param {Set<string>} own ids of the reader */
export const isOwn = (item, own) => item.actor !== null && own.has(item.actor.id) && item.role === "patient";

/** @param {Access} item @param {Filter} filter @param {Set<string>} own ids of the reader */
export function passes(item, filter, own) {
  const day = filter.from === null && filter.until === null ? "" : dayOf(item.time);
  return (
    (filter.own || !isOwn(item, own)) &&
    (filter.who === "" || (item.actor?.id ?? "") === filter.who) &&
    (filter.what === "" || kindOf(item) === filter.what) &&
    (!filter.refused || item.decision !== "permit") &&
    (filter.from === null || day >= filter.from) &&
    (filter.until === null || day <= filter.until)
  );
}

/** @template T @param {Map<string, T>} map @param {string} key @param {() => T} make @returns {T} */
function entry(map, key, make) {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

/** Newest first, as the lines come. @param {Access[]} items @returns {Day[]} */
export function fold(items) {
  /** @type {Map<string, Map<string, {item: Access, acts: Map<string, Act>}>>} */
  const days = new Map();
  for (const item of items) {
    const people = entry(days, dayOf(item.time), () => new Map());
    const who = entry(people, personOf(item), () => ({ item, acts: new Map() }));
    const key = JSON.stringify([item.action, item.decision, item.ground, item.purpose, item.categories]);
    const act = entry(who.acts, key, () => ({ key, item, count: 0, first: item.time, until: item.time }));
    act.count += 1;
    act.first = item.time;
  }
  return [...days].map(([day, people]) => ({
    day,
    people: [...people].map(([key, { item, acts }]) => {
      const all = [...acts.values()];
      return { key, item, count: all.reduce((sum, act) => sum + act.count, 0), acts: all };
    }),
  }));
}

/** The first so many acts, whole people and days as far as they go. @param {Day[]} days @param {number} most */
export function firstOf(days, most) {
  let left = most;
  /** @type {Day[]} */
  const shown = [];
  for (const { day, people } of days) {
    const some = people.filter((who) => (left > 0 ? ((left -= who.acts.length), true) : false));
    if (some.length > 0) {
      shown.push({ day, people: some });
    }
  }
  return { shown, more: left <= 0 && count(shown) < count(days) };
}

/** @param {Day[]} days */
const count = (days) => days.reduce((sum, { people }) => sum + people.length, 0);
