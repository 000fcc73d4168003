// What can never be seen, not even with the patient's consent, and why: the server's sentences.
import { html } from "../../../core/html.js";
import { plain, t } from "../../../core/words.js";
import { Details } from "../../../parts/panel.js";

/** @param {{notes: string[]}} props */
export function Never({ notes }) {
  return notes.length === 0
    ? null
    : html`<div class="never">${notes.map((note, i) => html`<p key=${i}>${plain(note)}</p>`)}
    <${Details} summary=${t("consents.why")}><p>${t("consents.why_never")}</p></${Details}></div>`;
}
