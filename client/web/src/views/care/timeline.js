// The steps of one dossier for who helps: what comes, by whom, until when; each opens in its place.
import { useTimeline } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { lookOf, split } from "../../core/steps.js";
import { plain, t } from "../../core/words.js";
import { Marker } from "../../parts/marker.js";
import { Details, Summary } from "../../parts/panel.js";
import { Picture } from "../../parts/picture.js";
import { Fetched, Shown } from "../../parts/state.js";
import { whenOf, whoOf } from "../../parts/step.js";
import { BackToDossier } from "./back.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {{step: Schemas["Step"]}} props */
function More({ step }) {
  return html`<p>${plain(step.text)}</p><${Summary} rows=${[
    step.why_text !== "" && { label: t("care.why"), value: plain(step.why_text) },
    step.benefit !== "" && { label: t("care.benefit"), value: plain(step.benefit) },
    step.source !== null && { label: t("steps.source"), value: plain(step.source) },
  ]} />`;
}

/** @param {{step: Schemas["Step"], number: number}} props */
function Row({ step, number }) {
  const look = lookOf(step);
  const standing = [t(`care.look_${look}`), whenOf(step), whoOf(step)].filter(Boolean).join(" · ");
  return html`<li class=${`step ${look}`}><${Marker} look=${look} /><div>
    <${Details} open=${here.value.params.rule === step.rule} summary=${html`<span data-row=${step.rule}>
      <span class="number">${number}</span> <bdi>${plain(step.title)}</bdi></span>`}><${More} step=${step} />
        </${Details}>
    <p class="muted">${standing}</p>
  </div></li>`;
}

/** @param {{steps: Schemas["Step"][], from: number}} props */
function Steps({ steps, from }) {
  return html`<ol class="steps">${steps.map(
    (step, i) => html`<${Row} key=${step.rule} step=${step} number=${from + i} />`,
  )}</ol>`;
}

/** @param {{value: Schemas["Timeline"], base: string}} props */
function Whole({ value, base }) {
  const { coming, late, may, done } = split(value.items, value.today);
  const open = [...late, ...coming, ...may];
  const all = [...open, ...done];
  return html`${
    all.length > 0 && html`<${Picture} steps=${all} start=${value.start} today=${value.today} base=${base} />`
  }
    ${open.length === 0 ? html`<p>${t("care.no_steps")}</p>` : html`<${Steps} steps=${open} from=${1} />`}
    ${
      done.length > 0 &&
      html`<${Details} summary=${t("steps.done", { n: done.length })}>
        <${Steps} steps=${done} from=${open.length + 1} /></${Details}>`
    }`;
}

export default function CareTimeline() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const timeline = useTimeline(dossier);
  return html`<${BackToDossier} dossier=${dossier} /><h1>${t("care.timeline")}</h1>
    <${Shown} of=${timeline}>${(/** @type {any} */ value) =>
      html`<${Whole} value=${value} base=${`${here.value.role}/${dossier}/tijdlijn`} />`}</${Shown}>
    <${Fetched} at=${timeline.at} again=${timeline.again} />`;
}
