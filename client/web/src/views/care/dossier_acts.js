// What a dossier is open for: the purpose for which the reader looks, and what they can do now.
import { PURPOSES } from "../../core/sight.js";
import { principal } from "../../core/acting.js";
import { choosePurpose } from "../../core/purpose.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { code, t } from "../../core/words.js";
import { useState } from "preact/hooks";
import { Select } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Details } from "../../parts/panel.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {{id: string, sight: Schemas["ExplanationOfAll"] | null, purpose: string}} props */
export function Purpose({ id, sight, purpose }) {
  const [open, setOpen] = useState(false);
  if (sight === null) {
    return null;
  }
  if (!open) {
    return html`<p>${t("care.looks_for", { purpose: code("purpose", purpose) })}
      ${" "}<button class="plain" onClick=${() => setOpen(true)}>${t("care.change")}</button></p>`;
  }
  return html`<${Select} name="purpose" label=${t("care.purpose")} value=${purpose}
    onValue=${(/** @type {string} */ one) => (choosePurpose(id, one), setOpen(false))}
    options=${PURPOSES.map((one) => ({ value: one, label: code("purpose", one) }))} />`;
}

const CONFERRING = ["huisarts", "adviserend_arts", "arbeidsarts", "tnw_coordinator"];
const REFERRING = ["bemiddelaar", "hulpverlener"];

/** @param {{id: string, sight: Schemas["ExplanationOfAll"] | null, purpose: string}} props */
export function Acts({ id, sight, purpose }) {
  const { role } = here.value;
  const base = `${role}/${id}`;
  const purposes = /** @type {Record<string, Schemas["Sight"]>} */ (sight?.purposes ?? {});
  const writes = purposes[purpose]?.write ?? [];
  const starts = CONFERRING.includes(role ?? "");
  const refers = starts || REFERRING.includes(role ?? "") || principal.value !== null;
  return html`<p class="acts">
      ${starts && html`<${Link} class="button" to=${`${base}/overleg/nieuw`}>${t("care.ask_question")}</${Link}>`}
      ${
        role !== "medewerker" &&
        html`<${Link} class="button" to=${`${base}/toestemming-vragen`}>${t("care.ask_consent")}</${Link}>`
      }
      ${refers && html`<${Link} class="button" to=${`${base}/wie-nu`}>${t("care.who_now")}</${Link}>`}
    </p>
    ${
      writes.length > 0 &&
      html`<${Details} class="new" summary=${t("care.new_document")}><ul class="links">${writes.map(
        (category) => html`<li key=${category}>
        <${Link} to=${`${base}/nieuw/${category}`}>${code("category", category)}</${Link}></li>`,
      )}</ul></${Details}>`
    }`;
}
