// One row of who sees what, as cells of a table or as lines of a card: the same words in both.
import { sayDay } from "../../../core/dates.js";
import { html } from "../../../core/html.js";
import { GROUPS } from "../../../core/sight.js";
import { code, listed, plain, t } from "../../../core/words.js";
import { Link } from "../../../parts/link.js";
import { Name } from "../../../parts/person.js";

/** @typedef {import("../../../core/sight.js").Cell} Cell */
/** @typedef {import("../../../core/sight.js").Somebody} Somebody */
/** @typedef {import("./reads.js").Consent} Consent */

export const COLUMNS = [...Object.keys(GROUPS), "confer"];

/** @param {Cell} cell @param {string} column */
export function cellText({ kind, given, law }, column) {
  if (kind !== "some") {
    return t(`consents.cell_${column === "confer" && kind === "all" ? "yes" : kind}`);
  }
  const short = (/** @type {string} */ one) => t(`consents.short_${one}`);
  return [...given.map(short), ...law.map((one) => t("consents.by_law", { what: short(one) }))].join(", ");
}

/** @param {{who: Somebody}} props */
export function Who({ who }) {
  return who.actor === null
    ? t("consents.every", { role: code("role", who.role) })
    : html`<${Name} name=${who.name} />, ${code("role", who.role)}`;
}

/** For those who listen: which row an act is of. @param {Somebody} who */
export const nameOf = (who) =>
  who.actor === null ? t("consents.every", { role: code("role", who.role) }) : plain(who.name);

/** @param {{consent: Consent, base: string}} props */
export function Period({ consent, base }) {
  const { from, until, state } = consent;
  const text =
    until === null
      ? t("consents.no_end")
      : state === "pending"
        ? t("consents.between", { from: sayDay(from), until: sayDay(until) })
        : sayDay(until);
  return html`<${Link} to=${`${base}/${consent.id}`}>${text}</${Link}>`;
}

/** Through what, of a row of one consent. @param {Consent} consent */
export function viaText(consent) {
  if (consent.effect === "exclude") {
    return t("consents.partly_shut");
  }
  const { role } = consent.grantee;
  return role === undefined
    ? t("consents.via_name")
    : t("consents.via_role", { role: t("consents.every_short", { role: code("role", role) }) });
}

/** Sentences of the server, each as it will be, or is, kept. @param {{sentences: string[]}} props */
export function Sentences({ sentences }) {
  return html`<div class="sentences">
    ${sentences.map((sentence, i) => html`<blockquote key=${i}><p>${plain(sentence)}</p></blockquote>`)}
  </div>`;
}

/** Lines of a card. @param {{cells: Record<string, Cell>}} props */
export function Lines({ cells }) {
  return html`<dl class="lines">${COLUMNS.map(
    (column) => html`<div key=${column}>
    <dt>${t(`consents.column_${column}`)}</dt><dd>${cellText(cells[column], column)}</dd></div>`,
  )}</dl>`;
}

/** What is in a consent, in the short words. @param {string[]} categories */
export const categoryList = (categories) =>
  categories[0] === "*" ? t("consents.everything") : listed(categories.map((one) => code("category", one)));
