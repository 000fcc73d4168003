// A fiche that is not there yet: an organisation adds its own, the beheerder any.
import { post } from "../../core/api.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { go } from "../../core/router.js";
import { sayDone } from "../../core/status.js";
import { t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Nothing } from "../../parts/state.js";
import { FicheForm } from "./fiche_form.js";
import { inGuide, mayAdd } from "./guide.js";

export default function FicheNew() {
  const send = async (/** @type {any} */ body, /** @type {string} */ key) => {
    const made = await post("/v1/fiches", body, { key });
    forget("fiche");
    sayDone(t("guide.added"));
    go(inGuide(`gids/${made.id}`), { replace: true });
  };
  return html`<p><${Link} to=${inGuide("gids")} class="back">${t("nav.guide")}</${Link}></p>
    <h1>${t("guide.new")}</h1>
    ${
      mayAdd()
        ? html`<p>${t("guide.change_lead")}</p><${FicheForm} fiche=${null} send=${send} />`
        : html`<${Nothing} text=${t("guide.may_not_add")} />`
    }`;
}
