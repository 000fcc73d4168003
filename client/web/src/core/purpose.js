// For which purpose the reader looks into a dossier, in this tab. A consent is bound to one, so each call names it;
// none chosen: the server takes the TNW-traject.
import { signal } from "@preact/signals";

/** What the server takes where none is named. */
export const USUAL = "tnw_traject";

/** By dossier. @type {import("@preact/signals").Signal<Record<string, string>>} */
const chosen = signal({});

/** @param {string} dossier @returns {string | null} */
export const purposeIn = (dossier) => chosen.value[dossier] ?? null;

/** @param {string} dossier @param {string} purpose */
export function choosePurpose(dossier, purpose) {
  chosen.value = { ...chosen.value, [dossier]: purpose };
}

/** The purpose under which something can be done now: the chosen one, else the first that allows it.
 * @param {string} dossier @param {any} sight what policy/explain says in bulk @param {"read" | "write"} action
 * @param {string} category @returns {string | null} */
export function purposeFor(dossier, sight, action, category) {
  const mine = purposeIn(dossier) ?? USUAL;
  const allows = (/** @type {string} */ purpose) => sight?.purposes[purpose]?.[action].includes(category) ?? false;
  return allows(mine) ? mine : (Object.keys(sight?.purposes ?? {}).find(allows) ?? purposeIn(dossier));
}
