// The fiche: what comes and whom to ask, in the reader's language, to print and take along.
import { sayDay } from "../../core/dates.js";
import { useTeam, useTimeline } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { self } from "../../core/session.js";
import { lookOf, split } from "../../core/steps.js";
import { plain, t } from "../../core/words.js";
import { Fetched, Shown } from "../../parts/state.js";
import { whenOf, whoOf } from "../../parts/step.js";
import { Helpers } from "./helpers.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {{step: Schemas["Step"], money: boolean}} props money: it is said of each step */
function Step({ step, money }) {
  const who = step.who.includes("patient") ? t("steps.you") : t("steps.who", { who: whoOf(step) });
  const sure = step.status === "announced" ? t("steps.announced") : step.duty ? null : t("steps.look_may");
  return html`<li class="step">
    <p class="title"><bdi>${plain(step.title)}</bdi></p>
    <p>${[whenOf(step), who, sure].filter(Boolean).join(" · ")}</p>
    <p>${plain(step.text)}</p>
    ${money && step.benefit !== "" && html`<p><strong>${t("steps.row_benefit")}</strong> ${plain(step.benefit)}</p>`}
  </li>`;
}

/** @param {{timeline: Schemas["Timeline"]}} props */
function Coming({ timeline }) {
  const { coming, late } = split(timeline.items, timeline.today);
  const steps = [...coming, ...late.filter((step) => lookOf(step) !== "overdue")];
  const benefits = new Set(steps.map((step) => step.benefit));
  const [benefit] = benefits;
  return html`<p>${t("fiche.since", { day: sayDay(timeline.start) })}</p>
    <h2>${t("steps.coming")}</h2>
    ${
      steps.length === 0
        ? html`<p>${t("steps.nothing")}</p>`
        : html`<ol class="steps">${steps.map(
            (step) => html`<${Step} key=${step.rule} step=${step} money=${benefits.size > 1} />`,
          )}</ol>`
    }
    ${benefits.size === 1 && benefit && html`<h2>${t("steps.row_benefit")}</h2><p>${plain(benefit)}</p>`}`;
}

export default function Fiche() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const timeline = useTimeline(dossier);
  const team = useTeam(dossier);
  const again = async () => (await timeline.again(), await team.again());
  return html`<div class="fiche"><h1>${t("fiche.title")}</h1>
    <p class="unprinted">${t("fiche.languages")}</p>
    <p class="unprinted"><button type="button" onClick=${() => print()}>${t("fiche.print")}</button></p>
    <p><strong><bdi>${plain(self.value?.name)}</bdi></strong></p>
    <h2>${t("fiche.ask")}</h2>
    <${Shown} of=${team}>${(/** @type {Schemas["Team"]} */ value) => html`<${Helpers} team=${value} />`}</${Shown}>
    <${Shown} of=${timeline}>${(/** @type {Schemas["Timeline"]} */ value) =>
      html`<${Coming} timeline=${value} />`}</${Shown}></div>
    <${Fetched} at=${timeline.at} again=${again} />`;
}
