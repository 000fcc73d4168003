// What is kept, who sees it, and what stays on the device.
import { html } from "../../core/html.js";
import { t } from "../../core/words.js";

const PARTS = ["who", "look", "device", "law", "rights"];

export default function Privacy() {
  return html`<h1>${t("core.privacy")}</h1>
    ${PARTS.map(
      (part) => html`<section key=${part}><h2>${t(`privacy.${part}_title`)}</h2>
      <p>${t(`privacy.${part}`)}</p></section>`,
    )}`;
}
