// What a view finds again when the reader comes back to it: in memory only, and gone with the tab.
import { useState } from "preact/hooks";
import { hereFor } from "./here.js";

/** @type {Map<string, any>} */
const kept = new Map();

/**
 * As useState, but kept while the tab is open, for one role.
 * @template T
 * @param {string} name of the thing, begun with its dossier
 * @param {T} first
 * @returns {[T, (value: T) => void]}
 */
export function useRemembered(name, first) {
  const key = `${hereFor().role} ${name}`;
  const [value, setValue] = useState(/** @type {T} */ (kept.has(key) ? kept.get(key) : first));
  const set = (/** @type {T} */ next) => {
    kept.set(key, next);
    setValue(() => next);
  };
  return [value, set];
}

export function forgetRemembered() {
  kept.clear();
}
