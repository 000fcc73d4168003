#!/usr/bin/env node
// Every view of routes.js as somebody who may see it: light, dark, on a phone, on paper, in few colours, with wide
// text, and with a dossier that is full of markup. A new route joins by itself; a new part of an address wants a row in
// PARTS. Screenshots stand in BUILD/screenshots. TNW_VIEWS: only the views whose address this pattern fits.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { routes as every } from "../../../client/web/src/routes.js";
import { openAs, readSandbox } from "../browser.mjs";
import { tellForeign } from "./foreign.mjs";
import * as look from "./looks.mjs";
import { person } from "../people.mjs";
import { dayIn } from "../story.mjs";
import { tellZone } from "../story_zone.mjs";

const WIDE = { width: 1200, height: 900 };
const PHONE = { width: 320, height: 700 };
const NAMES = ["Willems", "Claes", "Peeters", "Jacobs", "Wouters", "85021595110", "85.02.15"];
/** Roles that see another page at an address for every professional. */
const OTHERS = ["tnw_coordinator", "arbeidsarts", "werkgever", "hulpverlener"];

const routes = every.filter(({ path }) => new RegExp(process.env.TNW_VIEWS ?? "").test(path));
const sandbox = readSandbox(process.argv[3]);
const pictures = join(process.argv[2], "screenshots");
mkdirSync(pictures, { recursive: true });

/** @param {any} story */
async function partsOf(story) {
  const consents = (await story.patient.get(`/v1/dossiers/${story.dossier}/consents`)).items;
  return {
    dossier: story.dossier,
    rule: "w4_info",
    about: "w4_info",
    step: "w4_info",
    which: "arbeidsarts",
    fragment: story.fitNote,
    thread: story.thread,
    request: story.asked,
    consent: consents[0].id,
    preset: "coordinator_wat_ik_kan",
    actor: story.actor ?? story.arbeidsarts.id,
    category: "fit_note",
    seq: "5",
    place: "1",
    part: "goals",
    question: "1",
    code: "progressieve_tewerkstelling",
    measure: "progressieve_tewerkstelling",
    fiche: story.own,
    casus: story.casus,
    moment: story.moment,
  };
}

/** Two who help take part too and read what the patient says; else their views are refusals. @param {any} story */
async function withHelpers(story) {
  const at = `/v1/dossiers/${story.dossier}`;
  for (const { id, role } of ["bemiddelaar", "hulpverlener"].map((name) => person(sandbox, name))) {
    await story.patient.post(`${at}/participants`, { actor: id, role });
    await story.patient.post(`${at}/consents`, {
      effect: "grant",
      grantee: { actor: id },
      categories: ["fit_note", "arbeidspotentieel"],
      actions: ["read"],
      purposes: ["tnw_traject"],
      until: dayIn(90),
    });
  }
  return story;
}

/** @param {string} path @param {Record<string, string>} parts @param {string} role */
function fill(path, parts, role) {
  return path
    .split("/")
    .map((part) => {
      const name = part.slice(1);
      assert.ok(!part.startsWith(":") || name === "role" || name in parts, `PARTS lacks a row for ${part} of ${path}`);
      return !part.startsWith(":") ? part : name === "role" ? role : parts[name];
    })
    .join("/");
}

/** Who opens it: the role of the address, or somebody whom it is for. @param {string} path */
function actorFor(path) {
  const first = path.split("/")[0];
  return first === ":role"
    ? "huisarts"
    : sandbox.said.actors[first]
      ? first
      : path === "rol"
        ? "arts_en_patient"
        : "patient";
}

/** Each person keeps one browser for all their views. */
function windows() {
  const open = new Map();
  return {
    async of(/** @type {string} */ actor) {
      if (!open.has(actor)) {
        open.set(actor, await openAs(sandbox, actor, { viewport: WIDE, shared: true }));
      }
      return open.get(actor);
    },
    close: () => Promise.all([...open.values()].map((one) => one.close())),
  };
}

