// What can be done where a consent is lacking: ask the patient for it. An employer cannot: who depends on somebody's
// wage does not say no freely. Nor does a medewerker: what changes who has access is done in person.
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { t } from "../../core/words.js";
import { Link } from "../../parts/link.js";

/** @param {{base: string}} props */
export function AskPatient({ base }) {
  return (
    here.value.role !== "werkgever" &&
    here.value.role !== "medewerker" &&
    html`<p><${Link} to=${`${base}/toestemming-vragen`} class="button">${t("documents.ask_patient")}</${Link}></p>`
  );
}
