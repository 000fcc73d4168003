// Withdrawing a consent, or letting somebody in again who was shut out: one tap, at once.
import { useTeam } from "../../../core/dossier.js";
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { grantsFor, isWhole } from "../../../core/sight.js";
import { back } from "../../../core/router.js";
import { t } from "../../../core/words.js";
import { Button, ErrorSummary, useAct } from "../../../parts/form.js";
import { Panel } from "../../../parts/panel.js";
import { Shown } from "../../../parts/state.js";
import { BackToConsents } from "./acts.js";
import { Sentences } from "./cells.js";
import { Result, sayMoment, withdrawAll } from "./ending.js";
import { Onward } from "./given.js";
import { useConsent, useConsents, useGranteeName } from "./reads.js";

/** @typedef {import("./reads.js").Consent} Consent */

/** @param {{consent: Consent, dossier: string, base: string}} props */
function Ended({ consent, dossier, base }) {
  const when = sayMoment(/** @type {string} */ (consent.withdrawn));
  const text = t(consent.effect === "exclude" ? "consents.readmitted_at" : "consents.withdrawn_at", { when });
  return html`<h1>${t("consents.title")}</h1>
    <${Result} heading=${t(consent.effect === "exclude" ? "consents.readmitted" : "consents.withdrawn")}
      consents=${[consent]} dossier=${dossier} text=${text} />
    <${Onward} base=${base} />`;
}

/** @param {{consent: Consent, dossier: string, also: Consent[]}} props also: what else allows the same */
function Withdraw({ consent, dossier, also }) {
  const name = useGranteeName(consent.grantee);
  const both = useAct((key) => withdrawAll(dossier, [consent.id, ...also.map((other) => other.id)], key));
  const one = useAct((key) => withdrawAll(dossier, [consent.id], key));
  return html`<h1>${t("consents.q_withdraw")}</h1>
    <${ErrorSummary} errors=${{}} refused=${one.refused ?? both.refused} />
    <${Sentences} sentences=${[consent.sentence]} />
    <p>${t(also.length > 0 ? "consents.stays_read" : "consents.then_not", { name })}</p>
    ${
      also.length > 0 &&
      html`<${Panel} kind="warn" heading=${t("consents.another")}><p>${t("consents.another_text")}</p>
      <${Sentences} sentences=${also.map((other) => other.sentence)} /></${Panel}>`
    }
    <p class="acts">${
      also.length > 0
        ? html`<${Button} act=${both}>${
            also.length === 1 ? t("consents.withdraw_both") : t("consents.withdraw_all", { n: also.length + 1 })
          }</${Button}><${Button} act=${one}>${t("consents.withdraw_this")}</${Button}>`
        : html`<${Button} act=${one}>${t("consents.withdraw_yes")}</${Button}>`
    }<button onClick=${back}>${t("consents.no_back")}</button></p>`;
}

/** What is to be withdrawn, with what the server says that still allows some of it.
 * @param {{consent: Consent, dossier: string}} props */
function WithdrawOrAll({ consent, dossier }) {
  const still = consent.still_covered_by ?? [];
  const all = useConsents(still.length === 0 ? null : dossier);
  return still.length === 0
    ? html`<${Withdraw} consent=${consent} dossier=${dossier} also=${[]} />`
    : html`<${Shown} of=${all}>${(/** @type {Consent[]} */ consents) =>
        html`<${Withdraw} consent=${consent} dossier=${dossier}
        also=${consents.filter((one) => still.includes(one.id))} />`}</${Shown}>`;
}

/** @param {{consent: Consent, dossier: string}} props */
function Readmit({ consent, dossier }) {
  const name = useGranteeName(consent.grantee);
  const all = useConsents(dossier);
  const team = useTeam(dossier);
  const act = useAct((key) => withdrawAll(dossier, [consent.id], key));
  const again = grantsFor(consent.grantee, all.value ?? [], /** @type {any} */ (team.value)?.members ?? []);
  const only = !isWhole(consent);
  return html`<h1 data-title=${t("consents.readmit")}>${t("consents.q_readmit", { name })}</h1>
    <${ErrorSummary} errors=${{}} refused=${act.refused} />
    <${Sentences} sentences=${[consent.sentence]} />
    <p>${t(again.length > 0 ? "consents.then_again" : only ? "consents.then_open" : "consents.then_law", { name })}</p>
    <${Sentences} sentences=${again.map((one) => one.sentence)} />
    <p class="acts"><${Button} act=${act}>${t("consents.readmit_yes")}</${Button}
      ><button onClick=${back}>${t("consents.no_back")}</button></p>`;
}

export default function WithdrawPage() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const base = `patient/${dossier}/toestemmingen`;
  const consent = useConsent(dossier, here.value.params.consent);
  return html`<${BackToConsents} />${consent.value === null && html`<h1>${t("consents.title")}</h1>`}
    <${Shown} of=${consent}>${(/** @type {Consent} */ one) =>
      one.state === "withdrawn"
        ? html`<${Ended} consent=${one} dossier=${dossier} base=${base} />`
        : one.effect === "exclude"
          ? html`<${Readmit} consent=${one} dossier=${dossier} />`
          : html`<${WithdrawOrAll} consent=${one} dossier=${dossier} />`}</${Shown}>`;
}
