// The list of the morning: what waits for the reader, over all their dossiers, by day.
import { useState } from "preact/hooks";
import { usePrincipal } from "../../core/acting.js";
import { getAll } from "../../core/api.js";
import { addDays, sayDay, sayShort, today } from "../../core/dates.js";
import { actsFor, here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { self } from "../../core/session.js";
import { language, plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Marker } from "../../parts/marker.js";
import { Panel } from "../../parts/panel.js";
import { Name, Person } from "../../parts/person.js";
import { Long } from "../../parts/room.js";
import { useRows } from "../../parts/rows.js";
import { Fetched, Nothing, Shown } from "../../parts/state.js";
import { actOfStep } from "../../parts/step_act.js";
import { groupOf, rowsOf } from "./due_rows.js";

/** @typedef {import("./due_rows.js").Row} Row */

const AHEAD = [7, 14, 31, 92];
/** Of rows, on a screen. */
const FIRST = 10;
const DOCTORS = ["huisarts", "adviserend_arts", "arbeidsarts"];
/** @type {import("./due_rows.js").Group[]} */
const GROUPS = ["late", "week", "later", "may"];

/** The one thing to do about a row. @param {{row: Row}} props */
function Act({ row }) {
  const doctor = usePrincipal()?.roles.find((one) => DOCTORS.includes(one));
  const { role } = here.value;
  const base = `${role}/${row.item.dossier}`;
  const act = row.question && { to: `${base}/overleg/${row.question.thread}`, text: t("due.answer") };
  const { to, text } = act ?? actOfStep(row.step?.rule ?? "", doctor ?? role ?? "", base);
  const whose = `, ${plain(row.item.patient.name)}`;
  return html`<${Link} to=${to} row=${row.key} class="act">${text}<span class="unseen">${whose}</span></${Link}>`;
}

/** @param {{row: Row}} props */
function What({ row }) {
  if (row.question) {
    const { by } = row.question;
    return html`${t("due.question_of")} <${Person} name=${by.name} role=${by.role} />`;
  }
  const about = row.look === "announced" ? t("due.announced") : row.step?.status === "own" ? t("due.own") : null;
  return html`<bdi>${plain(row.step?.title)}</bdi>${about && html` <span class="muted">· ${about}</span>`}`;
}

/** Under "Deze week" a day that is past is the one since which it is due. @param {Row} row */
function when({ day, look }) {
  if (day === null) {
    return t("due.no_day");
  }
  return look !== "overdue" && day < today() ? t("due.since", { day: sayShort(day) }) : sayShort(day);
}

/** @param {{row: Row}} props */
function DueRow({ row }) {
  return html`<li class=${`step due-row ${row.look}`}>
    <${Marker} look=${row.look} />
    <div class="what">
      <p class="title"><${Name} name=${row.item.patient.name} /></p>
      <p><${What} row=${row} /></p>
    </div>
    <p class="when">${when(row)}</p>
    <${Act} row=${row} />
  </li>`;
}

/** @param {{rows: Row[], until: string}} props */
function List({ rows, until }) {
  const now = today();
  if (rows.length === 0) {
    return html`<${Nothing} text=${t("due.nothing", { day: sayDay(until) })} />`;
  }
  return GROUPS.map((group) => {
    const these = rows.filter((row) => groupOf(row, now) === group);
    return (
      these.length > 0 &&
      html`<section key=${group}><h2>${t(`due.group_${group}`)} (${these.length})</h2>
      <ul class="steps"><${Long} first=${FIRST}>${these.map(
        (row) => html`<${DueRow} key=${row.key} row=${row} />`,
      )}</${Long}></ul></section>`
    );
  });
}

/** How far ahead: kept with the place in the history, so that Back finds it.
 * @returns {[number, (days: number) => void]} */
function useAhead() {
  const [days, setDays] = useState(() => (AHEAD.includes(history.state?.ahead) ? history.state.ahead : 14));
  const take = (/** @type {number} */ wanted) => {
    history.replaceState({ ...history.state, ahead: wanted }, "");
    setDays(wanted);
  };
  return [days, take];
}

/** Nobody is chosen yet: what a medewerker sees is only their own. */
function ForWhom() {
  const asks = here.value.role === "medewerker" && actsFor.value === null && (self.value?.acts_for ?? []).length > 0;
  return (
    asks &&
    html`<${Panel} kind="warn" heading=${t("core.for_whom")}>
    <p><${Link} to="medewerker/voor-wie">${t("core.choose_for")}</${Link}></p></${Panel}>`
  );
}

export default function Due() {
  const [days, setDays] = useAhead();
  const until = addDays(today(), days);
  const query = { before: addDays(until, 1), language: language.value };
  const due = useRead(`due/${until}`, () => getAll("/v1/due", { query }), { spoken: true });
  useRows();
  return html`<h1>${t("nav.due")}</h1>
    <${ForWhom} />
    <p class="print-only">${plain(self.value?.name)} · ${t("due.until", { day: sayDay(until) })}</p>
    <div class="choices" role="group" aria-label=${t("due.ahead")}>
      <span>${t("due.ahead")}</span>
      ${AHEAD.map(
        (one) => html`<button key=${one} aria-pressed=${one === days ? "true" : "false"}
        onClick=${() => setDays(one)}>${t(`due.ahead_${one}`)}</button>`,
      )}
    </div>
    <${Fetched} at=${due.at} again=${due.again} />
    <${Shown} of=${due}>${(/** @type {any} */ value) => html`
      <${List} rows=${rowsOf(value.items, today())} until=${until} />
      ${value.more && html`<p>${t("due.more")}</p>`}
      ${value.items.length > 0 && html`<p><button onClick=${() => print()}>${t("due.print")}</button></p>`}
      <p class="print-only">${t("due.printed", { day: sayDay(today()) })}</p>`}</${Shown}>`;
}
