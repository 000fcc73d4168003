// The plan that is being made: its four parts, each written for itself, kept together on this device until it is sent.
import { useDraft } from "../../parts/draft.js";
import { examine } from "../../parts/schema_form.js";

/** @typedef {import("#api").components["schemas"]["CategoryForm"]} CategoryForm */
/** @typedef {{values: Record<string, any>, files: any[]}} Written */

/** What a plan consists of at least (S2:86-91). */
export const PARTS = ["goals", "end_result", "actions", "appointments"];

/** The same as of the form with all fields, so that one begins where the other ended. @param {string} dossier */
export const draftOf = (dossier) => `${dossier}/plan`;

/** Going from part to part loses nothing, and asks nothing. @param {string} dossier */
export function usePlanDraft(dossier) {
  const start = { values: {}, files: [] };
  return useDraft(draftOf(dossier), /** @type {Written} */ (start), { asks: false });
}

/** @param {Record<string, any>} values */
export const asPlan = (values) => ({ ...values, procedure: "tnw_traject", outcome: "plan" });

/** What is wrong, by field, and by part. @param {CategoryForm} of @param {Record<string, any>} values */
export function examinePlan(of, values) {
  const found = examine(of, asPlan(values));
  const ofPart = (/** @type {string} */ part) =>
    Object.fromEntries(Object.entries(found.errors).filter(([place]) => place.split(".")[0] === part));
  return { ...found, wrong: Object.fromEntries(PARTS.map((part) => [part, ofPart(part)])) };
}
