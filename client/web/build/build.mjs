// Puts the page together, as rows of a C table that tnwd serves (server/service/web/web.h): every file compressed, and
// named by its content. No bundler: what a browser gets is what stands in client/web/src, but for the names of imports.
//   node build.mjs SRC NODE_MODULES SCHEMAS OUT.c
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Modules, digest } from "./modules.mjs";

const [source, packages, schemas, out] = process.argv.slice(2);
const LANGUAGES = ["nl", "fr", "de", "en"];
/** Words of codes, which the page shares with the server and tnw. */
const SHARED = "role category purpose evidence help serves region organisation reason law quota".split(" ");

/** What was looked at, so that a change of it puts the page together anew: files, and folders that were listed. */
const seen = new Set();
/** @param {string} path */
const readSeen = (path) => (seen.add(path), readFileSync(path, "utf8"));
/** @param {string} path */
const read = (path) => readSeen(join(source, path));

/** @param {string} folder @param {string} suffix @returns {string[]} paths below source, in order */
function list(folder, suffix) {
  seen.add(join(source, folder));
  return readdirSync(join(source, folder), { recursive: true })
    .map((name) => join(folder, String(name)).replaceAll("\\", "/"))
    .filter((name) => name.endsWith(suffix))
    .sort();
}

/** What somebody did, or wanted to do, for the few views that say so: "fragment.read" as a place in a tree, where
 * t() looks for texts. @param {Record<string, any>} common words/LANGUAGE.json */
function acts(common) {
  /** @type {Record<string, any>} */
  const tree = {};
  for (const kind of ["did", "do"]) {
    for (const [action, text] of Object.entries(common[kind])) {
      const [begin, end = "all"] = action.split(".");
      ((tree[kind] ??= {})[begin] ??= {})[end] = text;
    }
  }
  return tree;
}

/** @param {any} said in four languages, and of the patient to others @param {string} language */
const saidIn = (said, language) => ({ to: said[language], of: said.of_patient?.[language] });

/** What the steps of the timeline are, in one language: for who asks without a dossier. @param {string} language */
function rulesIn(language) {
  const { rules, benefits } = JSON.parse(readSeen(join(schemas, "timeline.json")));
  const benefit = (/** @type {string} */ wanted) =>
    benefits.find((/** @type {any} */ one) => one.code === wanted).words;
  return Object.fromEntries(
    rules.map((/** @type {any} */ rule) => [
      rule.rule,
      {
        title: saidIn(rule.title, language),
        versions: rule.versions.map((/** @type {any} */ one) => ({
          from: one.valid_from,
          until: one.valid_until,
          status: one.status,
          duty: one.duty,
          who: one.who,
          text: saidIn(one.text, language),
          benefit: saidIn(benefit(one.benefit), language),
        })),
      },
    ]),
  );
}

/** What the server says is wrong, by its English; in English the codes in it have their words as well.
 * @param {string} language @returns {[string, string][]} */
function detailsIn(language) {
  const rows = JSON.parse(readSeen(join(schemas, "words", "details.json")));
  return rows.map((/** @type {Record<string, string>} */ row) => {
    const places = row.nl.match(/\{\d:\w+\}/g) ?? [];
    const english = places.reduce((text, place) => text.replace(`${place.slice(0, 2)}}`, place), row.en);
    return [row.en, language === "en" ? english : row[language]];
  });
}

/** One module for each language and area, and #words, which fetches them when they are wanted. */
function catalogues() {
  /** @type {Record<string, string>} */
  const made = {};
  let table = "";
  for (const language of LANGUAGES) {
    const common = JSON.parse(readSeen(join(schemas, "words", `${language}.json`)));
    const codes = Object.fromEntries(SHARED.map((name) => [name, common[name]]));
    made[`words/${language}/codes.json`] = `export default ${JSON.stringify(codes)};\n`;
    made[`words/${language}/acts.json`] = `export default ${JSON.stringify(acts(common))};\n`;
    made[`words/${language}/rules.json`] = `export default ${JSON.stringify(rulesIn(language))};\n`;
    made[`words/${language}/details.json`] = `export default ${JSON.stringify(detailsIn(language))};\n`;
    const rows = ["codes", "acts", "rules", "details"].map(
      (area) => `${area}: () => import("./words/${language}/${area}.json")`,
    );
    for (const path of list(`words/${language}`, ".json")) {
      const area = path.slice(path.lastIndexOf("/") + 1, -".json".length);
      made[path] = `export default ${JSON.stringify(JSON.parse(read(path)))};\n`;
      rows.push(`${area}: () => import("./${path}")`);
    }
    table += `  ${language}: { ${rows.join(", ")} },\n`;
  }
  made["#words"] = `export default {\n${table}};\n`;
  return made;
}

