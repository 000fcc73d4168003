// All proofs of the patient, each to keep as a file.
import { sayDay, dayOf } from "../../../core/dates.js";
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { plain, t } from "../../../core/words.js";
import { SaveReceipt } from "../../../parts/receipt.js";
import { Fetched, Nothing, Shown } from "../../../parts/state.js";
import { BackToConsents } from "./acts.js";
import { CheckFile } from "./check_file.js";
import { useConsents } from "./reads.js";

/** @typedef {import("./reads.js").Consent} Consent */

/** @param {{consent: Consent, dossier: string}} props */
function Receipt({ consent, dossier }) {
  const day = sayDay(dayOf(consent.withdrawn ?? consent.granted));
  const shut = consent.effect === "exclude";
  const what =
    consent.withdrawn !== null
      ? shut
        ? "receipt_readmitted"
        : "receipt_withdrawn"
      : shut
        ? "receipt_shut"
        : "receipt_given";
  return html`<li><p><strong>${t(`consents.${what}`, { day })}</strong><br />${plain(consent.sentence)}</p>
    <p><${SaveReceipt} dossier=${dossier} consent=${consent} of=${plain(consent.sentence)}>
      ${t("consents.save")}</${SaveReceipt}></p></li>`;
}

export default function Receipts() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const consents = useConsents(dossier);
  return html`<${BackToConsents} /><h1>${t("consents.receipts")}</h1><p>${t("consents.receipts_lead")}</p>
    <${Shown} of=${consents}>${(/** @type {Consent[]} */ all) =>
      all.length === 0
        ? html`<${Nothing} text=${t("consents.receipts_none")} />`
        : html`<ul class="rows">${[...all]
            .reverse()
            .map((one) => html`<${Receipt} key=${one.id} consent=${one} dossier=${dossier} />`)}</ul>`}</${Shown}>
    <${CheckFile} />
    <${Fetched} at=${consents.at} again=${consents.again} />`;
}
