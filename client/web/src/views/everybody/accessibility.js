// What was seen to work for everybody, what was not, and where to say so.
import { html } from "../../core/html.js";
import { t } from "../../core/words.js";

const PARTS = ["aim", "tested", "not_tested", "tell"];

export default function Accessibility() {
  return html`<h1>${t("core.accessibility")}</h1>
    ${PARTS.map((part) => html`<p key=${part}>${t(`accessibility.${part}`)}</p>`)}`;
}
