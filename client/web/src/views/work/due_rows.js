// What is due as rows of a list: each with a day, a patient, and the one thing to do about it. Pure.
import { addDays, inTime } from "../../core/dates.js";
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
  return rows.sort((a, b) => inTime(a.day, b.day));
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
