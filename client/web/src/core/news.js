// What of the news is one row to the reader, and which rows are new: the number in the navigation, in the title and in
// the bar is the number of rows that the inbox marks.
import { computed, signal } from "@preact/signals";
import { fresh, news } from "./poll.js";

/** @typedef {import("#api").components["schemas"]["Event"]} Event */

/** A message that waits for an answer is a row of its own; of what else is said in a thread one row tells.
 * @param {Event} event */
export const asks = (event) => event.kind === "vraag" || event.kind === "overlegverzoek";

/** Whatever tells of the same thing has the same name. @param {Event} event */
function thingOf(event) {
  const { dossier, thread, object, rule, type } = event;
  if (thread !== null) {
    return asks(event) ? object : thread;
  }
  return `${dossier} ${type.split(".")[0]} ${object ?? rule ?? type}`;
}

/** One event for each row, the newest that tells of it. @param {Event[]} events the oldest first */
export function rowsOf(events) {
  const rows = [...new Map(events.map((event) => [thingOf(event), event])).values()];
  const said = new Set(rows.filter(({ type }) => type !== "thread.started").map(({ thread }) => thread));
  return rows.filter(({ type, thread }) => type !== "thread.started" || !said.has(thread));
}

/** What the reader has had before their eyes in this tab. @type {import("@preact/signals").Signal<Set<string>>} */
const looked = signal(new Set());

/** @param {{type: string, object: string | null}} event */
const markOf = ({ type, object }) => `${type} ${object}`;

/** The reader opened it. @param {{type: string, object: string | null}[]} events */
export function lookedAt(events) {
  const marks = events.map(markOf).filter((one) => !looked.peek().has(one));
  if (marks.length > 0) {
    looked.value = new Set([...looked.peek(), ...marks]);
  }
}

/** @param {Event} event */
export const isNew = (event) => !looked.value.has(markOf(event));

/** There is no such dossier any more. @param {string} dossier */
export function forgetNews(dossier) {
  const others = (/** @type {Event[]} */ all) => all.filter((event) => event.dossier !== dossier);
  news.value = others(news.value);
  fresh.value = others(fresh.value);
}

const countOf = (/** @type {Event[]} */ events) => rowsOf(events.filter(isNew)).length;
/** Rows that the reader has not seen. */
export const newRows = computed(() => countOf(news.value));
/** Those of them that came while the reader looks. */
export const freshRows = computed(() => countOf(fresh.value));
