// One fiche: what everybody may know, and on asking what is for professionals. Its own people keep it right.
import { useState } from "preact/hooks";
import { get, post } from "../../core/api.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget, useRead } from "../../core/read.js";
import { sayDone } from "../../core/status.js";
import { code, plain, t } from "../../core/words.js";
import { Button, ErrorSummary, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Shown } from "../../parts/state.js";
import { Open, Professional } from "./fiche_shown.js";
import { inGuide, isOwn, seesContacts } from "./guide.js";

/** @typedef {import("#api").components["schemas"]["Fiche"]} Fiche */

/** This level names people, so it is read only when it is asked for. @param {{id: string}} props */
function ForProfessionals({ id }) {
  const [wanted, setWanted] = useState(false);
  const whole = useRead(wanted ? `fiche/${id}/professional` : null, () => get(`/v1/fiches/${id}/professional`));
  const shown = (/** @type {any} */ value) => html`<${Professional} fiche=${value} />`;
  return html`<h2>${t("guide.professional")}</h2>
    ${
      wanted
        ? html`<${Shown} of=${whole}>${shown}</${Shown}>`
        : html`<p><button onClick=${() => setWanted(true)}>${t("guide.show_professional")}</button></p>`
    }`;
}

/** @param {{fiche: Fiche}} props */
function Keep({ fiche }) {
  const verify = useAct(async (key) => {
    await post(`/v1/fiches/${fiche.id}/verify`, {}, { key });
    forget("fiche");
    sayDone(t("guide.verified_now"));
  });
  return html`<h2>${t("guide.yours")}</h2>
    <${ErrorSummary} errors=${{}} refused=${verify.refused} />
    <p class="acts"><${Button} act=${verify}>${t("guide.verify")}</${Button}>
      <${Link} to=${inGuide(`gids/${fiche.id}/wijzigen`)} class="button">${t("guide.change")}</${Link}></p>`;
}

export default function FichePage() {
  const id = here.value.params.fiche;
  const fiche = useRead(`fiche/${id}`, () => get(`/v1/fiches/${id}`));
  return html`<p><${Link} to=${inGuide("gids")} class="back">${t("nav.guide")}</${Link}></p>
    <h1>${t("guide.fiche_title")}</h1>
    <${Shown} of=${fiche}>${(/** @type {Fiche} */ value) => html`
      <h2><bdi>${plain(value.name)}</bdi></h2>
      <p class="lead">${code("organisation", value.kind)}</p>
      <${Open} fiche=${value} />
      ${seesContacts() && html`<${ForProfessionals} id=${id} />`}
      ${isOwn(value) && here.value.role !== null && here.value.role !== "patient" && html`<${Keep} fiche=${value} />`}`}
    </${Shown}>`;
}