/** alone: in a document of its own, so that nothing is left of the view before; else as somebody who goes there.
 * @param {any} window @param {string} at @param {{alone?: boolean}} [how] */
async function visit({ page, url, said, asked }, at, { alone = false } = {}) {
  said.length = 0;
  asked.length = 0;
  if (alone || page.url().endsWith(`/#/${at}`)) {
    await page.goto("about:blank"); // where it is already nothing would happen
  }
  await page.setViewportSize(WIDE);
  await look.leave(page);
  await page.goto(`${url}/#/${at}`);
  await look.settle(page);
  return [
    ...said.map((/** @type {string} */ line) => `says to the console: ${line}`),
    ...asked
      .filter((/** @type {string} */ line) => !/ about:/.test(line) && !line.includes(` ${url}/`))
      .map((/** @type {string} */ line) => `asks ${line}`),
  ];
}

/** @param {any} page @param {string} name */
async function lookAt(page, name) {
  const picture = (/** @type {string} */ kind) =>
    page.screenshot({ path: join(pictures, `${name}.${kind}.png`), fullPage: true });
  const findings = await look.findWithAxe(page);
  await picture("light");
  findings.push(...(await look.findWithForcedColours(page)), ...(await look.findOnPaper(page)));
  await page.emulateMedia({ colorScheme: "dark" });
  findings.push(...(await look.findWithAxe(page, { dark: true })));
  await picture("dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(PHONE);
  findings.push(...(await look.findAside(page)));
  await picture("phone");
  findings.push(...(await look.findCutOff(page)));
  return findings;
}

const story = await withHelpers(await tellZone(sandbox));
const parts = await partsOf(story);
const foreign = await partsOf(await withHelpers(await tellForeign(sandbox)));
const people = windows();

for (const { path } of routes) {
  test(`#/${path}`, async () => {
    const actor = actorFor(path);
    const window = await people.of(actor);
    const at = fill(path, parts, actor);
    const findings = await visit(window, at, { alone: true });
    findings.push(
      ...(await look.findInDocument(window.page, { names: NAMES, ids: actor === "auditor" || actor === "beheerder" })),
    );
    findings.push(...(await lookAt(window.page, path.replaceAll("/", ".").replaceAll(":", ""))));
    assert.deepEqual(findings, []);
  });
}

for (const { path } of routes.filter((route) => route.path.startsWith(":role/"))) {
  for (const role of OTHERS) {
    test(`#/${path} as ${role}`, async () => {
      const window = await people.of(role);
      // May be refused, in words; an employer is led to the one view of theirs, which may be the one that is shown.
      await visit(window, fill(path, parts, role), { alone: role === "werkgever" });
      const findings = await look.findInDocument(window.page, { names: NAMES });
      findings.push(...(await look.findWithAxe(window.page, { anew: false })));
      await window.page.setViewportSize(PHONE);
      findings.push(...(await look.findAside(window.page)));
      assert.deepEqual(findings, []);
    });
  }
}

for (const { path } of routes.filter((route) => /:(dossier|casus|moment|fiche|actor)\b/.test(route.path))) {
  test(`#/${path} full of markup`, async () => {
    const actor = actorFor(path) === "patient" ? "patient3" : actorFor(path);
    const window = await people.of(actor);
    const asked = [];
    window.page.on("dialog", (dialog) => (asked.push(dialog.message()), dialog.dismiss()));
    const findings = await visit(window, fill(path, foreign, actor), { alone: path.includes("/geven/") });
    const with_ = { names: ["Verhaegen", "<img", "zz9"], ids: actor === "beheerder" };
    findings.push(...asked, ...(await look.findInDocument(window.page, with_)));
    await window.page.setViewportSize(PHONE);
    findings.push(...(await look.findAside(window.page)));
    assert.deepEqual(findings, []);
  });
}

test("the browsers end", () => people.close());
