// How long after its last answer the screen of a view stands, on a processor four times as slow:
//   page.mjs BUILD_DIR SANDBOX_JSON [--beside SANDBOX_JSON] [END_OF_A_ROUTE...]
// Printed for each view, of some taps: median and worst where it is the first view of a page just opened, which reads
// all that it shows and runs for the first time, and when what lies below the screen stands as well; and where the
// reader comes back to it, from the tap. In turn with them: what the browser alone needs for the same screen, and how
// fast the processor is just then. --beside: the same of another build, in turn with the first.
import { readSandbox } from "../../browser/browser.mjs";
import { tellZone } from "../../browser/story_zone.mjs";
import { openBare } from "./bare.mjs";
import { floor, score, tap } from "./inside.mjs";

const ROUNDS = 5;
const SLOWER = 4;
const LIMIT_MS = 100;
const QUIET_MS = 400;
/** What `score` says of the machine that the limit is meant for, at SLOWER; README.md says which one. */
const REFERENCE_MS = 4;
/** Slower than so many times that, others use the processor: a score says too much then, and nothing is judged.
 * Chromium itself slows it down 5 to 6 times where it is asked for 4. */
const BUSY = 3;
const noFilter = { actor: "", dossier: "", organisation: "", request: "", action: "", decision: "", ground: "" };
/** The views that each actor opens. @param {{dossier: string, thread: string, casus: string}} ids
 * @returns {Record<string, (string | {route: string, state: any})[]>} */
const viewsOf = ({ dossier, thread, casus }) => ({
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
});

/** A document just opened, on the slow processor, with nothing left of the one before. */
async function open({ send, goto, url }, { ours }) {
  await send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await send("Page.setBypassCSP", { enabled: !ours }); // it lets nobody set markup
  await goto(`${url}/#/hulp`);
  await send("HeapProfiler.collectGarbage");
  await send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
}

/** One visit and its floor. slow: how much slower than the reference the processor was beside it. */
async function round(browser, to) {
  const { run } = browser;
  const times = {};
  await open(browser, { ours: true });
  const scores = [await run(score)];
  for (const visit of ["first", "again"]) {
    times[visit] = await run(tap, { ...to, quiet: QUIET_MS });
    await run(tap, { route: "hulp", quiet: QUIET_MS });
  }
  scores.push(await run(score));
  await open(browser, { ours: false });
  const [floorFirst, floorAgain] = await run(floor, { markup: times.first.markup, quiet: QUIET_MS });
  scores.push(await run(score));
  const slow = median(scores) / REFERENCE_MS;
  const { screen: first, whole } = times.first;
  const { screen: again } = times.again;
  return { first, whole, again, floor: floorFirst, floorAgain, slow, scaled: first / slow, scaledAgain: again / slow };
}

/** @param {number[]} values */
const sorted = (values) => [...values].sort((a, b) => a - b);
/** @param {number[]} values */
const median = (values) => sorted(values)[values.length >> 1];

/** @param {any[]} rounds @returns {{text: string, holds: boolean}} */
function said(rounds) {
  const of = (name) => rounds.map((one) => one[name]);
  const ms = (name) => median(of(name)).toFixed(0);
  const both = (name) => `${ms(name)} ms (worst ${Math.max(...of(name)).toFixed(0)})`;
  const ratio = (name, below) => (median(of(name)) / median(of(below))).toFixed(1);
  const slow = median(of("slow"));
  const within = median(of("scaled")) <= LIMIT_MS && median(of("scaledAgain")) <= LIMIT_MS;
  const holds = within && slow <= BUSY;
  const end = holds ? "" : slow > BUSY ? " NOT JUDGED, others use the processor" : " NOT HELD";
  const text = [
    `${both("first")} behind its answers, floor ${ms("floor")}, ratio ${ratio("first", "floor")}, whole ${ms("whole")}`,
    `come back to: ${both("again")}, floor ${ms("floorAgain")}, ratio ${ratio("again", "floorAgain")}`,
    `processor ${slow.toFixed(2)}, so ${ms("scaled")} and ${ms("scaledAgain")}${end}`,
  ];
  return { text: text.join("; "), holds };
}

/** Those of the routes that are wanted, each as {route, state}. */
const chosen = (routes, only) =>
  routes
    .map((to) => (typeof to === "string" ? { route: to } : to))
    .filter(({ route }) => only.length === 0 || only.some((text) => route.endsWith(text)));

const [, , , first, ...rest] = process.argv;
const beside = rest[0] === "--beside" ? [rest[1]] : [];
const wanted = rest.slice(2 * beside.length);
const sides = [];
for (const path of [first, ...beside]) {
  const sandbox = readSandbox(path);
  sides.push({ sandbox, views: viewsOf(await tellZone(sandbox)) });
}
let held = true;
for (const actor of Object.keys(sides[0].views)) {
  const routes = sides.map(({ views }) => chosen(views[actor], wanted));
  if (routes[0].length === 0) {
    continue;
  }
  const browsers = [];
  for (const { sandbox } of sides) {
    browsers.push(await openBare(sandbox, actor));
  }
  for (const i of routes[0].keys()) {
    const rounds = sides.map(() => []);
    for (let n = 0; n < ROUNDS; n++) {
      for (const [side, browser] of browsers.entries()) {
        rounds[side].push(await round(browser, routes[side][i]));
      }
    }
    for (const [side, ours] of rounds.entries()) {
      const { text, holds } = said(ours);
      held &&= side > 0 || holds;
      const name = routes[0][i].route.replace(/(dos|thr|cas)_\w+/g, "…");
      console.log(`bench: ${side > 0 ? "beside: " : ""}${name}: ${text}`);
    }
  }
  for (const { close } of browsers) {
    await close();
  }
}
console.log(
  `bench: at most ${LIMIT_MS} ms on a processor ${SLOWER} times as slow, at the speed of the reference: ` +
    `${held ? "holds" : "NOT HELD, or not judged"}`,
);
