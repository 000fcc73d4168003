// What a class looks like stands in one file of the style: who changes it finds all of it there. Rules for paper,
// widths and forced colours, and what a class is within another one, stand where they belong. styles.mjs SOURCE_DIR
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.argv[2], "client/web/src/style");

/** Outside of rules that hold only sometimes. @param {string} style */
function* selectors(style) {
  let depth = 0;
  let conditional = 0;
  let head = "";
  for (const char of style.replace(/\/\*[^]*?\*\//g, "")) {
    if (char === "{") {
      conditional = conditional === 0 && head.trim().startsWith("@") ? depth + 1 : conditional;
      if (conditional === 0) {
        yield* head.split(",").map((one) => one.trim());
      }
      depth++;
      head = "";
    } else if (char === "}") {
      conditional = conditional === depth ? 0 : conditional;
      depth--;
      head = "";
    } else {
      head += char === ";" ? "" : char;
    }
  }
}

/** The class that a rule is about by itself: ".name" or "tag.name", whatever its state. @param {string} selector */
const classOf = (selector) => selector.match(/^[a-z0-9]*\.([\w-]+)(:[\w-]+(\(.*\))?)*$/)?.[1];

/** @type {Map<string, Set<string>>} */
const places = new Map();
for (const file of readdirSync(folder).sort()) {
  for (const selector of selectors(readFileSync(join(folder, file), "utf8"))) {
    const name = classOf(selector);
    if (name !== undefined) {
      places.set(name, (places.get(name) ?? new Set()).add(file));
    }
  }
}
const doubles = [...places].filter(([, files]) => files.size > 1);
doubles.forEach(([name, files]) => console.error(`.${name} stands in ${[...files].join(" and ")}`));
console.log(`${places.size} classes, ${doubles.length} of them in two places`);
process.exitCode = doubles.length > 0 || places.size === 0 ? 1 : 0;
