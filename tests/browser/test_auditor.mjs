#!/usr/bin/env node
// An auditor finds refusals, proves a record here, and sees the whole log hold; nobody's name is ever in the page.
import assert from "node:assert/strict";
import test from "node:test";
import { readFileSync } from "node:fs";
import { openAs, readSandbox } from "./browser.mjs";
import { person } from "./people.mjs";
import { tellStory } from "./story.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);
const auditor = person(sandbox, "auditor");
const SEALED_MS = 2000; // within a second of an access its record is under a checkpoint
await new Promise((resolve) => setTimeout(resolve, SEALED_MS));

/** @param {import("playwright-core").Page} page */
async function namesNobody(page) {
  const markup = await page.content();
  for (const never of ["Jan Willems", "Mia Goossens", "85021595110", "Halftijds", "halftijds", "Deeltijdse"]) {
    assert.ok(!markup.includes(never), `${never} in the page`);
  }
}

test("T10: all refusals of one actor in a month, one record proven, the proof saved: at most 9 acts", async () => {
  const { page, said, close, url } = await openAs(sandbox, "auditor");
  await page.goto(url);
  await page.getByRole("heading", { name: "Zoeken", level: 1 }).waitFor();
  let acts = 0;
  const act = async (/** @type {Promise<any>} */ done) => (await done, acts++);
  await act(page.getByLabel("Wie", { exact: true }).fill(story.werkgever.id));
  await act(page.getByLabel("Uitkomst").selectOption("deny"));
  await act(page.getByLabel("Vanaf").fill("1/11/2026"));
  await act(page.getByLabel("Tot en met").fill("vandaag"));
  await act(page.getByRole("button", { name: "Zoek" }).click());
  await page.getByText("1 record", { exact: true }).waitFor();
  assert.match(await page.locator("tbody tr").innerText(), /geweigerd/);
  await namesNobody(page);
  await act(page.locator("tbody a").first().click());
  await page.getByRole("heading", { name: "Bewezen" }).waitFor();
  await namesNobody(page);
  const coming = page.waitForEvent("download");
  await act(page.getByRole("button", { name: "Bewaar het bewijs" }).click());
  const file = await coming;
  assert.match(file.suggestedFilename(), /^tnw-record-\d+\.json$/);
  const proof = JSON.parse(readFileSync(await file.path(), "utf8"));
  assert.equal(proof.entry.record.actor, story.werkgever.id);
  assert.equal(proof.inclusion.seq, proof.entry.record.seq);
  assert.ok(acts <= 9, `${acts} acts`);
  console.log(`T10: ${acts} acts`);
  await page.goBack();
  await page.getByText("1 record", { exact: true }).waitFor();
  assert.ok(!page.url().includes(story.werkgever.id), "what is looked for is not in the address");
  assert.deepEqual(said, []);
  await close();
});

test("a record that was changed on its way is not proven", async () => {
  const { page, close, url } = await openAs(sandbox, "auditor");
  await page.route("**/v1/audit/records/3", async (route) => {
    const entry = await auditor.get("/v1/audit/records/3");
    entry.record.decision = "deny";
    await route.fulfill({ json: entry });
  });
  await page.goto(`${url}/#/auditor/record/3`);
  await page.getByRole("heading", { name: "Niet bewezen" }).waitFor();
  assert.equal(await page.locator(".panel.ok").count(), 0, "nothing looks well");
  await close();
});

test("the report reads the whole log, checks it, and says why it asks", async () => {
  for (let i = 0; i < 5; i++) {
    await story.werkgever.call("GET", `/v1/dossiers/${story.dossier}/fragments/${story.fitNote}`);
  }
  await new Promise((resolve) => setTimeout(resolve, SEALED_MS));
  const { page, said, close, url } = await openAs(sandbox, "auditor", { viewport: { width: 320, height: 700 } });
  await page.goto(`${url}/#/auditor/verslag`);
  await page.getByText("Redenen om te vragen, geen bewijs van een fout.").waitFor();
  await page.getByRole("button", { name: "Maak het verslag" }).click();
  await page.getByRole("heading", { name: "Het log klopt" }).waitFor();
  await page.getByRole("table", { name: "Wat opviel" }).waitFor();
  const rows = await page.getByRole("table", { name: "Wat opviel" }).innerText();
  assert.match(rows, /telkens opnieuw geweigerd/);
  assert.ok(rows.includes(story.werkgever.id));
  assert.equal(await page.locator("figure.chart rect").count(), 1, "one week, one bar");
  await namesNobody(page);
  const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  assert.ok(fits, "nothing stands aside");
  assert.deepEqual(said, []);
  await close();
});

