// Every text of the page stands in all four languages, with the same places to fill in; none is missing, none is
// unused.
// And the Dutch ones are written as they should be: short sentences, none of the words to avoid. words.mjs SOURCE_DIR
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

const web = join(process.argv[2], "client/web/src");
const LANGUAGES = ["nl", "fr", "de", "en"];
const AVOIDED = [
  "helaas",
  " oeps",
  "succesvol",
  "gelieve",
  "dient te",
  "dienen te",
  "auditlog",
  "toegangslog",
  "consent ",
  "machtiging",
  "herroep",
  "blokkeer",
  "blacklist",
  "fragment",
  "thread",
  "ticket",
  "geverifieerd",
  "checkpoint",
  "hash",
  "mutualiteit",
  "geneesheer",
  "INSZ",
  "SSIN",
  "restcapaciteit",
  "logging",
  "!",
];
const LONGEST = 20; // words in a sentence

/** Abbreviations as they are, words whatever their case. @param {string} text @param {string} word */
function says(text, word) {
  return word === word.toUpperCase() ? text.includes(word) : ` ${text.toLowerCase()}`.includes(word);
}

const findings = [];
/** @param {string} text */
const find = (text) => findings.push(text);

/** @param {any} tree @param {string} at @param {Map<string, any>} into */
function flatten(tree, at, into) {
  for (const [name, value] of Object.entries(tree)) {
    const key = `${at}.${name}`;
    const isText = typeof value === "string" || (typeof value === "object" && typeof value.other === "string");
    isText ? into.set(key, value) : flatten(value, key, into);
  }
  return into;
}

/** @param {string} language */
function catalogue(language) {
  const all = new Map();
  const names = readdirSync(join(web, "words", language), { recursive: true }).map(String);
  for (const name of names.filter((one) => one.endsWith(".json"))) {
    flatten(JSON.parse(readFileSync(join(web, "words", language, name), "utf8")), basename(name, ".json"), all);
  }
  return all;
}

/** @param {any} value */
const texts = (value) => (typeof value === "string" ? [value] : Object.values(value));
/** @param {any} value */
const places = (value) => [...new Set(texts(value).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort().join(" ");

const catalogues = Object.fromEntries(LANGUAGES.map((language) => [language, catalogue(language)]));
for (const language of LANGUAGES.slice(1)) {
  for (const [key, value] of catalogues.nl) {
    if (!catalogues[language].has(key)) {
      find(`${language} lacks ${key}`);
    } else if (places(catalogues[language].get(key)) !== places(value)) {
      find(`${language} ${key}: other places than nl`);
    }
  }
  [...catalogues[language].keys()]
    .filter((key) => !catalogues.nl.has(key))
    .forEach((key) => find(`${language} has ${key}, which nl has not`));
}

for (const [key, value] of catalogues.nl) {
  for (const text of texts(value)) {
    const plain = text.replace(/\{\w+\}/g, "X");
    AVOIDED.filter((word) => says(plain, word)).forEach((word) => find(`nl ${key}: says "${word.trim()}"`));
    plain
      .split(/[.?;:]\s/)
      .filter((sentence) => sentence.trim().split(/\s+/).length > LONGEST)
      .forEach((sentence) => find(`nl ${key}: a sentence of more than ${LONGEST} words: ${sentence}`));
  }
}

// What is answered with yes or no denies nothing itself: nobody reads "Niemand heeft de regie: nee" at once.
const DENIES = /(^|\s)(niet|niemand|geen|pas|personne|aucune?|ni|nicht|keinen?|weder|not?|nobody)(?=[\s?]|$)/i;
for (const language of LANGUAGES) {
  [...catalogues[language]]
    .filter(([key, value]) => key.startsWith("who.fact_") && DENIES.test(value))
    .forEach(([key, value]) => find(`${language} ${key}: a fact that denies something: ${value}`));
}
const { facts } = JSON.parse(readFileSync(join(process.argv[2], "schemas/doorverwijshulp.json"), "utf8"));
for (const [name, { question }] of Object.entries(facts)) {
  Object.entries(question ?? {})
    .filter(([, text]) => DENIES.test(text))
    .forEach(([language, text]) => find(`${language} ${name}: a question that denies something: ${text}`));
}

// Keys as the sources have them: "area.name", or `area.${…}` for any below it.
const sources = readdirSync(web, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith(".js") && !name.startsWith("check/")) // the check speaks no words, but names actions
  .map((name) => readFileSync(join(web, name), "utf8"))
  .join("\n");
const areas = new Set([...catalogues.nl.keys()].map((key) => key.split(".")[0]));
const named = new Set();
const begun = new Set();
for (const [, key] of sources.matchAll(/["`]([a-z_]+\.[\w.]+)["`]/g)) {
  named.add(key);
}
for (const [, key] of sources.matchAll(/`([a-z_]+\.[\w.]*)\$\{/g)) {
  begun.add(key);
}
const used = (/** @type {string} */ key) => named.has(key) || [...begun].some((begin) => key.startsWith(begin));
[...catalogues.nl.keys()].filter((key) => !used(key)).forEach((key) => find(`${key} is used nowhere`));
[...named]
  .filter(
    (key) =>
      areas.has(key.split(".")[0]) &&
      !/\.(js|json)$/.test(key) &&
      !catalogues.nl.has(key) &&
      ![...catalogues.nl.keys()].some((known) => known.startsWith(`${key}.`)),
  )
  .forEach((key) => find(`${key} stands in no catalogue`));

if (findings.length > 0) {
  console.error(findings.join("\n"));
  process.exit(1);
}
console.log(`${catalogues.nl.size} texts in ${LANGUAGES.length} languages`);
