// What is asked of the patient: requests for consent, steps of their own, a signature, a word on a new plan.
import { dayOf, daysBetween, sayDay } from "../../core/dates.js";
import { useDocument } from "../../core/dossier.js";
import { html } from "../../core/html.js";
import { own } from "../../core/session.js";
import { dayOfStep, lookOf } from "../../core/steps.js";
import { plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Name } from "../../parts/person.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

const SOON_DAYS = 14;
const PLAN_DAYS = 30;

/** @param {{to: string, row: string, text: any, note: any}} props */
function Task({ to, row, text, note }) {
  return html`<li><${Link} to=${to} class="task" row=${row}><span>${text}</span>
    <span class="muted">${note}</span></${Link}></li>`;
}

/** Steps that are the patient's own, and the questionnaire, which the fund sends and the patient fills in.
 * @param {Schemas["Timeline"]} timeline */
function ownSteps(timeline) {
  return timeline.items.filter((step) => {
    const day = dayOfStep(step);
    const near = day !== null && daysBetween(timeline.today, day) <= SOON_DAYS;
    const mine = step.who.includes("patient") || step.rule.includes("vragenlijst");
    return mine && step.duty && step.status === "law" && ["due", "overdue", "coming"].includes(lookOf(step)) && near;
  });
}

/** @param {{request: Schemas["ConsentRequest"], dossier: string}} props */
function RequestTask({ request, dossier }) {
  const text = html`${t("patient.question_of")} <${Name} name=${request.name} />`;
  const note = t("patient.until", { day: sayDay(request.expires) });
  return html`<${Task} to=${`patient/${dossier}/vragen/${request.id}`} row=${request.id} text=${text} note=${note} />`;
}

/** @param {{step: Schemas["Step"], dossier: string}} props */
function StepTask({ step, dossier }) {
  const where = step.rule.includes("vragenlijst") ? "vragenlijst" : `tijdlijn/${step.rule}`;
  const day = /** @type {string} */ (dayOfStep(step));
  const note = lookOf(step) === "overdue" ? t("patient.asked_now") : t("patient.until", { day: sayDay(day) });
  return html`<${Task} to=${`patient/${dossier}/${where}`} row=${step.rule} text=${plain(step.title)} note=${note} />`;
}

/** The engagement that lacks the patient's signature. @param {Schemas["FragmentHead"][]} documents */
const engagementOf = (documents) =>
  documents.find((one) => one.category === "engagement" && one.retracted === null) ?? null;

/** Plans of the last weeks on which the patient said nothing since. @param {Schemas["FragmentHead"][]} documents
 * @param {string} today */
function newPlans(documents, today) {
  const said = documents.filter((one) => one.category === "opmerking").map((one) => one.updated);
  const isNew = (/** @type {Schemas["FragmentHead"]} */ one) =>
    daysBetween(dayOf(one.updated), today) <= PLAN_DAYS && !said.some((time) => time > one.updated);
  return documents.filter((one) => one.category === "plan" && one.retracted === null && isNew(one));
}

/** @param {{timeline: Schemas["Timeline"], waiting: Schemas["DueList"], documents: Schemas["FragmentHead"][], dossier:
 *   string}} props */
export function Asked({ timeline, waiting, documents, dossier }) {
  const engagement = engagementOf(documents);
  const read = useDocument(dossier, engagement?.id ?? null);
  const signed = read.value === null || read.value.signatures.some((one) => own.value.has(one.actor));
  const requests = waiting.items.filter((item) => item.dossier === dossier).flatMap((item) => item.consent_requests);
  const steps = ownSteps(timeline);
  const plans = newPlans(documents, timeline.today);
  if (requests.length + steps.length + plans.length === 0 && signed) {
    return html`<p>${t("patient.nothing_asked")}</p>`;
  }
  const base = `patient/${dossier}`;
  return html`<ul class="rows">
    ${requests.map((one) => html`<${RequestTask} key=${one.id} request=${one} dossier=${dossier} />`)}
    ${steps.map((step) => html`<${StepTask} key=${step.rule} step=${step} dossier=${dossier} />`)}
    ${
      !signed &&
      html`<${Task} to=${`${base}/engagement`} row="engagement" text=${t("patient.to_sign")}
      note=${t("patient.new")} />`
    }
    ${plans.map(
      (one) => html`<${Task} key=${one.id} to=${`${base}/documenten/${one.id}`} row=${one.id}
      text=${t("patient.plan_to_read")} note=${t("patient.new")} />`,
    )}
  </ul>`;
}
