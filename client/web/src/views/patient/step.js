// One step: what happens, who, when, why, and whether money changes.
import { useTimeline } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { lookOf } from "../../core/steps.js";
import { plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Details, Summary } from "../../parts/panel.js";
import { Shown } from "../../parts/state.js";
import { whenOf, whoOf } from "../../parts/step.js";

/** @typedef {import("#api").components["schemas"]["Step"]} Step */

/** @param {Step} step */
function certainty(step) {
  return step.status === "announced" ? t("steps.announced") : step.status === "own" ? t("steps.own") : null;
}

/** @param {{step: Step, dossier: string}} props */
function StepPage({ step, dossier }) {
  const rows = [
    { label: t("steps.row_what"), value: plain(step.text) },
    { label: t("steps.row_who"), value: step.who.includes("patient") ? t("steps.you") : whoOf(step) },
    whenOf(step) !== null && { label: t("steps.row_when"), value: whenOf(step) },
    { label: t("steps.row_state"), value: t(`steps.look_${lookOf(step)}`) },
    step.why_text !== "" && { label: t("steps.row_why"), value: plain(step.why_text) },
    { label: t("steps.row_benefit"), value: plain(step.benefit) },
    certainty(step) !== null && { label: t("steps.row_certain"), value: certainty(step) },
  ];
  return html`<h1 data-title=${plain(step.title)}><bdi>${plain(step.title)}</bdi></h1>
    <${Summary} rows=${rows} />
    ${
      step.rule.includes("vragenlijst") &&
      html`<p><${Link} to=${`patient/${dossier}/vragenlijst`}
      class="button">${t("steps.fill_in")}</${Link}></p>`
    }
    <ul class="links">
      <li><${Link} to=${`patient/${dossier}/contact`}>${t("steps.ask_contact")}</${Link}></li>
      <li><${Link} to=${`patient/${dossier}/opmerking/${step.rule}`}>${t("steps.remark")}</${Link}></li>
    </ul>
    ${
      step.source !== null &&
      html`<${Details} summary=${t("steps.source")}>
      <p>${plain(step.source)}</p></${Details}>`
    }`;
}

export default function PatientStep() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const timeline = useTimeline(dossier);
  return html`<p><${Link} to=${`patient/${dossier}/tijdlijn`} class="back">${t("steps.title")}</${Link}></p>
    <${Shown} of=${timeline}>${(/** @type {any} */ value) => {
      const step = value.items.find((/** @type {Step} */ one) => one.rule === here.value.params.rule);
      return step === undefined
        ? html`<h1>${t("error.not_found")}</h1>`
        : html`<${StepPage} step=${step} dossier=${dossier} />`;
    }}</${Shown}>`;
}
