// How long after its last answer a view stands, on a processor four times as slow: page.mjs BUILD_DIR SANDBOX_JSON
// Printed for each view, the worst and the median of some taps; beside it, what the first view weighs.
import { openAs, readSandbox } from "../../browser/browser.mjs";
import { tellStory } from "../../browser/story.mjs";

const TAPS = 7;
const SLOWER = 4;
const LIMIT_MS = 100;
const QUIET_MS = 400;

/** In the page: notes when something was last drawn. */
function watch() {
  window.tnwDrawn = 0;
  const observer = new MutationObserver(() => requestAnimationFrame(() => (window.tnwDrawn = performance.now())));
  const all = { subtree: true, childList: true, characterData: true };
  addEventListener("DOMContentLoaded", () => observer.observe(document, all));
}

/**
 * In the page: goes there, waits until nothing moves any more, and says how long the drawing took after the
 *   answers.
 */
async function tap([hash, quiet]) {
  performance.clearResourceTimings();
  const begun = performance.now();
  location.hash = hash;
  let drawn = 0;
  do {
    drawn = window.tnwDrawn;
    await new Promise((resolve) => setTimeout(resolve, quiet));
  } while (window.tnwDrawn !== drawn || window.tnwDrawn < begun);
  const answers = performance
    .getEntriesByType("resource")
    .filter((entry) => !entry.name.includes("/v1/inbox"))
    .map((entry) => entry.responseEnd)
    .filter((end) => end <= window.tnwDrawn);
  return window.tnwDrawn - Math.max(begun, ...answers);
}

/** @param {number[]} times */
function said(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1], worst: sorted[sorted.length - 1] };
}

const sandbox = readSandbox(process.argv[3]);
const { dossier, thread } = await tellStory(sandbox);
const views = {
  patient: ["start", "tijdlijn", "toestemmingen", "wie-keek"].map((view) => `patient/${dossier}/${view}`),
  huisarts: ["huisarts/postvak", "huisarts/te-doen", `huisarts/${dossier}`, `huisarts/${dossier}/overleg/${thread}`],
};
let held = true;
for (const [actor, routes] of Object.entries(views)) {
  const { page, context, close, url } = await openAs(sandbox, actor);
  await page.addInitScript(watch);
  await page.goto(`${url}/#/hulp`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  for (const route of routes) {
    const times = [];
    for (let i = 0; i < TAPS; i++) {
      times.push(await page.evaluate(tap, [`#/${route}`, QUIET_MS]));
      await page.evaluate(tap, ["#/hulp", QUIET_MS]);
    }
    const { median, worst } = said(times);
    held &&= median <= LIMIT_MS;
    const name = route.replace(/(dos|thr)_\w+/g, "…");
    console.log(`bench: ${name}: ${median.toFixed(0)} ms after its last answer, at worst ${worst.toFixed(0)}`);
  }
  await close();
}
console.log(`bench: at most ${LIMIT_MS} ms on a processor ${SLOWER} times as slow: ${held ? "holds" : "NOT HELD"}`);
