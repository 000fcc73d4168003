// From the address to a view. All routes stand behind "#": none reaches a server, a log or a referrer. A route is
// "#/ROLE[/dos_…]/…": the role is in it, so that a reload, a bookmark and two tabs keep it.
import { signal } from "@preact/signals";
import { before, here } from "./here.js";
import { passDone } from "./status.js";
import { unsent } from "./unsent.js";
import { needWords } from "./words.js";

/**
 * @typedef {object} Route
 * @property {string} path "patient/:dossier/start"; a part with ":" stands for one part of the address
 * @property {() => Promise<{default: any}>} view
 * @property {string[]} [words] areas of the catalogue that it speaks with
 * @property {string} [nav] which link of the navigation is the current one
 * @property {string[]} [not] roles of ":role" that have no such view
 */

/** View: null where there is none, or its files could not be fetched (lacking).
 * @type {import("@preact/signals").Signal<{route: Route | null, View: any, key: string}>} */
export const shown = signal({ route: null, View: null, key: "" });
/** Tries again to fetch the files of the view; null: they are here.
 * @type {import("@preact/signals").Signal<(() => void) | null>} */
export const lacking = signal(null);
/**
 * Where the reader would have gone, had there been nothing unsent.
 * @type {import("@preact/signals").Signal<string | null>}
 */
export const heldBack = signal(null);

const ROLES = [
  "patient",
  "huisarts",
  "adviserend_arts",
  "arbeidsarts",
  "tnw_coordinator",
  "bemiddelaar",
  "werkgever",
  "medewerker",
  "auditor",
  "beheerder",
  "hulpverlener",
];
const PROFESSIONALS = ROLES.filter((role) => role !== "patient" && role !== "auditor" && role !== "beheerder");

/** @param {string} part @param {string} text */
function fits(part, text) {
  return part === ":role"
    ? PROFESSIONALS.includes(text)
    : part === ":dossier"
      ? text.startsWith("dos_")
      : part.startsWith(":")
        ? text !== ""
        : part === text;
}

/** @param {string} pattern @param {string} path @returns {Record<string, string> | null} */
export function match(pattern, path) {
  const parts = pattern.split("/");
  const texts = path.split("/");
  if (parts.length !== texts.length || !parts.every((part, i) => fits(part, texts[i]))) {
    return null;
  }
  return Object.fromEntries(
    parts.map((part, i) => [part.slice(1), texts[i]]).filter((_, i) => parts[i].startsWith(":")),
  );
}

function addressed() {
  return location.hash.replace(/^#\/?/, "").replace(/\/$/, "");
}

/** @param {string} path */
export function hashOf(path) {
  return `#/${path}`;
}

/** @param {string} path @param {{replace?: boolean}} [how] */
export function go(path, how = {}) {
  if (how.replace) {
    location.replace(hashOf(path));
  } else {
    location.hash = hashOf(path);
  }
}

export function back() {
  history.back();
}

/** @param {Route[]} routes @param {string} path */
function find(routes, path) {
  const found = routes
    .map((route) => ({ route, params: match(route.path, path) }))
    .find(({ route, params }) => params !== null && !route.not?.includes(path.split("/")[0]));
  return { route: found?.route ?? null, params: found?.params ?? {} };
}

/** The view of a route, and the words that it speaks with. @param {Route | null} route */
const fetchView = async (route) =>
  route === null ? null : (await Promise.all([route.view(), needWords(route.words ?? [])]))[0];

/** So that it is here when somebody goes there. @param {Route[]} routes @param {string} path */
export const fetchAhead = (routes, path) => fetchView(find(routes, path).route);

const AGAIN_MS = 2000;
const AGAIN_MOST_MS = 60000;
let waiting = new AbortController();

/**
 * No line, or another version of the page: tries again by itself, more and more seldom, and as soon as there is a line.
 * A browser may remember for good that a file did not come; where the server answers, a new document mends that, once.
 * @param {() => void} again @param {number} tries so far
 */
async function lack(again, tries) {
  waiting = new AbortController();
  const { signal } = waiting;
  const answers =
    tries > 0 &&
    (await fetch("/", { cache: "no-store", signal })
      .then(({ ok }) => ok)
      .catch(() => false));
  if (signal.aborted) {
    return;
  }
  if (answers && !history.state?.reloaded) {
    history.replaceState({ ...history.state, reloaded: true }, "");
    location.reload();
    return;
  }
  const timer = setTimeout(again, Math.min(AGAIN_MS * 2 ** tries, AGAIN_MOST_MS));
  signal.addEventListener("abort", () => clearTimeout(timer));
  addEventListener("online", again, { once: true, signal });
}

/** @param {Route[]} routes @param {string} path @param {number} [tries] that failed before */
async function show(routes, path, tries = 0) {
  const { route, params } = find(routes, path);
  const first = path.split("/")[0];
  waiting.abort();
  const module = await fetchView(route).catch(() => undefined);
  if (addressed() !== path) {
    return; // the reader went on meanwhile
  }
  const again = () => void show(routes, path, tries + 1);
  lacking.value = module === undefined ? again : null;
  if (module === undefined) {
    void lack(again, tries);
  }
  const { role, dossier } = here.value;
  if (role !== null) {
    before.value = { role, dossier: dossier ?? (role === before.value.role ? before.value.dossier : null) };
  }
  here.value = { path, role: ROLES.includes(first) ? first : null, dossier: params.dossier ?? null, params };
  shown.value = { route, View: module?.default ?? null, key: path };
}

/** Where the reader was in each view, by its number in the history. Kept here: a browser would look for it before the
 * view is there. @type {Map<number, {top: number, focus: string | null}>} */
const places = new Map();
let going = "";
let number = 0;
let numbers = 0;
let returning = false;

/** The place to go back to; null where the view is new to the reader. */
export function placeBefore() {
  return returning ? (places.get(number) ?? null) : null;
}

function leave() {
  const row = document.activeElement?.closest("[data-row]");
  places.set(number, { top: scrollY, focus: row?.getAttribute("data-row") ?? null });
}

function enter() {
  const known = history.state?.number;
  returning = known !== undefined && known !== number;
  number = known ?? ++numbers;
  numbers = Math.max(numbers, number);
  history.replaceState({ ...history.state, number }, "");
}

/** @param {Route[]} routes @param {() => string} start where an empty address leads */
export function startRouter(routes, start) {
  history.scrollRestoration = "manual";
  const arrive = () => {
    if (addressed() === "") {
      go(start(), { replace: true });
      return;
    }
    going = addressed();
    enter();
    void show(routes, going);
  };
  addEventListener("hashchange", () => {
    if (unsent.value !== null && going !== addressed()) {
      heldBack.value = addressed();
      history.replaceState({ number }, "", hashOf(going));
      return;
    }
    leave();
    passDone();
    arrive();
  });
  addEventListener("beforeunload", (event) => {
    if (unsent.value !== null) {
      event.preventDefault();
    }
  });
  arrive();
}

/** The reader decided about what is unsent: on to where they wanted to go. */
export function goOn() {
  const path = heldBack.value;
  heldBack.value = null;
  if (path !== null) {
    go(path);
  }
}
