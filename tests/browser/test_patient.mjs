#!/usr/bin/env node
// A patient sees where they are, what comes, by whom, and what is asked of them.
import assert from "node:assert/strict";
import test from "node:test";
import { openAs, readSandbox } from "./browser.mjs";
import { tellStory } from "./story.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);

test("the start page answers three questions", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient");
  await page.goto(url);
  await page.getByText("U bent 11 weken arbeidsongeschikt.", { exact: false }).waitFor();
  await page.getByText("Volgend contact: adviserend arts, uiterlijk", { exact: false }).waitFor();
  assert.equal(await page.locator("figure.picture svg").count(), 1);
  const asked = page.locator("ul.rows").first();
  assert.match(await asked.innerText(), /Vraag van Dr\. Tom Claes/);
  assert.match(await asked.innerText(), /Vragenlijst van uw ziekenfonds\s+nu gevraagd/);
  assert.match(await page.locator("ul.team").innerText(), /Sofie Jacobs, houdt het overzicht/);
  assert.deepEqual(said, []);
  await close();
});

test("the list says of a late step with whom it lies, and that the patient need not act", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient", { viewport: { width: 320, height: 700 } });
  await page.goto(`${url}/#/patient/${story.dossier}/tijdlijn`);
  const late = page.locator("li.step.overdue", { hasText: "Informatie van de arbeidsarts" });
  await late.waitFor();
  assert.match(await late.innerText(), /Dit ligt bij: preventieadviseur-arbeidsarts\. U hoeft niets te doen\./);
  assert.equal(await page.locator("figure.picture").isVisible(), false, "on a phone the list is the picture");
  const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  assert.ok(fits, "nothing stands aside");
  assert.doesNotMatch(await page.locator("main").innerText(), /te laat|achterstallig/i);
  assert.match(await page.locator("li.step.announced").first().innerText(), /Aangekondigd, nog geen wet/);
  await late.getByRole("link").click();
  await page.getByText("Waarom u dit krijgt").waitFor();
  await page.goBack();
  await late.waitFor();
  const focused = await page.evaluate(() => document.activeElement?.getAttribute("data-row"));
  assert.equal(focused, "w4_info", "back at the row");
  assert.deepEqual(said, []);
  await close();
});

test("the calendar is a file that names nobody", async () => {
  const { page, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/#/patient/${story.dossier}/tijdlijn`);
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Zet in mijn agenda" }).click();
  assert.equal((await coming).suggestedFilename(), "tnw-stappen.ics");
  await close();
});
