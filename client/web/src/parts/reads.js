// What several views of a dossier read, each under one name, so that none reads again what another has shown.
import { get, getAll } from "../core/api.js";
import { sayDay } from "../core/dates.js";
import { purposeIn } from "../core/purpose.js";
import { useRead } from "../core/read.js";
import { dayOf } from "../core/dates.js";
import { capital, fieldsOf, kindOf } from "../schema/model.js";
import { code, language, plain } from "../core/words.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {import("../schema/model.js").Known} Known */

/** Schema and form of a kind of document; nobody's data. @param {string | null} category */
export function useCategory(category) {
  return useRead(category === null ? null : `category/${category}`, () => get(`/v1/categories/${category}`));
}

/** @param {string} dossier */
export function useDossier(dossier) {
  return useRead(`${dossier}/dossier`, () => get(`/v1/dossiers/${dossier}`, { purpose: purposeIn(dossier) }));
}

/** What the reader may do there, for each purpose. @param {string} dossier */
export function useSight(dossier) {
  return useRead(`${dossier}/sight`, () => get("/v1/policy/explain", { query: { dossier } }));
}

/** @param {string} dossier @param {string | null} purpose */
const under = (dossier, purpose) => purpose ?? purposeIn(dossier);

/** All that the reader may see, without what it says. @param {string} dossier @param {boolean} [wanted] */
export function useDocuments(dossier, wanted = true) {
  const read = () => getAll(`/v1/dossiers/${dossier}/fragments`, { purpose: purposeIn(dossier) });
  return useRead(wanted ? `${dossier}/fragments` : null, read);
}

/** The newest of this kind that stands. @param {Schemas["FragmentHead"][]} heads @param {string} category
 * @returns {Schemas["FragmentHead"] | undefined} */
export function newestOf(heads, category) {
  return heads
    .filter((one) => one.category === category && one.retracted === null)
    .sort((a, b) => b.updated.localeCompare(a.updated))[0];
}

/** @param {string} dossier @param {string | null} id @param {{version?: number, purpose?: string | null}} [how] */
export function useDocument(dossier, id, { version, purpose = null } = {}) {
  const read = () => readDocument(dossier, /** @type {string} */ (id), version, purpose);
  return useRead(id === null ? null : `${dossier}/fragments/${id}/${version ?? ""}`, read);
}

/** @param {string} dossier @param {string} id @param {number} [version] @param {string | null} [purpose]
 * @returns {Promise<Schemas["Fragment"]>} */
export function readDocument(dossier, id, version, purpose = null) {
  return get(`/v1/dossiers/${dossier}/fragments/${id}`, { query: { version }, purpose: under(dossier, purpose) });
}

/** Who somebody of the dossier is. @param {Schemas["Dossier"] | null} dossier @param {string} actor */
export function nameIn(dossier, actor) {
  return dossier?.patient.actor === actor
    ? dossier.patient.name
    : (dossier?.participants.find((one) => one.actor === actor)?.name ?? null);
}

/** Steps and terms. @param {string} dossier @param {boolean} [wanted] */
export function useTimeline(dossier, wanted = true) {
  const query = { language: language.value };
  const read = () => get(`/v1/dossiers/${dossier}/timeline`, { query });
  return useRead(wanted ? `${dossier}/timeline` : null, read, { spoken: true });
}

/** What a document of this kind can name of its dossier: people, other documents, steps. Only what the kind names is
 * read. @param {string} dossier @param {Schemas["CategoryForm"] | null} of @returns {Known} */
export function useKnown(dossier, of) {
  const schema = /** @type {any} */ (of?.schema);
  const kinds = of === null ? [] : fieldsOf(of.form).map((field) => kindOf(schema.properties[field.name]));
  const people = useDossier(dossier);
  const documents = useDocuments(dossier, kinds.includes("document"));
  const steps = useTimeline(dossier, kinds.includes("step"));
  return {
    person: (people.value?.participants ?? []).map((/** @type {Schemas["Participant"]} */ one) => ({
      value: one.actor,
      label: `${plain(one.name)}, ${code("role", one.role)}`,
    })),
    document: (documents.value?.items ?? []).map((/** @type {Schemas["FragmentHead"]} */ one) => ({
      value: one.id,
      label: `${capital(code("category", one.category))}, ${sayDay(dayOf(one.created))}`,
    })),
    step: (steps.value?.items ?? []).map((/** @type {Schemas["Step"]} */ one) => ({
      value: one.rule,
      label: plain(one.title),
      who: one.who,
    })),
  };
}

/** Without the steps of others: that a contact took place is said by whose step it is. @param {Known} known
 * @param {string | null} role @returns {Known} */
export function ownSteps(known, role) {
  const all = role === "patient" || role === "medewerker";
  const mine = (/** @type {string[]} */ who) => who.includes(role ?? "") || who.every((one) => one === "patient");
  return { ...known, step: known.step?.filter((one) => all || mine(one.who ?? [])) };
}
