// One patient in a list.
import { today } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { howLong } from "../../parts/span.js";
import { t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Name } from "../../parts/person.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {{dossier: Schemas["Dossier"]}} props */
export function PatientRow({ dossier }) {
  return html`<li><${Link} to=${`${here.value.role}/${dossier.id}`} row=${dossier.id} class="turn">
    <span class="line"><span class="name"><${Name} name=${dossier.patient.name} /></span></span>
    <span class="muted">${howLong(dossier.start, today())} · ${t(`care.employment_${dossier.employment}`)} ·
      ${" "}${t(`care.${dossier.state}`)}</span>
  </${Link}></li>`;
}
