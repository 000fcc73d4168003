// Records by who, where, what and when. What is looked for stays in the history of this tab, never in the address.
import { useEffect, useRef, useState } from "preact/hooks";
import { get } from "../../core/api.js";
import { addDays, momentOf, readDay, sayDay, saySecond, dayOf } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { code, t } from "../../core/words.js";
import { Day, ErrorSummary, Select, Text } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Long } from "../../parts/room.js";
import { Fetched, Nothing, Shown } from "../../parts/state.js";

/** @typedef {Record<string, string>} Filters */

const PAGE = 50;
/** Of them, on a screen. */
const FIRST = 4;
/** A page of the server can be short or empty while there is a next one. */
const MOST_ASKED = 40;
const IDS = { actor: "act_", dossier: "dos_", organisation: "act_", request: "req_" };
const NONE = { actor: "", dossier: "", organisation: "", request: "", action: "", decision: "", ground: "" };

/** @param {Filters} filters @returns {Filters} */
function wrongIn(filters) {
  /** @type {Filters} */
  const wrong = {};
  for (const [name, begin] of Object.entries(IDS)) {
    if (filters[name] && !(filters[name].startsWith(begin) && filters[name].length === 30)) {
      wrong[name] = t("auditor.wrong_id", { begin });
    }
  }
  for (const name of ["from", "until"]) {
    if (filters[name] && readDay(filters[name]) === null) {
      wrong[name] = t("auditor.wrong_day");
    }
  }
  return wrong;
}

/** As the API asks for it: days become moments, the last one whole. @param {Filters} filters */
function queryOf(filters) {
  const [from, until] = [readDay(filters.from ?? ""), readDay(filters.until ?? "")];
  return {
    ...filters,
    from: from === null ? null : momentOf(from),
    until: until === null ? null : momentOf(addDays(until, 1)),
  };
}

/** @param {Filters} filters @param {string | null} start */
async function readPage(filters, start) {
  const items = [];
  let after = start;
  for (let asked = 0; items.length < PAGE && asked < MOST_ASKED; asked++) {
    const page = await get("/v1/audit/records", { query: { ...queryOf(filters), limit: PAGE - items.length, after } });
    items.push(...page.items);
    after = page.next;
    if (after === null) {
      break;
    }
  }
  return { items, next: after };
}

/** @param {{entry: any}} props */
function Row({ entry: { record } }) {
  return html`<tr>
    <td><${Link} to=${`auditor/record/${record.seq}`} row=${`r${record.seq}`}>${record.seq}</${Link}></td>
    <td>${sayDay(dayOf(record.time))}, ${saySecond(record.time)}</td>
    <td>${record.actor ?? t("auditor.nobody")}${record.role && html`<br />${code("role", record.role)}`}</td>
    <td>${record.action}</td>
    <td>${record.dossier ?? "–"}</td>
    <td>${t(`auditor.decision_${record.decision}`)}<br /><span class="muted">${record.ground}</span></td>
  </tr>`;
}

/** @param {{filters: Filters, start: string | null, first: boolean}} props */
function Page({ filters, start, first }) {
  const [further, setFurther] = useState(false);
  const top = useRef(/** @type {HTMLElement | null} */ (null));
  const name = `audit/${JSON.stringify(filters)}/${start ?? ""}`.replaceAll(" ", "+");
  const page = useRead(name, () => readPage(filters, start));
  useEffect(() => {
    if (page.value !== null) {
      top.current?.focus();
    }
  }, [page.value !== null]);
  return html`<${Shown} of=${page}>${(/** @type {any} */ { items, next }) => html`
    <p tabindex="-1" ref=${top} class="muted">
      ${t(next ? "auditor.shown_more" : "auditor.shown", { n: items.length })}</p>
    ${items.length === 0 && first && !next && html`<${Nothing} text=${t("auditor.none")} />`}
    ${
      items.length > 0 &&
      html`<div class="wide" role="region" tabindex="0" aria-label=${t("auditor.records")}><table>
      <caption>${t("auditor.records")}</caption>
      <thead><tr>${["number", "time", "who", "did", "dossier", "outcome"].map(
        (one) => html`<th scope="col" key=${one}>${t(`auditor.${one}`)}</th>`,
      )}</tr></thead>
      <tbody><${Long} first=${FIRST}>${items.map(
        (/** @type {any} */ entry) => html`<${Row} key=${entry.record.seq} entry=${entry} />`,
      )}</${Long}></tbody>
    </table></div>`
    }
    ${next && !further && html`<p><button onClick=${() => setFurther(true)}>${t("auditor.further")}</button></p>`}
    ${next && further && html`<${Page} filters=${filters} start=${next} first=${false} />`}
    ${first && html`<${Fetched} at=${page.at} again=${page.again} />`}`}</${Shown}>`;
}

/** @param {{filters: Filters, onFilters: (filters: Filters) => void}} props */
function Form({ filters, onFilters }) {
  const [typed, setTyped] = useState(filters);
  const [wrong, setWrong] = useState(/** @type {Filters} */ ({}));
  const field = (/** @type {string} */ name) => ({
    name,
    label: t(`auditor.${name}`),
    value: typed[name] ?? "",
    error: wrong[name],
    onValue: (/** @type {string} */ value) => setTyped({ ...typed, [name]: value }),
  });
  const search = (/** @type {Event} */ event) => {
    event.preventDefault();
    const trimmed = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, value.trim()]));
    const found = wrongIn(trimmed);
    setWrong(found);
    if (Object.keys(found).length === 0) {
      onFilters(trimmed);
    }
  };
  const outcomes = ["", "permit", "deny", "fail"].map((value) => ({
    value,
    label: t(`auditor.decision_${value || "any"}`),
  }));
  return html`<form onSubmit=${search} noValidate>
    <${ErrorSummary} errors=${wrong} />
    <div class="columns">
      <${Text} ...${field("actor")} hint="act_…" /><${Text} ...${field("dossier")} hint="dos_…" />
      <${Text} ...${field("organisation")} hint="act_…" /><${Text} ...${field("request")} hint="req_…" />
    </div>
    <div class="columns">
      <${Text} ...${field("action")} hint=${t("auditor.action_hint")} />
      <${Select} ...${field("decision")} options=${outcomes} />
      <${Text} ...${field("ground")} hint=${t("auditor.ground_hint")} />
    </div>
    <div class="columns"><${Day} ...${field("from")} /><${Day} ...${field("until")} /></div>
    <p><button type="submit" class="first">${t("auditor.search")}</button></p>
  </form>`;
}

export default function Search() {
  const [filters, setFilters] = useState(/** @type {Filters | null} */ (history.state?.filters ?? null));
  const search = (/** @type {Filters} */ wanted) => {
    history.replaceState({ ...history.state, filters: wanted }, "");
    setFilters(wanted);
  };
  return html`<h1>${t("auditor.search_title")}</h1>
    <p>${t("auditor.search_lead")}</p>
    <${Form} filters=${filters ?? NONE} onFilters=${search} />
    ${
      filters !== null &&
      html`
      <${Page} key=${JSON.stringify(filters)} filters=${filters} start=${null} first=${true} />`
    }`;
}
