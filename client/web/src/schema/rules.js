// What is wrong in a field, in the reader's words: of the page's own check and of the server's, which name the same
// keywords. A rule across members (code "rule") comes with its reason in English; the page knows each.
import { word } from "./model.js";
import { fieldsOf, capital, kindOfField } from "./model.js";
import { detail } from "../core/detail.js";
import { t } from "../core/words.js";

/** @typedef {import("./model.js").CategoryForm} CategoryForm */
/** @typedef {{pointer: string, code: string, of?: any, detail?: string}} Mistake */

/** The server's reasons (server/rules/category/), and what the page says then. */
export const REASONS = /** @type {[RegExp, string][]} */ ([
  [/^must not be before/, "rule_not_before"],
  [/^must not be after begin/, "rule_not_after_begin"],
  [/^must be after the day/, "rule_after_day"],
  [/^must not be after today/, "rule_not_future"],
  [/^must be within the next three months/, "rule_within_months"],
  [/^must be within the next three years/, "rule_within_years"],
  [/^a certificate covers at most 3 months/, "rule_three_months"],
  [/^a certificate covers at most 12 months/, "rule_twelve_months"],
  [/^another certificate covers days/, "rule_overlap"],
  [/^a permission covers at most 2 years/, "rule_two_years"],
  [/^must be 2016/, "rule_regime_2016"],
  [/^must be 2022/, "rule_regime_2022"],
  [/^a plan of a TNW-traject follows/, "rule_engagement_first"],
  [/^follows an occupational/, "rule_estimate_first"],
  [/^must say what the newest/, "rule_as_estimate"],
  [/^must take part in/, "rule_takes_part"],
  [/^is another's step/, "rule_others_step"],
  [/^an employer asks/, "rule_employer_asks"],
  [/^an employer writes/, "rule_employer_writes"],
  [/^an appointment must not be before/, "rule_appointment"],
]);

/** @param {string | undefined} english */
function reason(english) {
  const key = REASONS.find(([text]) => text.test(english ?? ""))?.[1];
  return key === undefined ? (detail(english) ?? t("schema.rule_other")) : t(`schema.${key}`);
}

/** @param {Mistake} mistake @param {any} schema of what is wrong @param {any} field */
function said(mistake, schema, field) {
  const kind = schema === undefined || field === undefined ? "text" : kindOfField(field, schema);
  if (mistake.code === "rule") {
    return reason(mistake.detail);
  }
  if (kind === "day" && mistake.code !== "not") {
    return t("schema.day");
  }
  if (mistake.code === "required") {
    const choose = ["choice", "boolean", "person", "document", "step"].includes(kind);
    return t(kind === "number" ? "schema.number" : choose ? "schema.choose" : "schema.fill");
  }
  if (kind === "number" && ["type", "minimum", "maximum"].includes(mistake.code)) {
    return numbers(schema);
  }
  return mistake.code === "maxLength"
    ? t("schema.too_long", { n: schema.maxLength })
    : t(WORDS[/** @type {keyof typeof WORDS} */ (mistake.code)] ?? "schema.wrong", { n: schema?.maxItems ?? 0 });
}

const WORDS = {
  minItems: "schema.one_at_least",
  maxItems: "schema.too_many",
  pattern: "schema.pattern",
  minLength: "schema.fill",
  not: "schema.not",
};

/** @param {any} schema */
function numbers(schema) {
  return schema.type === "integer"
    ? t("schema.whole_between", { min: schema.minimum, max: schema.maximum })
    : t("schema.between", { min: schema.minimum, max: schema.maximum });
}

/** The schema and the field of a place in the content. @param {CategoryForm} of @param {string[]} path */
function placeOf(of, path) {
  const field = fieldsOf(of.form).find((one) => one.name === path[0]);
  const schema = /** @type {any} */ (of.schema).properties?.[path[0]];
  if (path.length === 3 && field?.fields) {
    return { field: field.fields.find((one) => one.name === path[2]), schema: schema.items.properties[path[2]] };
  }
  return { field, schema: path.length === 2 ? schema?.items : schema };
}

/**
 * What is wrong, by the field's name: "from", "actions.0.what"; "" is the form as a whole.
 * @param {CategoryForm} of @param {Mistake[]} mistakes @param {string} [below] the content's place in the body
 * @returns {Record<string, string>}
 */
export function errorsOf(of, mistakes, below = "") {
  /** @type {Record<string, string>} */
  const errors = {};
  for (const mistake of mistakes) {
    const path = mistake.pointer.slice(below.length).split("/").slice(1);
    const name = path.join(".");
    const { field, schema } = placeOf(of, path);
    const text = mistake.code === "minProperties" ? t("schema.something") : said(mistake, schema, field);
    errors[name] ??= field ? t("schema.of_field", { field: capital(word(field.label)), what: text }) : text;
  }
  return errors;
}
