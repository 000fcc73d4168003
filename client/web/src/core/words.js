// The reader's language, and every text of the page in it. A text stands in words/LANGUAGE/AREA.json under "AREA.…";
// the
// words of codes are the server's own (schemas/words). Text of people, and of the server, is never looked up here.
import { signal } from "@preact/signals";
import catalogues from "#words";
import { here } from "./here.js";

/** @typedef {"nl" | "fr" | "de" | "en"} Language */
/** @type {Language[]} */
export const LANGUAGES = ["nl", "fr", "de", "en"];
const KEPT = "tnw.language";

/** @type {Set<string>} */
const areas = new Set();
/** @type {Record<string, Record<string, any>>} */
const texts = { nl: {}, fr: {}, de: {}, en: {} };

/** @returns {Language} */
function preferred() {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages].map((text) =>
    (text ?? "").slice(0, 2).toLowerCase(),
  );
  return (
    LANGUAGES.find((language) => language === wanted.find((text) => LANGUAGES.some((known) => known === text))) ?? "nl"
  );
}

export const language = signal(preferred());

/** @param {Language} into @param {string} area */
async function fetchArea(into, area) {
  texts[into][area] ??= (await catalogues[into][area]()).default;
}

/** Fetches what a view speaks with. @param {string[]} wanted areas */
export async function needWords(wanted) {
  wanted.forEach((area) => areas.add(area));
  await Promise.all(wanted.map((area) => fetchArea(language.value, area)));
}

/** @param {Language} wanted */
export async function setLanguage(wanted) {
  await Promise.all([...areas].map((area) => fetchArea(wanted, area)));
  localStorage.setItem(KEPT, wanted);
  language.value = wanted;
  document.documentElement.lang = wanted;
}

/** All that inLanguage made. @type {(() => any)[]} */
export const formatters = [];

/**
 * What a language needs, made once: a browser takes longer to make a formatter than to use it a hundred times.
 * @template T
 * @param {(language: Language) => T} make
 * @returns {() => T}
 */
export function inLanguage(make) {
  /** @type {Partial<Record<Language, T>>} */
  const made = {};
  const formatter = () => (made[language.value] ??= make(language.value));
  formatters.push(formatter);
  return formatter;
}

const plurals = inLanguage((into) => new Intl.PluralRules(into));
const lists = inLanguage((into) => new Intl.ListFormat(into, { type: "conjunction" }));

/** What stands there, whatever it is made of. @param {string} key @returns {any} */
export function entry(key) {
  return found(key);
}

/** @param {string} key @returns {any} */
function found(key) {
  let at = texts[language.value];
  for (const part of key.split(".")) {
    at = at?.[part];
  }
  return at;
}

/** The text with its {places} filled in. Of a text in two forms (one, other) `n` chooses. @param {string} key
 * @param {Record<string, string | number | null | undefined>} [values] @returns {string} */
export function t(key, values = {}) {
  let text = found(key);
  if (typeof text === "object" && text !== null) {
    text = text[plurals().select(Number(values.n))] ?? text.other;
  }
  if (typeof text !== "string") {
    return `⟦${key}⟧`;
  }
  return text.includes("{") ? text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? "")) : text;
}

/** The same in pieces, for a text that holds components: {places} become the values given. @param {string} key
 * @param {Record<string, any>} values */
export function pieces(key, values) {
  return String(found(key) ?? `⟦${key}⟧`)
    .split(/(\{\w+\})/)
    .map((part) => {
      const name = part.match(/^\{(\w+)\}$/)?.[1];
      return name === undefined ? part : values[name];
    });
}

/** The word of a code: code("role", "huisarts"). The server's words speak to the patient; to others they speak of the
 * patient. A code of a later server is shown as it is. @param {string} kind @param {string} of @returns {string} */
export function code(kind, of) {
  const others = here.value.role !== null && here.value.role !== "patient";
  const word = (others ? found(`core.of_patient.${kind}.${of}`) : undefined) ?? found(`codes.${kind}.${of}`);
  return typeof word === "string" ? word : (word?.name ?? word?.one ?? of);
}

/** All codes of a kind that the page has words for. @param {string} kind @returns {string[]} */
export const codesOf = (kind) => Object.keys(found(`codes.${kind}`) ?? {});

/** "a, b en c". @param {string[]} items */
export function listed(items) {
  return items.length === 1 ? items[0] : lists().format(items);
}

/** What somebody else typed, without what would act on its surroundings: controls and marks that turn the direction of
 * writing are shown as �. @param {string | null | undefined} text */
export function plain(text) {
  return (text ?? "").replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    "\ufffd",
  );
}
