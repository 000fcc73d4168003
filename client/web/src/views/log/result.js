// What became of the check, in words; the proof under it. Green only where all of it holds.
import { useEffect } from "preact/hooks";
import { evidenceOf } from "../../core/checking.js";
import { today } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { saveFile } from "../../core/save.js";
import { say } from "../../core/status.js";
import { t } from "../../core/words.js";
import { faultText, momentOf } from "../../parts/fault_text.js";
import { Details, Panel } from "../../parts/panel.js";

/** @param {{outcome: any}} props */
function How({ outcome }) {
  return html`<${Details} summary=${t("looks.how")}>
    <p>${t("looks.how_text")}</p>
    <p>${t("looks.how_not")}</p>
    <p class="small muted">${t("looks.how_key", { name: outcome.key, short: outcome.shortKey })}</p>
    ${outcome.witnesses.map(
      (/** @type {any} */ one) => html`<p class="small muted" key=${one.name}>
      ${t("looks.how_witness", { name: one.name, when: momentOf(one.time * 1000) })}</p>`,
    )}
  </${Details}>`;
}

/** @param {{outcome: any}} props */
function Holds({ outcome }) {
  const witnessed = outcome.witnesses.length > 0;
  return html`<${Panel} kind=${witnessed ? "ok" : "plain"} heading=${t(`looks.${witnessed ? "holds" : "alone"}_title`)}>
    ${!witnessed && html`<p>${t("looks.alone")}</p>`}
    <p>${outcome.newest !== null && t("looks.holds", { n: outcome.counter, when: momentOf(outcome.newest) })}
      ${outcome.newer > 0 && ` ${t("looks.newer", { n: outcome.newer })}`}</p>
    ${witnessed && html`<p>${t("looks.witnesses", { n: outcome.witnesses.length })}</p>`}
    ${outcome.keyChanged && html`<p>${t("looks.key_confirmed")}</p>`}
    ${outcome.first && html`<p>${t("looks.first")}</p>`}
    <${How} outcome=${outcome} />
  </${Panel}>`;
}

/** @param {{outcome: any, dossier: string}} props */
function Wrong({ outcome, dossier }) {
  const save = () => saveFile(evidenceOf(dossier), `tnw-bewijs-${today()}.json`);
  const title = t(outcome.fault === "stale" ? "looks.old_title" : "looks.wrong_title");
  return html`<div role="alert"><${Panel} kind="bad" heading=${title}>
    <p>${faultText(outcome)} ${t("looks.not_you")}</p>
    <p><button class="first" onClick=${save}>${t("looks.save")}</button></p>
    <${Details} summary=${t("looks.what")}><ol>
      <li>${t("looks.what_1")}</li><li>${t("looks.what_2")}</li><li>${t("looks.what_3")}</li>
    </ol></${Details}>
    <${Details} summary=${
      outcome.seq === null
        ? t("looks.technical", { fault: outcome.fault })
        : t("looks.technical_at", { fault: outcome.fault, seq: outcome.seq })
    }><p class="small" lang="en">${outcome.text}</p></${Details}>
  </${Panel}></div>`;
}

/** @param {{outcome: any, again: () => void}} props */
function Unknown({ outcome, again }) {
  return html`<${Panel} kind="warn" heading=${t("looks.unknown_title")}>
    <p>${t(`looks.${outcome.state}`)}</p>
    ${outcome.state === "broken" && html`<p><button onClick=${again}>${t("looks.check_again")}</button></p>`}
  </${Panel}>`;
}

/** The heading of what was found, as it is said once. @param {any} outcome */
function headingOf(outcome) {
  if (outcome.state === "holds") {
    return t(`looks.${outcome.witnesses.length > 0 ? "holds" : "alone"}_title`);
  }
  return t("looks.unknown_title");
}

/** @param {{check: import("../../core/checking.js").Checking, dossier: string, again: () => void}} props */
export function Result({ check, dossier, again }) {
  const { outcome, checked, of } = check;
  useEffect(() => {
    if (outcome !== null) {
      say(outcome.state === "fault" ? "" : headingOf(outcome)); // a fault is an alert; what was said before it goes
    }
  }, [outcome]);
  if (outcome === null) {
    const far = of > 0 ? ` ${t("looks.busy_far", { checked, of })}` : "";
    return html`<${Panel}><p>${t("looks.busy")}${far}</p></${Panel}>`;
  }
  if (outcome.state === "fault") {
    return html`<${Wrong} outcome=${outcome} dossier=${dossier} />`;
  }
  return outcome.state === "holds"
    ? html`<${Holds} outcome=${outcome} />`
    : html`<${Unknown} outcome=${outcome} again=${again} />`;
}