test("a record left out of the export is found", async () => {
  const { page, close, url } = await openAs(sandbox, "auditor");
  await page.route("**/v1/audit/export*", async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const lines = (await auditor.get(pathname + search)).split("\n");
    await route.fulfill({ body: lines.filter((/** @type {string} */ line) => !line.includes('"seq":7,')).join("\n") });
  });
  await page.goto(`${url}/#/auditor/uitvoer`);
  await page.getByRole("button", { name: "Voer het log uit" }).click();
  await page.getByRole("heading", { name: "Het log klopt niet" }).waitFor();
  assert.equal(await page.locator(".panel.ok").count(), 0);
  await close();
});

test("the log is the one of the last visit, grown", async () => {
  const { page, said, close, url } = await openAs(sandbox, "auditor");
  await page.goto(`${url}/#/auditor/zegels`);
  await page.getByRole("heading", { name: "Eerste controle op dit toestel" }).waitFor();
  await new Promise((resolve) => setTimeout(resolve, SEALED_MS));
  await page.getByRole("button", { name: "Ververs" }).click();
  await page.getByRole("heading", { name: "Het log is alleen gegroeid sinds uw laatste bezoek" }).waitFor();
  await page.goto(`${url}/#/auditor/cijfers`);
  await page.getByText("Er is nog geen kwartaal vrijgegeven.").waitFor();
  assert.deepEqual(said, []);
  await close();
});

/** A release of a country, which no test can wait for: in the shape of the API. */
function released(by) {
  const aspects = { employment: "employed", route: "zelfde_werkgever", region: "wallonie", reason: "work_related" };
  const told = Object.fromEntries(by.map((one) => [one, aspects[one]]));
  const items = [
    {
      kind: "step",
      code: "w4_info",
      ...told,
      count: 5120,
      done: 4021,
      overdue: null,
      median: { days: 3, side: "after" },
    },
    { kind: "estimate", code: "2", ...told, count: 640 },
    { kind: "outcome", code: "resumed", ...told, count: 2210 },
  ];
  const days = { from: "2026-07-01", until: "2026-09-30", counted: "2026-10-30", released: "2026-10-30T11:00:00Z" };
  const promise = { mu_thousandths: 1000, guess_percent: 70, margin: { due: 132, other: 76 } };
  return { items, next: null, quarter: "2026-Q3", ...days, ...promise, by };
}

test("numbers are told apart by several aspects at once, in words, and a small one is named as such", async () => {
  const { page, said, close, url } = await openAs(sandbox, "auditor");
  await page.route("**/v1/statistics/quarters", (route) =>
    route.fulfill({
      json: { items: [{ quarter: "2026-Q3", from: "2026-07-01", until: "2026-09-30" }], next: null },
    }),
  );
  await page.route("**/v1/statistics?*", (route) => {
    const by = new URL(route.request().url()).searchParams.get("by");
    return route.fulfill({ json: released(by ? by.split(",") : []) });
  });
  await page.goto(`${url}/#/auditor/cijfers`);
  const steps = page.getByRole("region", { name: "Stappen" });
  await steps.getByText("5120").waitFor();
  assert.match(await steps.innerText(), /4021\s+minder dan 5\s+3 dagen erna/);
  assert.equal(await page.getByLabel("Kwartaal").innerText(), "kwartaal 3 van 2026");
  await page.getByLabel("gewest").check();
  await page.getByLabel("soort tewerkstelling").check();
  await page.getByLabel("groep van redenen").check();
  await steps.getByText("Wallonië").waitFor();
  const all = await page.locator("main").innerText();
  assert.match(all, /werknemer\s+Wallonië\s+door het werk\s+5120/, "in the order of the API");
  assert.match(all, /categorie 2: om medische redenen niet mogelijk[^]*weer aan het werk/);
  assert.doesNotMatch(all, /w4_info|employed|wallonie|work_related|resumed|zelfde_werkgever/);
  assert.deepEqual(said, []);
  await close();
});
