// A step in the list: what, by whom, until when, and what it means for who reads it.
import { sayDay } from "../core/dates.js";
import { html } from "../core/html.js";
import { dayOfStep, lookOf } from "../core/steps.js";
import { code, listed, plain, t } from "../core/words.js";
import { Link } from "./link.js";
import { Marker } from "./marker.js";

/** @typedef {import("#api").components["schemas"]["Step"]} Step */

/** "uiterlijk 12 januari 2027", "van … tot en met …", "vanaf …". @param {Step} step */
export function whenOf(step) {
  if (step.window !== null) {
    return t("steps.between", { from: sayDay(step.window[0]), until: sayDay(step.window[1]) });
  }
  const day = dayOfStep(step);
  if (day === null) {
    return null;
  }
  // Without a last day its `due` is the first day on which it can be done.
  const opens = day === step.from && step.until === null;
  return t(!opens ? "steps.by" : step.duty ? "steps.since" : "steps.from", { day: sayDay(day) });
}

/** @param {Step} step */
export const whoOf = (step) => listed(step.who.map((role) => code("role", role)));

/** What a patient needs to know of it beside its title: with whom it lies, and that it is not their fault.
 * @param {{step: Step}} props */
function Standing({ step }) {
  const look = lookOf(step);
  const mine = step.who.includes("patient");
  const day = dayOfStep(step);
  if (look === "overdue" && !mine && day !== null) {
    return html`<p>${t("steps.expected", { day: sayDay(day) })} ${t("steps.lies_with", { who: whoOf(step) })}</p>`;
  }
  const who = mine ? t("steps.you") : t("steps.who", { who: whoOf(step) });
  return html`<p>${[whenOf(step), who].filter(Boolean).join(" · ")}</p>
    ${look === "announced" && html`<p class="muted">${t("steps.announced")}</p>`}
    ${step.status === "own" && html`<p class="muted">${t("steps.own")}</p>`}`;
}

/** @param {{step: Step, number?: number, base: string}} props number: of the picture; base: route of the list */
export function StepRow({ step, number, base }) {
  const look = lookOf(step);
  return html`<li class=${`step ${look}`}>
    <${Marker} look=${look} />
    <div>
      <p class="title">${number && html`<span class="number">${number}</span> `}
        <${Link} to=${`${base}/${step.rule}`} row=${step.rule}><bdi>${plain(step.title)}</bdi></${Link}>
        <span class="unseen">, ${t(`steps.look_${look}`)}</span></p>
      <${Standing} step=${step} />
    </div>
  </li>`;
}
