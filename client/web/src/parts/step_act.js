// What a step asks a professional to do, and where that is done: one thing for each, so that a row has one button.
import { mayHold } from "../core/acting.js";
import { code, t } from "../core/words.js";

/** Whom the steps of a kind ask to write something, and what: what fulfils them in schemas/timeline.json, of what the
 * role may write. Where it is not one thing, the dossier is the place to begin. */
const WRITES = {
  gao: { gao_einde: "huisarts" },
  arbeidspotentieel: {
    inschatting_2m: "adviserend_arts",
    m4_inschatting: "adviserend_arts",
    inschatting_opnieuw: "adviserend_arts",
    opleiding_einde: "adviserend_arts",
    w8_potentieel: "arbeidsarts",
  },
  doorverwijzing: { cat1_m6: "adviserend_arts", verwijzing_cat4: "adviserend_arts" },
  progressieve_tewerkstelling: { prog_beslissing: "adviserend_arts" },
  plan: { plan_opstellen: "tnw_coordinator", rit_plan: "werkgever" },
  verzoek: {
    w8_potentieel_vraag: "werkgever",
    m6_start_rit: "werkgever",
    rit_start_mogelijk: "werkgever",
    overmacht_mogelijk: "werkgever",
  },
  beoordeling: { rit_beoordeling: "arbeidsarts", overmacht_onderzoek: "arbeidsarts" },
};
/** What a note of a talk does. */
const FOLLOWED_UP = [
  "contact_na_weigering",
  "eerste_contact",
  "eerste_contact_eigen",
  "inschrijving_gesprek",
  "jaarlijks_consult",
  "m4_contact",
  "m7_contact",
  "m11_contact",
  "nazorg",
  "opvolggesprek",
  "route_c_bevestiging",
  "traject_plan_3m",
  "vragenlijst_hulp",
  "w4_info",
];

/** @param {string} rule */
export const isTalk = (rule) => rule.startsWith("contact_") || FOLLOWED_UP.includes(rule);

/** The category that does a step, for who has this role; null: look at the dossier. @param {string} rule
 * @param {string} role */
export function writes(rule, role) {
  for (const [category, rules] of Object.entries(WRITES)) {
    if (Object.entries(rules).some(([one, whose]) => one === rule && whose === role)) {
      return category;
    }
  }
  return isTalk(rule) && role !== "medewerker" ? "opvolging" : null;
}

/** @param {string} rule @param {string} role of who does it: of a medewerker, that of the doctor
 * @param {string} base route of the dossier @returns {{to: string, text: string}} */
export function actOfStep(rule, role, base) {
  const wanted = writes(rule, role);
  const category = wanted !== null && mayHold(wanted) ? wanted : null;
  if (category === "opvolging") {
    return { to: `${base}/opvolging/${rule}`, text: t("due.talk") };
  }
  if (category === "plan" && role === "tnw_coordinator") {
    return { to: `${base}/plan`, text: t("due.plan") };
  }
  if (category !== null) {
    return { to: `${base}/nieuw/${category}`, text: t("due.write", { what: code("category", category) }) };
  }
  if (rule === "toestemming_aa" && role === "tnw_coordinator") {
    return { to: `${base}/overleg/nieuw/${rule}`, text: t("due.ask_adviser") };
  }
  return rule === "regie" ? { to: `${base}/team`, text: t("due.to_team") } : { to: base, text: t("due.open") };
}
