// The trajectory in the coordinator's dossier: what is asked of them now, and the papers that it goes by.
import { dayOf, sayDay } from "../../core/dates.js";
import { newestOf } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { own } from "../../core/session.js";
import { plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { actOfStep } from "../../parts/step_act.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {{to: string, what: any, state: string}} props */
function Row({ to, what, state }) {
  return html`<li><${Link} to=${to} row=${to} class="task"><span>${what}</span>
    <span class="muted">${state}</span></${Link}></li>`;
}

/** @param {{step: Schemas["StepBrief"], base: string}} props */
function Asked({ step, base }) {
  const { to, text } = actOfStep(step.rule, here.value.role ?? "", base);
  const by = step.due && t(step.state === "overdue" ? "traject.late" : "traject.by", { day: sayDay(step.due) });
  return html`<li class="asked"><p><bdi>${plain(step.title)}</bdi>${
    by && html`<br /><span class=${step.state === "overdue" ? "late" : "muted"}>${by}</span>`
  }</p>
    <p><${Link} to=${to} class="button">${text}<span class="unseen">: ${plain(step.title)}</span></${Link}></p></li>`;
}

/** @param {{id: string, team: Schemas["Team"] | null, heads: Schemas["FragmentHead"][]}} props */
export function Traject({ id, team, heads }) {
  const base = `${here.value.role}/${id}`;
  const mine = team?.members.filter((one) => own.value.has(one.actor)).flatMap((one) => one.next) ?? [];
  const steps = mine.filter((one) => one.duty && one.status !== "announced");
  const state = (/** @type {string} */ category) => {
    const newest = newestOf(heads, category);
    return newest ? t("traject.of_day", { day: sayDay(dayOf(newest.updated)) }) : t("traject.not_yet");
  };
  const talks = heads.filter((one) => one.category === "opvolging" && one.retracted === null).length;
  return html`<h2>${t("traject.title")}</h2>
    ${
      steps.length > 0 &&
      html`<ul class="rows">${steps.map((step) => html`<${Asked} key=${step.rule} step=${step} base=${base} />`)}</ul>`
    }
    <ul class="rows tasks">
      <${Row} to=${`${base}/engagement`} what=${t("traject.engagement")} state=${state("engagement")} />
      <${Row} to=${`${base}/plan`} what=${t("traject.plan")} state=${state("plan")} />
      <${Row} to=${`${base}/opvolging`} what=${t("traject.follow_up")} state=${t("traject.talks", { n: talks })} />
    </ul>`;
}
