// Modules and what they import. Each file of the page is served under a name that holds the hash of its content, so a
// browser may keep it for ever; in its content the names of what it imports hold theirs. Hence: depth first, no
// circles.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";

const VENDORS = {
  preact: "preact/dist/preact.mjs",
  "preact/hooks": "preact/hooks/dist/hooks.mjs",
  "@preact/signals": "@preact/signals/dist/signals.mjs",
  "@preact/signals-core": "@preact/signals-core/dist/signals-core.mjs",
  htm: "htm/dist/htm.mjs",
};

/** To the browser: compile all functions while the module is fetched, beside the page's own thread, rather than one by
 * one when a view first runs. A browser that does not know it takes it as a comment. */
const EAGER = "//# allFunctionsCalledOnLoad\n";

/** @param {string} text */
export function digest(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** What finds the imports of a module, of a package. @param {string} packages node_modules */
async function lexer(packages) {
  const { init, parse } = await import(pathToFileURL(join(packages, "es-module-lexer/dist/lexer.js")).href);
  await init;
  return parse;
}

/** The files of the page, by the names that modules know each other by: "core/api.js", "vendor/htm.js", "#words". */
export class Modules {
  /**
   * @param {(path: string) => string} read the text of a file of ours
   * @param {string} packages node_modules
   * @param {Record<string, string>} made the text of modules that no file holds, by "#name" or path
   */
  static async of(read, packages, made) {
    return new Modules(read, packages, made, await lexer(packages));
  }

  /** @private */
  constructor(read, packages, made, parse) {
    this.parse = parse;
    this.read = read;
    this.packages = packages;
    this.made = made;
    /** @type {Map<string, {path: string, text: string, imports: string[]}>} */
    this.done = new Map();
    /** @type {string[]} */
    this.under = [];
  }

  /** @param {string} name */
  text(name) {
    if (name in this.made) {
      return this.made[name];
    }
    if (name.startsWith("vendor/")) {
      const file = VENDORS[name.slice("vendor/".length, -".js".length)];
      return readFileSync(join(this.packages, file), "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
    }
    return this.read(name);
  }

  /** @param {string} from @param {string} specifier */
  resolve(from, specifier) {
    if (specifier.startsWith("#")) {
      return specifier;
    }
    if (specifier.startsWith(".")) {
      return posix.join(posix.dirname(from), specifier);
    }
    if (!(specifier in VENDORS)) {
      throw new Error(`${from} imports ${specifier}, which is none of ours`);
    }
    return `vendor/${specifier}.js`;
  }

  /** Where it is served. @param {string} name @returns {string} */
  path(name) {
    const done = this.done.get(name);
    if (done !== undefined) {
      return done.path;
    }
    if (this.under.includes(name)) {
      throw new Error(`a circle: ${[...this.under, name].join(" → ")}`);
    }
    this.under.push(name);
    const file = this.make(name);
    this.under.pop();
    this.done.set(name, file);
    return file.path;
  }

  /** @param {string} name */
  make(name) {
    const before = this.text(name);
    const imports = [];
    let text = "";
    let at = 0;
    for (const found of this.parse(before, name)[0]) {
      if (found.type === "import-meta") {
        continue;
      }
      if (found.specifier === null) {
        throw new Error(`${name}: an import of what only the browser would know`);
      }
      const target = this.resolve(name, found.specifier);
      const path = this.path(target);
      if (found.type !== "dynamic") {
        imports.push(target);
      }
      text += before.slice(at, found.start) + (found.type === "dynamic" ? JSON.stringify(path) : path);
      at = found.end;
    }
    text = EAGER + text + before.slice(at);
    const stem = name
      .replace(/^#/, "made/")
      .replace(/[^a-z0-9_/-]+/g, "-")
      .replace(/-js$|-json$/, "");
    return { path: `/web/${stem}.${digest(text)}.js`, text, imports };
  }

  /** What is fetched before it runs, itself first. @param {string} name */
  closure(name) {
    const names = [name];
    for (const next of names) {
      for (const target of this.done.get(next)?.imports ?? []) {
        if (!names.includes(target)) {
          names.push(target);
        }
      }
    }
    return names;
  }
}
