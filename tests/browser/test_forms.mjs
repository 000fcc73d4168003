#!/usr/bin/env node
// Every kind of document is written through its form, and stored as it was typed; what is wrong is said at its field;
// a draft stays on this device; a new version, files, signatures, and a document that is marked as wrong.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { openAs, readSandbox } from "./browser.mjs";
import { fillForm } from "./fill.mjs";
import { person } from "./people.mjs";
import { PNG } from "./small_png.mjs";
import { dayIn, tellStory } from "./story.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);
const schemas = join(dirname(fileURLToPath(import.meta.url)), "../../schemas");
const at = `/v1/dossiers/${story.dossier}`;
const example = (category, name) => JSON.parse(readFileSync(join(schemas, "examples", category, `valid-${name}.json`)));
const bemiddelaar = person(sandbox, "bemiddelaar");
await story.huisarts.post(`${at}/participants`, { actor: bemiddelaar.id, role: "bemiddelaar" });
// A referral to the arbeidsarts needs the patient's consent to that receiver.
await story.patient.post(`${at}/consents`, {
  effect: "grant",
  grantee: { actor: story.arbeidsarts.id },
  categories: ["doorverwijzing"],
  actions: ["read"],
  purposes: ["bezoek"],
  until: dayIn(90),
});
// That a coordinator writes of a training is no duty of theirs: the patient lets them.
await story.patient.post(`${at}/consents`, {
  effect: "grant",
  grantee: { actor: story.coordinator.id },
  categories: ["opleiding"],
  actions: ["read", "write"],
  purposes: ["tnw_traject"],
  until: dayIn(90),
});

/** [who writes it, kind, content]: in an order that their rules allow. */
const DOCUMENTS = [
  ["huisarts", "gao", example("gao", "all-members")],
  ["huisarts", "gao", { ...example("gao", "occupational-disease"), begin: "2026-07-01", end: "2026-07-31" }],
  ["huisarts", "diagnose", example("diagnose", "all-members")],
  ["huisarts", "fit_note", example("fit_note", "all-members")],
  ["huisarts", "doorverwijzing", { ...example("doorverwijzing", "actor"), to_actor: story.arbeidsarts.id }],
  ["adviserend_arts", "opvolging", { ...example("opvolging", "month-4"), step: "m4_contact" }],
  ["adviserend_arts", "quickscan", example("quickscan", "all-members")],
  ["adviserend_arts", "arbeidspotentieel", example("arbeidspotentieel", "return-possible")],
  ["adviserend_arts", "progressieve_tewerkstelling", example("progressieve_tewerkstelling", "all-members")],
  ["arbeidsarts", "arbeidspotentieel", example("arbeidspotentieel", "occupational-yes")],
  ["arbeidsarts", "potentieel_uitkomst", { potential: true }],
  ["arbeidsarts", "werkpost", example("werkpost", "all-members")],
  ["arbeidsarts", "beoordeling", example("beoordeling", "2022-a")],
  ["tnw_coordinator", "engagement", example("engagement", "all-members")],
  ["tnw_coordinator", "plan", example("plan", "rit")],
  ["tnw_coordinator", "opleiding", example("opleiding", "approved")],
  ["bemiddelaar", "inschrijving", example("inschrijving", "all-members")],
  ["patient", "verzoek", example("verzoek", "contact")],
  ["patient", "opmerking", { ...example("opmerking", "fragment"), fragment: story.fitNote }],
];

/** What the form leaves out, since it means the same. */
const without = (schema, content) =>
  Object.fromEntries(Object.entries(content).filter(([name, value]) => schema.properties[name].default !== value));

