// The steps of a dossier that are the reader's to do: what, until when, and the one document that does it.
import { html } from "../core/html.js";
import { inOrder, lookOf } from "../core/steps.js";
import { plain, t } from "../core/words.js";
import { Link } from "./link.js";
import { Marker } from "./marker.js";
import { Details } from "./panel.js";
import { whenOf } from "./step.js";
import { actOfStep, writes } from "./step_act.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {Schemas["Step"]} Step */

/** What is asked now, what is asked later, what may be done. @param {Step[]} steps @param {string} role */
export function myStepsOf(steps, role) {
  const mine = inOrder(steps.filter((step) => /** @type {string[]} */ (step.who).includes(role)));
  const of = (/** @type {string[]} */ looks) => mine.filter((step) => looks.includes(lookOf(step)));
  return { asked: of(["overdue", "due"]), later: of(["coming"]), may: of(["may"]) };
}

/** Whether the reader may write such a document, for some purpose.
 * @param {Schemas["ExplanationOfAll"] | null} sight @param {string} category */
export function mayWrite(sight, category) {
  const purposes = /** @type {Schemas["Sight"][]} */ (Object.values(sight?.purposes ?? {}));
  return purposes.some((one) => /** @type {string[]} */ (one.write).includes(category));
}

/** @param {{step: Step, sight: Schemas["ExplanationOfAll"] | null, base: string, role: string}} props */
function Row({ step, sight, base, role }) {
  const look = lookOf(step);
  const category = step.state === "coming" ? null : writes(step.rule, role); // what is not open yet has no button
  const when = whenOf(step);
  return html`<li class=${`step ${look}`}><${Marker} look=${look} /><div>
    <p class="title"><bdi>${plain(step.title)}</bdi><span class="unseen">, ${t(`care.mine.look_${look}`)}</span></p>
    <p>${[look === "overdue" && t("care.mine.look_overdue"), when].filter(Boolean).join(" · ")}</p>
    ${
      category !== null &&
      mayWrite(sight, category) &&
      html`<p><${Link} to=${actOfStep(step.rule, role, base).to} row=${step.rule}
        class="button">${t(`care.mine.write_${category}`)}
        <span class="unseen">: ${plain(step.title)}</span></${Link}></p>`
    }
    <${Details} summary=${t("care.mine.more")}><p>${plain(step.text)}</p>
      ${step.source !== null && html`<p class="muted">${t("steps.source")} ${plain(step.source)}</p>`}</${Details}>
  </div></li>`;
}

/** @param {{steps: Step[], sight: Schemas["ExplanationOfAll"] | null, base: string, role: string}} props */
function List({ steps, ...about }) {
  return html`<ul class="steps">
    ${steps.map((step) => html`<${Row} key=${step.rule} step=${step} ...${about} />`)}
  </ul>`;
}

/**
 * @param {{timeline: Schemas["Timeline"], sight: Schemas["ExplanationOfAll"] | null, base: string, role: string}} props
 */
export function MySteps({ timeline, ...about }) {
  const { asked, later, may } = myStepsOf(timeline.items, about.role);
  return html`<h2>${t("care.mine.asked")}</h2>
    ${asked.length === 0 ? html`<p>${t("care.mine.nothing")}</p>` : html`<${List} steps=${asked} ...${about} />`}
    ${
      later.length > 0 &&
      html`<h3>${t("care.mine.later")}</h3>
      <${List} steps=${later} ...${about} />`
    }
    ${
      may.length > 0 &&
      html`<h3>${t("care.mine.may")}</h3>
      <${List} steps=${may} ...${about} />`
    }`;
}
