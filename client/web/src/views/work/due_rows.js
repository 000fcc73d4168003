// What is due as rows of a list: each with a day, a patient, and the one thing to do about it. Pure.
import { addDays } from "../../core/dates.js";
import { lookOf } from "../../core/steps.js";

/** @typedef {import("#api").components["schemas"]["DueItem"]} DueItem */
/** @typedef {import("#api").components["schemas"]["StepBrief"]} StepBrief */
/** @typedef {import("#api").components["schemas"]["Question"]} Question */
/**
 * @typedef {object} Row
 * @property {string} key
 * @property {string | null} day
 * @property {DueItem} item
 * @property {StepBrief} [step]
 * @property {Question} [question]
 * @property {import("../../core/steps.js").Look} look
 */
/** @typedef {"late" | "week" | "later" | "may"} Group */

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
  verzoek: { w8_potentieel_vraag: "werkgever", m6_start_rit: "werkgever" },
  beoordeling: { rit_beoordeling: "arbeidsarts", overmacht_onderzoek: "arbeidsarts" },
};
/** What a note of a talk does. */
const FOLLOWED_UP = [
  "eerste_contact",
  "eerste_contact_eigen",
  "inschrijving_gesprek",
  "jaarlijks_consult",
  "m4_contact",
  "m7_contact",
  "m11_contact",
  "nazorg",
  "opvolggesprek",
  "traject_plan_3m",
  "vragenlijst_hulp",
  "w4_info",
];

/** The category that does a step, for who has this role; null: look at the dossier. @param {string} rule
 * @param {string} role */
export function writes(rule, role) {
  for (const [category, rules] of Object.entries(WRITES)) {
    if (Object.entries(rules).some(([one, whose]) => one === rule && whose === role)) {
      return category;
    }
  }
  const talks = rule.startsWith("contact_") || FOLLOWED_UP.includes(rule);
  return talks && role !== "medewerker" ? "opvolging" : null;
}

/** What waits for the reader, by day. @param {DueItem[]} items @param {string} today @returns {Row[]} */
export function rowsOf(items, today) {
  const rows = items
    .filter((item) => item.side === "for_me")
    .flatMap((item) => [
      ...item.steps.map((step) => ({
        key: `${item.dossier}-${step.rule}-${step.due ?? item.day ?? ""}`,
        day: step.due ?? item.day,
        item,
        step,
        look: lookOf(/** @type {any} */ (step)),
      })),
      ...item.questions.map((question) => {
        const late = question.answer_by !== null && question.answer_by < today;
        /** @type {import("../../core/steps.js").Look} */
        const look = late ? "overdue" : "due";
        return { key: question.message, day: question.answer_by, item, question, look };
      }),
    ]);
  return rows.sort((a, b) => (a.day ?? "9").localeCompare(b.day ?? "9"));
}

/** What is announced, and what only may be done, is never late. @param {Row} row @param {string} today
 * @returns {Group} */
export function groupOf(row, today) {
  if (row.look === "may" || row.look === "announced") {
    return "may";
  }
  if (row.look === "overdue") {
    return "late";
  }
  return row.day !== null && row.day < addDays(today, 7) ? "week" : "later";
}
