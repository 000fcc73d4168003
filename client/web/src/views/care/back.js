// The way back to the dossier, by the patient's name where it was read.
import { useDossier } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { wasRead } from "../../core/read.js";
import { t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Name } from "../../parts/person.js";

/** @param {{dossier: string}} props */
export function BackToDossier({ dossier }) {
  const whole = useDossier(wasRead(`${dossier}/dossier`) ? dossier : null);
  return html`<p><${Link} to=${`${here.value.role}/${dossier}`} class="back">${
    whole.value === null ? t("care.dossier") : html`<${Name} name=${whole.value.patient.name} />`
  }</${Link}></p>`;
}
