#!/usr/bin/env node
// A patient reads documents and what professionals confer, says something, asks for a talk, signs, and takes all along.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { openAs, readSandbox } from "./browser.mjs";
import { dayIn, tellStory } from "./story.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);
const at = `/v1/dossiers/${story.dossier}`;
/** @param {string} category */
const stored = async (category) => (await story.patient.get(`${at}/fragments?category=${category}`)).items;

test("a document is read, remarked on, and the remark stands in the dossier; a half one is kept", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient", { viewport: { width: 320, height: 700 } });
  await page.goto(`${url}/#/patient/${story.dossier}/documenten`);
  await page.getByRole("link", { name: "attest van wat u nog kunt doen" }).click();
  await page.getByText("Administratief werk").waitFor();
  await page.getByRole("link", { name: "Schrijf hierover een opmerking" }).click();
  await page.getByRole("button", { name: "Bewaar in mijn dossier" }).click();
  await page.getByRole("link", { name: "Schrijf wat u wilt zeggen" }).click();
  await page.keyboard.type("Negentien uur is <b>nog</b> te veel.");
  await page.getByRole("link", { name: "Start", exact: true }).click();
  await page.getByRole("button", { name: "Bewaar als concept" }).click();
  await page.getByRole("heading", { name: "Uw terugkeer naar werk" }).waitFor();
  await page.goto(`${url}/#/patient/${story.dossier}/opmerking/${story.fitNote}`);
  assert.equal(await page.getByLabel("Wat wilt u zeggen?").inputValue(), "Negentien uur is <b>nog</b> te veel.");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing stands aside");
  await page.getByRole("button", { name: "Bewaar in mijn dossier" }).click();
  await page.getByText("Gelukt: uw opmerking staat in uw dossier").waitFor();
  await page.getByText("Negentien uur is <b>nog</b> te veel.").waitFor();
  const [head] = await stored("opmerking");
  const { content } = await story.patient.get(`${at}/fragments/${head.id}`);
  assert.deepEqual(content, {
    about: "document",
    fragment: story.fitNote,
    text: "Negentien uur is <b>nog</b> te veel.",
  });
  assert.deepEqual(said, []);
  await close();
});