test("each kind of document is written through its form", async (t) => {
  assert.equal(new Set(DOCUMENTS.map(([, category]) => category)).size, 17, "all kinds");
  for (const who of [...new Set(DOCUMENTS.map(([name]) => name))]) {
    const { page, said, close, url } = await openAs(sandbox, who);
    page.setDefaultTimeout(45000);
    for (const [, category, content] of DOCUMENTS.filter(([name]) => name === who)) {
      await t.test(`${category} by ${who}`, async () => {
        const of = await story.huisarts.get(`/v1/categories/${category}`);
        await page.goto(`${url}/#/${who}/${story.dossier}/nieuw/${category}`);
        await fillForm(page, of, content);
        const answered = page.waitForResponse(
          (one) => one.request().method() === "POST" && /fragments$/.test(one.url()),
        );
        await page.getByRole("button", { name: "Voeg toe", exact: true }).click();
        const made = await (await answered).json();
        assert.ok(made.id, JSON.stringify(made));
        const stored = await story.patient.get(`${at}/fragments/${made.id}`);
        assert.deepEqual(without(of.schema, stored.content), without(of.schema, content));
        if (who !== "patient") {
          await page.getByText("Over dit document").waitFor();
          const text = await page.locator("main").innerText();
          for (const word of Object.values(content).filter((one) => typeof one === "string" && one.includes(" "))) {
            assert.ok(text.includes(word), `the document says: ${word}`);
          }
          assert.doesNotMatch(text, /⟦|undefined|\bact_|_[a-z]/, "no code word");
        }
      });
    }
    assert.deepEqual(said, []);
    await close();
  }
});

test("what is wrong is said at its field, by the page and by the server", async () => {
  const { page, said, close, url } = await openAs(sandbox, "huisarts");
  page.setDefaultTimeout(45000);
  await page.goto(`${url}/#/huisarts/${story.dossier}/nieuw/gao`);
  await page.getByRole("button", { name: "Voeg toe", exact: true }).click();
  await page.getByRole("heading", { name: "Er klopt iets niet" }).waitFor();
  assert.ok(
    await page.evaluate(() => document.activeElement?.classList.contains("errors")),
    "the summary has the focus",
  );
  await page.getByRole("link", { name: "Eerste dag: vul een datum in, bv. 25/02/2027" }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-begin");
  await page.keyboard.type("10/5/2025");
  await page.locator("#f-end").fill("1-5-25");
  await page.getByText("donderdag 1 mei 2025").waitFor();
  await page.getByLabel("Ziekte", { exact: true }).check();
  await page.getByRole("button", { name: "Voeg toe", exact: true }).click();
  await page.getByRole("link", { name: "Laatste dag: de einddatum ligt voor de begindatum" }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-end");
  await page.locator("#f-end").fill("");

  await page.getByRole("link", { name: "Hulp" }).click();
  await page.getByText("U hebt nog iets niet verzonden.").waitFor();
  await page.getByRole("button", { name: "Bewaar als concept" }).click();
  await page.goto(`${url}/#/huisarts/${story.dossier}/nieuw/gao`);
  await page.locator("#f-begin").waitFor();
  assert.equal(await page.locator("#f-begin").inputValue(), "10/5/2025", "the draft is here again");
  await page.getByRole("button", { name: "Gooi dit concept weg" }).click();
  assert.equal(await page.locator("#f-begin").inputValue(), "");
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((one) => one.includes("draft")).length), 0);
  // The refusals of the server are answers, which a browser notes by itself.
  assert.deepEqual(
    said.filter((line) => !/status of 4(09|22)/.test(line)),
    [],
  );
  await close();
});

