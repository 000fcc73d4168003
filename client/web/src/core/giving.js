// The consent that the patient is putting together, question by question. It lasts through a reload of this tab, as ids
// and codes only; nothing of it holds until it is given.
import { newKey } from "./api.js";
import { addMonths, today } from "./dates.js";

/**
 * @typedef {object} Giving
 * @property {string} key of the act: the same through all tries, another one for another content
 * @property {{actor: string} | {role: string} | null} grantee
 * @property {string[]} categories
 * @property {string[]} actions none: not answered yet
 * @property {string[]} purposes
 * @property {string | null} from only of what does not begin today
 * @property {string | null} until
 * @property {string | null} instead the consent in whose place it comes
 * @property {string | null} request the request of which it is another answer
 */

/** @param {string} dossier */
const keyOf = (dossier) => `tnw.giving.${dossier}`;

/** @returns {Giving} */
const nothing = () => ({
  key: newKey(),
  grantee: null,
  categories: [],
  actions: [],
  purposes: [],
  from: null,
  until: null,
  instead: null,
  request: null,
});

/** @param {string} dossier @returns {Giving} */
export function readGiving(dossier) {
  try {
    return { ...nothing(), ...JSON.parse(sessionStorage.getItem(keyOf(dossier)) ?? "{}") };
  } catch {
    return nothing();
  }
}

/** @param {string} dossier @param {Partial<Giving>} change @returns {Giving} */
export function keepGiving(dossier, change) {
  const giving = { ...readGiving(dossier), ...change, key: newKey() };
  sessionStorage.setItem(keyOf(dossier), JSON.stringify(giving));
  return giving;
}

/** Begins anew, with what is known already. @param {string} dossier @param {Partial<Giving>} [known] */
export function beginGiving(dossier, known = {}) {
  dropGiving(dossier);
  keepGiving(dossier, known);
}

/** @param {string} dossier */
export function dropGiving(dossier) {
  sessionStorage.removeItem(keyOf(dossier));
}

/** What may be done, as one word. @param {string[]} actions */
export function doingOf(actions) {
  const more = ["write", "confer"].filter((one) => actions.includes(one));
  return more.length === 0 ? "read" : more.join("_");
}

/** The first question without an answer; null: there is none. @param {Giving} giving @returns {number | null} */
export function openQuestion({ grantee, categories, actions, purposes, until }) {
  const answers = [grantee !== null, categories.length > 0, actions.length > 0, purposes.length > 0, until !== null];
  const open = answers.indexOf(false);
  return open === -1 ? null : open + 1;
}

/** As the API takes it. @param {Giving} giving */
export function bodyOf({ grantee, categories, actions, purposes, from, until }) {
  return { effect: "grant", grantee, categories, actions, purposes, ...(from !== null && { from }), until };
}

/** What somebody is asked, or gave before, as answers to begin with.
 * @param {{categories: string[], actions: string[], purposes: string[], from?: string, until: string | null}} of */
export function answersOf({ categories, actions, purposes, from, until }) {
  const later = from !== undefined && from > today() ? from : null;
  return { categories, actions, purposes, from: later, until: until ?? addMonths(today(), 12) };
}
