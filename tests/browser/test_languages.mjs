#!/usr/bin/env node
// The views of each role's navigation in French, German and English; and one story in each of them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { openAs, readSandbox } from "./browser.mjs";
import { tellZone } from "./story_zone.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellZone(sandbox);
const LANGUAGES = [
  ["fr", "Français"],
  ["de", "Deutsch"],
  ["en", "English"],
];
const PEOPLE = ["patient", "huisarts", "adviserend_arts", "tnw_coordinator", "bemiddelaar", "werkgever", "auditor"];
/** Words that are Dutch and nothing else; those of the story's own texts are not among them. */
const DUTCH =
  /(^|\s)(geen|wordt|uw|u|niets?|naar|nog|kunt|deze|iemand|welke|ziet|hebt|zijn|ook|wilt|moet|kies)(?=[\s.,?!:]|$)/i;

/** @param {string} language @param {string} area @returns {Record<string, string>} */
const wordsOf = (language, area) =>
  JSON.parse(readFileSync(new URL(`../../client/web/src/words/${language}/${area}.json`, import.meta.url), "utf8"));

/** @param {any} page */
async function settle(page) {
  await page.locator("main h1").waitFor();
  await page.waitForTimeout(600); // what it reads comes after its heading
}

for (const name of [...PEOPLE, "beheerder"]) {
  test(`${name} in three languages`, async () => {
    const { page, said, close, url } = await openAs(sandbox, name);
    page.setDefaultTimeout(60000);
    await page.goto(url);
    await settle(page);
    await page.locator("nav a").first().waitFor();
    const links = await page.locator("nav a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    assert.ok(links.length >= 4, `${name} has ${links.length} views`);
    for (const [code, language] of LANGUAGES) {
      await page.getByRole("button", { name: language }).click();
      for (const link of links) {
        await page.locator(`nav a[href="${link}"]`).first().click();
        await settle(page);
        assert.equal(await page.locator("html").getAttribute("lang"), code);
        const text = await page.locator("#app").innerText();
        assert.doesNotMatch(text, /⟦|undefined/, `${link} in ${code}`);
        const told = await page.locator("main").innerText();
        assert.doesNotMatch(told, DUTCH, `${link} in ${code}: ${DUTCH.exec(told)?.[0]}`);
      }
    }
    assert.deepEqual(said, []);
    await close();
  });
}

test("a patient withdraws in French", async () => {
  const words = wordsOf("fr", "consents");
  const { page, said, close, url } = await openAs(sandbox, "patient", { locale: "fr-BE" });
  page.setDefaultTimeout(60000);
  await page.goto(`${url}/#/patient/${story.dossier}/toestemmingen`);
  const act = words.withdraw_of.replace("{name}", "Sofie Jacobs");
  await page.getByRole("link", { name: act }).click();
  await page.getByRole("heading", { name: words.q_withdraw }).waitFor();
  await page.getByRole("button", { name: words.withdraw_yes }).click();
  await page.getByRole("heading", { name: words.withdrawn, exact: true }).waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("a huisarts answers in German", async () => {
  const words = wordsOf("de", "talk");
  const { page, said, close, url } = await openAs(sandbox, "huisarts", { locale: "de-BE" });
  page.setDefaultTimeout(60000);
  await page.goto(`${url}/#/huisarts/${story.dossier}/overleg/${story.thread}`);
  await page.getByLabel(words.text, { exact: true }).fill("Halbtags ab Dezember.");
  await page.getByRole("button", { name: words.send, exact: true }).click();
  await page.locator("li.message", { hasText: "Halbtags ab Dezember." }).waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("a patient reads who looked in English", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient", { locale: "en-GB" });
  page.setDefaultTimeout(60000);
  await page.goto(`${url}/#/patient/${story.dossier}/wie-keek`);
  await page.getByRole("heading", { name: wordsOf("en", "looks").title }).waitFor();
  await page.getByRole("heading", { name: /Dr\. Els Wouters/ }).waitFor();
  assert.deepEqual(said, []);
  await close();
});
