// The fields of a category, from its schema and its form (GET /v1/categories/{category}). The view keeps what was
// typed (schema/model.js) and what is wrong.
import { html } from "../core/html.js";
import { t } from "../core/words.js";
import {
  capital,
  contentOf,
  fieldsOf,
  isAsked,
  isChecklist,
  kindOf,
  kindOfField,
  optionsOf,
  requiredOf,
  tidy,
  unticked,
  word,
} from "../schema/model.js";
import { check } from "../schema/check.js";
import { errorsOf } from "../schema/rules.js";
import { Choice, Day, Select, Text } from "./form.js";
import { Entries, Texts } from "./schema_list.js";

/** @typedef {import("../schema/model.js").CategoryForm} CategoryForm */
/** @typedef {import("../schema/model.js").FormField} FormField */
/** @typedef {import("../schema/model.js").Values} Values */
/** @typedef {import("../schema/model.js").Known} Known */
/** @typedef {Record<string, string>} Errors */

/** More than these are a list to open. */
const MOST_RADIOS = 9;

/**
 * @typedef {object} Asked what a field is drawn from
 * @property {FormField} field
 * @property {any} schema of the field
 * @property {any} whole the schema around it
 * @property {any} content what it holds now
 * @property {boolean} optional
 * @property {string} name
 * @property {any} value
 * @property {(value: any) => void} onValue
 * @property {Errors} errors
 * @property {Known} known
 */

/** @param {FormField} field */
const hintOf = (field) => (field.help ? word(field.help) : undefined);

/** @param {FormField} field @param {boolean} [optional] */
function labelOf(field, optional) {
  const label = capital(word(field.label));
  const text = field.unit ? `${label} (${word(field.unit)})` : label;
  return optional ? html`${text} <span class="muted">${t("form.optional")}</span>` : text;
}

/** One of some: shown all, or as a list to open where they are many. @param {Asked} asked
 * @param {{value: string, label: string}[]} options @param {boolean} [open] a list to open, however many there are */
function choice({ field, optional, name, value, onValue, errors }, options, open = false) {
  const common = { name, value: value ?? "", onValue, hint: hintOf(field), error: errors[name] };
  if (open || options.length > MOST_RADIOS) {
    const none = { value: "", label: t(optional ? "schema.none" : "schema.choose_one") };
    return html`<${Select} ...${common} label=${labelOf(field, optional)} options=${[none, ...options]} />`;
  }
  const all = optional ? [...options, { value: "", label: t("schema.none") }] : options;
  return html`<${Choice} ...${common} value=${optional || value ? (value ?? "") : null}
    legend=${labelOf(field, optional)} options=${all} />`;
}

const yesNo = () => [
  { value: "true", label: t("schema.yes") },
  { value: "false", label: t("schema.no") },
];

/** @param {Asked} asked */
function list({ field, schema, optional, name, value, onValue, errors, known }) {
  const common = { name, label: capital(word(field.label)), legend: labelOf(field, optional), hint: hintOf(field) };
  const shared = { ...common, values: value ?? [], max: schema.maxItems, onValues: onValue };
  if (kindOf(schema) === "texts") {
    return html`<${Texts} ...${shared} errors=${errors} length=${schema.items.maxLength} />`;
  }
  const fields = field.fields ?? [];
  return html`<${Entries} ...${shared} first=${fields[0]?.name}>${(
    /** @type {Values} */ entry,
    /** @type {string} */ at,
    /** @type {(entry: Values) => void} */ onEntry,
  ) =>
    html`<${Fields} fields=${fields} schema=${schema.items} content=${{}} values=${entry} onValues=${onEntry}
      errors=${errors} known=${known} below=${`${at}.`} />`}</${Entries}>`;
}

/** @param {Asked} asked */
function One(asked) {
  const { field, schema, whole, content, optional, name, value, onValue, errors, known } = asked;
  const common = { name, value: value ?? "", onValue, optional, hint: hintOf(field), error: errors[name] };
  const label = labelOf(field);
  switch (kindOfField(field, schema)) {
    case "day":
      return html`<${Day} ...${common} label=${label} hint=${hintOf(field)} />`;
    case "number":
      return html`<${Text} ...${common} label=${label} inputmode="decimal" width="short" max=${12} />`;
    case "long":
      return html`<${Text} ...${common} label=${label} rows=${schema.maxLength > 1000 ? 5 : 2}
        max=${schema.maxLength} />`;
    case "boolean":
      return choice(asked, yesNo());
    case "choice":
      return choice(asked, optionsOf(field, whole, content));
    case "person":
    case "document":
    case "step":
      return choice(asked, known[/** @type {keyof Known} */ (kindOf(schema))] ?? [], true);
    case "texts":
    case "entries":
      return list(asked);
    default:
      return html`<${Text} ...${common} label=${label} max=${schema.maxLength} />`;
  }
}

