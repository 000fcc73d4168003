// What is said to whoever listens instead of looks: one polite region of the shell, and the banner of what was done.
import { signal } from "@preact/signals";

export const spoken = signal("");
/** Until the next page. @type {import("@preact/signals").Signal<string | null>} */
export const done = signal(null);

/** @param {string} text */
export function say(text) {
  spoken.value = "";
  queueMicrotask(() => (spoken.value = text));
}

/** An act that leads to another page says so at once: what is older was of a page that is left now. */
const ARRIVES_MS = 2000;
let doneAt = 0;

/** "Gelukt: …", above the page that comes next or stays. @param {string} text */
export function sayDone(text) {
  done.value = text;
  doneAt = Date.now();
  say(text);
}

/** The reader goes to another page. */
export function passDone() {
  if (Date.now() - doneAt > ARRIVES_MS) {
    done.value = null;
  }
}
