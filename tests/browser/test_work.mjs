#!/usr/bin/env node
// What professionals begin their morning with, whom they can turn to, and what they ask each other about nobody.
import assert from "node:assert/strict";
import test from "node:test";
import { openAs, readSandbox } from "./browser.mjs";
import { tellZone } from "./story_zone.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellZone(sandbox);
const phone = { width: 320, height: 700 };
const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

/** The keyboard alone: Tab until what has the focus reads so. */
async function tabTo(page, text) {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (at.includes(text)) {
      return;
    }
  }
  assert.fail(`Tab does not come to ${text}`);
}

test("the list of the morning: by group, one thing to do in each row, and on paper without links", async () => {
  const { page, said, close, url } = await openAs(sandbox, "huisarts");
  await page.goto(`${url}/#/huisarts/te-doen`);
  const late = page.locator("section", { hasText: "Te laat (1)" });
  await late.waitFor();
  assert.match(await late.innerText(), /Jan Willems\s+Einde van het getuigschrift/);
  const rows = page.locator("li.due-row");
  for (const row of await rows.all()) {
    assert.equal(await row.getByRole("link").count(), 1, "one thing to do");
  }
  await page.keyboard.press("j");
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  assert.match(focused, /Schrijf: getuigschrift arbeidsongeschiktheid/);
  await page.emulateMedia({ media: "print" });
  assert.equal(await rows.first().getByRole("link").isVisible(), false);
  assert.match(await page.locator("main").innerText(), /Dr\. An Peeters[^]*Afgedrukt op/);
  assert.doesNotMatch(await page.locator("main").innerText(), /diagnose|illness|ziekte/i);
  assert.deepEqual(said, []);
  await close();
});

test("what is announced or only may be done is never late; how far ahead stays when one comes back", async () => {
  const { page, asked, said, close, url } = await openAs(sandbox, "adviserend_arts", { viewport: phone });
  await page.goto(`${url}/#/adviserend_arts/te-doen`);
  await page.getByRole("button", { name: "over 3 maanden" }).click();
  await page.getByText("Later (").waitFor();
  const late = page.locator("section", { hasText: "Te laat (" });
  if ((await late.count()) > 0) {
    assert.doesNotMatch(await late.innerText(), /aangekondigd/i);
  }
  assert.ok(await fits(page));
  await page.locator("li.due-row").first().getByRole("link").click();
  await page.waitForURL(/dos_/);
  const reads = asked.filter((line) => line.includes("/v1/due")).length;
  await page.goBack();
  await page.getByText("Later (").waitFor();
  assert.equal(await page.getByRole("button", { name: "over 3 maanden" }).getAttribute("aria-pressed"), "true");
  assert.equal(asked.filter((line) => line.includes("/v1/due")).length, reads, "nothing is read again");
  assert.deepEqual(said, []);
  await close();
});

test("who has nothing to do reads so, for each role", async () => {
  for (const actor of ["bemiddelaar", "hulpverlener"]) {
    const { page, said, close, url } = await openAs(sandbox, actor);
    await page.goto(url);
    await page.getByText("Er is niets te doen tot en met").waitFor();
    assert.equal(await page.locator("nav a[aria-current]").innerText(), "Te doen");
    assert.deepEqual(said, []);
    await close();
  }
});

test("who is next: what the dossier knows, one question at a time, the list with why and whom to call", async () => {
  const { page, asked, said, close, url } = await openAs(sandbox, "huisarts");
  await page.goto(`${url}/#/huisarts/${story.dossier}/wie-nu`);
  await page.getByText("Dit is hulp. U beslist.").waitFor();
  const known = page.locator("dl.summary").first();
  await known.waitFor();
  assert.match(await known.innerText(), /Werk\s+werknemer\s+Wijzigen/);
  for (let i = 0; i < 20 && (await page.getByText("Welke hulp is gewenst?", { exact: false }).count()) === 0; i++) {
    await page.getByRole("button", { name: "Niet gekend" }).click();
  }
  await page.getByLabel("aanpassing van het werk").check();
  await page.getByRole("button", { name: "Ga verder" }).click();
  const first = page.locator("li.ranked").first();
  await first.filter({ hasText: "Bezoek voorafgaand" }).waitFor();
  assert.match(await first.innerText(), /1 Arbeidsarts[^]*Waarom: [^]*Nodig: toestemming van de patiënt/);
  assert.match(await first.locator(".callable").innerText(), /Preventiedienst Mensura Leuven/);
  const bodies = asked.filter((line) => line.includes("doorverwijshulp"));
  assert.equal(bodies.length, 2, "one read of the dossier, one of what was answered");
  await known.getByRole("button", { name: /^Wijzigen ?: Gewenste hulp/ }).click();
  assert.equal(await page.getByLabel("aangepast werk").isChecked(), true, "what was said is filled in");
  const log = await story.patient.get(`/v1/dossiers/${story.dossier}/access-log?language=nl&limit=200`);
  assert.equal(log.items.filter((one) => one.action?.startsWith("referral")).length, 1, "the log has one line of it");
  assert.deepEqual(said, []);
  await close();
});

