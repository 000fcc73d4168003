// What this device keeps of the server, whoever looks: the key that counts, the newest seal that was verified, and how
// far the log of each dossier was. The next look is held against it, so it stays when the screen is wiped; it says no
// name and no text.
/** @typedef {import("../check/review.js").Kept} Kept */

const KEPT = "tnw.seen";

/** @returns {Kept | null} null: nothing, or what cannot be read */
export function readKept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "null");
  } catch {
    return null;
  }
}

/** @param {Kept} kept */
function store(kept) {
  localStorage.setItem(KEPT, JSON.stringify({ ...kept, at: Date.now() }));
}

/** After a dossier's log was proven. Another tab may have kept another dossier meanwhile.
 * @param {Kept} kept @param {string} dossier */
export function keepLog(kept, dossier) {
  store({ ...kept, dossiers: { ...readKept()?.dossiers, [dossier]: kept.dossiers[dossier] } });
}

/** A seal, with the key that made it. @param {{checkpoint: string, key: string, witnesses: {key: string}[]}} seal */
export function keepSeal({ checkpoint, key, witnesses }) {
  const before = readKept();
  const known = [...(before?.witnesses ?? []), ...witnesses.map((one) => one.key)];
  store({ key, note: checkpoint, noteKey: key, witnesses: [...new Set(known)], dossiers: before?.dossiers ?? {} });
}
