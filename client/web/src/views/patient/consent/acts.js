// What can be done with a row of who sees what.
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { answersOf, beginGiving } from "../../../core/giving.js";
import { go } from "../../../core/router.js";
import { code, t } from "../../../core/words.js";
import { Link } from "../../../parts/link.js";
import { nameOf } from "./cells.js";

/** @typedef {import("./reads.js").Consent} Consent */
/** @typedef {import("../../../core/sight.js").Somebody} Somebody */

const room = () => `patient/${here.value.dossier}/toestemmingen`;

/** Begins giving with who is known, or with all that is. @param {any} known @param {string} step */
export function startGiving(known, step) {
  beginGiving(/** @type {string} */ (here.value.dossier), known);
  go(`${room()}/geven/${step}`);
}

/** @param {Consent} consent */
const change = (consent) =>
  startGiving({ grantee: consent.grantee, ...answersOf(consent), instead: consent.id }, "controleren");

/** @param {{consent: Consent, who: Somebody}} props */
export function ConsentActs({ consent, who }) {
  const { role } = consent.grantee;
  const name = role === undefined ? nameOf(who) : t("consents.every", { role: code("role", role) });
  const shut = consent.effect === "exclude";
  return html`${
    !shut &&
    html`<li><button class="plain" aria-label=${t("consents.change_of", { name })}
    onClick=${() => change(consent)}>${t("consents.change")}</button></li>`
  }
    <li><a href=${`#/${room()}/${consent.id}/intrekken`} data-row=${consent.id}
      aria-label=${t(shut ? "consents.readmit_of" : "consents.withdraw_of", { name })}>
      ${t(shut ? "consents.readmit" : "consents.withdraw")}</a></li>`;
}

/** @param {{row: ReturnType<typeof import("../../../core/sight.js").rowsOf>[0]}} props */
export function RowActs({ row }) {
  const { who, shut, single } = row;
  const name = nameOf(who);
  const grantee = who.actor === null ? { role: who.role } : { actor: who.actor };
  if (shut !== null) {
    return html`<ul class="row-acts"><${ConsentActs} consent=${shut} who=${who} /></ul>`;
  }
  return html`<ul class="row-acts">
    ${
      single !== null
        ? html`<${ConsentActs} consent=${single} who=${who} />`
        : html`<li><button class="plain" aria-label=${t("consents.give_to", { name })}
        onClick=${() => startGiving({ grantee }, "2")}>${t("consents.give")}</button></li>`
    }
    ${
      who.actor !== null &&
      html`<li><a href=${`#/patient/${here.value.dossier}/uitsluiten/${who.actor}`} data-row=${`x-${who.actor}`}
      aria-label=${t("consents.exclude_of", { name })}>${t("consents.exclude")}</a></li>`
    }
  </ul>`;
}

/** Back to who sees what. */
export function BackToConsents() {
  return html`<p><${Link} to=${room()} class="back">${t("consents.title")}</${Link}></p>`;
}
