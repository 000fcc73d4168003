// After giving or excluding: what holds now, the proof to keep, and the way back.
import { sayDay, today } from "../../../core/dates.js";
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { t } from "../../../core/words.js";
import { Button, ErrorSummary, useAct } from "../../../parts/form.js";
import { Link } from "../../../parts/link.js";
import { Shown } from "../../../parts/state.js";
import { Result, sayMoment, withdrawAll } from "./ending.js";
import { useConsents, useGranteeName } from "./reads.js";

/** @typedef {import("./reads.js").Consent} Consent */

/** Of one act, all that it gave: they bear the same moment. @param {Consent[]} consents @param {string} id */
function ofAct(consents, id) {
  const first = consents.find((one) => one.id === id);
  return first === undefined ? [] : consents.filter((one) => one.granted === first.granted);
}

/** @param {{consents: Consent[]}} props */
function Now({ consents }) {
  const [first] = consents;
  const name = useGranteeName(first.grantee);
  if (consents.length > 1) {
    return html`<p>${t("consents.now_several")}</p>`;
  }
  const later = first.from > today();
  return html`<p>${
    later
      ? t("consents.from_then", { name, day: sayDay(first.from) })
      : t(first.grantee.role === undefined ? "consents.from_now" : "consents.from_now_role", { name })
  }</p>`;
}

/** @param {{consents: Consent[], dossier: string, base: string}} props */
function Given({ consents, dossier, base }) {
  const undo = useAct((key) =>
    withdrawAll(
      dossier,
      consents.map((one) => one.id),
      key,
    ),
  );
  const [first] = consents;
  const ended = consents.filter((one) => one.withdrawn !== null);
  if (ended.length === consents.length) {
    return html`<h1>${t("consents.title")}</h1><${Result} heading=${t("consents.withdrawn")} consents=${consents}
      dossier=${dossier} text=${t("consents.withdrawn_at", { when: sayMoment(first.withdrawn ?? first.granted) })} />
      <${Onward} base=${base} />`;
  }
  const shut = first.effect === "exclude";
  return html`<h1>${t(shut ? "consents.shut_done_title" : "consents.given_title")}</h1>
    <${ErrorSummary} errors=${{}} refused=${undo.refused} />
    <${Result} heading=${t(shut ? "consents.shut_done" : "consents.given")} consents=${consents} dossier=${dossier}
      text=${sayMoment(first.granted)}>
      ${shut ? html`<p>${t("consents.shut_also")}</p>` : html`<${Now} consents=${consents} />`}
      ${ended.length > 0 && html`<p>${t("consents.partly", { n: ended.length, of: consents.length })}</p>`}
    </${Result}>
    <${Onward} base=${base} />
    <p>${t("consents.not_so")}
      ${" "}<${Button} act=${undo}>${t(shut ? "consents.readmit" : "consents.undo")}</${Button}></p>`;
}

/** @param {{base: string}} props */
export function Onward({ base }) {
  return html`<h2>${t("consents.and_now")}</h2>
    <p><${Link} to=${base}>${t("consents.back_to_consents")}</${Link}></p>`;
}

export default function GivenPage() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const base = `patient/${dossier}/toestemmingen`;
  const consents = useConsents(dossier);
  return html`${consents.value === null && html`<h1>${t("consents.title")}</h1>`}
    <${Shown} of=${consents}>${(/** @type {Consent[]} */ all) => {
      const mine = ofAct(all, here.value.params.consent);
      return mine.length === 0
        ? html`<h1>${t("error.not_found")}</h1>`
        : html`<${Given} consents=${mine} dossier=${dossier} base=${base} />`;
    }}</${Shown}>`;
}
