// What the patient will read, from the server, before it is sent or stored: the last look of who asks or records.
import { useEffect, useRef } from "preact/hooks";
import { html } from "../../../core/html.js";
import { plain, t } from "../../../core/words.js";
import { Button, ErrorSummary } from "../../../parts/form.js";

/**
 * @param {{texts: string[], under: string, act: ReturnType<typeof import("../../../parts/form.js").useAct>,
 *   button: string, onBack: () => void}} props under: what becomes of it
 */
export function PatientReads({ texts, under, act, button, onBack }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => heading.current?.focus(), []);
  return html`<h2 tabindex="-1" ref=${heading}>${t("asking.patient_reads")}</h2>
    <${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    <blockquote>${texts.map((one) => html`<p key=${one}><bdi>${plain(one)}</bdi></p>`)}</blockquote>
    <p>${under}</p>
    <p class="acts"><${Button} act=${act} first>${button}</${Button}>
      <button onClick=${onBack}>${t("asking.change_it")}</button></p>`;
}
