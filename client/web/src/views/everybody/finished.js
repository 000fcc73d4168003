// A certificate cannot log out. What can be done: wipe what is here, take the card, close the browser.
import { useState } from "preact/hooks";
import { forgetChecks } from "../../core/checking.js";
import { dropAllDrafts } from "../../core/drafts.js";
import { html } from "../../core/html.js";
import { forgetAll } from "../../core/read.js";
import { t } from "../../core/words.js";
import { Panel } from "../../parts/panel.js";

export default function Finished() {
  const [wiped, setWiped] = useState(false);
  const wipe = () => {
    dropAllDrafts();
    sessionStorage.clear();
    forgetAll();
    forgetChecks();
    setWiped(true);
  };
  return html`<h1>${t("everybody.finished_title")}</h1>
    ${
      wiped
        ? html`<${Panel} kind="ok" heading=${t("everybody.wiped")}><p>${t("everybody.finished_rest")}</p></${Panel}>`
        : html`<p>${t("everybody.finished")}</p><p>${t("everybody.finished_rest")}</p>
        <p><button class="first" onClick=${wipe}>${t("everybody.wipe")}</button></p>`
    }`;
}
