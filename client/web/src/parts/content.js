// What a document says, to read: each field in words, in the order of its form.
import { sayDay } from "../core/dates.js";
import { html } from "../core/html.js";
import { plain, t } from "../core/words.js";
import { capital, kindOfField, word, wordOf } from "../schema/model.js";
import { Summary } from "./panel.js";

/** @typedef {import("../schema/model.js").CategoryForm} CategoryForm */
/** @typedef {import("../schema/model.js").FormField} FormField */
/** @typedef {import("../schema/model.js").Known} Known */

/** @param {string} text */
const Said = (text) => html`<span class="said">${plain(text)}</span>`;

/** @param {FormField} field @param {any} schema @param {any} value @param {Known} known */
function shownOf(field, schema, value, known) {
  const kind = kindOfField(field, schema);
  switch (kind) {
    case "day":
      return sayDay(value);
    case "boolean":
      return t(value ? "schema.yes" : "schema.no");
    case "choice":
      return capital(wordOf(field, value));
    case "number":
      return `${String(value).replace(".", t("schema.point"))}${field.unit ? ` ${word(field.unit)}` : ""}`;
    case "texts":
      return html`<ul class="said">${value.map(
        (/** @type {string} */ one, /** @type {number} */ i) => html`<li key=${i}>${Said(one)}</li>`,
      )}</ul>`;
    case "entries":
      return html`<ul>${value.map(
        (/** @type {any} */ one, /** @type {number} */ i) => html`<li key=${i}>
        ${rowsOf(field.fields ?? [], schema.items, one, known).map(
          (row) => html`<div key=${row.label}>
          <span class="muted">${row.label}: </span>${row.value}</div>`,
        )}</li>`,
      )}</ul>`;
    case "person":
    case "document":
    case "step":
      return known[kind]?.find((one) => one.value === value)?.label ?? t(`schema.some_${kind}`);
    default:
      return Said(value);
  }
}

/** @param {FormField[]} fields @param {any} schema @param {any} content @param {Known} known */
function rowsOf(fields, schema, content, known) {
  return fields
    .filter((field) => field.name in content)
    .map((field) => ({
      label: capital(word(field.label)),
      value: shownOf(field, schema.properties[field.name], content[field.name], known),
    }));
}

/**
 * @param {{of: CategoryForm, content: any, known?: Known, act?: (field: FormField) => any}} props act: what stands
 *   behind a row
 */
export function Content({ of, content, known = {}, act }) {
  const groups = of.form.groups
    .map((group) => ({ group, rows: group.fields.filter((field) => field.name in content) }))
    .filter(({ rows }) => rows.length > 0);
  return html`${groups.map(
    ({ group, rows }, i) => html`<section key=${i}>
    ${groups.length > 1 && html`<h3>${capital(word(group.title))}</h3>`}
    <${Summary} rows=${rows.map((field) => ({
      ...rowsOf([field], of.schema, content, known)[0],
      act: act?.(field),
    }))} />
  </section>`,
  )}`;
}
