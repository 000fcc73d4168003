// What the views of one dossier read, each thing once for all of them, and for what purpose the reader looks.
import { get, getAll } from "./api.js";
import { purposeIn } from "./purpose.js";
import { useRead } from "./read.js";
import { PURPOSES } from "./sight.js";
import { language } from "./words.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/**
 * A consent is bound to a purpose: the one that was chosen, else the one for which the reader sees most.
 * @param {string} dossier
 * @param {Schemas["ExplanationOfAll"] | null} sight
 */
export function purposeOf(dossier, sight) {
  const purposes = /** @type {Record<string, Schemas["Sight"]>} */ (sight?.purposes ?? {});
  const sees = (/** @type {string} */ one) => (purposes[one]?.read.length ?? 0) + (purposes[one]?.confer ? 0.5 : 0);
  return purposeIn(dossier) ?? PURPOSES.reduce((best, one) => (sees(one) > sees(best) ? one : best));
}

/** @param {string | null} dossier null: not needed */
export function useDossier(dossier) {
  /** @type {() => Promise<Schemas["Dossier"]>} */
  const read = () => get(`/v1/dossiers/${dossier}`);
  return useRead(dossier === null ? null : `${dossier}/dossier`, read);
}

/** @param {string} dossier */
export function useTeam(dossier) {
  /** @type {() => Promise<Schemas["Team"]>} */
  const read = () => get(`/v1/dossiers/${dossier}/team`, { query: { language: language.value } });
  return useRead(`${dossier}/team`, read, { spoken: true });
}

/** What the reader may see and do, for each purpose: the same whether it is there or not. @param {string} dossier */
export function useSight(dossier) {
  /** @type {() => Promise<Schemas["ExplanationOfAll"]>} */
  const read = () => get("/v1/policy/explain", { query: { dossier } });
  return useRead(`${dossier}/sight`, read);
}

/** @param {string} dossier @param {string | null} purpose null: not known yet */
export function useFragments(dossier, purpose) {
  /** @type {() => Promise<{items: Schemas["FragmentHead"][], more: boolean}>} */
  const read = () => getAll(`/v1/dossiers/${dossier}/fragments`, { purpose, query: { limit: 200 } });
  return useRead(purpose === null ? null : `${dossier}/fragments ${purpose}`, read);
}

/** @param {string} dossier */
export function useThreads(dossier) {
  /** @type {() => Promise<{items: Schemas["Thread"][], more: boolean}>} */
  const read = () => getAll(`/v1/dossiers/${dossier}/threads`, { query: { limit: 200 } });
  return useRead(`${dossier}/threads`, read);
}

/** All in which the reader takes part. */
export function useDossiers(wanted = true) {
  /** @type {() => Promise<{items: Schemas["Dossier"][], more: boolean}>} */
  const read = () => getAll("/v1/dossiers");
  return useRead(wanted ? "dossiers" : null, read);
}
