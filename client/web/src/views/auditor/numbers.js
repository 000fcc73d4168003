// Numbers of a quarter, as they were released once: with their margin, and never a small one.
import { useState } from "preact/hooks";
import { get, getAll } from "../../core/api.js";
import { sayDay } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { t } from "../../core/words.js";
import { Choice, Select } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Fetched, Nothing, Shown } from "../../parts/state.js";
import { NumbersTable } from "./numbers_table.js";

/** @typedef {import("#api").components["schemas"]["Statistic"]} Statistic */

const KINDS = /** @type {Statistic["kind"][]} */ (["step", "estimate", "outcome"]);
const ASPECTS = ["employment", "route", "region", "reason"];

/** @param {string} quarter @param {string} by */
async function readNumbers(quarter, by) {
  const query = { quarter, by, limit: 200 };
  const head = await get("/v1/statistics", { query });
  const after = head.next;
  const rest = after === null ? [] : (await getAll("/v1/statistics", { query: { ...query, after } })).items;
  return { ...head, items: [...head.items, ...rest] };
}

/** @param {{value: any}} props value: a page of a release */
function Released({ value }) {
  const of = (/** @type {string} */ kind) => value.items.filter((/** @type {Statistic} */ one) => one.kind === kind);
  const { due, other } = value.margin;
  return html`<p>${t("auditor.counted", { day: sayDay(value.counted), due, other })} ${t("auditor.missing")}</p>
    ${value.items.length === 0 && html`<${Nothing} text=${t("auditor.all_few")} />`}
    ${KINDS.filter((kind) => of(kind).length > 0).map(
      (kind) => html`<${NumbersTable} key=${kind} kind=${kind} rows=${of(kind)} by=${value.by} />`,
    )}`;
}

/** @param {{quarters: {quarter: string}[]}} props */
function Numbers({ quarters }) {
  const [quarter, setQuarter] = useState(quarters[0].quarter);
  const [apart, setApart] = useState(/** @type {string[]} */ ([]));
  const by = ASPECTS.filter((one) => apart.includes(one)).join(",");
  const numbers = useRead(`statistics/${quarter}/${by}`, () => readNumbers(quarter, by));
  const sayQuarter = (/** @type {string} */ one) => t("auditor.of_year", { n: one.slice(6), year: one.slice(0, 4) });
  const options = quarters.map((one) => ({ value: one.quarter, label: sayQuarter(one.quarter) }));
  return html`<${Select} name="quarter" label=${t("auditor.quarter")} options=${options} value=${quarter}
      onValue=${setQuarter} />
    <${Choice} many name="by" legend=${t("auditor.apart")} hint=${t("auditor.apart_hint")} value=${apart}
      onValue=${setApart} options=${ASPECTS.map((value) => ({ value, label: t(`auditor.by_${value}`) }))} />
    <${Shown} of=${numbers}>${(/** @type {any} */ value) => html`<${Released} value=${value} />`}</${Shown}>
    <${Fetched} at=${numbers.at} again=${numbers.again} />`;
}

export default function NumbersPage() {
  const quarters = useRead("statistics/quarters", () => get("/v1/statistics/quarters"));
  return html`<h1>${t("auditor.numbers_title")}</h1>
    <p>${t("auditor.numbers_lead")}</p>
    <${Shown} of=${quarters}>${(/** @type {any} */ { items }) =>
      items.length === 0
        ? html`<${Nothing} text=${t("auditor.no_quarter")} />`
        : html`<${Numbers} quarters=${items} />`}</${Shown}>
    <p><${Link} to="auditor/knelpunten">${t("auditor.to_obstacles")}</${Link}>
      <span class="hint">${t("auditor.about_obstacles")}</span></p>`;
}
