// What the views of the guide share: where they stand, and who sees which part.
import { here } from "../../core/here.js";
import { own, self } from "../../core/session.js";

/** Who confers about cases, meets in a zone, tells of obstacles, and sees the professional level of a fiche. */
export const PROFESSIONALS = [
  "huisarts",
  "adviserend_arts",
  "arbeidsarts",
  "tnw_coordinator",
  "bemiddelaar",
  "hulpverlener",
  "medewerker",
];

export const isBeheerder = () => here.value.role === "beheerder";

export const confers = () => PROFESSIONALS.includes(here.value.role ?? "");

/** Whether the reader sees the professional level of a fiche. */
export const seesContacts = () => isBeheerder() || confers();

/** An organisation adds its own fiche, the beheerder any. */
export const mayAdd = () => isBeheerder() || (self.value?.kind === "organisation" && confers());

/** The guide is for everybody: with a role it stands below that role. @param {string} path */
export const inGuide = (path) => (here.value.role === null ? path : `${here.value.role}/${path}`);

/** Whether a fiche is the reader's to keep: about them or who they work for, or of the registry that they keep.
 * @param {{actor: string | null}} fiche */
export function isOwn(fiche) {
  if (isBeheerder()) {
    return true;
  }
  const works = self.value?.organisation ?? null;
  return fiche.actor !== null && (own.value.has(fiche.actor) || fiche.actor === works);
}
