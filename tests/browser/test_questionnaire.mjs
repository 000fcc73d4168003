#!/usr/bin/env node
// T7: a patient fills in the questionnaire at 320 px with keys only, stops half way, comes back, mends a wrong answer
// through the link of the summary, says who may read it and sends it.
import assert from "node:assert/strict";
import test from "node:test";
import { openAs, readSandbox } from "./browser.mjs";
import { tellStory } from "./story.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);
const at = `/v1/dossiers/${story.dossier}`;

/** Tab until the focus is there: nothing on the way holds it. */
async function tabTo(page, selector) {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) {
      return;
    }
  }
  assert.fail(`no way to ${selector}`);
}

/** @param {import("playwright-core").Page} page */
async function next(page) {
  await tabTo(page, "main button.first");
  await page.keyboard.press("Enter");
}

const asks = (page, n) => page.getByRole("heading", { level: 1, name: `Vraag ${n} van 6` }).waitFor();

test("T7: the questionnaire by keys alone, in two sittings", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient", { viewport: { width: 320, height: 700 } });
  page.setDefaultTimeout(45000);
  await page.goto(`${url}/#/patient/${story.dossier}/vragenlijst`);
  await page.getByRole("button", { name: "Begin" }).waitFor();
  await next(page);
  await asks(page, 1);
  await tabTo(page, "#f-own_view");
  await page.keyboard.type("Ik mis mijn collega's.");
  await next(page);
  await asks(page, 2);
  await tabTo(page, "textarea");
  await page.keyboard.type("De trein");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Lang zitten");
  await page.getByText("Bewaard op dit toestel", { exact: false }).waitFor();

  await page.goto(`${url}/#/patient/${story.dossier}/start`);
  await page.reload();
  await page.goto(`${url}/#/patient/${story.dossier}/vragenlijst`);
  await page.getByText("Nog niet verzonden.", { exact: false }).waitFor();
  await next(page);
  await asks(page, 1);
  assert.equal(await page.locator("#f-own_view").inputValue(), "Ik mis mijn collega's.", "the draft is whole");
  await next(page);
  await asks(page, 2);
  assert.equal(await page.locator('[id="f-obstacles.1"]').inputValue(), "Lang zitten");
  await next(page);
  await asks(page, 3);
  await tabTo(page, "#f-confidence");
  await page.keyboard.type("elf");
  await next(page);
  const wrong = page.getByRole("link", { name: "vul een heel getal in van 0 tot en met 10" });
  await wrong.waitFor();
  await tabTo(page, ".errors a");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-confidence", "the link leads to the field");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("6");
  await next(page);
  await asks(page, 4);
  await tabTo(page, "input[type=radio]");
  await page.keyboard.press("Space");
  await next(page);
  await asks(page, 5);
  await next(page);
  await asks(page, 6);
  assert.equal(await page.locator("input:checked").count(), 0, "nobody is chosen beforehand");
  await next(page);
  await page.getByRole("link", { name: "Kies wie uw antwoorden mag lezen", exact: false }).waitFor();
  await tabTo(page, "input[type=checkbox]");
  await page.keyboard.press("Space");
  const before = (await story.patient.get(`${at}/consents`)).items.length;
  await next(page);
  await page.getByRole("heading", { name: "Controleer en verzend" }).waitFor();
  await page.getByRole("link", { name: /^Wijzigen ?: Hoe ziet u een terugkeer naar werk\?$/ }).waitFor();
  assert.doesNotMatch(await page.locator("main").innerText(), /[a-z]_[a-z]/, "no name of a field, unseen either");
  const sentence = await page.getByText("Dr. Els Wouters", { exact: false }).innerText();
  assert.equal(
    (await story.patient.get(`${at}/consents`)).items.length,
    before,
    "nothing is stored before the last key",
  );
  const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  assert.ok(fits, "nothing stands aside at 320 px");
  await next(page);
  await page.getByRole("heading", { name: "Verzonden op", exact: false }).waitFor();

  const heads = (await story.adviser.get(`${at}/fragments?category=quickscan`)).items;
  assert.equal(heads.length, 1, "who was chosen sees it");
  const { content } = await story.adviser.get(`${at}/fragments/${heads[0].id}`);
  assert.deepEqual(content, {
    instrument: "riziv_quickscan",
    state: "answered",
    own_view: "Ik mis mijn collega's.",
    obstacles: ["De trein", "Lang zitten"],
    confidence: 6,
    expected_return: "within_1_month",
  });
  const given = (await story.patient.get(`${at}/consents`)).items.map((one) => one.sentence);
  assert.ok(given.includes(sentence), "the consent that is stored is the sentence that was shown");
  assert.equal((await story.coordinator.get(`${at}/fragments?category=quickscan`)).items.length, 0);
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((one) => one.includes("draft")).length), 0);

  await page.getByRole("button", { name: "Wijzig uw antwoorden" }).click();
  await page.getByRole("heading", { name: "Controleer en verzend" }).waitFor();
  await page.getByRole("link", { name: /^Wijzigen ?: Hoe ziet/ }).click();
  await page.locator("#f-own_view").fill("Ik wil terug.");
  await next(page);
  await page.getByRole("link", { name: /Wijzigen ?: Wie mag/ }).click();
  await page.getByLabel("Nog niemand").check();
  await next(page);
  await page.getByRole("button", { name: "Verzend", exact: true }).click();
  await page.getByRole("heading", { name: "Verzonden op", exact: false }).waitFor();
  const second = await story.patient.get(`${at}/fragments/${heads[0].id}`);
  assert.deepEqual([second.version, second.content.own_view], [2, "Ik wil terug."], "a new version");
  assert.deepEqual(said, []);
  await close();
});
