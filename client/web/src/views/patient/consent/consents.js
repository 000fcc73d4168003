// Who may see what: people × what they can see, in words. A real table where there is room, else a card for each.
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { cellsOfConsent, rowsOf, runs } from "../../../core/sight.js";
import { plain, t } from "../../../core/words.js";
import { Link } from "../../../parts/link.js";
import { Details } from "../../../parts/panel.js";
import { Below, Long, useWide } from "../../../parts/room.js";
import { Fetched, Nothing, Shown } from "../../../parts/state.js";
import { ConsentActs, RowActs, startGiving } from "./acts.js";
import { COLUMNS, Lines, Period, Who, cellText, viaText } from "./cells.js";
import { usePeople, usePresets } from "./reads.js";

/** @typedef {ReturnType<typeof rowsOf>[0]} Row */
/** @typedef {import("./reads.js").Consent} Consent */

/** Of people, on a screen. */
const FIRST = 4;

/** That somebody has it only as one of a role. @param {{consent: Consent | null}} props */
function Via({ consent }) {
  return consent?.grantee.role !== undefined && html`<p class="muted via-role">(${viaText(consent)})</p>`;
}

/** @param {{row: Row, base: string}} props */
function PersonRows({ row, base }) {
  const { who, cells, single, consents, shut } = row;
  const period = single ?? shut;
  return html`<tbody>
    <tr><th scope="row"><${Who} who=${who} /><${Via} consent=${single} /></th>
      ${COLUMNS.map((column) => html`<td key=${column}>${cellText(cells[column], column)}</td>`)}
      <td>${period === null ? "–" : html`<${Period} consent=${period} base=${base} />`}</td>
      <td><${RowActs} row=${row} /></td></tr>
    ${consents.map((one) => html`<${ConsentRow} key=${one.id} consent=${one} row=${row} base=${base} />`)}
  </tbody>`;
}

/** @param {{consent: Consent, row: Row, base: string}} props */
function ConsentRow({ consent, row, base }) {
  const cells = cellsOfConsent(consent, row.who.sight);
  return html`<tr class="via"><th scope="row">${viaText(consent)}</th>
    ${COLUMNS.map(
      (column) => html`<td key=${column}>${consent.effect === "exclude" ? "–" : cellText(cells[column], column)}</td>`,
    )}
    <td><${Period} consent=${consent} base=${base} /></td>
    <td><ul class="row-acts"><${ConsentActs} consent=${consent} who=${row.who} /></ul></td></tr>`;
}

/** @param {{rows: Row[], base: string}} props */
function Matrix({ rows, base }) {
  return html`<table class="matrix">
    <caption>${t("consents.title")}</caption>
    <thead><tr><th scope="col">${t("consents.column_who")}</th>
      ${COLUMNS.map((column) => html`<th scope="col" key=${column}>${t(`consents.column_${column}`)}</th>`)}
      <th scope="col">${t("consents.column_until")}</th>
      <th scope="col"><span class="unseen">${t("consents.column_acts")}</span></th></tr></thead>
    <${Long} first=${FIRST}>${rows.map(
      (row) => html`<${PersonRows} key=${row.who.actor + row.who.role} row=${row} base=${base} />`,
    )}</${Long}>
  </table>`;
}

/** @param {{row: Row, base: string}} props */
function Card({ row, base }) {
  const { who, cells, single, consents, shut } = row;
  const period = single ?? shut;
  return html`<li class="card"><h2><${Who} who=${who} /></h2><${Via} consent=${single} />
    <${Lines} cells=${cells} />
    ${period !== null && html`<p>${t("consents.column_until")}: <${Period} consent=${period} base=${base} /></p>`}
    <${RowActs} row=${row} />
    ${consents.map(
      (one) => html`<div class="via" key=${one.id}>
      <p>${viaText(one)}, ${t("consents.until_short")} <${Period} consent=${one} base=${base} /></p>
      <ul class="row-acts"><${ConsentActs} consent=${one} who=${who} /></ul></div>`,
    )}</li>`;
}

/** @param {{consents: Consent[], base: string}} props */
function Past({ consents, base }) {
  const past = consents.filter((one) => !runs(one)).reverse();
  return (
    past.length > 0 &&
    html`<${Details} summary=${t("consents.past", { n: past.length })}>
    <ul class="rows">${past.map(
      (one) => html`<li key=${one.id}><p>${plain(one.sentence)}
      <br /><${Link} to=${`${base}/${one.id}`} row=${one.id}>${t("consents.look_at")}</${Link}></p></li>`,
    )}</ul>
  </${Details}>`
  );
}

const PRESETS_SHOWN = 2;

/** @param {{dossier: string}} props */
function Presets({ dossier }) {
  const presets = usePresets(dossier);
  const link = (/** @type {any} */ one) =>
    html`<li key=${one.code}><${Link} to=${`patient/${dossier}/toestemmingen/voorstel/${one.code}`}
    row=${one.code}>${plain(one.title)}</${Link}></li>`;
  return html`<${Shown} of=${presets}>${(/** @type {any} */ { items }) => html`
    <ul class="links presets">${items.slice(0, PRESETS_SHOWN).map(link)}</ul>
    <${Details} summary=${t("consents.more_presets")}><ul class="links">${items.slice(PRESETS_SHOWN).map(link)}</ul>
    </${Details}>`}</${Shown}>`;
}

export default function Consents() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const people = usePeople(dossier);
  const wide = useWide();
  const base = `patient/${dossier}/toestemmingen`;
  return html`<h1>${t("consents.title")}</h1><p>${t("consents.lead")}</p>
    <p><button class="first" onClick=${() => startGiving({}, "1")}>${t("consents.give")}</button></p>
    <${Presets} dossier=${dossier} />
    <${Shown} of=${people}>${(/** @type {any} */ value) => {
      const rows = rowsOf(value.people, value.consents);
      return html`${!value.consents.some(runs) && html`<${Nothing} text=${t("consents.none")} />`}
        ${
          wide
            ? html`<${Matrix} rows=${rows} base=${base} />`
            : html`<ul class="cards"><${Long} first=${FIRST}>${rows.map(
                (row) => html`<${Card} key=${row.who.actor + row.who.role} row=${row} base=${base} />`,
              )}</${Long}></ul>`
        }
        <${Below}><${Past} consents=${value.consents} base=${base} />
        <p><${Link} to=${`patient/${dossier}/bewijzen`}>${t("consents.receipts")}</${Link}></p></${Below}>`;
    }}</${Shown}>
    <${Fetched} at=${people.at} again=${people.again} />`;
}
