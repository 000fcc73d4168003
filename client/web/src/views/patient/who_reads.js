// "Wie kan dit lezen?": asked of the server only once it is opened.
import { useState } from "preact/hooks";
import { html } from "../../core/html.js";
import { t } from "../../core/words.js";
import { Readers } from "./readers.js";

/** @param {{dossier: string, category: string, author?: string}} props author: who wrote it, and may read it on */
export function WhoReads({ dossier, category, author = "" }) {
  const [open, setOpen] = useState(false);
  const take = (/** @type {any} */ event) => setOpen(event.currentTarget.open);
  return html`<details onToggle=${take}><summary>${t("papers.readers")}</summary>
    <div class="inside">${open && html`<${Readers} head=${{ dossier, category, author }} />`}</div></details>`;
}
