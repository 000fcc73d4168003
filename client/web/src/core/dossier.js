// What the views of one dossier read, each thing once for all of them, and for what purpose the reader looks.
import { get, getAll } from "./api.js";
import { inTime } from "./dates.js";
import { USUAL, purposeIn } from "./purpose.js";
import { useRead } from "./read.js";
import { own } from "./session.js";
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
  const read = () => get(`/v1/dossiers/${dossier}`, { purpose: purposeIn(/** @type {string} */ (dossier)) });
  return useRead(dossier === null ? null : `${dossier}/dossier`, read);
}

/** @param {string} dossier */
export function useTeam(dossier) {
  /** @type {() => Promise<Schemas["Team"]>} */
  const read = () => get(`/v1/dossiers/${dossier}/team`, { query: { language: language.value } });
  return useRead(`${dossier}/team`, read, { spoken: true });
}

/** @param {string | null} dossier null: not needed */
export function useTimeline(dossier) {
  /** @type {() => Promise<Schemas["Timeline"]>} */
  const read = () => get(`/v1/dossiers/${dossier}/timeline`, { query: { language: language.value } });
  return useRead(dossier === null ? null : `${dossier}/timeline`, read, { spoken: true });
}

/** What the reader may see and do, for each purpose: the same whether it is there or not. @param {string} dossier */
export function useSight(dossier) {
  /** @type {() => Promise<Schemas["ExplanationOfAll"]>} */
  const read = () => get("/v1/policy/explain", { query: { dossier } });
  return useRead(`${dossier}/sight`, read);
}

/** All that the reader may see, without what it says. @param {string} dossier
 * @param {{purpose?: string | null, wanted?: boolean}} [how] */
export function useDocuments(dossier, { purpose = purposeIn(dossier), wanted = true } = {}) {
  const under = purpose ?? USUAL;
  /** @type {() => Promise<{items: Schemas["FragmentHead"][], more: boolean}>} */
  const read = () => getAll(`/v1/dossiers/${dossier}/fragments`, { purpose: under, query: { limit: 200 } });
  return useRead(wanted ? `${dossier}/fragments ${under}` : null, read);
}

/** @param {string} dossier @param {string | null} id @param {{version?: number, purpose?: string | null}} [how] */
export function useDocument(dossier, id, { version, purpose = null } = {}) {
  const read = () => readDocument(dossier, /** @type {string} */ (id), version, purpose);
  return useRead(id === null ? null : `${dossier}/fragments/${id}/${version ?? ""}`, read);
}

/** @param {string} dossier @param {string} id @param {number} [version] @param {string | null} [purpose]
 * @returns {Promise<Schemas["Fragment"]>} */
export function readDocument(dossier, id, version, purpose = null) {
  const under = purpose ?? purposeIn(dossier);
  return get(`/v1/dossiers/${dossier}/fragments/${id}`, { query: { version }, purpose: under });
}

/** @param {string | null} dossier null: not needed */
export function useThreads(dossier) {
  /** @type {() => Promise<{items: Schemas["Thread"][], more: boolean}>} */
  const read = () => getAll(`/v1/dossiers/${dossier}/threads`, { query: { limit: 200 } });
  return useRead(dossier === null ? null : `${dossier}/threads`, read);
}

/** Schema and form of a kind of document; nobody's data. @param {string | null} category */
export function useCategory(category) {
  /** @type {() => Promise<Schemas["CategoryForm"]>} */
  const read = () => get(`/v1/categories/${category}`);
  return useRead(category === null ? null : `category/${category}`, read);
}

/** All in which the reader takes part. */
export function useDossiers(wanted = true) {
  /** @type {() => Promise<{items: Schemas["Dossier"][], more: boolean}>} */
  const read = () => getAll("/v1/dossiers");
  return useRead(wanted ? "dossiers" : null, read);
}

/** Those of which the reader is the patient. */
export function useOwnDossiers() {
  const dossiers = useDossiers();
  const mine = dossiers.value?.items.filter((one) => own.value.has(one.patient.actor)) ?? null;
  return { ...dossiers, value: mine };
}

/** The newest of this kind that stands. @param {Schemas["FragmentHead"][]} heads @param {string} category
 * @returns {Schemas["FragmentHead"] | undefined} */
export function newestOf(heads, category) {
  return heads
    .filter((one) => one.category === category && one.retracted === null)
    .sort((a, b) => inTime(b.updated, a.updated))[0];
}

/** Who somebody of the dossier is. @param {Schemas["Dossier"] | null} dossier @param {string} actor */
export function nameIn(dossier, actor) {
  return dossier?.patient.actor === actor
    ? dossier.patient.name
    : (dossier?.participants.find((one) => one.actor === actor)?.name ?? null);
}

/** Who is who in a dossier: the first role of somebody is the one that is said. @param {Schemas["Team"] | null} team */
export function peopleOf(team) {
  /** @type {Map<string, {name: string | null, role: string}>} */
  const people = new Map();
  for (const { actor, name, role } of team?.members ?? []) {
    if (!people.has(actor)) {
      people.set(actor, { name, role });
    }
  }
  return people;
}
