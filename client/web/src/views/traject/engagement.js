// The engagement as the coordinator keeps it: drawn up here, signed by three, and asked of who did not sign yet.
import { newestOf, useCategory, useDocument, useDocuments, useDossier, useSight } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { purposeFor } from "../../core/purpose.js";
import { own } from "../../core/session.js";
import { sayDone } from "../../core/status.js";
import { plain, t } from "../../core/words.js";
import { adding } from "../../parts/adding.js";
import { Body, Signatures } from "../../parts/document.js";
import { DocumentForm } from "../../parts/document_form.js";
import { Link } from "../../parts/link.js";
import { Fetched, Shown } from "../../parts/state.js";
import { BackToDossier } from "../care/back.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

const START = { values: {}, files: [] };

/** The first one: nobody wrote it, or it is not for the reader. @param {{dossier: string}} props */
function New({ dossier }) {
  const of = useCategory("engagement");
  const sight = useSight(dossier);
  const draft = `${dossier}/engagement`;
  const purpose = purposeFor(dossier, sight.value, "write", "engagement");
  const add = adding({ dossier, category: "engagement", purpose, draft });
  const send = async (/** @type {any} */ content, /** @type {any[]} */ files, /** @type {string} */ key) => {
    await add(content, files, key);
    sayDone(t("traject.engagement_added"));
  };
  return html`<p>${t("traject.engagement_none")}</p>
    <${Shown} of=${sight}>${() =>
      html`<${Shown} of=${of}>${(/** @type {Schemas["CategoryForm"]} */ form) =>
        html`<${DocumentForm} of=${form} dossier=${dossier} draft=${draft} start=${START} known=${{}}
        button=${t("traject.engagement_add")} send=${send} />`}</${Shown}>`}</${Shown}>`;
}

/** What can be done for a signature that lacks: a patient signs in their own dossier, a doctor can be asked.
 * @param {{role: string, name: string | null | undefined, base: string}} props */
function Lacking({ role, name, base }) {
  if (role === "patient") {
    return html`<p class="muted">${t("traject.patient_signs")}</p>`;
  }
  if (role !== "adviserend_arts") {
    return null;
  }
  return name
    ? html`<p><${Link} class="button" to=${`${base}/overleg/nieuw/engagement`}>
      ${t("traject.ask_to_sign", { name: plain(name) })}</${Link}>
      <br /><span class="muted">${t("traject.adviser_reads")}</span></p>`
    : html`<p>${t("traject.no_adviser")} <${Link} to=${`${base}/team`}>${t("care.invite")}</${Link}></p>`;
}

/** @param {{document: Schemas["Fragment"], dossier: string, base: string}} props */
function Statement({ document, dossier, base }) {
  const people = useDossier(dossier).value;
  const mine = document.author_role === "tnw_coordinator" && own.value.has(document.author);
  return html`<${Body} document=${document} dossier=${dossier} />
    <${Signatures} document=${document} dossier=${dossier} people=${people} role=${here.value.role} mine=${own.value}
      lacking=${(/** @type {string} */ role, /** @type {string | undefined} */ name) =>
        people !== null && html`<${Lacking} role=${role} name=${name} base=${base} />`} />
    ${
      document.complete
        ? html`<p><${Link} class="button" to=${`${base}/plan`}>${t("traject.to_plan")}</${Link}></p>`
        : html`<p>${t("traject.after_third")}</p>`
    }
    ${
      mine &&
      html`<p><${Link} to=${`${base}/document/${document.id}/wijzigen`}>${t("traject.change")}</${Link}>
        <br /><span class="muted">${t("traject.change_means")}</span></p>`
    }`;
}

/** @param {{id: string, dossier: string, base: string}} props */
function Newest({ id, dossier, base }) {
  const document = useDocument(dossier, id);
  return html`<${Shown} of=${document}>${(/** @type {Schemas["Fragment"]} */ value) =>
    html`<${Statement} document=${value} dossier=${dossier} base=${base} />`}</${Shown}>
    <${Fetched} at=${document.at} again=${document.again} />`;
}

export default function Engagement() {
  const { role, dossier: at } = here.value;
  const dossier = /** @type {string} */ (at);
  const documents = useDocuments(dossier);
  return html`<${BackToDossier} dossier=${dossier} /><h1>${t("traject.engagement")}</h1>
    <${Shown} of=${documents}>${(/** @type {{items: Schemas["FragmentHead"][]}} */ { items }) => {
      const newest = newestOf(items, "engagement");
      return newest === undefined
        ? html`<${New} dossier=${dossier} />`
        : html`<${Newest} id=${newest.id} dossier=${dossier} base=${`${role}/${dossier}`} />`;
    }}</${Shown}>`;
}
