// Who may read the answers, and what is kept of them on this device.
import { addDays, today } from "../../core/dates.js";
import { code, plain, t } from "../../core/words.js";
import { capital } from "../../schema/model.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {{values: Record<string, any>, readers?: string[], instrument?: string, checked?: boolean, sent?: string,
 *   version?: number}} Answers readers: "actor act_…" or "role …"; checked: the check page was reached; sent, version:
 *   the document that this changes */

export const NONE = "none";
const ROLES = ["adviserend_arts", "tnw_coordinator"];
const DAYS = 365;

/** @param {string} dossier */
export const draftOf = (dossier) => `${dossier}/quickscan`;

/** By name who takes part; of a role that nobody has yet, whoever will. @param {Schemas["Dossier"]} people */
export function readersOf(people) {
  return ROLES.flatMap((role) => {
    const named = people.participants.filter((one) => one.role === role);
    return named.length > 0
      ? named.map((one) => ({ value: `actor ${one.actor}`, label: `${plain(one.name)}, ${code("role", role)}` }))
      : [{ value: `role ${role}`, label: capital(t("questionnaire.every", { role: code("role", role) })) }];
  });
}

/** The consents that this asks for; null: none. @param {string[]} readers */
export function grantsFor(readers) {
  const wanted = readers.filter((one) => one !== NONE);
  const grants = wanted.map((one) => {
    const [kind, id] = one.split(" ");
    return {
      grantee: { [kind]: id },
      categories: ["quickscan"],
      actions: ["read"],
      purposes: ["tnw_traject", "opvolging_ao"],
      until: addDays(today(), DAYS),
    };
  });
  return grants.length === 0 ? null : { grants };
}
