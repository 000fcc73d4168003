// Changing the fiche of one's own organisation, as a whole; who changes it says that it is right today.
import { get, put } from "../../core/api.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget, useRead } from "../../core/read.js";
import { go } from "../../core/router.js";
import { sayDone } from "../../core/status.js";
import { t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Shown } from "../../parts/state.js";
import { FicheForm } from "./fiche_form.js";
import { inGuide, seesContacts } from "./guide.js";

/** With the version that it changes. @param {string} path */
async function readWhole(path) {
  const response = await get(path, { as: "response" });
  const fiche = await response.json();
  return { fiche, version: (response.headers.get("ETag") ?? "").replaceAll('"', "") };
}

export default function FicheEdit() {
  const id = here.value.params.fiche;
  const path = seesContacts() ? `/v1/fiches/${id}/professional` : `/v1/fiches/${id}`;
  const whole = useRead(`fiche/${id}/whole`, () => readWhole(path));
  return html`<p><${Link} to=${inGuide(`gids/${id}`)} class="back">${t("guide.back_fiche")}</${Link}></p>
    <h1>${t("guide.change")}</h1>
    <p>${t("guide.change_lead")}</p>
    <${Shown} of=${whole}>${(/** @type {any} */ { fiche, version }) => {
      const send = async (/** @type {any} */ body) => {
        await put(`/v1/fiches/${id}`, body, { version });
        forget("fiche");
        sayDone(t("guide.changed"));
        go(inGuide(`gids/${id}`));
      };
      return html`<${FicheForm} key=${version} fiche=${fiche} send=${send} />`;
    }}</${Shown}>`;
}