/**
 * @param {{fields: FormField[], all?: FormField[], schema: any, content: any, values: Values, onValues: (values:
 *   Values) => void, errors: Errors, known: Known, below?: string, required?: Set<string>}} props all: fields that
 *   those of this group may look at
 */
export function Fields({ fields, all, schema, content, values, onValues, errors, known, below = "", required }) {
  const needed = required ?? new Set(schema.required);
  return html`${fields
    .filter((field) => isAsked(all ?? fields, schema, values, field))
    .map(
      (field) => html`<${One} key=${field.name} field=${field} schema=${schema.properties[field.name]} whole=${schema}
      content=${content} optional=${!needed.has(field.name)} name=${below + field.name} value=${values[field.name]}
      onValue=${(/** @type {any} */ value) => onValues({ ...values, [field.name]: value })} errors=${errors}
      known=${known} />`,
    )}`;
}

/** @param {{group: any, values: Values, onValues: (values: Values) => void, errors: Errors}} props */
function Checklist({ group, values, onValues, errors }) {
  const names = group.fields.map((/** @type {FormField} */ one) => one.name);
  const ticked = (/** @type {string[]} */ chosen) =>
    Object.fromEntries(names.map((/** @type {string} */ name) => [name, String(chosen.includes(name))]));
  return html`<${Choice} many name=${names[0]} legend=${capital(word(group.title))}
    value=${names.filter((/** @type {string} */ name) => String(values[name]) === "true")}
    onValue=${(/** @type {string[]} */ chosen) => onValues({ ...values, ...ticked(chosen) })}
    options=${group.fields.map((/** @type {FormField} */ one) => ({ value: one.name, label: labelOf(one) }))}
    error=${errors[names.find((/** @type {string} */ name) => errors[name])]} />`;
}

/**
 * All groups of the form that ask something now.
 * @param {{of: CategoryForm, values: Values, onValues: (values: Values) => void, errors: Errors, known?: Known, fixed?:
 *   string[]}} props fixed: fields that are known already, and not asked
 */
export function SchemaForm({ of, values, onValues, errors, known = {}, fixed = [] }) {
  const all = fieldsOf(of.form);
  const content = contentOf(of, values);
  const required = requiredOf(of, content);
  const asked = (/** @type {FormField} */ one) => !fixed.includes(one.name) && isAsked(all, of.schema, values, one);
  const groups = of.form.groups
    .map((group) => ({ ...group, fields: group.fields.filter(asked) }))
    .filter((group) => group.fields.length > 0);
  return html`${groups.map((group, i) =>
    isChecklist(group, of.schema)
      ? html`<${Checklist} key=${i} ...${{ group, values, onValues, errors }} />`
      : html`<section key=${i}>
    ${groups.length > 1 && html`<h2>${capital(word(group.title))}</h2>`}
    <${Fields} fields=${group.fields} ...${{ all, values, onValues, errors, known, content, required }}
      schema=${of.schema} />
  </section>`,
  )}`;
}

/**
 * What is wrong with what was typed, by field; none: it can be sent. Empty entries of lists are left out first, so that
 * the places that the server names are those on the screen.
 * @param {CategoryForm} of @param {Values} values
 * @returns {{values: Values, content: any, errors: Errors}}
 */
export function examine(of, values) {
  const tidied = tidy(values);
  const filled = contentOf(of, tidied);
  const content = { ...filled, ...unticked(of, filled) };
  return { values: tidied, content, errors: atFields(of, errorsOf(of, check(of.schema, content)), tidied) };
}

/** Each error at a field that is on the screen: of a list at its first place, of the whole at what is still empty.
 * @param {CategoryForm} of @param {Errors} errors @param {Values} values @returns {Errors} */
export function atFields(of, errors, values) {
  const fields = fieldsOf(of.form);
  const schema = /** @type {any} */ (of.schema);
  return Object.fromEntries(
    Object.entries(errors).map(([name, text]) => {
      const field = fields.find((one) => one.name === name);
      const kind = field === undefined ? null : kindOf(schema.properties[name]);
      const empty = fields.find((one) => !schema.required?.includes(one.name) && !values[one.name]);
      const at =
        name === ""
          ? listPlace(empty, schema)
          : kind === "texts" || kind === "entries"
            ? listPlace(field, schema)
            : name;
      return [at, text];
    }),
  );
}

/** @param {FormField | undefined} field @param {any} schema */
function listPlace(field, schema) {
  const kind = field === undefined ? null : kindOf(schema.properties[field.name]);
  return kind === "texts"
    ? `${field?.name}.0`
    : kind === "entries"
      ? `${field?.name}.0.${field?.fields?.[0].name}`
      : (field?.name ?? "");
}
