// How a step of the timeline looks and reads: pure, from what the API says of it.
import { inTime } from "./dates.js";

/** @typedef {import("#api").components["schemas"]["Step"]} Step */
/** @typedef {"done" | "due" | "overdue" | "coming" | "may" | "announced" | "suspended"} Look */

/**
 * What is announced is no law yet, what may be done no duty: neither is ever late.
 * @param {Step} step
 * @returns {Look}
 */
export function lookOf(step) {
  if (step.state === "done" || step.state === "suspended") {
    return step.state;
  }
  if (step.status === "announced") {
    return "announced";
  }
  return step.duty ? (step.state === "not_applicable" ? "coming" : step.state) : "may";
}

/** The day by which it stands among the others. @param {Step} step */
export function dayOfStep(step) {
  return step.due ?? step.window?.[1] ?? step.until ?? step.from ?? null;
}

/** In order of their days; those without one last. @param {Step[]} steps */
export function inOrder(steps) {
  return [...steps].sort((a, b) => inTime(dayOfStep(a), dayOfStep(b)));
}

/**
 * As a patient reads them: what comes, what was expected already, what may be asked for, what was done. order: all of
 * it, as the lists number it.
 * @param {Step[]} steps
 * @param {string} today
 */
export function split(steps, today) {
  const shown = inOrder(steps.filter((step) => step.state !== "not_applicable"));
  /** @param {Step} step @returns {"coming" | "late" | "may" | "done"} */
  const groupOf = (step) => {
    const look = lookOf(step);
    return look === "done" || look === "may"
      ? look
      : look !== "announced" && look !== "suspended" && (dayOfStep(step) ?? today) < today
        ? "late"
        : "coming";
  };
  const of = (/** @type {string} */ group) => shown.filter((step) => groupOf(step) === group);
  const [coming, late, may, done] = ["coming", "late", "may", "done"].map(of);
  return { coming, late, may, done, order: [...coming, ...late, ...may, ...done] };
}

/**
 * The next thing that somebody else does with the patient and that is not late.
 * @param {Step[]} steps
 * @param {string} today
 */
export function nextContact(steps, today) {
  return inOrder(steps).find((step) => {
    const day = dayOfStep(step);
    return (
      day !== null &&
      day >= today &&
      step.duty &&
      step.status === "law" &&
      step.state !== "done" &&
      step.state !== "suspended" &&
      step.state !== "not_applicable" &&
      !step.who.includes("patient")
    );
  });
}