test("a talk is asked for by keyboard alone, once however often it is sent", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/#/patient/${story.dossier}/contact`);
  await page.getByRole("radio", { name: "Sofie Jacobs" }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("radio", { name: "Bellen" }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Vraag dit contact" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByText("Gelukt: uw vraag is verzonden. Sofie Jacobs ziet ze op de lijst.").waitFor();
  const heads = await stored("verzoek");
  assert.equal(heads.length, 1);
  const { content } = await story.patient.get(`${at}/fragments/${heads[0].id}`);
  assert.equal(content.contact_with, "tnw_coordinator");
  assert.equal(content.contact_how, "phone");
  assert.deepEqual(said, []);
  await close();
});

test("the engagement is read whole and signed; no and yes look the same", async () => {
  const { coordinator } = story;
  const content = { statement: "Samen zoeken wij halftijds werk.", goals: ["Onthaal"] };
  await coordinator.post(`${at}/fragments`, { category: "engagement", content });
  const { page, said, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/#/patient/${story.dossier}/start`);
  await page.getByRole("link", { name: "Uw engagementsverklaring lezen en tekenen" }).click();
  await page.getByText("Samen zoeken wij halftijds werk.").waitFor();
  const looks = await page.locator("p.acts button").evaluateAll((all) => all.map((one) => one.className.trim()));
  assert.deepEqual(looks, ["", ""]);
  await page.getByRole("button", { name: "Ik onderteken" }).click();
  await page.getByText("Gelukt: u hebt ondertekend").waitFor();
  await page.getByRole("button", { name: "Ik onderteken" }).waitFor({ state: "detached" });
  const [head] = await stored("engagement");
  const signed = (await story.patient.get(`${at}/fragments/${head.id}`)).signatures.map((one) => one.role);
  assert.deepEqual(signed, ["patient"]);
  assert.deepEqual(said, []);
  await close();
});

test("what professionals confer is read, not written; no title tells its subject", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/#/patient/${story.dossier}/overleg`);
  await page.getByRole("link", { name: "Deeltijdse hervatting" }).click();
  await page.getByText("Is halftijds onthaal mogelijk?").waitFor();
  await page.getByText("U kunt meelezen, niet meeschrijven.", { exact: false }).waitFor();
  assert.equal(await page.locator("main textarea, main input").count(), 0);
  assert.equal(await page.title(), "Overleg – TNW-dossier");
  assert.deepEqual(said, []);
  await close();
});

test("everything is one file, with proofs, and a page to print", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/#/patient/${story.dossier}/downloaden`);
  const coming = page.waitForEvent("download", { timeout: 120000 });
  await page.getByRole("button", { name: "Bewaar alles in één bestand" }).click();
  const file = await coming;
  assert.match(file.suggestedFilename(), /^tnw-alles-\d{4}-\d\d-\d\d\.json$/);
  const whole = JSON.parse(readFileSync(await file.path(), "utf8"));
  assert.equal(whole.dossier.id, story.dossier);
  assert.ok(whole.fragments.flat().some((one) => one.content.tasks?.includes("Onthaal")));
  assert.ok(whole.receipts.some((one) => one?.type === "tnw/receipt/v1"));
  assert.ok(whole.access_log.every((one) => typeof one.leaf === "string"));
  assert.equal(whole.threads[0].messages[0].text, "Is halftijds onthaal mogelijk?");
  await page.getByRole("button", { name: "Toon alles om af te drukken" }).click();
  await page.locator(".whole").getByText("Administratief werk").waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("a dossier is erased after a check; it is gone, and its proof is a file", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/#/patient/${story.dossier}/downloaden`);
  await page.getByRole("link", { name: "Mijn dossier laten wissen" }).click();
  await page.getByText("Alles in het dossier gaat weg", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Ga verder" }).click();
  await page.getByText("Ik begrijp dat mijn dossier voorgoed weg is", { exact: false }).waitFor();
  assert.equal(await page.locator("input:checked").count(), 0, "a reason is for the patient to give, or not");
  await story.huisarts.post(`${at}/fragments`, {
    category: "fit_note",
    content: { from: dayIn(-2), until: dayIn(20), tasks: ["Onthaal"] },
  });
  await page.getByText("Er is iets nieuws in dit dossier.").first().waitFor();
  await page.getByLabel("Het is er door een vergissing").check();
  await page.getByLabel("Dat zeg ik liever niet").check();
  await page.getByLabel("Ik heb er geen vertrouwen in").check();
  await page.getByRole("button", { name: "Ja, wis mijn dossier voorgoed" }).click();
  await page.getByRole("heading", { name: "Gewiste dossiers" }).waitFor();
  await page.getByText(story.dossier).waitFor();
  await page.getByText("Ik heb er geen vertrouwen in").waitFor();
  assert.equal(await page.locator(".bar.news").count(), 0, "in a dossier that is gone there is nothing new");
  const coming = page.waitForEvent("download", { timeout: 60000 });
  await page.getByRole("button", { name: "Bewaar het bewijs" }).first().click();
  const file = await coming;
  const receipt = JSON.parse(readFileSync(await file.path(), "utf8"));
  assert.equal(receipt.type, "tnw/erasure/v1");
  assert.equal(receipt.dossier, story.dossier);
  await assert.rejects(story.patient.get(`/v1/dossiers/${story.dossier}`));
  await page.goto(`${url}/#/patient`);
  await page.getByText("Er is nog geen dossier over u").waitFor();
  const conf = join(dirname(process.argv[3]), "server/tnwd.conf");
  execFileSync(join(process.argv[2], "server/tnwd"), ["keys", "rotate", "--config", conf]);
  await page.getByText("Uw dossier is volledig gewist: ook de sleutels zijn weg").waitFor({ timeout: 90000 });
  assert.equal(await page.getByText("Er is iets nieuws in dit dossier").count(), 0, "it is none of theirs any more");
  await page.getByRole("link", { name: "Bekijk het, en bewaar het bewijs" }).click();
  await page.getByText(story.dossier).waitFor();
  assert.equal(await page.getByText("Nog niet").count(), 0, "what was read before the message is not shown again");
  await page.goto(`${url}/#/patient`);
  await page.getByRole("button", { name: "Ik heb dit gezien" }).click();
  await page.getByText("Uw dossier is volledig gewist").waitFor({ state: "detached" });
  const own = said.filter((line) => !/status of 503/.test(line)); // before its seal a proof is told to wait
  assert.deepEqual(own, []);
  await close();
});
