// What was typed and not sent, on this device only: for one registration and one form; gone when sent, wiped, or
// after a
// week. The key names ids and kinds, never a person or a text.
import { principal } from "./acting.js";
import { self } from "./session.js";

const WEEK_MS = 7 * 86400000;
const BEGIN = "tnw.draft.";

/** @param {string} form "dos_…/fit_note" */
function keyOf(form) {
  const name = principal.value === null ? "" : `.${principal.value}`;
  return `${BEGIN}${self.value?.id ?? "none"}${name}.${form}`;
}

/** @param {string} form @param {any} content */
export function keepDraft(form, content) {
  localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), content }));
}

/** @param {string} form @returns {{at: number, content: any} | null} */
export function readDraft(form) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(form)) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} form */
export function dropDraft(form) {
  localStorage.removeItem(keyOf(form));
}

/** @param {(at: number) => boolean} which */
function drop(which) {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(BEGIN))) {
    try {
      if (which(JSON.parse(localStorage.getItem(key) ?? "").at)) {
        localStorage.removeItem(key);
      }
    } catch {
      localStorage.removeItem(key);
    }
  }
}

export const dropOldDrafts = () => drop((at) => !(Date.now() - at < WEEK_MS));
export const dropAllDrafts = () => drop(() => true);
