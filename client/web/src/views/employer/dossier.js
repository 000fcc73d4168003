// A dossier for the employer: what is asked of them, what they were given, whom they can call. Nothing here tells what
// else there is: not what kinds of documents exist, not who else helps, not a step that is not theirs.
import { useDossier, useSight, useTimeline } from "../../core/dossier.js";
import { today } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { howLong } from "../../parts/span.js";
import { code, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { useGiven } from "../../parts/given.js";
import { MySteps, mayWrite } from "../../parts/my_steps.js";
import { Name } from "../../parts/person.js";
import { Reached } from "../../parts/reach.js";
import { useRows } from "../../parts/rows.js";
import { Fetched, Shown } from "../../parts/state.js";
import { capital } from "../../schema/model.js";
import { GivenToEmployer } from "./given.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

const WRITTEN = ["verzoek", "plan", "opvolging"];

/** The doctor of their own prevention service: nobody else of the dossier is named to them.
 * @param {{dossier: Schemas["Dossier"]}} props */
function Contact({ dossier }) {
  const doctors = dossier.participants.filter((one) => one.role === "arbeidsarts");
  return html`<h2>${t("care.employer.contact")}</h2>
    <p>${t("care.employer.contact_lead")}</p>
    ${
      doctors.length === 0
        ? html`<p>${t("care.employer.no_doctor")}</p>`
        : html`<ul class="rows team">
          ${doctors.map(
            (one) =>
              html`<li key=${one.actor}>
                <p>
                  <strong><${Name} name=${one.name} /></strong> <${Reached} actor=${one.actor} />
                </p>
              </li>`,
          )}
        </ul>`
    }`;
}

/** @param {{sight: Schemas["ExplanationOfAll"], base: string}} props */
function Writing({ sight, base }) {
  const may = WRITTEN.filter((one) => mayWrite(sight, one));
  return (
    may.length > 0 &&
    html`<h2>${t("care.employer.tell")}</h2>
      <ul class="links">
        ${may.map(
          (one) =>
            html`<li key=${one}><${Link} to=${`${base}/nieuw/${one}`}>${capital(code("category", one))}</${Link}></li>`,
        )}
      </ul>`
  );
}

/** @param {{dossier: Schemas["Dossier"], again: () => Promise<void>, at: number | null}} props */
function Whole({ dossier, again, at }) {
  const base = `werkgever/${dossier.id}`;
  const timeline = useTimeline(dossier.id);
  const sight = useSight(dossier.id);
  const given = useGiven(dossier.id, sight.value);
  const all = async () => {
    for (const one of [{ again }, timeline, sight, given]) {
      await one.again();
    }
  };
  return html`<p class="muted">${t("care.employer.absent", { span: howLong(dossier.start, today()) })}${
    dossier.state === "closed" && ` · ${t("care.employer.closed")}`
  }</p>
    <p class="lead">${t("care.employer.lead")}</p>
    <div class="two"><div>
      <${Shown} of=${timeline}>${(/** @type {Schemas["Timeline"]} */ value) =>
        html`<${MySteps} timeline=${value} sight=${sight.value} base=${base} role="werkgever" />`}</${Shown}>
      <${Shown} of=${sight}>${(/** @type {Schemas["ExplanationOfAll"]} */ value) =>
        html`<${Writing} sight=${value} base=${base} />`}</${Shown}>
    </div><div>
      <${Shown} of=${given}>${(/** @type {any} */ items) =>
        html`<${GivenToEmployer} items=${items} base=${base} dossier=${dossier.id} />`}</${Shown}>
      <${Contact} dossier=${dossier} />
    </div></div>
    <${Fetched} at=${at} again=${all} />`;
}

export default function EmployerDossier() {
  const id = /** @type {string} */ (here.value.dossier);
  const whole = useDossier(id);
  useRows();
  return html`<h1 data-title=${t("care.employer.dossier")}>${
    whole.value === null ? t("care.employer.dossier") : html`<${Name} name=${whole.value.patient.name} />`
  }</h1>
    <${Shown} of=${whole}>${(/** @type {Schemas["Dossier"]} */ value) =>
      html`<${Whole} dossier=${value} again=${whole.again} at=${whole.at} />`}</${Shown}>`;
}
