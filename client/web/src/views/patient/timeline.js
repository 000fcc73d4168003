// What comes, by whom, and what was done: as a picture and as a list.
import { get } from "../../core/api.js";
import { useTimeline } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { saveFile } from "../../core/save.js";
import { sayDay } from "../../core/dates.js";
import { split } from "../../core/steps.js";
import { code, language, t } from "../../core/words.js";
import { Button, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Details } from "../../parts/panel.js";
import { Picture } from "../../parts/picture.js";
import { Below, Long } from "../../parts/room.js";
import { Failed, Fetched, Nothing, Shown } from "../../parts/state.js";
import { StepRow } from "../../parts/step.js";

/** @typedef {import("#api").components["schemas"]["Timeline"]} Timeline */

/** Of steps, on a screen. */
const FIRST = 4;

/** @param {{timeline: Timeline}} props */
function Paused({ timeline }) {
  return timeline.suspensions
    .filter((one) => one.until === null)
    .map(
      (one) => html`<p key=${one.id}>
    ${t("steps.paused", { day: sayDay(one.from), what: code("purpose", one.purpose) })}</p>`,
    );
}

/** @param {{dossier: string}} props */
function Calendar({ dossier }) {
  const act = useAct(async () => {
    const query = { language: language.value };
    saveFile(await get(`/v1/dossiers/${dossier}/timeline.ics`, { query, as: "blob" }), t("steps.calendar_file"));
  });
  return html`<p><${Button} act=${act}>${t("steps.calendar")}</${Button}></p>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}`;
}

/** @param {{steps: import("#api").components["schemas"]["Step"][], from: number, base: string}} props */
function Steps({ steps, from, base }) {
  return html`<ol class="steps">
    <${Long} first=${FIRST}>${steps.map(
      (step, i) => html`<${StepRow} key=${step.rule} step=${step} number=${from + i} base=${base} />`,
    )}</${Long}>
  </ol>`;
}

export default function PatientTimeline() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const timeline = useTimeline(dossier);
  const base = `patient/${dossier}/tijdlijn`;
  return html`<h1>${t("steps.title")}</h1><p>${t("steps.lead")}</p>
    <${Shown} of=${timeline}>${(/** @type {Timeline} */ value) => {
      const { coming, late, may, done, order } = split(value.items, value.today);
      const from = (/** @type {any[]} */ steps) => order.indexOf(steps[0]) + 1;
      return html`<${Paused} timeline=${value} />
        ${
          order.length > 0 && html`<${Picture} steps=${order} start=${value.start} today=${value.today} base=${base} />`
        }
        <h2>${t("steps.coming")}</h2>
        ${
          coming.length === 0
            ? html`<${Nothing} text=${t("steps.nothing")} />`
            : html`<${Steps} steps=${coming} from=${from(coming)} base=${base} />`
        }
        <${Below}>${
          late.length > 0 &&
          html`<h2>${t("steps.late")}</h2><p>${t("steps.late_lead")}</p>
          <${Steps} steps=${late} from=${from(late)} base=${base} />`
        }
        ${
          may.length > 0 &&
          html`<h2>${t("steps.may")}</h2><p>${t("steps.may_lead")}</p>
          <${Steps} steps=${may} from=${from(may)} base=${base} />`
        }
        ${
          done.length > 0 &&
          html`<${Details} summary=${t("steps.done", { n: done.length })}>
          <${Steps} steps=${done} from=${from(done)} base=${base} />
        </${Details}>`
        }
        <${Calendar} dossier=${dossier} />
        <p><${Link} to=${`patient/${dossier}/contact`}>${t("steps.ask_contact")}</${Link}></p></${Below}>`;
    }}</${Shown}>
    <${Fetched} at=${timeline.at} again=${timeline.again} />`;
}
