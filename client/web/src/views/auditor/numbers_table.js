// One kind of numbers as a table, its codes in words: steps as the timeline calls them, categories with their sentence.
import { html } from "../../core/html.js";
import { ruleOf } from "../../core/rules.js";
import { code, entry, plain, t } from "../../core/words.js";

/** @typedef {import("#api").components["schemas"]["Statistic"]} Statistic */

/** A code of a later server is shown as it is. @param {string} of */
const figure = (of) => (entry(`auditor.figures.${of}`) === undefined ? plain(of) : t(`auditor.figures.${of}`));

/** What is counted. @param {Statistic} row */
function whatOf(row) {
  if (row.kind === "step") {
    return ruleOf(row.code)?.title ?? plain(row.code);
  }
  return row.kind === "estimate"
    ? t("auditor.category", { n: row.code, what: t(`who.estimate_${row.code}`) })
    : figure(row.code);
}

/** @param {Statistic} row @param {string} aspect */
function groupOf(row, aspect) {
  const value = /** @type {any} */ (row)[aspect];
  return value === "unknown" ? t("auditor.unknown") : aspect === "region" ? code("region", value) : figure(value);
}

/** @param {number | null | undefined} n */
const few = (n) => n ?? t("auditor.few");

/** @param {Statistic["median"]} median */
function medianOf(median) {
  return median ? t(`auditor.median_${median.side}`, { n: median.days }) : t("auditor.few");
}

/** @param {{kind: Statistic["kind"], rows: Statistic[], by: string[]}} props by: what is told apart */
export function NumbersTable({ kind, rows, by }) {
  const step = kind === "step";
  const columns = [
    t("auditor.what"),
    ...by.map((one) => t(`auditor.by_${one}`)),
    t(step ? "auditor.count_due" : "auditor.count_all"),
    ...(step ? ["count_done", "count_late", "median"].map((one) => t(`auditor.${one}`)) : []),
  ];
  return html`<div class="wide" role="region" tabindex="0" aria-label=${t(`auditor.numbers_${kind}`)}><table>
    <caption>${t(`auditor.numbers_${kind}`)}</caption>
    <thead><tr>${columns.map((one) => html`<th scope="col" key=${one}>${one}</th>`)}</tr></thead>
    <tbody>${rows.map(
      (row, i) => html`<tr key=${i}><th scope="row">${whatOf(row)}</th>
        ${by.map((one) => html`<td key=${one}>${groupOf(row, one)}</td>`)}<td>${row.count}</td>
        ${
          step &&
          html`<td>${few(row.done)}</td><td>${few(row.overdue)}</td>
          <td>${medianOf(row.median)}</td>`
        }</tr>`,
    )}</tbody>
  </table></div>`;
}
