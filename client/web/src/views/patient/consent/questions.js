// Giving a consent as five questions, one a screen. What was answered stays through Back and reload.
import { useState } from "preact/hooks";
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { dropGiving, keepGiving, openQuestion, readGiving } from "../../../core/giving.js";
import { back, go } from "../../../core/router.js";
import { t } from "../../../core/words.js";
import { ErrorSummary } from "../../../parts/form.js";
import { DoQuestion } from "./question_do.js";
import { PurposeQuestion } from "./question_purpose.js";
import { UntilQuestion } from "./question_until.js";
import { WhatQuestion } from "./question_what.js";
import { WhoQuestion } from "./question_who.js";

const QUESTIONS = [WhoQuestion, WhatQuestion, DoQuestion, PurposeQuestion, UntilQuestion];

/** @param {{to: string, last?: boolean}} props */
export function Stop({ to }) {
  const dossier = /** @type {string} */ (here.value.dossier);
  const stop = () => (dropGiving(dossier), go(to));
  return html`<p><button class="plain" onClick=${stop}>${t("consents.stop")}</button></p>`;
}

export default function Questions() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const base = `patient/${dossier}/toestemmingen`;
  const number = Math.min(Math.max(Number(here.value.params.question) || 1, 1), QUESTIONS.length);
  const [giving] = useState(() => readGiving(dossier));
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}));
  const Question = QUESTIONS[number - 1];
  /** @param {Partial<import("../../../core/giving.js").Giving>} answer @param {Record<string, string>} [wrong]
   * @param {{replace?: boolean}} [how] a question that asks nothing is none to go back to */
  const next = (answer, wrong = {}, how = {}) => {
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) {
      return;
    }
    const now = keepGiving(dossier, answer);
    go(`${base}/geven/${openQuestion(now) ?? "controleren"}`, how);
  };
  return html`<p class="progress"><button class="plain back" onClick=${back}>${t("consents.back")}</button>
      <span class="muted">${t("consents.question", { n: number, of: QUESTIONS.length })}</span></p>
    <${ErrorSummary} errors=${errors} />
    <${Question} dossier=${dossier} giving=${giving} next=${next} errors=${errors} />
    <${Stop} to=${base} />`;
}
