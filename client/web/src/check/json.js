// JSON as the protocol takes it (no member twice, whole numbers within 2^53 - 1, no text that is none), and in its one
// canonical form (RFC 8785), whose order, numbers and escapes are those of JavaScript itself.
import { demand } from "./fault.js";

const DEPTH_MAX = 32;
const TEXT = /"(?:[^"\\]|\\.)*"/gs;
const NO_TEXT = /[\u0000]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** @param {string} text */
const isText = (text) => !NO_TEXT.test(text);

/** Looks at every value. Returns how many members there are in all. @param {any} value @param {number} depth */
function walk(value, depth) {
  demand(depth <= DEPTH_MAX, "form", "JSON that is too deep");
  if (typeof value === "string") {
    demand(isText(value), "form", "a text that is none");
  } else if (typeof value === "number") {
    const fits = Math.abs(value) <= Number.MAX_SAFE_INTEGER && !Object.is(value, -0);
    demand(fits, "form", "a number beyond 2^53 - 1");
  }
  if (value === null || typeof value !== "object") {
    return 0;
  }
  let members = 0;
  for (const [name, inner] of Object.entries(value)) {
    demand(isText(name), "form", "a name that is no text");
    members += walk(inner, depth + 1) + (Array.isArray(value) ? 0 : 1);
  }
  return members;
}

/** @param {string} text @returns {any} */
export function parseJson(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    demand(false, "form", "not JSON");
  }
  // A member that stands twice is there once: more colons than members.
  const colons = text.replace(TEXT, "").split(":").length - 1;
  demand(walk(value, 0) === colons, "form", "a member that stands twice");
  return value;
}

/** @param {any} value @returns {string} */
export function canonical(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  if (value !== null && typeof value === "object") {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "";
}

/** @param {any} a @param {any} b */
export const same = (a, b) => canonical(a) === canonical(b);

/** @param {any} value @param {string} what @returns {Record<string, any>} */
export function object(value, what) {
  demand(value !== null && typeof value === "object" && !Array.isArray(value), "form", `${what} is not an object`);
  return value;
}

/** @param {any} value @param {string} what @returns {any[]} */
export function list(value, what) {
  demand(Array.isArray(value), "form", `${what} is not a list`);
  return value;
}

/** Exactly these members, and some of `perhaps`. @param {Record<string, any>} value @param {string[]} names
 * @param {string[]} [perhaps] */
export function hasOnly(value, names, perhaps = []) {
  return (
    names.every((name) => Object.hasOwn(value, name)) &&
    Object.keys(value).every((name) => names.includes(name) || perhaps.includes(name))
  );
}
