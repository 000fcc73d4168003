// The engagement: its full text, who signed, and the patient's own signature. Yes and no weigh the same.
import { post } from "../../core/api.js";
import { newestOf, useDocument, useDocuments, useDossier } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { go } from "../../core/router.js";
import { own } from "../../core/session.js";
import { sayDone } from "../../core/status.js";
import { t } from "../../core/words.js";
import { Body, Signatures } from "../../parts/document.js";
import { Button, useAct } from "../../parts/form.js";
import { Failed, Fetched, Nothing, Shown } from "../../parts/state.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {{document: Schemas["Fragment"], dossier: string}} props */
function Sign({ document, dossier }) {
  const act = useAct(async (key) => {
    const path = `/v1/dossiers/${dossier}/fragments/${document.id}/signatures`;
    await post(path, { version: document.version }, { key });
    forget(`${dossier}/fragments`);
    forget(`${dossier}/timeline`);
    sayDone(t("asks.signed"));
  });
  return html`<p>${t("asks.sign_lead")}</p>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}
    <p class="acts"><${Button} act=${act}>${t("asks.sign")}</${Button}>
      <button type="button" onClick=${() => go(`patient/${dossier}/start`)}>${t("asks.sign_not")}</button></p>`;
}

/** @param {{document: Schemas["Fragment"], dossier: string}} props */
function Statement({ document, dossier }) {
  const people = useDossier(dossier).value;
  const signed = document.signatures.some((one) => own.value.has(one.actor));
  return html`<${Body} document=${document} dossier=${dossier} />
    <${Signatures} document=${document} dossier=${dossier} people=${people} role="" mine=${own.value} />
    ${!signed && html`<${Sign} document=${document} dossier=${dossier} />`}`;
}

/** @param {{id: string, dossier: string}} props */
function Newest({ id, dossier }) {
  const document = useDocument(dossier, id);
  return html`<${Shown} of=${document}>${(/** @type {Schemas["Fragment"]} */ value) =>
    html`<${Statement} document=${value} dossier=${dossier} />`}</${Shown}>
    <${Fetched} at=${document.at} again=${document.again} />`;
}

export default function Engagement() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const documents = useDocuments(dossier);
  return html`<h1>${t("asks.engagement")}</h1>
    <p>${t("asks.engagement_lead")}</p>
    <${Shown} of=${documents}>${(/** @type {{items: Schemas["FragmentHead"][]}} */ { items }) => {
      const newest = newestOf(items, "engagement");
      return newest === undefined
        ? html`<${Nothing} text=${t("asks.engagement_none")} />`
        : html`<${Newest} id=${newest.id} dossier=${dossier} />`;
    }}</${Shown}>`;
}
