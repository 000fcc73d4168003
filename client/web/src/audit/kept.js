// The seal that this device saw last: no name, no dossier, so it stays when the screen is wiped. Against it the log of
// today is held.
const KEPT = "tnw.seal";

/** @typedef {{at: number, checkpoint: string, key: string, size: number}} Kept */

/** @returns {Kept | null} */
export function keptSeal() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "null");
  } catch {
    return null;
  }
}

/** @param {{checkpoint: string, key: string, size: number}} seal */
export function keepSeal({ checkpoint, key, size }) {
  localStorage.setItem(KEPT, JSON.stringify({ at: Date.now(), checkpoint, key, size }));
}
