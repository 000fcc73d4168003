// A proposal of consents that belong together, as its own check page: one button gives all of it, or nothing.
import { post } from "../../../core/api.js";
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { answersOf } from "../../../core/giving.js";
import { go } from "../../../core/router.js";
import { language, plain, t } from "../../../core/words.js";
import { Button, ErrorSummary, useAct } from "../../../parts/form.js";
import { Shown } from "../../../parts/state.js";
import { BackToConsents, startGiving } from "./acts.js";
import { Sentences } from "./cells.js";
import { Already } from "./check.js";
import { Never } from "./never.js";
import { consentsAt, forgetConsents, usePresets, usePreview } from "./reads.js";

/** @param {{preset: any, dossier: string, base: string}} props */
function Preset({ preset, dossier, base }) {
  const preview = usePreview(dossier, preset.code, { preset: preset.code });
  const act = useAct(async (key) => {
    const query = { language: language.value };
    const given = await post(consentsAt(dossier), { preset: preset.code }, { query, key });
    go(`${base}/${(given.items?.[0] ?? given).id}/klaar`, { replace: true });
    forgetConsents(dossier);
  });
  const [only] = preset.grants;
  const adapt = () => startGiving({ grantee: only.grantee, ...answersOf(only) }, "controleren");
  return html`<h1><bdi>${plain(preset.title)}</bdi></h1><p>${plain(preset.explanation)}</p>
    <${ErrorSummary} errors=${{}} refused=${act.refused} />
    <${Shown} of=${preview}>${(/** @type {any} */ { items, sentences, notes }) => html`
      <${Sentences} sentences=${sentences} />
      ${items.length === 1 && html`<${Already} dossier=${dossier} base=${base} item=${items[0]} instead=${null} />`}
      ${items.length > 1 && items.every(isCovered) && html`<p>${t("consents.already_all")}</p>`}
      <${Never} notes=${notes} />
      <p>${t("consents.nothing_yet")}</p>
      <p><${Button} first act=${act}>${t("consents.give_this")}</${Button}></p>
      ${
        preset.grants.length === 1 &&
        html`<p><button class="plain" onClick=${adapt}>${t("consents.adapt")}</button></p>`
      }`}</${Shown}>`;
}

/** @param {any} item */
const isCovered = (item) => (item.covered_by ?? []).length > 0;

export default function PresetPage() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const base = `patient/${dossier}/toestemmingen`;
  const presets = usePresets(dossier);
  return html`<${BackToConsents} />
    <${Shown} of=${presets}>${(/** @type {any} */ { items }) => {
      const preset = items.find((/** @type {any} */ one) => one.code === here.value.params.preset);
      return preset === undefined
        ? html`<h1>${t("error.not_found")}</h1>`
        : html`<${Preset} preset=${preset} dossier=${dossier} base=${base} />`;
    }}</${Shown}>`;
}
