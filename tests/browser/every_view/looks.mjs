// What must hold of whatever view is shown: looked at in the browser, as a list of findings.
import { readFileSync } from "node:fs";
import { tool } from "../browser.mjs";

const axe = readFileSync(tool.resolve("axe-core/axe.min.js"), "utf8");

/** Elements that a view is made of. Any other one came from somebody's text, or is a mistake. */
const ELEMENTS =
  `a article aside bdi blockquote br button caption circle code dd details div dl dt fieldset figcaption figure
  footer form g h1 h2 h3 h4 header hr input kbd label legend li line main meter nav ol optgroup option output p
  path pre progress rect section select span strong sub summary sup svg table tbody td text textarea tfoot th
  thead time title tr tspan ul polyline polygon`.split(/\s+/);
/** Codes that the page has words for; ids, where they are no part of what an auditor looks for. */
const CODES = /\b(undefined|NaN|null|\[object)\b|⟦/;
const NAME = /(?<![\w@./-])[a-z]+(_[a-z0-9]+)+(?![\w@./-])/; // of a role, a category, a field
const IDS = /\b(dos|act|cns|frg|thr|msg)_[0-9A-Z]{8}/;

/** Of axe: what the law asks (WCAG 2.2 AA). Its other advice is of lesser weight, and none of it is demanded here. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Remembers the view that is shown, so that the next one is told from it. @param {any} page */
export const leave = (page) =>
  page.evaluate(() => {
    window.tnwLeft = document.querySelector("main h1");
    performance.clearResourceTimings();
  });

/** Waits until another view is there and nothing is asked any more, but for the poll. @param {any} page */
export async function settle(page) {
  await page.waitForFunction(() => {
    const heading = document.querySelector("main h1");
    return heading !== null && heading !== window.tnwLeft;
  });
  await page.waitForFunction(() => !/Even geduld…/.test(document.querySelector("main")?.textContent ?? ""));
  await page.waitForFunction(() => {
    const now = performance.now();
    const last = Math.max(0, ...performance.getEntriesByType("resource").map((entry) => entry.responseEnd));
    return now - last > 150;
  });
}

/** What was looked at already, as elements and classes. @type {Set<string>} */
const looked = new Set();

/** dark: only the colours are others than before; not anew: nothing, where the same was looked at with other words.
 * @param {any} page @param {{dark?: boolean, anew?: boolean}} [how] */
export async function findWithAxe(page, { dark = false, anew = true } = {}) {
  const form = await page.evaluate(() =>
    [...document.querySelectorAll("#app *")].map((one) => `${one.localName}.${one.className}`).join(" "),
  );
  if (!anew && looked.has(form)) {
    return [];
  }
  looked.add(form);
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(axe);
  }
  return page.evaluate(
    async (rules) => {
      const { violations } = await window.axe.run(document, { resultTypes: ["violations"], preload: false, ...rules });
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(
          ({ id, nodes }) =>
            `axe ${id}: ${nodes
              .map((node) => node.html)
              .slice(0, 3)
              .join(" ")}`,
        );
    },
    { runOnly: dark ? ["color-contrast"] : RULES },
  );
}

/** A table becomes cards a moment after the window became narrow. @param {any} page */
export async function findAside(page) {
  const fits = () => document.documentElement.scrollWidth <= innerWidth;
  await page.waitForFunction(fits, undefined, { timeout: 3000 }).catch(() => undefined);
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) {
      return [];
    }
    const wide = [...document.querySelectorAll("#app *")].filter(
      (one) => one.getBoundingClientRect().right > innerWidth,
    );
    return [
      `wider than ${innerWidth} px: ${wide
        .slice(-2)
        .map((one) => one.outerHTML.slice(0, 120))
        .join(" ")}`,
    ];
  });
}

/** Text as people set it who read with difficulty (WCAG 1.4.12): nothing is cut off. @param {any} page */
export function findCutOff(page) {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; }
      * { word-spacing: .16em !important; }
      p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
    const cut = [...document.querySelectorAll("#app *")].filter(
      (one) =>
        !one.closest(".unseen, textarea, svg, select") &&
        getComputedStyle(one).overflowX === "hidden" &&
        (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1),
    );
    const aside = document.documentElement.scrollWidth > innerWidth ? ["sideways with wide spacing of text"] : [];
    document.adoptedStyleSheets = [];
    return [...aside, ...cut.map((one) => `cut off: ${one.outerHTML.slice(0, 120)}`)];
  });
}

