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
  assert.match(await late.innerText(), /Jan Willems\s+Einde van uw getuigschrift/);
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
