// What was read, with its time. It stays until the reader asks for it anew or changes it: going back shows it again,
// and no view reads twice what it shows once (each read is a line in the patient's log).
import { batch, signal } from "@preact/signals";
import { useLayoutEffect, useMemo } from "preact/hooks";
import { hereFor } from "./here.js";
import { forgetRemembered } from "./remembered.js";
import { language } from "./words.js";

/**
 * @template T
 * @typedef {{value: T | null, error: any, at: number | null}} Reading
 */
/** @type {Map<string, import("@preact/signals").Signal<Reading<any>>>} */
const readings = new Map();
/** Each time another one, so that who shows it learns that it is gone. */
const nothing = () => ({ value: null, error: null, at: null });
/** The answer that is waited for. Apart from the signals: that it was asked changes nothing of what is shown.
 * @type {WeakMap<import("@preact/signals").Signal<Reading<any>>, Promise<any>>} */
const asked = new WeakMap();

/** @param {string} name */
function keyOf(name) {
  const { role, actor, actsFor } = hereFor();
  return `${role ?? ""} ${actor ?? ""} ${actsFor ?? ""} ${name}`;
}

/** @param {string} key */
function slot(key) {
  let found = readings.get(key);
  if (found === undefined) {
    found = signal(nothing());
    readings.set(key, found);
  }
  return found;
}

/** What came and is not shown yet. @type {(() => void)[]} */
let came = [];
const drawing = new MessageChannel();
drawing.port1.onmessage = () => {
  const now = came;
  came = [];
  batch(() => now.forEach((take) => take()));
};

/** Answers that came together are drawn together: on a slow device the second is there before the first is drawn.
 * @param {() => void} take */
function takeSoon(take) {
  if (came.length === 0) {
    drawing.port2.postMessage(null);
  }
  return new Promise((resolve) => came.push(() => resolve(take())));
}

/** @param {string} key @param {() => Promise<any>} read */
async function fill(key, read) {
  const reading = slot(key);
  if (asked.has(reading)) {
    return;
  }
  if (reading.value.error !== null) {
    reading.value = { ...reading.value, error: null };
  }
  const answer = read();
  asked.set(reading, answer);
  const change = await answer.then(
    (value) => ({ value, error: null, at: Date.now() }),
    (error) => ({ ...reading.value, error }),
  );
  await takeSoon(() => {
    if (asked.get(reading) === answer) {
      asked.delete(reading);
      reading.value = change;
    }
  });
}

/**
 * What a view shows. name: of the thing, begun with its dossier ("dos_…/team"), so that forget finds it; with spoken
 * set the server words it, and another language is another thing.
 * @template T
 * @param {string | null} name null: not yet
 * @param {() => Promise<T>} read
 * @param {{spoken?: boolean}} [how]
 * @returns {Reading<T> & {again: () => Promise<void>}}
 */
export function useRead(name, read, how = {}) {
  const key = name === null ? null : keyOf(how.spoken ? `${name} ${language.value}` : name);
  const reading = useMemo(() => (key === null ? signal(nothing()) : slot(key)), [key]);
  const empty = reading.value.value === null && reading.value.error === null ? reading.value : null;
  // Asked at once: the view is painted while the answer is on its way, not before it is asked for.
  useLayoutEffect(() => {
    if (key !== null && empty !== null) {
      void fill(key, read);
    }
  }, [key, empty]);
  return { ...reading.value, again: async () => (key === null ? undefined : fill(key, read)) };
}

/** After an act: what it changed is read anew when it is shown. @param {string} begin of names, in every role */
export function forget(begin) {
  for (const [key, reading] of readings) {
    if (key.split(" ")[3].startsWith(begin)) {
      asked.delete(reading); // an answer that is still on its way is from before the act
      reading.value = nothing();
    }
  }
}

/** After a document was added, changed or signed: who takes part, and what the reader may, is as it was.
 * @param {string} dossier */
export function forgetDocuments(dossier) {
  [`${dossier}/fragments`, `${dossier}/timeline`, `${dossier}/team`, "due"].forEach(forget);
}

/** Nothing that was read is kept. */
export function forgetAll() {
  readings.clear();
  forgetRemembered();
}

/**
 * Whether it was read, and nothing has to be asked to show it. @param {string} name @param {{spoken?: boolean}}
 *   [how]
 */
export function wasRead(name, how = {}) {
  return readings.get(keyOf(how.spoken ? `${name} ${language.value}` : name))?.value.value != null;
}
