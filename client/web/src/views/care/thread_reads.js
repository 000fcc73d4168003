// What a thread says of the reader: what they did not read, what they are asked.
import { useRef } from "preact/hooks";
import { get, getAll } from "../../core/api.js";
import { useDossier } from "../../core/dossier.js";
import { useRead } from "../../core/read.js";
import { names } from "../../core/acting.js";
import { useKnownWaiting } from "./inbox_reads.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {Schemas["Message"]} Message */

/** @param {string} dossier @param {string} id */
export function useThread(dossier, id) {
  /** @type {() => Promise<Schemas["Thread"]>} */
  const read = () => get(`/v1/threads/${id}`);
  return useRead(`${dossier}/thread/${id}`, read);
}

/** @param {string} dossier @param {string | null} id null: not yet */
export function useMessages(dossier, id) {
  /** @type {() => Promise<{items: Message[], more: boolean}>} */
  const read = () => getAll(`/v1/threads/${id}/messages`, { query: { limit: 200 } });
  return useRead(id === null ? null : `${dossier}/messages/${id}`, read);
}

/**
 * The patient's name: as the inbox had it, else the dossier is asked. @param {string} dossier @param {string}
 *   thread
 */
export function usePatientName(dossier, thread) {
  const waiting = useKnownWaiting();
  const known = useRef(/** @type {string | null} */ (null));
  known.current = nameIn(waiting, thread) ?? known.current;
  const whole = useDossier(known.current === null ? dossier : null);
  return known.current ?? whole.value?.patient.name ?? null;
}

/** @param {Schemas["DueItem"][]} items @param {string} thread */
function nameIn(items, thread) {
  return items.flatMap((item) => item.questions).find((one) => one.thread === thread)?.patient.name ?? null;
}

/** Those that the reader has neither written, nor read, nor answered by writing later. @param {Message[]} messages */
export function unreadOf(messages) {
  const lastOwn = messages.findLastIndex((one) => names.value.has(one.author));
  return messages.filter(
    (one, i) => i > lastOwn && !names.value.has(one.author) && !one.read_by.some((mark) => names.value.has(mark.actor)),
  );
}

/** The questions that wait for the reader: to them, or to all but who asks. @param {Schemas["Thread"]} thread */
export function askedOf(thread) {
  return thread.open.filter(
    (one) =>
      !names.value.has(one.by) &&
      (one.to.length === 0 || one.to.some((/** @type {string} */ to) => names.value.has(to))),
  );
}

/** @param {Schemas["Thread"]} thread @param {string} actor */
export const nameOf = (thread, actor) => thread.participants.find((one) => one.actor === actor)?.name ?? null;
