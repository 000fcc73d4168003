#!/usr/bin/env node
// What a view makes behind the frame that shows its first screen is there for whoever searches, prints, moves by keys,
// unfolds or comes back, and needs nothing of them.
import assert from "node:assert/strict";
import test from "node:test";
import { openAs, readSandbox } from "./browser.mjs";
import { person } from "./people.mjs";
import { tellStory } from "./story.mjs";

const sandbox = readSandbox(process.argv[3]);
const { dossier } = await tellStory(sandbox);
const MANY = 14;
const nameOf = (i) => `Praktijk ${String.fromCharCode(65 + i)}`;
for (let i = 0; i < MANY; i++) {
  await person(sandbox, "beheerder").post("/v1/fiches", {
    kind: "preventiedienst",
    name: nameOf(i),
    place: "Genk",
    about: { nl: "Gesprekken over werk." },
    zones: ["Genk"],
    help: ["work_adaptation"],
    serves: ["employee"],
    regions: ["vlaanderen"],
    languages: ["nl"],
  });
}

/** No frame comes until `window.frames(true)`: what the page wants to do in one waits. */
function holdFrames() {
  const ask = requestAnimationFrame.bind(window);
  let held = [];
  let come = true;
  window.requestAnimationFrame = (run) => (come ? ask(run) : held.push(run));
  window.frames = (now) => {
    come = now;
    held.splice(0, now ? held.length : 0).forEach((run) => ask(run));
  };
}

/** The guide with all of them found. still: with no frame behind the one that shows the first. */
async function guide({ still }) {
  const opened = await openAs(sandbox, "huisarts");
  const { page, url } = opened;
  await page.addInitScript(holdFrames);
  await page.goto(`${url}/#/huisarts/gids`);
  await page.getByLabel("Zone").fill("Genk");
  await page.evaluate((come) => window.frames(come), !still);
  await page.getByRole("button", { name: "Zoek" }).click();
  await page.getByText(nameOf(0)).waitFor();
  return { ...opened, rows: page.locator("main .rows > li") };
}

test("the first screen stands before the rest, which comes by itself: to be found, to be gone through", async () => {
  const { page, rows, said } = await guide({ still: true });
  const first = await rows.count();
  assert.ok(first > 0 && first < MANY, `${first} rows`);
  await page.evaluate(() => window.frames(true));
  await rows.nth(MANY - 1).waitFor();
  assert.equal(await rows.count(), MANY);
  assert.ok(await page.evaluate((text) => window.find(text), nameOf(MANY - 1)), "the browser's own search finds it");
  for (let i = 0; i < MANY; i++) {
    await page.keyboard.press("j");
  }
  assert.match(await page.evaluate(() => document.activeElement.textContent), new RegExp(nameOf(MANY - 1)));
  assert.deepEqual(said, []);
});

test("who prints before the rest stands has it on paper", async () => {
  const { page, rows } = await guide({ still: true });
  assert.ok((await rows.count()) < MANY);
  await page.evaluate(() => {
    window.atPrint = new Promise((resolve) =>
      addEventListener("beforeprint", () => queueMicrotask(() => queueMicrotask(resolve))),
    ).then(() => document.querySelectorAll("main .rows > li").length);
  });
  await page.pdf();
  assert.equal(await page.evaluate(() => window.atPrint), MANY, "before it is printed");
});

test("who comes back finds all at once, and the place where they were", async () => {
  const { page, rows } = await guide({ still: false });
  await rows
    .nth(MANY - 1)
    .getByRole("link")
    .click();
  await page.waitForURL(/gids\/./);
  await page.getByText("Gesprekken over werk.").waitFor();
  await page.evaluate(() => window.frames(false));
  await page.goBack();
  await page.getByText(nameOf(0)).waitFor();
  assert.equal(await rows.count(), MANY);
  await page.waitForFunction((text) => document.activeElement?.textContent.includes(text), nameOf(MANY - 1));
});

test("what is folded away is made behind the rest, and open it is there at once", async () => {
  const { page, url, said } = await openAs(sandbox, "huisarts");
  await page.addInitScript(holdFrames);
  await page.goto(`${url}/#/huisarts/patienten`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate(() => window.frames(false));
  await page.goto(`${url}/#/huisarts/${dossier}`);
  const folded = page.locator("details.new");
  await folded.waitFor();
  assert.equal(await folded.locator("li").count(), 0);
  await page.evaluate(() => window.frames(true));
  await folded.locator("summary").click();
  await folded.getByRole("link").first().waitFor();
  assert.ok((await folded.getByRole("link").count()) > 3);
  assert.deepEqual(said, []);
});
