// Keys of professionals. None works inside a field, and all of them can be switched off.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { here } from "./here.js";

const KEPT = "tnw.keys";
const kept = localStorage.getItem(KEPT);
/** The reader's choice; null: none yet, then on for professionals and off for patients. */
const choice = signal(kept === null ? null : kept === "on");

export const keysOn = () => choice.value ?? (here.value.role !== null && here.value.role !== "patient");
/** @param {boolean} on */
export function setKeys(on) {
  choice.value = on;
  localStorage.setItem(KEPT, on ? "on" : "off");
}

/** @type {Map<string, () => void>} */
const bound = new Map();
let before = "";

/** @param {EventTarget | null} target */
export function isField(target) {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

window.addEventListener("keydown", (event) => {
  if (!keysOn() || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) {
    before = "";
    return;
  }
  const two = `${before} ${event.key}`;
  const act = bound.get(two) ?? bound.get(event.key);
  before = event.key;
  if (act !== undefined) {
    before = "";
    event.preventDefault();
    act();
  }
});

/** While its view is shown. @param {Record<string, () => void>} keys "a" or "g p" */
export function useKeys(keys) {
  useEffect(() => {
    for (const [key, act] of Object.entries(keys)) {
      bound.set(key, act);
    }
    return () => Object.keys(keys).forEach((key) => bound.get(key) === keys[key] && bound.delete(key));
  });
}
