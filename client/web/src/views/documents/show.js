// One document of a dossier, as a professional who may see it reads it.
import { mayHold, names } from "../../core/acting.js";
import { useDocument, useDossier } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { own } from "../../core/session.js";
import { code, plain, t } from "../../core/words.js";
import { DocumentView } from "../../parts/document.js";
import { Link } from "../../parts/link.js";
import { Fetched, Shown } from "../../parts/state.js";
import { capital } from "../../schema/model.js";
import { AskPatient } from "./ask_patient.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** What its author can do with it. @param {{document: Schemas["Fragment"], base: string}} props */
function Acts({ document, base }) {
  const { author, retracted, id } = document;
  const mine = names.value.has(author) && mayHold(document.category);
  return !mine || retracted !== null
    ? null
    : html`<p class="acts">
      <${Link} to=${`${base}/document/${id}/wijzigen`} class="button">${t("documents.new_version")}</${Link}>
      <${Link} to=${`${base}/document/${id}/fout`} class="button">${t("documents.mark_wrong")}</${Link}></p>`;
}

/** @param {{role: string, dossier: string}} props */
export function Above({ role, dossier }) {
  const people = useDossier(dossier);
  return html`<p><${Link} to=${`${role}/${dossier}`} class="back">
    ${people.value ? html`<bdi>${plain(people.value.patient.name)}</bdi>` : t("documents.dossier")}</${Link}></p>`;
}

export default function ShowDocument() {
  const { role: mine, dossier: at, params } = here.value;
  const dossier = /** @type {string} */ (at);
  const role = /** @type {string} */ (mine);
  const document = useDocument(dossier, params.fragment);
  const category = document.value?.category;
  return html`<${Above} role=${role} dossier=${dossier} />
    <h1>${category ? capital(code("category", category)) : t("documents.one")}</h1>
    <${Shown} of=${document} ask=${html`<${AskPatient} base=${`${role}/${dossier}`} />`}>${(
      /** @type {Schemas["Fragment"]} */ value,
    ) =>
      html`<${DocumentView} document=${value} dossier=${dossier} role=${role} mine=${own.value}
        acts=${html`<${Acts} document=${value} base=${`${role}/${dossier}`} />`} />`}</${Shown}>
    <${Fetched} at=${document.at} again=${document.again} />`;
}
