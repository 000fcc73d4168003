// Whether a content is what its schema says, and if not where and why: the keywords of JSON Schema that the categories
// use (schemas/category/), with the server's own names for what is wrong. Pure; the server has the last word.

/** @typedef {{pointer: string, code: string, of: any}} Mistake of: what the schema asked there */

/** @param {any} value */
function typeOf(value) {
  return Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
}

/** @param {string} wanted @param {any} value */
function isType(wanted, value) {
  return wanted === "integer" ? Number.isInteger(value) : wanted === typeOf(value);
}

/** @param {any} value */
function isDay(value) {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T12:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** Each says whether the value breaks it. @type {Record<string, (asked: any, value: any) => boolean>} */
const OF_VALUE = {
  type: (asked, value) => !isType(asked, value),
  const: (asked, value) => value !== asked,
  enum: (asked, value) => !asked.includes(value),
  minimum: (asked, value) => typeof value === "number" && value < asked,
  maximum: (asked, value) => typeof value === "number" && value > asked,
  minLength: (asked, value) => typeof value === "string" && [...value].length < asked,
  maxLength: (asked, value) => typeof value === "string" && [...value].length > asked,
  pattern: (asked, value) => typeof value === "string" && !new RegExp(asked, "u").test(value),
  format: (asked, value) => asked === "date" && typeof value === "string" && !isDay(value),
  minItems: (asked, value) => Array.isArray(value) && value.length < asked,
  maxItems: (asked, value) => Array.isArray(value) && value.length > asked,
  minProperties: (asked, value) => isObject(value) && Object.keys(value).length < asked,
};

/** @param {any} value */
const isObject = (value) => typeOf(value) === "object";

/** @param {any} schema @param {any} value @param {string} at @returns {Mistake[]} */
function ofMembers(schema, value, at) {
  const dependent = Object.entries(schema.dependentRequired ?? {})
    .filter(([name]) => name in value)
    .flatMap(([, names]) => /** @type {string[]} */ (names));
  const missing = [...(schema.required ?? []), ...dependent]
    .filter((name) => !(name in value))
    .map((name) => ({ pointer: `${at}/${name}`, code: "required", of: true }));
  const unknown =
    schema.additionalProperties === false
      ? Object.keys(value)
          .filter((name) => !(name in schema.properties))
          .map((name) => ({ pointer: `${at}/${name}`, code: "additionalProperties", of: false }))
      : [];
  const wrong = Object.entries(schema.properties ?? {})
    .filter(([name]) => name in value)
    .flatMap(([name, one]) => check(one, value[name], `${at}/${name}`));
  return [...missing, ...unknown, ...wrong];
}

/** The schemas that hold beside this one: of allOf, and of its conditions. @param {any} schema @param {any} value */
function beside(schema, value) {
  const chosen = schema.if === undefined ? undefined : check(schema.if, value).length === 0 ? schema.then : schema.else;
  return [...(schema.allOf ?? []), ...(chosen === undefined ? [] : [chosen])];
}

/**
 * What is wrong with the value; nothing: it is what the schema says.
 * @param {any} schema @param {any} value @param {string} [at] where it stands, a JSON Pointer
 * @returns {Mistake[]} */
export function check(schema, value, at = "") {
  const code = Object.keys(OF_VALUE).find((one) => one in schema && OF_VALUE[one](schema[one], value));
  if (code !== undefined) {
    return [{ pointer: at, code, of: schema[code] }];
  }
  if (schema.not !== undefined && check(schema.not, value).length === 0) {
    return [{ pointer: at, code: "not", of: true }];
  }
  return [
    ...(isObject(value) ? ofMembers(schema, value, at) : []),
    ...(Array.isArray(value) && schema.items ? value.flatMap((one, i) => check(schema.items, one, `${at}/${i}`)) : []),
    ...beside(schema, value).flatMap((one) => check(one, value, at)),
  ];
}

/** All parts of the schema that hold for this content now. @param {any} schema @param {any} content @returns {any[]} */
function holding(schema, content) {
  return [schema, ...beside(schema, content).flatMap((one) => holding(one, content))];
}

/** What must be there, for this content. @param {any} schema @param {any} content @returns {Set<string>} */
export function requiredNow(schema, content) {
  return new Set(
    holding(schema, content).flatMap((one) => [
      ...(one.required ?? []),
      ...Object.entries(one.dependentRequired ?? {}).flatMap(([name, names]) => (name in content ? names : [])),
    ]),
  );
}

/** Which codes a member may have, for this content; null: it has none to choose from.
 * @param {any} schema @param {any} content @param {string} name @returns {any[] | null} */
export function allowedNow(schema, content, name) {
  const lists = holding(schema, content).flatMap((one) => {
    const member = one.properties?.[name];
    return [member, ...(member?.allOf ?? [])].map((part) => part?.enum);
  });
  const [first, ...others] = lists.filter((list) => list !== undefined);
  return first === undefined ? null : first.filter((/** @type {any} */ one) => others.every((l) => l.includes(one)));
}
