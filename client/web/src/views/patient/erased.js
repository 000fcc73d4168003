// The patient's dossiers that were erased: how far each is, and its proof as a file.
import { getAll } from "../../core/api.js";
import { dayOf } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { language, t } from "../../core/words.js";
import { Summary } from "../../parts/panel.js";
import { SaveProof } from "../../parts/receipt.js";
import { Nothing, Shown } from "../../parts/state.js";
import { CheckFile } from "./consent/check_file.js";
import { sayMoment } from "./consent/ending.js";

/** @typedef {import("#api").components["schemas"]["Erasure"]} Erasure */

const MOST = 200;

/** @param {string | null} moment */
const sayStage = (moment) => (moment === null ? t("download.erasure.not_yet") : sayMoment(moment));

/** @param {{erasure: Erasure}} props */
function One({ erasure }) {
  const { dossier, why, reason, closed, emptied, complete } = erasure;
  const day = dayOf(complete ?? emptied ?? /** @type {string} */ (closed));
  return html`<li><${Summary} rows=${[
    { label: t("download.erasure.why"), value: t(`download.erasure.why_${why}`) },
    reason !== null && { label: t("download.erasure.reason_own"), value: t(`download.erasure.reason_${reason}`) },
    { label: t("download.erasure.closed"), value: sayStage(closed) },
    { label: t("download.erasure.emptied"), value: sayStage(emptied) },
    { label: t("download.erasure.complete"), value: sayStage(complete) },
    { label: t("download.erasure.number"), value: dossier },
  ]} />
    <p><${SaveProof} path=${`/v1/dossiers/${dossier}/erasure/receipt`} name=${t("download.erasure.file", { day })}>
      ${t("download.erasure.save")}</${SaveProof}></p></li>`;
}

export default function Erased() {
  const read = async () => (await getAll("/v1/erasures", { query: { language: language.value } }, MOST)).items;
  const erasures = useRead("erasures", read);
  return html`<h1>${t("download.erasure.list")}</h1><p>${t("download.erasure.list_lead")}</p>
    <${Shown} of=${erasures}>${(/** @type {Erasure[]} */ all) =>
      all.length === 0
        ? html`<${Nothing} text=${t("download.erasure.none")} />`
        : html`<ul class="rows">
            ${all.map((one) => html`<${One} key=${one.dossier} erasure=${one} />`)}
          </ul>`}</${Shown}>
    <${CheckFile} />`;
}
