// Unusual access: reasons to ask, as a chart of weeks and as a table. The whole log is read and checked for it.
import { useState } from "preact/hooks";
import { judgeExport } from "../../audit/export.js";
import { KINDS, findUnusual, leanRecord, perWeek } from "../../audit/unusual.js";
import { dayOf, sayDay } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Fetched, Nothing, Shown } from "../../parts/state.js";
import { Progress, Verdict } from "./export.js";

/** @typedef {import("../../audit/unusual.js").Finding} Finding */

const HEIGHT = 200;
const BAR = 44;
const LEFT = 40;

/** @param {{weeks: ReturnType<typeof perWeek>}} props */
function Chart({ weeks }) {
  const most = Math.max(...weeks.map((week) => week.all));
  const y = (/** @type {number} */ n) => HEIGHT - (n / most) * (HEIGHT - 30);
  const width = LEFT + weeks.length * BAR + 8;
  return html`<figure class="chart"><svg viewBox=${`0 0 ${width} ${HEIGHT + 28}`} width=${width} aria-hidden="true">
    ${weeks.map(
      (week, i) => html`<g key=${week.week}>
      <rect x=${LEFT + i * BAR + 6} width=${BAR - 12} y=${y(week.all)} height=${HEIGHT - y(week.all)} />
      <text x=${LEFT + i * BAR + BAR / 2} y=${y(week.all) - 6}>${week.all}</text>
      <text x=${LEFT + i * BAR + BAR / 2} y=${HEIGHT + 20}>${week.week.slice(8)}/${week.week.slice(5, 7)}</text>
    </g>`,
    )}
    <line x1=${LEFT} x2=${width} y1=${HEIGHT} y2=${HEIGHT} />
  </svg><figcaption>${t("auditor.chart")}</figcaption></figure>`;
}

/** @param {{weeks: ReturnType<typeof perWeek>}} props */
function Weeks({ weeks }) {
  return html`<div class="wide" role="region" tabindex="0" aria-label=${t("auditor.per_week")}><table>
    <caption>${t("auditor.per_week")}</caption>
    <thead><tr><th scope="col">${t("auditor.week")}</th>
      ${KINDS.map((kind) => html`<th scope="col" key=${kind}>${t(`auditor.kind_${kind}`)}</th>`)}</tr></thead>
    <tbody>${weeks.map(
      (row) => html`<tr key=${row.week}><th scope="row">${sayDay(row.week)}</th>
      ${KINDS.map((kind) => html`<td key=${kind}>${row.counts[kind]}</td>`)}</tr>`,
    )}</tbody>
  </table></div>`;
}

/** @param {{finding: Finding}} props */
function Row({ finding }) {
  const { kind, who, dossier, first, last, count } = finding;
  const to = (/** @type {any} */ record) => html`<${Link} to=${`auditor/record/${record.seq}`}>${record.seq}</${Link}>`;
  return html`<tr>
    <td>${t(`auditor.kind_${kind}`)}</td><td>${sayDay(dayOf(first.time))}</td><td>${who}</td>
    <td>${dossier ?? t("auditor.several")}</td><td>${count}</td>
    <td>${to(first)}${last.seq !== first.seq && html` – ${to(last)}`}</td>
  </tr>`;
}

/** @param {{findings: Finding[]}} props */
function Findings({ findings }) {
  if (findings.length === 0) {
    return html`<${Nothing} text=${t("auditor.nothing_unusual")} />`;
  }
  const weeks = perWeek(findings);
  return html`<${Chart} weeks=${weeks} /><${Weeks} weeks=${weeks} />
    <div class="wide" role="region" tabindex="0" aria-label=${t("auditor.reasons")}><table>
      <caption>${t("auditor.reasons")}</caption>
      <thead><tr>${["reason", "day", "who", "dossier", "count", "record_numbers"].map(
        (one) => html`<th scope="col" key=${one}>${t(`auditor.${one}`)}</th>`,
      )}</tr></thead>
      <tbody>${findings.map((one) => html`<${Row} key=${`${one.kind} ${one.first.seq}`} finding=${one} />`)}</tbody>
    </table></div>`;
}

/** @param {(at: {done: number, size: number}) => void} setAt */
async function readReport(setAt) {
  /** @type {any[]} */
  const records = [];
  const verdict = await judgeExport({
    take: (record) => records.push(leanRecord(record)),
    told: (done, size) => setAt({ done, size }),
  });
  return { verdict, findings: findUnusual(records) };
}

/** Asked for in this place of the history: Back shows it again. */
function useAsked() {
  const [asked, setAsked] = useState(history.state?.asked === true);
  const ask = () => (history.replaceState({ ...history.state, asked: true }, ""), setAsked(true));
  return { asked, ask };
}

export default function Report() {
  const { asked, ask } = useAsked();
  const [at, setAt] = useState(/** @type {{done: number, size: number} | null} */ (null));
  const report = useRead(asked ? "report" : null, () => readReport(setAt));
  return html`<h1>${t("auditor.report_title")}</h1>
    <p class="lead">${t("auditor.report_lead")}</p>
    <ul>${KINDS.map((kind) => html`<li key=${kind}>${t(`auditor.rule_${kind}`)}</li>`)}</ul>
    ${
      !asked &&
      html`<p>${t("auditor.report_reads")}</p>
      <p><button class="first" onClick=${ask}>${t("auditor.make_report")}</button></p>`
    }
    <${Progress} at=${at} />
    ${
      asked &&
      html`<${Shown} of=${report}>${(/** @type {any} */ { verdict, findings }) => html`
      <${Verdict} of=${verdict} /><${Findings} findings=${findings} />
      <${Fetched} at=${report.at} again=${report.again} />`}</${Shown}>`
    }`;
}
