#!/usr/bin/env node
// The beheerder registers, changes and stops people, and brings the guide in; no dossier and no patient is ever shown.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { openAs, readSandbox } from "./browser.mjs";
import { person } from "./people.mjs";
import { tellStory } from "./story.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);
const NISS = "93031895690"; // fictitious, as all in tests/sandbox.sh

/** What no view of the beheerder may hold. @param {import("playwright-core").Page} page */
async function holdsNothing(page) {
  const markup = await page.content();
  for (const never of ["Jan Willems", "Mia Goossens", story.dossier, "85021595110", "dos_"]) {
    assert.ok(!markup.includes(never), `${never} in the page`);
  }
}

test("people are found by name and role, and patients never are", async () => {
  const { page, said, close, url } = await openAs(sandbox, "beheerder");
  await page.goto(url);
  await page.getByRole("heading", { name: "Mensen", level: 1 }).waitFor();
  await page.getByText("Fien Coppens").waitFor();
  await holdsNothing(page);
  await page.getByLabel("Naam of begin ervan").fill("Wi");
  await page.getByRole("button", { name: "Zoek" }).click();
  await page.getByText("Niemand gevonden.").waitFor();
  await page.getByLabel("Naam of begin ervan").fill("");
  await page.getByLabel("Rol").selectOption("medewerker");
  await page.getByRole("button", { name: "Zoek" }).click();
  await page.getByText("3 gevonden").waitFor();
  await page.getByRole("link", { name: /Fien Coppens/ }).click();
  await page.getByText("administratie").waitFor();
  assert.ok(!new URL(page.url()).hash.includes("Fien") && !(await page.title()).includes("Fien"));
  await page.goBack();
  await page.getByText("3 gevonden").waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("the numbers of obstacles are found from where the guide is", async () => {
  const { page, said, close, url } = await openAs(sandbox, "beheerder");
  await page.goto(`${url}/#/beheerder/organisaties`);
  await page.getByRole("link", { name: "Knelpunten in cijfers" }).click();
  await page.getByLabel("Kwartaal").waitFor();
  await page.getByRole("table").waitFor();
  assert.equal(await page.locator("nav [aria-current=page]").innerText(), "Organisaties");
  assert.equal(await page.getByRole("radio").count(), 0, "a beheerder tells of none");
  assert.deepEqual(said, []);
  await close();
});

test("a number is typed once, checked, and never shown again", async () => {
  const { page, said, close, url } = await openAs(sandbox, "beheerder", { viewport: { width: 320, height: 700 } });
  await page.goto(`${url}/#/beheerder/mensen/nieuw`);
  await page.getByLabel("Rijksregisternummer", { exact: false }).last().fill("93031895691");
  await page.getByLabel("Naam", { exact: true }).fill("Marie Peters");
  await page.getByLabel("hulpverlener").check();
  await page.getByRole("button", { name: "Registreer" }).click();
  await page.getByRole("link", { name: "Dit is geen rijksregisternummer" }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-number", "the link lands on the field");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(NISS);
  await page.getByRole("button", { name: "Registreer" }).dblclick();
  await page.getByText("Gelukt: geregistreerd").waitFor();
  await page.getByRole("heading", { name: "Marie Peters" }).waitFor();
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + location.href);
  assert.ok(!(await page.content()).includes(NISS) && !kept.includes(NISS), "the number is nowhere");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing stands aside");
  assert.deepEqual(said, []);
  await close();
});

test("stopping oneself asks first; stopping another does not, and is taken back as fast", async () => {
  const { page, said, close, url } = await openAs(sandbox, "beheerder");
  const own = sandbox.said.actors.beheerder.id;
  await page.goto(`${url}/#/beheerder/mensen/${own}`);
  await page.getByRole("button", { name: "Zet stop" }).click();
  await page.getByRole("heading", { name: "U zet uw eigen registratie stop" }).waitFor();
  await page.getByText("Daarna komt u niet meer binnen.").waitFor();
  await page.getByRole("button", { name: "Laat zo" }).click();
  await page.getByText("mag binnen").waitFor();
  await page.goto(`${url}/#/beheerder/mensen/${sandbox.said.actors.huisarts2.id}`);
  await page.getByRole("button", { name: "Zet stop" }).click();
  await page.getByText("Gelukt: stopgezet, in alle registraties van deze persoon").waitFor();
  await page.getByRole("button", { name: "Laat weer toe" }).click();
  await page.getByText("Gelukt: weer toegelaten").waitFor();
  await page.getByRole("button", { name: "Wijzig" }).click();
  await page.getByLabel("Hoeveel keer de gewone daggrens").fill("2");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await page.getByText("Gelukt: gewijzigd").waitFor();
  await holdsNothing(page);
  assert.deepEqual(said, []);
  await close();
});

test("a file is checked row by row before anything is stored", async () => {
  const { page, said, asked, close, url } = await openAs(sandbox, "beheerder");
  await page.goto(`${url}/#/beheerder/invoer`);
  await page.getByRole("button", { name: "Kijk na" }).click();
  await page.locator(".error", { hasText: "Kies een bestand" }).waitFor();
  const row = { ref: "vdab-aalst", kind: "vdab", name: "VDAB Aalst", about: { nl: "Bemiddeling naar werk." } };
  const give = async (/** @type {any[]} */ rows) => {
    const buffer = Buffer.from(JSON.stringify(rows));
    await page.getByLabel("Bestand").setInputFiles({ name: "gids.json", mimeType: "application/json", buffer });
    await page.getByRole("button", { name: "Kijk na" }).click();
  };
  await give([row, { ...row, name: "Twee" }, { ref: "x" }]);
  await page.getByText("1 nieuw · 0 gewijzigd · 0 hetzelfde · 2 fout").waitFor();
  assert.equal(await page.getByRole("button", { name: /^Voer/ }).count(), 0, "what is wrong is not brought in");
  await page.getByRole("button", { name: "Kies een ander bestand" }).click();
  await give([row]);
  await page.getByText("1 nieuw · 0 gewijzigd · 0 hetzelfde · 0 fout").waitFor();
  assert.ok(!asked.some((line) => line.startsWith("POST")), "nothing was sent yet");
  await page.getByRole("button", { name: "Voer 1 rij in" }).click();
  await page.getByText("Gelukt: 1 rij ingevoerd").waitFor();
  await give([{ ...row, name: "VDAB Aalst en Ninove" }]);
  await page.getByText("0 nieuw · 1 gewijzigd · 0 hetzelfde · 0 fout").waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("a table of a spreadsheet is brought in as well; what is none is said", async () => {
  const { page, said, close, url } = await openAs(sandbox, "beheerder");
  await page.goto(`${url}/#/beheerder/invoer`);
  const give = async (/** @type {string} */ text) => {
    const buffer = Buffer.from(text);
    await page.getByLabel("Bestand").setInputFiles({ name: "gids.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Kijk na" }).click();
  };
  await give("naam,soort\r\nA,gtb\r\n");
  await page.getByText("In dit bestand staan geen rijen van de gids").waitFor();
  await give('\ufeffref;name;kind;about_nl;help\r\ngob-x;"GOB ""Oost""";gob;Opleiding;coach|training\r\nkort;B\r\n');
  await page.getByText("1 nieuw · 0 gewijzigd · 0 hetzelfde · 1 fout").waitFor();
  await page.getByRole("button", { name: "Kies een ander bestand" }).click();
  await give('ref;name;kind;about_nl;help\r\ngob-x;"GOB ""Oost""";gob;Opleiding;coach|training\r\n');
  await page.getByRole("button", { name: "Voer 1 rij in" }).click();
  await page.getByText("Gelukt: 1 rij ingevoerd").waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("a fiche is added with whom professionals ask for, and changed", async () => {
  const { page, said, close, url } = await openAs(sandbox, "beheerder");
  await page.goto(`${url}/#/beheerder/gids/nieuw`);
  await page.getByRole("button", { name: "Bewaar de fiche" }).click();
  await page.getByRole("link", { name: "Vul dit in: Soort organisatie" }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-kind", "the link lands on the field");
  await page.getByLabel("Soort organisatie").selectOption("gtb");
  await page.getByLabel("Naam", { exact: true }).first().fill("GTB Aalst");
  await page.getByLabel("Wat u doet, in het Nederlands").fill("Begeleiding naar werk.");
  await page.locator('[id="f-contacts.0.name"]').fill("Ine Claes");
  await page.locator('[id="f-contacts.0.phone"]').fill("zeker");
  await page.getByRole("button", { name: "Bewaar de fiche" }).click();
  await page.getByRole("link", { name: "Kijk dit na: Telefoon" }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-contacts.0.phone");
  await page.locator('[id="f-contacts.0.phone"]').fill("053 12 34 56");
  await page.getByRole("button", { name: "Bewaar de fiche" }).click();
  await page.getByText("Gelukt: de fiche staat in de gids").waitFor();
  await page.getByRole("button", { name: "Toon naar wie u vraagt" }).click();
  await page.getByText("053 12 34 56").waitFor();
  assert.ok(!(await page.title()).includes("GTB"), "no name in the title");
  await page.getByRole("link", { name: "Fiche wijzigen" }).click();
  await page.locator('[id="f-contacts.0.function"]').fill("onthaal");
  await page.getByRole("button", { name: "Bewaar de fiche" }).click();
  await page.getByText("Gelukt: de fiche is gewijzigd").waitFor();
  assert.deepEqual(
    said.filter((line) => !line.includes("422")),
    [],
  );
  await close();
});

test("with a registration stands how long its certificate holds, and nothing of a patient's", async () => {
  const { page, said, close, url } = await openAs(sandbox, "beheerder");
  await page.goto(`${url}/#/beheerder/mensen/${sandbox.said.actors.huisarts.id}`);
  await page.getByText("Laatst gebruikt op", { exact: false }).waitFor();
  const text = await page.locator("main").innerText();
  assert.match(text, /Vervalt over \d+ dag|Geldig tot en met/);
  assert.match(text, /Vingerafdruk:( [0-9a-f]{4}){16}/);
  await page.goto(`${url}/#/beheerder/mensen/${sandbox.said.actors.patient.id}`);
  await page.getByText("Met deze registratie kwam nog niemand binnen.").waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("whose certificate ends soon is told, and leads to the registration", async () => {
  const name = "bemiddelaar";
  const { niss } = sandbox.said.actors[name];
  const short = join(sandbox.folder, "actors", name);
  const pki = join(dirname(fileURLToPath(import.meta.url)), "../../certs/tnw-pki");
  const of = ["actor", join(sandbox.folder, "pki"), "--out", short, "--niss", niss, "--name", "Karim Haddad"];
  [".pem", ".key"].forEach((end) => rmSync(`${short}${end}`));
  execFileSync(pki, [...of, "--days", "12"], { stdio: "pipe" });
  await person(sandbox, name).get("/v1/dossiers");
  const { page, said, close, url } = await openAs(sandbox, "beheerder", { viewport: { width: 320, height: 700 } });
  await page.goto(`${url}/#/beheerder/certificaten`);
  const rows = page.getByRole("heading", { name: "Wie heeft binnenkort" }).locator("xpath=following::ul[1]/li");
  await page.getByText(/Vervalt over 1[12] dagen/).waitFor(); // until then the next list is the footer's
  assert.equal(await rows.count(), 1, "those of the others hold for longer");
  assert.match(await rows.innerText(), /Vervalt over 1[12] dagen/);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing stands aside");
  await holdsNothing(page);
  await rows.getByRole("link").click();
  await page.getByText("Vervalt over").waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("of certificates it says what is so", async () => {
  const { page, said, close, url } = await openAs(sandbox, "beheerder");
  await page.goto(`${url}/#/beheerder/certificaten`);
  await page.getByText("Deze server bewaart geen certificaten.", { exact: false }).waitFor();
  await page.locator("nav").getByRole("link", { name: "Organisaties" }).click();
  await page.getByText("Bakkerij De Korenaar BV").waitFor();
  await holdsNothing(page);
  assert.deepEqual(said, []);
  await close();
});

test("why something is refused is said in the reader's words, with the words of its codes", async () => {
  const { page, close, url } = await openAs(sandbox, "beheerder");
  await page.goto(`${url}/#/beheerder/mensen/nieuw`);
  await page.getByLabel("Rijksregisternummer", { exact: false }).last().fill(NISS);
  await page.getByLabel("Naam", { exact: true }).fill("Marie Peters");
  await page.getByLabel("hulpverlener").check();
  await page.getByRole("button", { name: "Registreer" }).click();
  await page.getByText("Deze persoon heeft de rol hulpverlener al bij deze organisatie.").waitFor();
  await close();
});
