// Numbers of a quarter, as they were released once: with their margin, and never a small one.
import { useState } from "preact/hooks";
import { get, getAll } from "../../core/api.js";
import { sayDay } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { plain, t } from "../../core/words.js";
import { Select } from "../../parts/form.js";
import { Fetched, Nothing, Shown } from "../../parts/state.js";

/** @typedef {import("#api").components["schemas"]["Statistic"]} Statistic */

const KINDS = /** @type {Statistic["kind"][]} */ (["step", "estimate", "outcome"]);
const ASPECTS = ["employment", "route", "region", "reason"];

/** @param {string} quarter @param {string} by */
async function readNumbers(quarter, by) {
  const query = { quarter, by: by || null, limit: 200 };
  const head = await get("/v1/statistics", { query });
  const after = head.next;
  const rest = after === null ? [] : (await getAll("/v1/statistics", { query: { ...query, after } })).items;
  return { ...head, items: [...head.items, ...rest] };
}

/** @param {number | null} n */
const few = (n) => (n === null ? t("auditor.few") : n);

/** @param {Statistic["median"]} median */
function medianOf(median) {
  return median ? t(`auditor.median_${median.side}`, { n: median.days }) : t("auditor.few");
}

/** @param {{kind: Statistic["kind"], items: Statistic[], by: string}} props */
function Table({ kind, items, by }) {
  const rows = items.filter((one) => one.kind === kind);
  const step = kind === "step";
  const aboutSteps = step ? ["count_done", "count_late", "median"] : [];
  const columns = ["what", ...(by ? ["aspect"] : []), "count_all", ...aboutSteps];
  return html`<div class="wide" role="region" tabindex="0" aria-label=${t(`auditor.numbers_${kind}`)}><table>
    <caption>${t(`auditor.numbers_${kind}`)}</caption>
    <thead><tr>${columns.map((one) => html`<th scope="col" key=${one}>${t(`auditor.${one}`)}</th>`)}</tr></thead>
    <tbody>${rows.map((one, i) => {
      const aspect = by && plain(/** @type {any} */ (one)[by]);
      return html`<tr key=${i}><th scope="row">${plain(one.code)}</th>
        ${by && html`<td>${aspect === "unknown" ? t("auditor.unknown") : aspect}</td>`}<td>${one.count}</td>
        ${
          step &&
          html`<td>${few(one.done ?? null)}</td><td>${few(one.overdue ?? null)}</td>
          <td>${medianOf(one.median)}</td>`
        }</tr>`;
    })}</tbody>
  </table></div>`;
}

/** @param {{quarters: {quarter: string}[]}} props */
function Numbers({ quarters }) {
  const [quarter, setQuarter] = useState(quarters[0].quarter);
  const [by, setBy] = useState("");
  const numbers = useRead(`statistics/${quarter}/${by}`, () => readNumbers(quarter, by));
  const options = quarters.map((one) => ({ value: one.quarter, label: one.quarter }));
  const aspects = ["", ...ASPECTS].map((value) => ({ value, label: t(`auditor.by_${value || "none"}`) }));
  return html`<${Select} name="quarter" label=${t("auditor.quarter")} options=${options} value=${quarter}
      onValue=${setQuarter} />
    <${Select} name="by" label=${t("auditor.apart")} options=${aspects} value=${by} onValue=${setBy} />
    <${Shown} of=${numbers}>${(/** @type {any} */ value) => html`
      <p>${t("auditor.counted", { day: sayDay(value.counted), due: value.margin.due, other: value.margin.other })}</p>
      ${value.items.length === 0 && html`<${Nothing} text=${t("auditor.all_few")} />`}
      ${KINDS.filter((kind) => value.items.some((/** @type {any} */ one) => one.kind === kind)).map(
        (kind) => html`<${Table} key=${kind} kind=${kind} items=${value.items} by=${by} />`,
      )}
      <${Fetched} at=${numbers.at} again=${numbers.again} />`}</${Shown}>`;
}

export default function NumbersPage() {
  const quarters = useRead("statistics/quarters", () => get("/v1/statistics/quarters"));
  return html`<h1>${t("auditor.numbers_title")}</h1>
    <p>${t("auditor.numbers_lead")}</p>
    <${Shown} of=${quarters}>${(/** @type {any} */ { items }) =>
      items.length === 0
        ? html`<${Nothing} text=${t("auditor.no_quarter")} />`
        : html`<${Numbers} quarters=${items} />`}</${Shown}>`;
}
