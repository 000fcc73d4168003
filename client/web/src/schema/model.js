// From a category's form and schema to fields, and between what stands in the fields and the content that is sent.
// In the fields stands what was typed: text for words, numbers and days; "" where nothing was chosen; lists of these.
// Pure, but for the language of words.
import { readDay, typedDay } from "../core/dates.js";
import { code, language, plain } from "../core/words.js";
import { allowedNow, requiredNow } from "./check.js";

/** @typedef {import("#api").components["schemas"]["CategoryForm"]} CategoryForm */
/** @typedef {import("#api").components["schemas"]["FormField"]} FormField */
/** @typedef {"text" | "long" | "number" | "day" | "choice" | "boolean" | "texts" | "entries" | "person" | "document" |
 *   "step"} Kind */
/** @typedef {Record<string, any>} Values what stands in the fields, by their names */
/** @typedef {{person?: Option[], document?: Option[], step?: Option[]}} Known what a field may name of this dossier */
/** @typedef {{value: string, label: string, who?: string[]}} Option who: whose step it is */

/** Longer texts than this get lines of their own. */
const LONG = 200;

/** In the reader's language. @param {any} words @returns {string} */
export function word(words) {
  return words?.[language.value] ?? words?.nl ?? "";
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toLocaleUpperCase(language.value) + text.slice(1);
}

/** @param {any} schema of a member @returns {Kind} */
export function kindOf(schema) {
  if (schema.type === "array") {
    return schema.items.type === "object" ? "entries" : "texts";
  }
  if (schema.type === "boolean" || schema.type === "integer" || schema.type === "number") {
    return schema.type === "boolean" ? "boolean" : "number";
  }
  const named = /** @type {Record<string, Kind>} */ ({ date: "day", act: "person", frg: "document" })[schema.format];
  return named ?? (isStep(schema) ? "step" : schema.enum ? "choice" : schema.maxLength > LONG ? "long" : "text");
}

/** @param {any} schema */
const isStep = (schema) => (schema.allOf ?? []).some((/** @type {any} */ one) => one.enum?.includes("gao_einde"));

/** A number whose values have names is a choice. @param {FormField} field @param {any} schema @returns {Kind} */
export function kindOfField(field, schema) {
  const kind = kindOf(schema);
  return kind === "number" && field.values ? "choice" : kind;
}

/** @param {any} form @returns {FormField[]} */
export const fieldsOf = (form) => form.groups.flatMap((/** @type {any} */ group) => group.fields);

/** Whether the field is asked, as the others stand: one that is not asked counts as left empty.
 * @param {FormField[]} fields @param {any} schema @param {Values} values @param {FormField} field @returns {boolean} */
export function isAsked(fields, schema, values, field) {
  const when = field.when;
  if (when === undefined) {
    return true;
  }
  const other = fields.find((one) => one.name === when.field);
  const seen = other !== undefined && isAsked(fields, schema, values, other);
  const given = seen ? values[when.field] : "";
  const value = given === "" || given === undefined ? schema.properties[when.field]?.default : given;
  return when.is.some((one) => String(one) === String(value));
}

/** @param {FormField} field @param {any} schema @param {any} typed */
function valueOf(field, schema, typed) {
  switch (kindOfField(field, schema)) {
    case "number":
      return /^-?\d+([.,]\d+)?$/.test(typed.trim()) ? Number(typed.trim().replace(",", ".")) : typed;
    case "day":
      return readDay(typed) ?? typed;
    case "choice":
      return schema.enum ? typed : Number(typed);
    case "entries":
      return typed.map((/** @type {Values} */ entry) => valuesOf(field.fields ?? [], schema.items, entry));
    case "texts":
      return typed.map((/** @type {string} */ one) => one.trim());
    case "boolean":
      return typed === true || typed === "true";
    default:
      return typeof typed === "string" ? typed.trim() : typed;
  }
}

/** @param {any} typed */
const isEmpty = (typed) =>
  typed === undefined || typed === null || (typeof typed === "string" ? typed.trim() === "" : typed.length === 0);

/** @param {FormField[]} fields @param {any} schema @param {Values} values */
function valuesOf(fields, schema, values) {
  return Object.fromEntries(
    fields
      .filter((field) => !isEmpty(values[field.name]) && isAsked(fields, schema, values, field))
      .map((field) => [field.name, valueOf(field, schema.properties[field.name], values[field.name])]),
  );
}

/** The content that the fields say. @param {CategoryForm} of @param {Values} values */
export function contentOf(of, values) {
  return valuesOf(fieldsOf(of.form), of.schema, tidy(values));
}

/** Several things that were each done or not: what is not ticked was not. @param {any} group @param {any} schema */
export const isChecklist = (group, schema) =>
  group.fields.length > 1 &&
  group.fields.every((/** @type {FormField} */ one) => kindOf(schema.properties[one.name]) === "boolean");

/** Of checklists, what must be said and was not ticked. @param {CategoryForm} of @param {any} content */
export function unticked(of, content) {
  const required = requiredNow(of.schema, content);
  const fields = of.form.groups.filter((group) => isChecklist(group, of.schema)).flatMap((group) => group.fields);
  return Object.fromEntries(
    fields.filter(({ name }) => required.has(name) && !(name in content)).map(({ name }) => [name, false]),
  );
}

/** Without entries of lists in which nothing stands. @param {Values} values @returns {Values} */
export function tidy(values) {
  const filled = (/** @type {any} */ one) =>
    typeof one === "string" ? one.trim() !== "" : Object.values(one).some((v) => !isEmpty(v));
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.filter(filled) : value]),
  );
}

/** @param {any} schema @param {any} value */
function typedOf(schema, value) {
  const kind = kindOf(schema);
  if (kind === "entries") {
    return value.map((/** @type {any} */ one) => typedValues(schema.items, one));
  }
  return kind === "day"
    ? typedDay(value)
    : kind === "texts"
      ? value
      : String(value).replace(".", kind === "number" ? "," : ".");
}

/** What stands in the fields for a content. @param {any} schema @param {any} content @returns {Values} */
export function typedValues(schema, content) {
  return Object.fromEntries(
    Object.entries(content)
      .filter(([name]) => name in schema.properties)
      .map(([name, value]) => [name, typedOf(schema.properties[name], value)]),
  );
}

/** The codes that can be chosen now, in words. @param {FormField} field @param {any} schema of the whole content
 * @param {any} content @returns {Option[]} */
export function optionsOf(field, schema, content) {
  const codes =
    schema.properties[field.name]?.type === "integer"
      ? Object.keys(field.values ?? {})
      : allowedNow(schema, content, field.name);
  return (codes ?? []).map((/** @type {string} */ value) => ({
    value: String(value),
    label: capital(wordOf(field, value)),
  }));
}

/** The word of a code of this field. @param {FormField} field @param {string | number} value */
export function wordOf(field, value) {
  const named = field.values?.[String(value)];
  return named ? word(named) : plain(code(/role$/.test(field.name) ? "role" : "purpose", String(value)));
}

/** @param {CategoryForm} of @param {any} content */
export const requiredOf = (of, content) => requiredNow(of.schema, content);
