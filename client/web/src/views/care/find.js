// A patient by national number: whose dossier it is, or a new one.
import { useEffect, useRef, useState } from "preact/hooks";
import { post } from "../../core/api.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { readNiss } from "../../core/niss.js";
import { t } from "../../core/words.js";
import { Button, ErrorSummary, Text, useAct } from "../../parts/form.js";
import { Panel } from "../../parts/panel.js";
import { OpenDossier } from "./open_dossier.js";
import { PatientRow } from "./patient_row.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {{niss: string, items: Schemas["Dossier"][]}} Found */

const OPENING = ["huisarts", "adviserend_arts", "tnw_coordinator"];

/** @param {{found: Found}} props */
function Result({ found }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const [opening, setOpening] = useState(false);
  useEffect(() => heading.current?.focus(), [found]);
  const none = found.items.length === 0;
  const opens = OPENING.includes(here.value.role ?? "") && !found.items.some((one) => one.state === "open");
  return html`<${Panel} heading=${t(none ? "care.none_found" : "care.one_found")} focus=${heading}>
    ${none && html`<p>${t("care.none_found_why")}</p>`}
    <ul class="rows turns">${found.items.map((one) => html`<${PatientRow} key=${one.id} dossier=${one} />`)}</ul>
    ${opens && !opening && html`<p><button onClick=${() => setOpening(true)}>${t("care.open_dossier")}</button></p>`}
    ${opening && html`<${OpenDossier} niss=${found.niss} />`}
  </${Panel}>`;
}

export function FindByNumber() {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState(/** @type {Found | null} */ (null));
  const act = useAct(async () => {
    const niss = readNiss(typed);
    if (niss === null) {
      act.setErrors({ niss: t("care.error_niss") });
      return;
    }
    const { items } = await post("/v1/dossiers/search", { niss });
    setTyped("");
    setFound({ niss, items });
  });
  const enter = (/** @type {Event} */ event) => (event.preventDefault(), void act.run());
  return html`<form onSubmit=${enter}>
    <${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    <${Text} name="niss" label=${t("care.niss")} hint=${t("care.niss_hint")} value=${typed} onValue=${setTyped}
      error=${act.errors.niss} inputmode="numeric" width="short" max=${20} />
    <p><${Button} act=${act}>${t("care.search")}</${Button}></p>
  </form>
  ${found !== null && html`<${Result} found=${found} key=${found.niss} />`}`;
}
