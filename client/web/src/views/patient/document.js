// One document of the patient's: what it says, who wrote it, its versions, and who can read it.
import { useDocument } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { own } from "../../core/session.js";
import { code, t } from "../../core/words.js";
import { DocumentView } from "../../parts/document.js";
import { Link } from "../../parts/link.js";
import { Fetched, Shown } from "../../parts/state.js";
import { WhoReads } from "./who_reads.js";

/** @typedef {import("#api").components["schemas"]["Fragment"]} Fragment */

export default function PatientDocument() {
  const { dossier, fragment } = here.value.params;
  const document = useDocument(dossier, fragment);
  const back = html`<p><${Link} to=${`patient/${dossier}/documenten`} class="back">${t("papers.title")}</${Link}></p>`;
  const title = document.value === null ? t("papers.one") : code("category", document.value.category);
  return html`${back}<h1 class="first-up">${title}</h1>
    <${Shown} of=${document}>${(/** @type {Fragment} */ value) => {
      const acts = html`<${WhoReads} dossier=${dossier} category=${value.category} author=${value.author} />
        <ul class="links">
          <li><${Link} to=${`patient/${dossier}/opmerking/${fragment}`}>${t("papers.remark")}</${Link}></li>
        </ul>`;
      return html`<${DocumentView} document=${value} dossier=${dossier} role="patient" mine=${own.value}
        acts=${acts} />`;
    }}</${Shown}>
    <${Fetched} at=${document.at} again=${document.again} />`;
}