/** Who reads a category by law, who never does, and which functions of a medewerker write it in a doctor's name: of
 * policy.json, which tnwd decides by. */
function readers() {
  const policy = JSON.parse(readSeen(join(schemas, "policy.json")));
  const roles = Object.keys(policy.roles).filter((role) => policy.roles[role].read.length > 0);
  const laws = policy.laws.filter((law) => law.actions.includes("read"));
  const rowOf = (category) => ({
    law: laws.filter((law) => law.categories.includes(category)).flatMap((law) => law.roles),
    never: roles.filter((role) => !policy.roles[role].read.includes(category)),
    hands: Object.keys(policy.functions).filter((one) => policy.functions[one].write.includes(category)),
  });
  return Object.fromEntries(policy.categories.known.map((category) => [category, rowOf(category)]));
}

/** What a member of a content may be in a role (category_rules.json): by role, category and member. */
function roleValues() {
  const made = {};
  for (const { category, role, member, values } of JSON.parse(readSeen(join(schemas, "category_rules.json"))).values) {
    ((made[role] ??= {})[category] ??= {})[member] = values;
  }
  return made;
}

const files = [];
/** @param {string} path @param {string} type @param {string} text */
const add = (path, type, text) => files.push({ path, type, text });

const modules = await Modules.of(read, packages, catalogues());
modules.made["#readers"] = `export default ${JSON.stringify(readers())};\n`;
modules.made["#values"] = `export default ${JSON.stringify(roleValues())};\n`;
const workers = list("", ".worker.js").map((name) => [name, modules.path(name)]);
modules.made["#workers"] = `export default ${JSON.stringify(Object.fromEntries(workers))};\n`;
const app = modules.path("app.js");
for (const { path, text } of modules.done.values()) {
  add(path, "text/javascript; charset=utf-8", text);
}

const style = list("style", ".css").map(read).join("\n");
const stylePath = `/web/style.${digest(style)}.css`;
add(stylePath, "text/css; charset=utf-8", style);
const icon = read("icon.svg");
const iconPath = `/web/icon.${digest(icon)}.svg`;
add(iconPath, "image/svg+xml", icon);
const manifest = read("manifest.webmanifest").replaceAll("{{icon}}", iconPath);
const manifestPath = `/web/manifest.${digest(manifest)}.webmanifest`;
add(manifestPath, "application/manifest+json", manifest);

const preload = modules
  .closure("app.js")
  .slice(1)
  .map((name) => `<link rel="modulepreload" href="${modules.path(name)}">`)
  .join("\n");
add(
  "/",
  "text/html; charset=utf-8",
  read("index.html")
    .replaceAll("{{app}}", app)
    .replaceAll("{{style}}", stylePath)
    .replaceAll("{{icon}}", iconPath)
    .replaceAll("{{manifest}}", manifestPath)
    .replaceAll("{{preload}}", preload),
);

/** As the table has it. @param {string} path */
const nameOf = (path) => path.replace("/web/", "");

/** @param {Buffer} bytes */
function asArray(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 24) {
    text += `    ${[...bytes.subarray(at, at + 24)].join(",")},\n`;
  }
  return text;
}

const arrays = [];
const rows = [];
files.sort((a, b) => (a.path < b.path ? -1 : 1));
files.forEach(({ path, type, text }, i) => {
  const bytes = gzipSync(Buffer.from(text), { level: 9 });
  arrays.push(`static const unsigned char file_${i}[] = {\n${asArray(bytes)}};\n`);
  rows.push(`    {"${nameOf(path)}", "${type}", file_${i}, ${bytes.length}},\n`);
});
writeFileSync(
  out,
  `/* Made by client/web/build/build.mjs. */
#include "service/web/web.h"

${arrays.join("")}
const struct web_file web_files[] = {
${rows.join("")}};
const size_t web_files_count = sizeof web_files / sizeof web_files[0];
`,
);
writeFileSync(`${out}.d`, `${out}: ${[...seen].map((path) => path.replaceAll(" ", "\\ ")).join(" ")}\n`);
// What the first view needs: the document, its style, and all that runs before anything is drawn.
const first = ["/", stylePath, ...modules.closure("app.js").map((name) => modules.path(name))];
const size = rows.reduce(
  (sum, row) => sum + (first.some((path) => row.includes(`"${nameOf(path)}"`)) ? Number(row.match(/(\d+)},$/m)[1]) : 0),
  0,
);
console.log(`web: ${files.length} files; the first view is ${first.length} of them, ${size} bytes compressed`);
