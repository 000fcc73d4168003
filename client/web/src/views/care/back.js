// The way back to the dossier, by the patient's name where it was read, and what is done there in person only.
import { principal } from "../../core/acting.js";
import { useDossier } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { wasRead } from "../../core/read.js";
import { t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Name } from "../../parts/person.js";
import { Nothing } from "../../parts/state.js";

/** @param {{dossier: string}} props */
export function BackToDossier({ dossier }) {
  const whole = useDossier(wasRead(`${dossier}/dossier`) ? dossier : null);
  return html`<p><${Link} to=${`${here.value.role}/${dossier}`} class="back">${
    whole.value === null ? t("care.dossier") : html`<${Name} name=${whole.value.patient.name} />`
  }</${Link}></p>`;
}

/** A view below the dossier of what nobody does in a name: a medewerker who comes there by its address is told so.
 * @param {{dossier: string, title: string, children?: any}} props */
export function InPerson({ dossier, title, children }) {
  return html`<${BackToDossier} dossier=${dossier} /><h1>${title}</h1>
    ${principal.value === null ? children : html`<${Nothing} text=${t("care.in_person")} />`}`;
}
