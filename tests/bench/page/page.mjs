// How long after its last answer the screen of a view stands, on a processor four times as slow:
//   page.mjs BUILD_DIR SANDBOX_JSON [END_OF_A_ROUTE...]
// Printed for each view, of some taps: median and worst where it is the first view of a page just opened, which reads
// all that it shows and runs for the first time, and when what lies below the screen stands as well; and where the
// reader comes back to it, from the tap.
import { openAs, readSandbox } from "../../browser/browser.mjs";
import { tellZone } from "../../browser/story_zone.mjs";

const ROUNDS = 5;
const SLOWER = 4;
const LIMIT_MS = 100;
const QUIET_MS = 400;

/**
 * In the page: goes there, waits until the view no longer changes, and says how long after an answer a change was
 * painted at most: of what is on the screen, and of all. What the page asks of the inbox by itself is shown beside the
 * view, only to a patient in it.
 * @param {{route: string, state?: any, quiet: number}} to state: what the history holds of that visit
 */
async function tap({ route, state, quiet }) {
  const main = document.querySelector("main");
  const draws = [];
  let changed = 0;
  let nodes = [];
  const painted = () => {
    draws.push({ changed, painted: performance.now(), nodes });
    changed = 0;
    nodes = [];
  };
  const observer = new MutationObserver((records) => {
    if (changed === 0) {
      // It runs behind the frame in which it was asked for, and before what the page does next.
      requestAnimationFrame(() => scheduler.postTask(painted, { priority: "user-blocking" }));
    }
    changed = performance.now();
    nodes.push(...records.flatMap(({ addedNodes, target }) => (addedNodes.length > 0 ? [...addedNodes] : [target])));
  });
  const isOnScreen = (node) => {
    const range = document.createRange();
    range.selectNode(node);
    const box = (node instanceof Element ? node : range).getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
  };
  observer.observe(main, { subtree: true, childList: true, characterData: true });
  performance.clearResourceTimings();
  const begun = performance.now();
  history.pushState(state ?? null, "", `#/${route}`);
  dispatchEvent(new HashChangeEvent("hashchange"));
  let before = -1;
  while (before !== draws.length || draws.length === 0 || changed !== 0) {
    before = draws.length;
    await new Promise((resolve) => setTimeout(resolve, quiet));
  }
  observer.disconnect();
  const answers = performance
    .getEntriesByType("resource")
    .filter(({ name }) => route.startsWith("patient/") || !/\/v1\/inbox\?(?!.*limit=200)/.test(name))
    .map((entry) => entry.responseEnd);
  const wait = (one) => one.painted - Math.max(begun, ...answers.filter((end) => end <= one.changed));
  // What is gone again, as the word that it takes a while, is not what was asked for.
  const kept = draws.map((one) => ({ ...one, nodes: one.nodes.filter((node) => node.isConnected) }));
  const latest = (isMeant) => Math.max(...kept.filter(({ nodes }) => nodes.some(isMeant)).map(wait));
  return { screen: latest(isOnScreen), whole: latest(() => true) };
}

/** @param {number[]} times */
function said(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1], worst: sorted[sorted.length - 1] };
}

const sandbox = readSandbox(process.argv[3]);
const { dossier, thread, casus } = await tellZone(sandbox);
const noFilter = { actor: "", dossier: "", organisation: "", request: "", action: "", decision: "", ground: "" };
/** @type {Record<string, (string | {route: string, state: any})[]>} */
const views = {
  patient: ["start", "tijdlijn", "toestemmingen", "wie-keek", "toestemmingen/geven/1", "vragenlijst/1"].map(
    (view) => `patient/${dossier}/${view}`,
  ),
  huisarts: [
    "huisarts/postvak",
    "huisarts/te-doen",
    `huisarts/${dossier}`,
    `huisarts/${dossier}/overleg/${thread}`,
    { route: "huisarts/gids", state: { guide: { q: "", help: "", zone: "Leuven" } } },
    `huisarts/casus/${casus}`,
  ],
  tnw_coordinator: ["tnw_coordinator/te-doen"],
  werkgever: [`werkgever/${dossier}`],
  auditor: [{ route: "auditor/zoeken", state: { filters: noFilter } }],
};
const only = process.argv.slice(4);
let held = true;
for (const [actor, routes] of Object.entries(views)) {
  const wanted = routes.map((to) => (typeof to === "string" ? { route: to } : to));
  const chosen = wanted.filter(({ route }) => only.length === 0 || only.some((text) => route.endsWith(text)));
  if (chosen.length === 0) {
    continue;
  }
  const { page, context, close, url } = await openAs(sandbox, actor);
  const devtools = await context.newCDPSession(page);
  for (const to of chosen) {
    /** @type {Record<"first" | "again", {screen: number, whole: number}[]>} */
    const times = { first: [], again: [] };
    for (let i = 0; i < ROUNDS; i++) {
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
      await page.goto("about:blank");
      await page.goto(`${url}/#/hulp`, { waitUntil: "networkidle" });
      await page.getByRole("heading", { level: 1 }).waitFor();
      await devtools.send("HeapProfiler.collectGarbage"); // what the document before it left, which no reader has
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      for (const visit of [times.first, times.again]) {
        visit.push(await page.evaluate(tap, { ...to, quiet: QUIET_MS }));
        await page.evaluate(tap, { route: "hulp", quiet: QUIET_MS });
      }
    }
    const [first, again] = [times.first, times.again].map((visits) => said(visits.map((one) => one.screen)));
    const { median: whole } = said(times.first.map((one) => one.whole));
    held &&= first.median <= LIMIT_MS && again.median <= LIMIT_MS;
    const text = ({ median, worst }) => `${median.toFixed(0)} ms, at worst ${worst.toFixed(0)}`;
    const name = to.route.replace(/(dos|thr|cas)_\w+/g, "…");
    console.log(
      `bench: ${name}: ${text(first)} behind its answers, whole ${whole.toFixed(0)}; come back to: ${text(again)}`,
    );
  }
  await close();
}
console.log(`bench: at most ${LIMIT_MS} ms on a processor ${SLOWER} times as slow: ${held ? "holds" : "NOT HELD"}`);