test("without a dossier it is about nobody, and the keyboard is enough", async () => {
  const { page, said, close, url } = await openAs(sandbox, "huisarts", { viewport: phone });
  await page.goto(`${url}/#/huisarts/wie-nu`);
  await page.getByText("Zonder dossier gaat dit over niemand.", { exact: false }).waitFor();
  await page.getByText("Hoe werkt de patiënt?").waitFor();
  await page.locator("input[value=employed]").focus();
  await page.keyboard.press("Space");
  await tabTo(page, "Ga verder");
  await page.keyboard.press("Enter");
  await page.locator("dl.summary", { hasText: "werknemer" }).first().waitFor();
  assert.ok(await fits(page));
  assert.deepEqual(said, []);
  await close();
});

test("the guide finds by name, help and zone; the level for professionals is read when it is asked for", async () => {
  const { page, asked, said, close, url } = await openAs(sandbox, "huisarts");
  await page.goto(`${url}/#/huisarts/gids`);
  assert.equal(asked.filter((line) => line.includes("/v1/fiches")).length, 0, "nothing before it is asked");
  await page.getByLabel("Naam of gemeente").fill("mensura");
  await page.getByLabel("Eerstelijnszone").fill("Leuven");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "1 gevonden" }).waitFor();
  assert.doesNotMatch(page.url(), /mensura/i);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByText("Nagekeken op").waitFor();
  assert.doesNotMatch(await page.locator("main").innerText(), /Ilse Claessens/);
  await page.getByRole("button", { name: "Toon naar wie u vraagt" }).click();
  await page.getByText("Ilse Claessens").waitFor();
  assert.equal(await page.getByText("Dit is uw fiche").count(), 0, "somebody else's");
  await page.goBack();
  await page.getByRole("heading", { name: "1 gevonden" }).waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("people of an organisation keep its fiche right; an employer finds help and no names", async () => {
  const { page, said, close, url } = await openAs(sandbox, "hulpverlener", { viewport: phone });
  await page.goto(`${url}/#/hulpverlener/gids/${story.own}`);
  await page.getByRole("link", { name: "Fiche wijzigen" }).click();
  await page.getByLabel("Wachttijd in weken").fill("5");
  await page.getByLabel("Kosten").fill("11 euro");
  assert.ok(await fits(page));
  await page.getByRole("button", { name: "Bewaar de fiche" }).click();
  await page.getByText("Gelukt: de fiche is gewijzigd").waitFor();
  await page.getByText("5 weken").waitFor();
  await page.getByText("11 euro").waitFor();
  await page.getByText("Gesprekken over werk en angst.").waitFor();
  assert.deepEqual(said, []);
  await close();
  const other = await openAs(sandbox, "werkgever");
  await other.page.goto(`${url}/#/werkgever/gids/${story.service}`);
  await other.page.getByText("Preventiedienst Mensura Leuven").waitFor();
  assert.equal(await other.page.getByText("Voor professionals").count(), 0);
  await other.page.getByRole("link", { name: "Maatregelen" }).click();
  await other.page.getByLabel("Voor wie").selectOption("employer");
  await other.page.getByRole("link", { name: "Werkbaarheidscheques" }).click();
  await other.page.getByText("volgens een bron van 2021").waitFor();
  assert.deepEqual(other.said, []);
  await other.close();
});
