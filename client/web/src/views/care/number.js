// The national number, which nobody behind the reader's back has to see.
import { useState } from "preact/hooks";
import { html } from "../../core/html.js";
import { plain, t } from "../../core/words.js";

/** "85.02.15-951.10". @param {string} niss */
const spaced = (niss) => niss.replace(/^(\d\d)(\d\d)(\d\d)(\d{3})(\d\d)$/, "$1.$2.$3-$4.$5");

/** @param {{niss: string | null}} props null: not for this role */
export function NationalNumber({ niss }) {
  const [open, setOpen] = useState(false);
  return niss === null
    ? null
    : html`<p>${t("care.niss")} ${
        open
          ? html`<span class="niss">${spaced(plain(niss))}</span>`
          : html`<button class="plain" onClick=${() => setOpen(true)}>${t("care.show")}</button>`
      }</p>`;
}
