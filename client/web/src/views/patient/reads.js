// What several views of a patient show, each read once and under one name.
import { get, getAll } from "../../core/api.js";
import { useRead } from "../../core/read.js";
import { own } from "../../core/session.js";
import { language } from "../../core/words.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {string | null} dossier */
export function useTimeline(dossier) {
  const query = { language: language.value };
  /** @type {() => Promise<Schemas["Timeline"]>} */
  const read = () => get(`/v1/dossiers/${dossier}/timeline`, { query });
  return useRead(`${dossier}/timeline`, read, { spoken: true });
}

/** @param {string} dossier */
export function useTeam(dossier) {
  const query = { language: language.value };
  /** @type {() => Promise<Schemas["Team"]>} */
  const read = () => get(`/v1/dossiers/${dossier}/team`, { query });
  return useRead(`${dossier}/team`, read, { spoken: true });
}

/** The documents without their content. @param {string} dossier */
export function useDocuments(dossier) {
  /** @type {() => Promise<{items: Schemas["FragmentHead"][], more: boolean}>} */
  const read = () => getAll(`/v1/dossiers/${dossier}/fragments`, { query: { limit: 200 } });
  return useRead(`${dossier}/fragments`, read);
}

/** One version of a document; null: the newest. @param {string} dossier @param {string | null} id
 * @param {number | null} [version] */
export function useDocument(dossier, id, version = null) {
  /** @type {() => Promise<Schemas["Fragment"]>} */
  const read = () => get(`/v1/dossiers/${dossier}/fragments/${id}`, { query: { version } });
  return useRead(id === null ? null : `${dossier}/fragments/${id}/${version ?? ""}`, read);
}

/** How documents of a category are read and written. @param {string | null} category */
export function useCategory(category) {
  /** @type {() => Promise<Schemas["CategoryForm"]>} */
  const read = () => get(`/v1/categories/${category}`);
  return useRead(category === null ? null : `category/${category}`, read);
}

/** All dossiers of which the reader is the patient. */
export function useOwnDossiers() {
  /** @type {() => Promise<{items: Schemas["Dossier"][], more: boolean}>} */
  const read = () => getAll("/v1/dossiers");
  const dossiers = useRead("dossiers", read);
  const mine = dossiers.value?.items.filter((one) => own.value.has(one.patient.actor)) ?? null;
  return { ...dossiers, value: mine };
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
