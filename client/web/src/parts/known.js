// What a form can name of its dossier: people, other documents, steps. Only what its kind of document names is read.
import { dayOf, sayDay } from "../core/dates.js";
import { useDocuments, useDossier, useTimeline } from "../core/dossier.js";
import { code, plain } from "../core/words.js";
import { capital, fieldsOf, kindOf } from "../schema/model.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {import("../schema/model.js").Known} Known */

/** @param {string} dossier @param {Schemas["CategoryForm"] | null} of @param {string | null} [purpose]
 * @returns {Known} */
export function useKnown(dossier, of, purpose) {
  const schema = /** @type {any} */ (of?.schema);
  const kinds = of === null ? [] : fieldsOf(of.form).map((field) => kindOf(schema.properties[field.name]));
  const people = useDossier(dossier);
  const documents = useDocuments(dossier, { purpose, wanted: kinds.includes("document") });
  const steps = useTimeline(kinds.includes("step") ? dossier : null);
  return {
    person: (people.value?.participants ?? []).map((one) => ({
      value: one.actor,
      label: `${plain(one.name)}, ${code("role", one.role)}`,
    })),
    document: (documents.value?.items ?? []).map((one) => ({
      value: one.id,
      label: `${capital(code("category", one.category))}, ${sayDay(dayOf(one.created))}`,
    })),
    step: (steps.value?.items ?? []).map((one) => ({ value: one.rule, label: plain(one.title), who: one.who })),
  };
}

/** Without the steps of others: that a contact took place is said by whose step it is. @param {Known} known
 * @param {string | null} role @returns {Known} */
export function ownSteps(known, role) {
  const all = role === "patient" || role === "medewerker";
  const mine = (/** @type {string[]} */ who) => who.includes(role ?? "") || who.every((one) => one === "patient");
  return { ...known, step: known.step?.filter((one) => all || mine(one.who ?? [])) };
}
