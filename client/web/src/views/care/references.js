// Documents to refer to: only those that the reader sees, asked for when they want one.
import { useState } from "preact/hooks";
import { dayOf, sayDay } from "../../core/dates.js";
import { useDocuments } from "../../core/dossier.js";
import { html } from "../../core/html.js";
import { code, t } from "../../core/words.js";
import { Choice } from "../../parts/form.js";
import { Shown } from "../../parts/state.js";

/** @typedef {import("#api").components["schemas"]["FragmentHead"]} FragmentHead */

/** @param {{dossier: string, purpose: string, chosen: string[], onChosen: (chosen: string[]) => void}} props */
export function References({ dossier, purpose, chosen, onChosen }) {
  const [open, setOpen] = useState(chosen.length > 0);
  const documents = useDocuments(dossier, { purpose, wanted: open });
  const label = (/** @type {FragmentHead} */ one) => `${code("category", one.category)}, ${sayDay(dayOf(one.updated))}`;
  if (!open) {
    return html`<p><button class="plain" onClick=${() => setOpen(true)}>${t("talk.refer")}</button></p>`;
  }
  return html`<${Shown} of=${documents}>${(/** @type {{items: FragmentHead[]}} */ { items }) =>
    items.length === 0
      ? html`<p>${t("care.no_documents")}</p>`
      : html`<${Choice} many name="fragments" legend=${t("talk.documents")} hint=${t("talk.patient_decides")}
        value=${chosen} onValue=${onChosen}
          options=${items.map((one) => ({ value: one.id, label: label(one) }))} />`}</${Shown}>`;
}
