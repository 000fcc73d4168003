// In whose name the reader acts: their own, or that of the doctor or team for whom a medewerker works in this tab. What
// is done in a name says so, and what the medewerker's function bars is not offered.
import { computed } from "@preact/signals";
import readers from "#readers";
import { get } from "./api.js";
import { actsFor } from "./here.js";
import { useRead } from "./read.js";
import { as, own, self } from "./session.js";
import { plain, t } from "./words.js";

/** @typedef {import("#api").components["schemas"]["Actor"]} Actor */

/** The doctor or team; null: the reader acts for themself. @type {import("@preact/signals").ReadonlySignal<string |
 *   null>} */
export const principal = computed(() => (as.value.role === "medewerker" ? actsFor.value : null));

/** Ids of all in whose name the reader acts now: what is asked of them is asked of the reader. */
export const names = computed(() => (principal.value === null ? own.value : new Set([...own.value, principal.value])));

/** Who that is. @returns {Actor | null} null: nobody, or not read yet */
export function usePrincipal() {
  const id = principal.value;
  return useRead(id === null ? null : `acts-for/${id}`, () => get(`/v1/actors/${id}`)).value;
}

/** Behind what a button does: "namens Dr. An Peeters"; nothing for who acts for themself. */
export function useInName() {
  const doctor = usePrincipal();
  return doctor === null ? "" : t("core.in_name", { name: plain(doctor.name) });
}

/** Whether the reader's hands may write such a document: of a medewerker, whether their function does.
 * @param {string} category */
export function mayHold(category) {
  return principal.value === null || (readers[category]?.hands ?? []).includes(self.value?.function ?? "");
}
