// Shutting somebody out: above every consent and every law, at once, and told to nobody.
import { get, post } from "../../../core/api.js";
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { useRead } from "../../../core/read.js";
import { back, go } from "../../../core/router.js";
import { language, plain, t } from "../../../core/words.js";
import { Button, ErrorSummary, useAct } from "../../../parts/form.js";
import { Shown } from "../../../parts/state.js";
import { BackToConsents } from "./acts.js";
import { Sentences } from "./cells.js";
import { consentsAt, forgetConsents, usePreview } from "./reads.js";

/** @param {{actor: any, dossier: string}} props */
function Exclude({ actor, dossier }) {
  const body = { effect: "exclude", grantee: { actor: actor.id } };
  const preview = usePreview(dossier, `shut/${actor.id}`, body);
  const act = useAct(async (key) => {
    const given = await post(consentsAt(dossier), body, { query: { language: language.value }, key });
    go(`patient/${dossier}/toestemmingen/${given.id}/klaar`, { replace: true });
    forgetConsents(dossier);
  });
  return html`<h1 data-title=${t("consents.exclude")}>${t("consents.q_exclude", { name: plain(actor.name) })}</h1>
    <${ErrorSummary} errors=${{}} refused=${act.refused} />
    <${Shown} of=${preview}>${(/** @type {any} */ { sentences, notes }) => html`
      <${Sentences} sentences=${sentences} />
      ${notes.map((/** @type {string} */ note) => html`<p key=${note}><strong>${plain(note)}</strong></p>`)}
      <p>${t("consents.shut_also")}</p>
      ${actor.roles.includes("adviserend_arts") && html`<p>${t("consents.shut_fund")}</p>`}
      <p class="acts"><${Button} act=${act}>${t("consents.exclude_yes")}</${Button}
        ><button onClick=${back}>${t("consents.no_back")}</button></p>`}</${Shown}>`;
}

export default function ExcludePage() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const id = here.value.params.actor;
  const actor = useRead(`actors/${id}`, () => get(`/v1/actors/${id}`));
  return html`<${BackToConsents} />${actor.value === null && html`<h1>${t("consents.exclude")}</h1>`}
    <${Shown} of=${actor}>${(/** @type {any} */ one) =>
      html`<${Exclude} actor=${one} dossier=${dossier} />`}</${Shown}>`;
}
