// What was read, with its time. It stays until the reader asks for it anew or changes it: going back shows it again,
// and
// no view reads twice what it shows once (each read is a line in the patient's log).
import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { hereFor } from "./here.js";
import { forgetRemembered } from "./remembered.js";
import { language } from "./words.js";

/**
 * @template T
 * @typedef {{value: T | null, error: any, loading: boolean, at: number | null}} Reading
 */
/** @type {Map<string, import("@preact/signals").Signal<Reading<any>>>} */
const readings = new Map();
const NONE = { value: null, error: null, loading: false, at: null };

/** @param {string} name */
function keyOf(name) {
  const { role, actor, actsFor } = hereFor();
  return `${role ?? ""} ${actor ?? ""} ${actsFor ?? ""} ${name}`;
}

/** @param {string} key */
function slot(key) {
  let found = readings.get(key);
  if (found === undefined) {
    found = signal(NONE);
    readings.set(key, found);
  }
  return found;
}

/** @param {string} key @param {() => Promise<any>} read */
async function fill(key, read) {
  const reading = slot(key);
  if (reading.value.loading) {
    return;
  }
  reading.value = { ...reading.value, loading: true, error: null };
  try {
    reading.value = { value: await read(), error: null, loading: false, at: Date.now() };
  } catch (error) {
    reading.value = { ...reading.value, error, loading: false };
  }
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
  const reading = useMemo(() => (key === null ? signal(NONE) : slot(key)), [key]);
  useEffect(() => {
    if (key !== null && reading.value.value === null && reading.value.error === null) {
      void fill(key, read);
    }
  }, [key, reading.value === NONE]);
  return { ...reading.value, again: async () => (key === null ? undefined : fill(key, read)) };
}

/** After an act: what it changed is read anew when it is shown. @param {string} begin of names, in every role */
export function forget(begin) {
  for (const [key, reading] of readings) {
    if (key.split(" ")[3].startsWith(begin)) {
      reading.value = NONE;
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
