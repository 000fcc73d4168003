#!/usr/bin/env node
// What each role looks at most, as those meet it who do not look as others do: in the order of a screen reader, by
// keys alone, at 400 %, in the reader's own few colours, on paper. Pictures stand in BUILD/screenshots/roles.
// TNW_ROLES: only the roles that this pattern fits.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { openAs, readSandbox } from "../browser.mjs";
import { person } from "../people.mjs";
import { dayIn } from "../story.mjs";
import { tellZone } from "../story_zone.mjs";
import * as look from "./looks.mjs";
import * as order from "./order.mjs";

const WIDE = { width: 1200, height: 900 };
const PHONE = { width: 320, height: 700 };
/** A screen of 1280 × 1024 at 400 %. */
const LARGE = { width: 320, height: 256 };

const sandbox = readSandbox(process.argv[3]);
const pictures = join(process.argv[2], "screenshots/roles");
mkdirSync(pictures, { recursive: true });

/** Two who help take part and read; the engagement is written, and signed by two of three. @param {any} story */
async function withAll(story) {
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
  const content = { statement: "Samen zoeken wij halftijds werk.", goals: ["Onthaal"] };
  const { id } = await story.coordinator.post(`${at}/fragments`, { category: "engagement", content });
  for (const one of [story.coordinator, story.patient]) {
    await one.post(`${at}/fragments/${id}/signatures`, { version: 1 });
  }
  return story;
}

const story = await withAll(await tellZone(sandbox));
const { dossier, thread } = story;
const doctor = ["postvak", "te-doen", "patienten", "wie-nu", "gids", dossier, `${dossier}/overleg/${thread}`];
const helper = ["te-doen", "patienten", "gids", "maatregelen", dossier];
/** @type {Record<string, string[]>} */
const VIEWS = {
  patient: ["start", "tijdlijn", "toestemmingen", "wie-keek", "documenten"].map((view) => `${dossier}/${view}`),
  huisarts: doctor,
  adviserend_arts: doctor,
  arbeidsarts: doctor,
  tnw_coordinator: [
    "te-doen",
    "postvak",
    dossier,
    ...["engagement", "plan", "opvolging", "tijdlijn"].map((view) => `${dossier}/${view}`),
  ],
  medewerker: ["te-doen", "postvak", "patienten", dossier],
  bemiddelaar: helper,
  hulpverlener: helper,
  werkgever: ["te-doen", "patienten", "maatregelen", dossier, `${dossier}/nieuw/plan`],
  auditor: ["zoeken", "record/5", "verslag", "zegels", "cijfers"],
  beheerder: ["mensen", `mensen/${sandbox.said.actors.huisarts.id}`, "organisaties", "certificaten", "invoer"],
};

/** @param {any} page @param {string} url @param {string} at */
async function visit(page, url, at) {
  await page.goto("about:blank");
  await page.setViewportSize(WIDE);
  await page.goto(`${url}/#/${at}`);
  await look.settle(page);
}

/** @param {any} page @param {string} name */
async function lookAt(page, name) {
  const picture = (/** @type {string} */ kind) =>
    page.screenshot({ path: join(pictures, `${name}.${kind}.png`), fullPage: true });
  await picture("light");
  const findings = [...(await order.findInOrder(page)), ...(await order.findByKeys(page))];
  findings.push(...(await look.findWithForcedColours(page)), ...(await order.findOnlyInColour(page)));
  findings.push(...(await look.findOnPaper(page)), ...(await look.findWithAxe(page)));
  await page.emulateMedia({ colorScheme: "dark" });
  findings.push(...(await look.findWithAxe(page, { dark: true })));
  await picture("dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(PHONE);
  findings.push(...(await look.findAside(page)));
  await picture("phone");
  await page.setViewportSize(LARGE);
  findings.push(...(await look.findAside(page)), ...(await order.findByKeys(page)));
  return findings;
}

const chosen = Object.keys(VIEWS).filter((role) => new RegExp(process.env.TNW_ROLES ?? "").test(role));
for (const role of chosen) {
  test(`${role}: ${VIEWS[role].length} views`, async () => {
    const { page, said, close, url } = await openAs(sandbox, role, { viewport: WIDE });
    if (role === "medewerker") {
      await page.goto(`${url}/#/medewerker/voor-wie`);
      await page.getByLabel("Dr. Els Wouters").check();
      await page.getByRole("button", { name: "Ga verder" }).click();
      await page.locator("header").getByText("U werkt voor Dr. Els Wouters").waitFor();
    }
    const findings = [];
    for (const view of VIEWS[role]) {
      const at = `${role}/${view}`;
      await visit(page, url, at);
      const name = at.replaceAll("/", ".").replace(/(dos|thr|act)_\w+/g, "$1");
      findings.push(...(await lookAt(page, name)).map((finding) => `${name}: ${finding}`));
    }
    assert.deepEqual([...findings, ...said], []);
    await close();
  });
}
