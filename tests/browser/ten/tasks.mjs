// The ten tasks of page.md §7, under what each shows.
import { T1, T4, T8 } from "./doctors.mjs";
import { T6 } from "./liars.mjs";
import { T10, T9 } from "./others.mjs";
import { T2, T3, T3_PROPOSED, T5, T7 } from "./patients.mjs";

/** @type {Record<string, import("./play.mjs").MakeTask>} */
const EVERY = {
  "T1: the question that waits is answered": T1,
  "T2: a request for consent is answered": T2,
  "T3: the coordinator may see what one can still do": T3,
  "T3: the same by a proposal": T3_PROPOSED,
  "T4: a doctor withdraws a consent in the own dossier": T4,
  "T5: who read the attest is shut out": T5,
  "T6: each kind of lie is named, and its evidence saved": T6,
  "T7: the questionnaire in two sittings": T7,
  "T8: from the morning's list to a question to the arbeidsarts": T8,
  "T9: the plan, and its forgotten appointment": T9,
  "T10: refusals of somebody, one record proven, its proof saved": T10,
};
/** TNW_TASKS: only those whose name this pattern fits. */
export const TASKS = Object.fromEntries(
  Object.entries(EVERY).filter(([name]) => new RegExp(process.env.TNW_TASKS ?? "").test(name)),
);