/** The document itself: its parts, its words, what it keeps. names: of people, which may stand in the text alone.
 * @param {any} page @param {{names: string[], ids?: boolean}} with_ */
export async function findInDocument(page, { names, ids = false }) {
  // Behind a field lies its own text, unseen, as its author typed it.
  const text = await page.evaluate(() => {
    const behind = [...document.querySelectorAll(".behind")];
    behind.forEach((one) => (one.style.display = "none"));
    const shown = document.body.innerText;
    behind.forEach((one) => (one.style.display = ""));
    return shown;
  });
  const seen = await page.evaluate(() => ({
    tags: [...new Set([...document.querySelectorAll("#app *")].map((one) => one.localName))],
    handlers: [
      ...document.querySelectorAll(
        "#app [onerror], #app [onload], #app [onclick], #app [style]:not([style='']), #app [srcdoc]",
      ),
    ].map((one) => one.outerHTML.slice(0, 120)),
    headings: document.querySelectorAll("h1").length,
    title: document.title,
    route: location.href,
    kept: JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage), history.state]),
    twice: [...document.querySelectorAll("[id]")].map((one) => one.id).filter((id, i, all) => all.indexOf(id) !== i),
    lang: document.documentElement.lang,
    whose: document.querySelector("#app header .whose")?.textContent ?? "",
    parts: ["header", "main", "footer"].filter((part) => document.querySelectorAll(`#app ${part}`).length !== 1),
  }));
  const findings = seen.tags.filter((tag) => !ELEMENTS.includes(tag)).map((tag) => `an element ${tag}`);
  const when = (/** @type {boolean} */ wrong, /** @type {string} */ text) => wrong && findings.push(text);
  when(seen.handlers.length > 0, `an attribute that runs or styles: ${seen.handlers}`);
  when(seen.headings !== 1, `${seen.headings} h1`);
  when(seen.parts.length > 0, `not one each of ${seen.parts}`);
  when(seen.lang !== "nl", `lang ${seen.lang}`);
  when(!/\S · als \S/.test(seen.whose) && !seen.route.endsWith("#/rol"), `the header: ${seen.whose}`);
  when(seen.twice.length > 0, `ids that stand twice: ${seen.twice}`);
  when(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text),
    "a hidden character",
  );
  when(CODES.test(text), `a code for a word: ${text.match(CODES)?.[0]}`);
  when(!ids && NAME.test(text), `a name of the program for a word: ${text.match(NAME)?.[0]}`);
  when(!ids && IDS.test(text), `an id: ${text.match(IDS)?.[0]}`);
  when(!/\S – TNW-dossier$/.test(seen.title), `the title ${seen.title}`);
  for (const name of names) {
    when(
      `${seen.title} ${decodeURIComponent(seen.route)} ${seen.kept}`.includes(name),
      `${name} in title, route or storage`,
    );
  }
  return findings;
}

/** On paper: the content, and nothing to tap on. @param {any} page */
export async function findOnPaper(page) {
  await page.emulateMedia({ media: "print" });
  const findings = await page.evaluate(() => {
    const shown = (/** @type {Element} */ one) => one.getClientRects().length > 0;
    const left = [...document.querySelectorAll("#app header, #app nav, #app footer, #app button, .picture")].filter(
      shown,
    );
    return [
      ...left.map((one) => `on paper: ${one.outerHTML.slice(0, 80)}`),
      ...(shown(document.querySelector("h1")) ? [] : ["no h1 on paper"]),
    ];
  });
  await page.emulateMedia({ media: "screen" });
  return findings;
}

/** With the reader's own few colours what is a box or a button has a border. @param {any} page */
export async function findWithForcedColours(page) {
  await page.emulateMedia({ forcedColors: "active" });
  const findings = await page.evaluate(() =>
    [...document.querySelectorAll("#app button:not(.plain), #app .panel, #app input, #app textarea, #app select")]
      .filter((one) => one.getClientRects().length > 0 && parseFloat(getComputedStyle(one).borderTopWidth) === 0)
      .filter((one) => !/^(radio|checkbox)$/.test(one.getAttribute("type") ?? ""))
      .map((one) => `no border in forced colours: ${one.outerHTML.slice(0, 80)}`),
  );
  await page.emulateMedia({ forcedColors: "none" });
  return findings;
}
