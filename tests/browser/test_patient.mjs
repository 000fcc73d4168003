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
  assert.match(await page.locator("ul.team").innerText(), /Sofie Jacobs, TNW-coördinator\s+houdt het overzicht/);
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

test("who looked for the first time is named, and what is new is said once", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/#/patient/${story.dossier}/start`);
  const banner = page.locator(".bar p", { hasText: "Dr. Tom Claes" });
  await banner.waitFor();
  assert.match(await banner.innerText(), /^Nieuw: Dr\. Tom Claes \(.*\) keek voor het eerst in uw dossier\./);
  await page.getByRole("heading", { name: "Wat is er nieuw?" }).waitFor();
  await page.getByText("Deze week keken", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Ik heb dit gezien" }).click();
  await page.getByRole("heading", { name: "Wat is er nieuw?" }).waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("heading", { name: "Wie helpt u?" }).waitFor();
  await page.waitForTimeout(500);
  assert.equal(await page.locator("p.bar").count(), 0, "seen on the server, so not told again");
  assert.deepEqual(said, []);
  await close();
});

test("documents stand in their groups, and who can read each is asked only when it is wanted", async () => {
  const { page, said, asked, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/#/patient/${story.dossier}/documenten`);
  await page.getByRole("heading", { name: "Medisch" }).waitFor();
  assert.ok(!asked.some((one) => one.includes("policy/explain")));
  await page.getByRole("button", { name: "Toon wie elk document kan lezen" }).click();
  const attest = page.locator("ul.rows > li", { hasText: "attest van wat u nog kunt doen" }).locator(".readers");
  await attest.getByText("Sofie Jacobs").waitFor();
  const words = await attest.innerText();
  assert.match(words, /Dr\. An Peeters \(huisarts\): schreef het zelf/);
  assert.match(words, /Dr\. Tom Claes/);
  assert.doesNotMatch(words, /Korenaar/, "the employer reads no attest");
  assert.deepEqual(said, []);
  await close();
});

test("somebody is taken out of the dossier and asked in again, by keyboard alone", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient", { viewport: { width: 320, height: 700 } });
  await page.goto(`${url}/#/patient/${story.dossier}/team`);
  const out = page.getByRole("button", { name: "Haal eruit Bakkerij De Korenaar BV" });
  await out.focus();
  await page.keyboard.press("Enter");
  await page.getByText("Gelukt: deze persoon doet niet meer mee").waitFor();
  await out.waitFor({ state: "detached" });
  await page.getByLabel("In welke rol?").focus();
  await page.keyboard.type("werkgever");
  await page.keyboard.press("Tab");
  await page.keyboard.type("korenaar");
  await page.keyboard.press("Enter");
  const invite = page.getByRole("button", { name: "Nodig uit Bakkerij De Korenaar BV" });
  await invite.focus();
  await page.keyboard.press("Enter");
  await out.waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing stands aside");
  assert.deepEqual(said, []);
  await close();
});

test("a closed dossier is opened again by the patient", async () => {
  await story.huisarts.post(`/v1/dossiers/${story.dossier}/close`);
  const { page, said, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/#/patient/${story.dossier}/start`);
  await page.getByRole("heading", { name: "Dit dossier is afgesloten op" }).waitFor();
  await page.getByRole("button", { name: "Mijn dossier heropenen" }).click();
  await page.getByRole("heading", { name: "Dit dossier is afgesloten op" }).waitFor({ state: "detached" });
  assert.equal((await story.patient.get(`/v1/dossiers/${story.dossier}`)).state, "open");
  assert.deepEqual(said, []);
  await close();
});

test("the start page, the list of steps and the fiche speak each language", async () => {
  const titles = {
    "fr-BE": ["Votre retour au travail", "Documents", "Vos étapes vers le travail"],
    "de-BE": ["Ihre Rückkehr zur Arbeit", "Dokumente", "Ihre Schritte zurück zur Arbeit"],
    "en-GB": ["Your return to work", "Documents", "Your steps back to work"],
  };
  for (const [locale, [start, documents, fiche]] of Object.entries(titles)) {
    const { page, said, close, url } = await openAs(sandbox, "patient", { locale });
    for (const [route, title] of [
      ["start", start],
      ["documenten", documents],
      ["fiche", fiche],
    ]) {
      await page.goto(`${url}/#/patient/${story.dossier}/${route}`);
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      assert.doesNotMatch(await page.locator("body").innerText(), /⟦/);
    }
    assert.deepEqual(said, []);
    await close();
  }
});

test("somebody without a dossier opens one, with one wrong answer on the way", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient3");
  await page.goto(url);
  await page.getByText("Er is nog geen dossier over u.").waitFor();
  await page.getByRole("link", { name: "Open een dossier" }).click();
  await page.getByRole("radio", { name: "Ik was werkzoekend" }).check();
  await page.getByRole("button", { name: "Open een dossier" }).click();
  await page.getByRole("link", { name: "Vul een datum in" }).click();
  await page.keyboard.type("01/10/2026");
  await page.getByRole("button", { name: "Open een dossier" }).click();
  await page.getByRole("heading", { name: "Uw terugkeer naar werk" }).waitFor();
  await page.getByText("Er doet nog niemand mee in uw dossier.").waitFor();
  assert.doesNotMatch(page.url(), /\d{11}/, "no number in the address");
  assert.deepEqual(said, []);
  await close();
});
