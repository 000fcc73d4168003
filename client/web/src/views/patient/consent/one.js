// One consent: how it reads, how it stands, its proof, and what can be done with it.
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { runs } from "../../../core/sight.js";
import { t } from "../../../core/words.js";
import { Shown } from "../../../parts/state.js";
import { SaveReceipt } from "../../../parts/receipt.js";
import { BackToConsents, ConsentActs } from "./acts.js";
import { Sentences } from "./cells.js";
import { useConsent, useGranteeName } from "./reads.js";

/** @typedef {import("./reads.js").Consent} Consent */

/** @param {{consent: Consent, dossier: string}} props */
function One({ consent, dossier }) {
  const name = useGranteeName(consent.grantee);
  const who = { actor: consent.grantee.actor ?? null, name, role: consent.grantee.role ?? "", sight: null };
  return html`<p><strong>${t(`consents.state_${consent.state}`)}</strong></p>
    <${Sentences} sentences=${[consent.sentence]} />
    ${consent.evidence !== null && html`<p>${t("consents.recorded_right")}</p>`}
    ${runs(consent) && html`<ul class="row-acts in-line"><${ConsentActs} consent=${consent} who=${who} /></ul>`}
    <p><${SaveReceipt} dossier=${dossier} consent=${consent}>${t("consents.save_receipt")}</${SaveReceipt}></p>
    <p class="hint">${t("consents.receipt_why")}</p>`;
}

export default function OnePage() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const consent = useConsent(dossier, here.value.params.consent);
  const shut = consent.value?.effect === "exclude";
  return html`<${BackToConsents} /><h1>${t(shut ? "consents.one_shut" : "consents.one")}</h1>
    <${Shown} of=${consent}>${(/** @type {Consent} */ one) =>
      html`<${One} consent=${one} dossier=${dossier} />`}</${Shown}>`;
}