test("a new version, one changed meanwhile, files, and a document marked as wrong", async () => {
  const { page, said, close, url } = await openAs(sandbox, "huisarts");
  page.setDefaultTimeout(45000);
  const base = `${url}/#/huisarts/${story.dossier}/document/${story.fitNote}`;
  await page.goto(`${base}/wijzigen`);
  assert.equal(await page.locator("#f-hours_per_week").inputValue(), "19");
  await page.locator("#f-hours_per_week").fill("20");
  const newest = await story.huisarts.get(`${at}/fragments/${story.fitNote}`);
  await story.huisarts.put(
    `${at}/fragments/${story.fitNote}`,
    { content: { ...newest.content, hours_per_week: 12 } },
    { "If-Match": '"1"' },
  );
  await page.getByRole("button", { name: "Bewaar als versie 2" }).click();
  await page.getByText("Iemand heeft dit intussen gewijzigd. Uw tekst staat hieronder nog.").waitFor();
  assert.equal(await page.locator("#f-hours_per_week").inputValue(), "20", "nothing is lost");
  await page.getByRole("button", { name: "Toon de nieuwe versie" }).click();
  await page.getByText("12 uur per week").waitFor();
  await page
    .locator("#f-files")
    .setInputFiles({ name: "x.pdf", mimeType: "application/pdf", buffer: Buffer.from("no pdf") });
  await page.getByText("x.pdf: Dit bestand is iets anders dan zijn naam zegt.", { exact: false }).waitFor();
  await page.locator("#f-files").setInputFiles({ name: "foto.png", mimeType: "image/png", buffer: PNG });
  await page.getByRole("button", { name: "Haal weg foto.png" }).waitFor();
  await page.getByRole("button", { name: "Bewaar als versie 3" }).click();
  await page.getByText("20 uur per week").waitFor();
  const stored = await story.huisarts.get(`${at}/fragments/${story.fitNote}`);
  assert.deepEqual([stored.version, stored.content.hours_per_week, stored.attachments[0].name], [3, 20, "foto.png"]);
  await page.getByRole("button", { name: "Versie 2" }).click();
  await page.getByText("12 uur per week").waitFor();
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Bewaar foto.png" }).click();
  assert.equal((await coming).suggestedFilename(), "foto.png");

  await page.getByRole("link", { name: "Markeer als fout" }).click();
  await page.getByRole("button", { name: "Markeer als fout" }).click();
  await page.getByRole("link", { name: "Schrijf waarom het niet klopt" }).click();
  await page.keyboard.type("Verkeerde patiënt.");
  await page.getByRole("button", { name: "Markeer als fout" }).click();
  await page.getByRole("heading", { name: "Gemarkeerd als fout op", exact: false }).waitFor();
  assert.equal((await story.huisarts.get(`${at}/fragments/${story.fitNote}`)).retracted_reason, "Verkeerde patiënt.");
  assert.equal(await page.getByRole("link", { name: "Nieuwe versie" }).count(), 0);
  assert.deepEqual(
    said.filter((line) => !/status of 4(09|12|15|22)/.test(line)),
    [],
  );
  await close();
});

test("an engagement says who signed, and takes one's own signature", async () => {
  const { page, said, close, url } = await openAs(sandbox, "tnw_coordinator");
  page.setDefaultTimeout(45000);
  const made = await story.coordinator.post(`${at}/fragments`, {
    category: "engagement",
    content: { statement: "Wij gaan ervoor." },
  });
  await page.goto(`${url}/#/tnw_coordinator/${story.dossier}/document/${made.id}`);
  await page.getByRole("button", { name: "Onderteken", exact: true }).click();
  await page.locator(".signatures li", { hasText: "Sofie Jacobs" }).getByText(" uur", { exact: false }).waitFor();
  assert.match(await page.locator(".signatures").innerText(), /Jan Willems, patiënt: nog niet/);
  assert.equal(await page.getByRole("button", { name: "Onderteken", exact: true }).count(), 0);
  assert.equal((await story.coordinator.get(`${at}/fragments/${made.id}`)).signatures.length, 1);
  assert.deepEqual(said, []);
  await close();
});

test("each reason of the server's rules is known to the page in words", () => {
  const said = ["category.c", "category_context.c", "category_event.c", "../../service/fragment/fitting.c"].flatMap(
    (name) => {
      const text = readFileSync(join(schemas, "../server/rules/category", name), "utf8");
      return [...text.matchAll(/(?:breach\)\s*\{[^,]+,|"rule",)\s*"([^"]+)"/g)].map((one) => one[1]);
    },
  );
  const rules = JSON.parse(readFileSync(join(schemas, "category_rules.json"), "utf8"));
  said.push(...[...rules.numbers, ...rules.values].map((one) => one.refusal).filter((one) => one !== null));
  const page = readFileSync(join(schemas, "../client/web/src/schema/rules.js"), "utf8");
  const known = [...page.matchAll(/\[\/(\^.+)\/, "rule_/g)].map((one) => new RegExp(one[1]));
  assert.ok(said.length > 12 && known.length > 12);
  assert.deepEqual(
    said.filter((text) => !known.some((one) => one.test(text))),
    [],
  );
});
