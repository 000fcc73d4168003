// The check of a dossier's access log: a worker computes, and the page asks the server for what it needs, and shows the
// lines meanwhile. What was proven is kept on this device (core/kept.js).
import { signal } from "@preact/signals";
import workers from "#workers";
import { firstPage } from "../check/first.js";
import { get, newestAnswer } from "./api.js";
import { keepLog, readKept } from "./kept.js";

/** @typedef {{path: string, query: any, text: string, request: string | null}} Asked */
/**
 * @typedef {object} Checking
 * @property {any[]} items as the server shows them, newest first
 * @property {any} outcome of the check; null: not yet
 * @property {number} checked
 * @property {number} of
 * @property {number} at when it began
 * @property {boolean} busy
 * @property {any} error why not even the first page is there
 * @property {boolean} older there are older lines
 */

/** @type {Map<string, import("@preact/signals").Signal<Checking>>} */
const checks = new Map();
/** @typedef {{text: string, request: string | null}} Answered */
/** first: the first page, which is asked for while the worker starts.
 * @typedef {{worker: Worker, asked: Asked[], before: any, first: Promise<Answered> | null}} Run */
/** @type {Map<string, Run>} */
const runs = new Map();
/** @returns {Checking} */
const fresh = () => ({
  items: [],
  outcome: null,
  checked: 0,
  of: 0,
  at: Date.now(),
  busy: true,
  error: null,
  older: false,
});

/** A URL of ours, which Trusted Types ask for: the only place of the page that makes one. */
const urls = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("tnw", {
  createScriptURL: (/** @type {string} */ url) => url,
});

function startWorker() {
  const path = workers["check/log.worker.js"];
  return new Worker(urls === undefined ? path : urls.createScriptURL(path), { type: "module" });
}

/** @param {string} dossier */
export function checkOf(dossier) {
  let found = checks.get(dossier);
  if (found === undefined) {
    found = signal(fresh());
    checks.set(dossier, found);
  }
  return found;
}

/** Whether it was begun, and what it found is here. @param {string} dossier */
export const isChecking = (dossier) => runs.has(dossier);

/** Nothing that was shown is kept here; what was proven is. */
export function forgetChecks() {
  runs.forEach(({ worker }) => worker.terminate());
  runs.clear();
  checks.clear();
}

/** @param {string} dossier @param {Partial<Checking>} change */
function change(dossier, change) {
  const of = checkOf(dossier);
  of.value = { ...of.value, ...change };
}

/** What the worker asks for. An empty text: there is none (204). @param {string} path @param {any} query */
async function fetchFor(path, query) {
  const response = await get(path, { query, as: "response" });
  return { text: await response.text(), request: response.headers.get("TNW-Request") };
}

/** What has not the form of a line is not shown, so that the check's word on it can be. @param {any} item */
function canBeShown(item) {
  const isText = (/** @type {any} */ value) => typeof value === "string";
  const isParty = (/** @type {any} */ value) => value === null || (isText(value?.id) && isText(value.name ?? ""));
  return (
    [item?.action, item?.decision, item?.ground, item?.time].every(isText) &&
    !Number.isNaN(Date.parse(item.time)) &&
    [item.role, item.purpose].every((value) => value === null || isText(value)) &&
    [item.actor, item.organisation, item.for].every(isParty) &&
    Array.isArray(item.categories) &&
    item.categories.every(isText)
  );
}

/** The lines of a page, which are shown before they are checked. @param {string} dossier @param {string} text */
function show(dossier, text) {
  try {
    const page = JSON.parse(text);
    const lines = page.items.filter(canBeShown);
    change(dossier, { items: [...checkOf(dossier).value.items, ...lines], older: page.next !== null });
  } catch {
    // The check says what is wrong with it.
  }
}

/** @param {string} dossier @param {Run} run @param {any} message */
async function answer(dossier, run, { number, path, query }) {
  try {
    const got = await (run.first ?? fetchFor(path, query));
    run.first = null;
    run.asked.push({ path, query, ...got });
    if (path.endsWith("/access-log") && run.asked.length > 1) {
      show(dossier, got.text);
    }
    run.worker.postMessage({ kind: "answer", number, answer: got });
  } catch {
    run.worker.postMessage({ kind: "answer", number, answer: null });
  }
}

/** @param {string} dossier @param {any} outcome */
function settle(dossier, outcome) {
  const before = checkOf(dossier).value.outcome;
  if (outcome.state === "holds") {
    keepLog(outcome.kept, dossier);
  }
  // Older lines that hold leave the result as it was; one that does not is the result.
  const kept = outcome.state !== "fault" && before?.state === "holds" ? before : outcome;
  change(dossier, { outcome: kept, busy: false });
}

/** Reads and checks anew. @param {string} dossier */
export function startCheck(dossier) {
  runs.get(dossier)?.worker.terminate();
  checkOf(dossier).value = fresh();
  const before = readKept();
  const last = newestAnswer(dossier);
  const expected = last === null ? [] : [{ ...last, leaf: null }];
  try {
    const { path, query } = firstPage(dossier);
    /** @type {Run} */
    const run = { worker: startWorker(), asked: [], before, first: fetchFor(path, query) };
    runs.set(dossier, run);
    run.first?.then(
      ({ text }) => show(dossier, text),
      (error) => change(dossier, { error }),
    );
    run.worker.addEventListener("message", ({ data }) => {
      if (data.kind === "ask") {
        void answer(dossier, run, data);
      } else if (data.kind === "progress") {
        change(dossier, { checked: data.checked, of: data.of });
      } else {
        settle(dossier, data.outcome);
      }
    });
    run.worker.addEventListener("error", () => settle(dossier, { state: "cannot", text: "worker" }));
    run.worker.postMessage({ kind: "run", given: { dossier, kept: before, expected } });
  } catch (error) {
    settle(dossier, { state: "cannot", text: String(error) });
  }
}

/** Older lines, checked as they come. @param {string} dossier */
export function readOlder(dossier) {
  change(dossier, { busy: true });
  runs.get(dossier)?.worker.postMessage({ kind: "more" });
}

/** All that somebody else needs to find the same: the answers, and what was kept before them.
 * @param {string} dossier */
export function evidenceOf(dossier) {
  const run = runs.get(dossier);
  const { outcome } = checkOf(dossier).value;
  const { kept: _, ...result } = outcome ?? {};
  const whole = { type: "tnw/access-log-evidence/v1", result, kept: run?.before ?? null, answers: run?.asked ?? [] };
  return new Blob([JSON.stringify(whole)], { type: "application/json" });
}
