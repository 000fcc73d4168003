// What is known of somebody, and the next question: each fact in words, each as one question.
import { useState } from "preact/hooks";
import { html } from "../../core/html.js";
import { code, codesOf, listed, plain, t } from "../../core/words.js";
import { Choice, ErrorSummary, Text } from "../../parts/form.js";
import { Summary } from "../../parts/panel.js";

/** @typedef {import("#api").components["schemas"]["ReferralAsk"]} Ask */
/** @typedef {Record<string, any>} Facts */

const ONE = ["employment", "region", "estimate"];
/** @param {string} fact */
const codesOfFact = (fact) =>
  fact === "employment"
    ? ["employed", "unemployed", "self_employed", "contract_ended"]
    : fact === "estimate"
      ? ["1", "2", "3", "4"]
      : codesOf(fact);
const TYPED = { months: "number", zone: "text", employer: "text" };

/** @param {string} fact @param {string} value */
function valueWord(fact, value) {
  return fact === "region" ? code("region", value) : fact === "help" ? code("help", value) : t(`who.${fact}_${value}`);
}

/** A fact in words. @param {string} fact @param {any} value */
function inWords(fact, value) {
  if (typeof value === "boolean") {
    return t(value ? "who.yes" : "who.no");
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? t("who.no_help") : listed(value.map((one) => valueWord(fact, one)));
  }
  if (fact === "months") {
    return t("who.months", { n: String(value).replace(".", ",") });
  }
  return ONE.includes(fact) ? valueWord(fact, String(value)) : plain(String(value));
}

/** The question about a fact that is known already, as the server would ask it. @param {string} fact @returns {Ask} */
export function askAgain(fact) {
  const question = t(`who.fact_${fact}`);
  const values = (/** @type {string[]} */ all) => all.map((one) => ({ code: one, text: valueWord(fact, one) }));
  if (ONE.includes(fact)) {
    return /** @type {any} */ ({ fact, question, kind: "one", values: values(codesOfFact(fact)) });
  }
  if (fact === "help") {
    return /** @type {any} */ ({ fact, question, kind: "several", values: values(codesOfFact(fact)) });
  }
  const kind = /** @type {any} */ (TYPED)[fact] ?? "yes_no";
  const yesNo = [
    { code: "yes", text: t("who.yes") },
    { code: "no", text: t("who.no") },
  ];
  return /** @type {any} */ ({ fact, question, kind, values: kind === "yes_no" ? yesNo : [] });
}

/** @param {{fact: string, change: (fact: string) => void}} props */
function Change({ fact, change }) {
  const which = `: ${t(`who.fact_${fact}`)}`;
  return html`<button class="plain" onClick=${() => change(fact)}>
    ${t("who.change")}<span class="unseen">${which}</span></button>`;
}

/** @param {{facts: Facts, change: (fact: string) => void}} props */
export function Known({ facts, change }) {
  const known = Object.keys(facts).filter((fact) => facts[fact] !== null);
  if (known.length === 0) {
    return html`<p class="muted">${t("who.nothing_known")}</p>`;
  }
  return html`<${Summary} rows=${known.map((fact) => ({
    label: t(`who.fact_${fact}`),
    value: inWords(fact, facts[fact]),
    act: html`<${Change} fact=${fact} change=${change} />`,
  }))} />`;
}

/** What was chosen, as the server takes it; undefined: nothing was. @param {Ask} ask @param {any} typed */
function told(ask, typed) {
  if (ask.kind === "several") {
    return typed;
  }
  if (typed === null || String(typed).trim() === "") {
    return undefined;
  }
  if (ask.kind === "yes_no") {
    return typed === "yes";
  }
  if (ask.kind === "number") {
    const number = Number(String(typed).trim().replace(",", "."));
    return Number.isFinite(number) && number >= 0 && number <= 600 ? Math.round(number * 2) / 2 : undefined;
  }
  return ask.fact === "estimate" ? Number(typed) : String(typed).trim();
}

/** @param {Ask} ask @param {any} value */
function typedOf(ask, value) {
  if (ask.kind === "several") {
    return value ?? [];
  }
  return value === null || value === undefined
    ? ask.kind === "number" || ask.kind === "text"
      ? ""
      : null
    : typeof value === "boolean"
      ? value
        ? "yes"
        : "no"
      : String(value);
}

/**
 * One question at a time; each can stay open.
 * @param {{ask: Ask, value: any, left: number, answer: (value: any) => void, skip: () => void}} props
 */
export function Question({ ask, value, left, answer, skip }) {
  const [typed, setTyped] = useState(() => typedOf(ask, value));
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}));
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = told(ask, typed);
    said === undefined ? setErrors({ [ask.fact]: t("who.choose") }) : answer(said);
  };
  const field = { name: ask.fact, value: typed, onValue: setTyped, error: errors[ask.fact] };
  const many = ask.kind === "several";
  const options = ask.values.map((one) => ({ value: one.code, label: plain(one.text) }));
  const isTyped = ask.kind === "number" || ask.kind === "text";
  return html`<form class="panel question" onSubmit=${send}>
    <${ErrorSummary} errors=${errors} />
    ${
      isTyped
        ? html`<${Text} ...${field} label=${plain(ask.question)} width="short"
            inputmode=${ask.kind === "number" ? "decimal" : "text"} max=${64} />`
        : html`<${Choice} ...${field} legend=${plain(ask.question)} many=${many} options=${options} />`
    }
    <p class="acts"><button type="submit" class="first">${t("who.next")}</button>
      <button type="button" onClick=${skip}>${t("who.skip")}</button></p>
    ${left > 1 && html`<p class="muted small">${t("who.left", { n: left - 1 })}</p>`}
  </form>`;
}
