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

/** [who writes it, kind, content]: in an order that their rules allow. */
const DOCUMENTS = [
  ["huisarts", "gao", example("gao", "all-members")],
  ["huisarts", "gao", { ...example("gao", "occupational-disease"), begin: "2026-07-01", end: "2026-07-31" }],
  ["huisarts", "diagnose", example("diagnose", "all-members")],
  ["huisarts", "fit_note", example("fit_note", "all-members")],
  ["huisarts", "doorverwijzing", { ...example("doorverwijzing", "actor"), to_actor: story.arbeidsarts.id }],
  ["huisarts", "opvolging", { ...example("opvolging", "month-4"), step: "m4_contact" }],
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
        const answered = page.waitForResponse((one) => one.request().method() === "POST" && /fragments$/.test(one.url()));
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
