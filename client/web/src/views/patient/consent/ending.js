// What ends consents, and how it is told: shared by the pages that withdraw, undo and let in again.
import { useEffect, useRef } from "preact/hooks";
import { Refused, post } from "../../../core/api.js";
import { dayOf, sayDay, sayTime } from "../../../core/dates.js";
import { html } from "../../../core/html.js";
import { language, t } from "../../../core/words.js";
import { Panel } from "../../../parts/panel.js";
import { SaveReceipt } from "../../../parts/receipt.js";
import { Sentences } from "./cells.js";
import { consentsAt, forgetConsents } from "./reads.js";

/** @typedef {import("./reads.js").Consent} Consent */

/** All of them, each under its own key: what was withdrawn in an earlier try stays so.
 * @param {string} dossier @param {string[]} ids @param {string} key */
export async function withdrawAll(dossier, ids, key) {
  for (const id of ids) {
    try {
      await post(`${consentsAt(dossier)}/${id}/withdraw`, undefined, {
        query: { language: language.value },
        key: `${key}-${id}`,
      });
    } catch (error) {
      if (!(error instanceof Refused && error.code === "conflict")) {
        throw error; // else it is withdrawn already, which is what was wanted
      }
    }
  }
  forgetConsents(dossier);
}

/** "27 november 2026 om 14.32 uur". @param {string} moment */
export const sayMoment = (moment) => t("consents.moment", { day: sayDay(dayOf(moment)), time: sayTime(moment) });

/** How it stands after an act, with the focus on its heading. @param {{heading: string, consents: Consent[], text:
 *   string, dossier: string, children?: any}} props */
export function Result({ heading, consents, text, dossier, children }) {
  const focus = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => focus.current?.focus(), []);
  const several = consents.length > 1;
  return html`<${Panel} kind="ok" heading=${heading} focus=${focus}><p>${text}</p></${Panel}>
    <${Sentences} sentences=${consents.map((one) => one.sentence)} />
    ${children}
    <div class="receipts">${consents.map(
      (one, i) => html`<p key=${one.id}><${SaveReceipt} dossier=${dossier} consent=${one}
        of=${several ? one.sentence : undefined}>
        ${t(several ? "consents.save_receipt_of" : "consents.save_receipt", { n: i + 1, of: consents.length })}
      </${SaveReceipt}></p>`,
    )}<p class="hint">${t("consents.receipt_why")}</p></div>`;
}
