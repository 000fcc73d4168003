#!/usr/bin/env node
// A proof that the patient kept as a file, checked in the browser: it is real, or what is wrong is named, as tnw names
// it.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after } from "node:test";
import { openAs, readSandbox } from "../browser.mjs";
import { person } from "../people.mjs";
import { dayIn, tellStory } from "../story.mjs";
import { tnwAs } from "./tnw.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);
const { patient, dossier } = story;
const at = `/v1/dossiers/${dossier}`;
const tnw = tnwAs(process.argv[2], sandbox, "patient", sandbox.url);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** As soon as a seal holds it. */
async function receiptOf(id) {
  for (;;) {
    const { status, body } = await patient.call("GET", `${at}/consents/${id}/receipt`);
    if (status === 200) {
      return body;
    }
    await pause(300);
  }
}

const consents = (await patient.get(`${at}/consents`)).items;
const named = consents.find((one) => one.grantee.actor === story.coordinator.id);
const ofAct = consents.find((one) => one.grantee.role === "huisarts");
const shut = await patient.post(`${at}/consents`, { effect: "exclude", grantee: { actor: story.werkgever.id } });
await patient.post(`${at}/consents/${shut.id}/withdraw`);
const given = await receiptOf(named.id);
const several = await receiptOf(ofAct.id);
const readmitted = await receiptOf(shut.id);

/** Of a dossier that its patient had erased. */
async function erasedReceipt() {
  const other = person(sandbox, "patient4");
  const { id } = await other.post("/v1/dossiers", {
    patient: { niss: "91070690896", name: "Ana Lopes" },
    start: dayIn(-70),
    employment: "employed",
  });
  const { understood } = await other.get(`/v1/dossiers/${id}/erasure`);
  await other.post(`/v1/dossiers/${id}/erase`, { understood });
  for (;;) {
    const { status, body } = await other.call("GET", `/v1/dossiers/${id}/erasure/receipt`);
    if (status === 200 && body.emptied !== null) {
      return body;
    }
    await pause(500);
  }
}
const erased = await erasedReceipt();

const opened = await openAs(sandbox, "patient", { viewport: { width: 320, height: 800 } });
const { page, said, asked, url } = opened;
after(() => opened.close());
await page.goto(`${url}/#/patient/${dossier}/bewijzen`);
await page.getByLabel("Kies een bestand").waitFor();

const panel = page.locator("main .panel");
/** Chooses it; gives what stands in the box. @param {string | Buffer} content */
async function choose(content) {
  const path = join(sandbox.folder, "bewijs.json");
  writeFileSync(path, content);
  await page.evaluate(() => document.querySelector("main .panel")?.classList.add("before"));
  await page.getByLabel("Kies een bestand").setInputFiles(path);
  await page.locator("main .panel:not(.before)").waitFor();
  await page.waitForFunction(() => !/…/.test(document.querySelector("main .panel")?.textContent ?? ""));
  const text = await panel.innerText();
  await page.waitForFunction((first) => document.activeElement?.textContent === first, text.split("\n")[0]);
  return { text, kind: await panel.getAttribute("class"), path };
}

test("a real one says what was allowed, to whom, and nothing goes to the server but for the key", async () => {
  const before = asked.length;
  const { text, kind } = await choose(JSON.stringify(given));
  assert.match(text, /^Dit bewijs is echt/);
  assert.match(kind, /\bok\b/);
  assert.match(text, /U gaf deze toestemming op \d+ \S+ \d{4}, \d+\.\d\d uur\./);
  assert.match(text, /Sofie Jacobs/);
  assert.match(text, /attest/);
  assert.match(text, /Alleen lezen/);
  assert.match(text, /Of dit later is ingetrokken, ziet u bij Toestemmingen\./);
  assert.match(text, /Wij namen die van de server\./);
  assert.doesNotMatch(text, /⟦|act_|cns_|dos_|fit_note|grant/);
  const paths = asked.slice(before).map((line) => line.replace(url, ""));
  assert.deepEqual(
    paths.filter((line) => !line.startsWith("GET /v1/actors/") && !line.startsWith("GET /v1/inbox")),
    ["GET /v1/audit/checkpoint"],
  );
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing stands aside");
});

test("one of several, in whatever writing; one that was shut out and let in again", async () => {
  const { text } = await choose(JSON.stringify(several, null, 4));
  assert.match(text, /^Dit bewijs is echt/);
  assert.match(text, /Elke huisarts/i);
  const ended = (await choose(JSON.stringify(readmitted))).text;
  assert.match(ended, /U sloot uit op .*uur\.\n/);
  assert.match(ended, /Bakkerij De Korenaar|alles in uw dossier/);
  assert.match(ended, /De uitsluiting is opgeheven op .*uur\./);
});

const other = (text) => (text.startsWith("0") ? "1" : "0") + text.slice(1);
const KEY = "golang.org/other+530adb59+AbNGXTaMLGbjSWxK+3Cyu8P6Z5BA2Ou1d8b9Lx5hSTzX";
const CHANGED = "Wat erin staat, is anders dan toen het werd vastgelegd.";
const SEAL = "Het zegel op dit bewijs is niet geldig.";
const WHOLE = "Het bestand is niet volledig, of het is veranderd.";

/** What is done to it, and what must be said. @type {[string, any, (receipt: any) => void, string][]} */
const WRONG = [
  ["a longer term", given, (one) => void (one.consent.until = "2099-01-01"), CHANGED],
  ["more documents", given, (one) => void one.consent.categories.push("diagnose"), CHANGED],
  ["another person", given, (one) => void (one.consent.grantee.actor = story.werkgever.id), CHANGED],
  ["another salt", given, (one) => void (one.salt = other(one.salt)), CHANGED],
  ["another record", given, (one) => void (one.given.record.status = 299), CHANGED],
  ["another leaf", given, (one) => void (one.given.leaf = other(one.given.leaf)), CHANGED],
  ["another day", given, (one) => void (one.consent.granted = "2026-01-01T00:00:00.000Z"), CHANGED],
  ["another dossier", given, (one) => void (one.consent.dossier = story.second), CHANGED],
  [
    "a path that leads nowhere",
    given,
    ({ given }) => void (given.inclusion.path[0] = other(given.inclusion.path[0])),
    SEAL,
  ],
  ["another place", given, ({ given }) => void (given.inclusion.seq += 1), SEAL],
  [
    "a forged seal",
    given,
    (one) =>
      void (one.checkpoint = one.checkpoint.replace(/(.)(.{4})\n$/, (_, a, b) => `${a === "A" ? "B" : "A"}${b}\n`)),
    SEAL,
  ],
  ["another size", given, (one) => void (one.checkpoint = one.checkpoint.replace("\n", "\n1")), SEAL],
  [
    "another key",
    given,
    (one) => void (one.key = KEY),
    "Het is verzegeld met een andere sleutel dan die van deze server.",
  ],
  ["no key", given, (one) => void delete one.key, WHOLE],
  ["a member more", given, (one) => void (one.more = 1), WHOLE],
  ["no record", given, (one) => void delete one.given.record, WHOLE],
  ["others of the act left out", several, (one) => void one.among.pop(), CHANGED],
  ["said to be of an act", given, (one) => void (one.among = several.among), CHANGED],
  ["never withdrawn", readmitted, (one) => void (one.withdrawn.consent.withdrawn = null), CHANGED],
  ["withdrawn of another", given, (one) => void (one.withdrawn = readmitted.withdrawn), CHANGED],
  [
    "withdrawn at another time",
    readmitted,
    (one) => void (one.withdrawn.consent.withdrawn = "2026-01-01T00:00:00.000Z"),
    CHANGED,
  ],
];

test("what is wrong is named, in the words of the page and with the fault that tnw finds", async (t) => {
  for (const [name, receipt, change, words] of WRONG) {
    await t.test(name, async () => {
      const changed = structuredClone(receipt);
      change(changed);
      const { text, kind, path } = await choose(JSON.stringify(changed));
      assert.match(text, /^Dit bewijs klopt niet/, text);
      assert.match(kind, /\bbad\b/);
      assert.ok(text.includes(words), text);
      assert.equal(await page.locator("main .ok").count(), 0, "nothing is green");
      const [, fault, , seq] = text.match(/Technisch: (\w+)(, nr\. (\d+))?/) ?? [];
      const found = await tnw("consent", "verify", path);
      assert.equal(fault, found.fault, `the page says ${fault}, tnw ${JSON.stringify(found)}`);
      assert.equal(Number(seq ?? -1), found.seq ?? -1, `${fault}: the same record`);
    });
  }
});

/** @type {[string, (receipt: any) => void][]} */
const WRONGLY_ERASED = [
  ["of another dossier", (one) => void (one.dossier = story.dossier)],
  ["at another time", (one) => void (one.closed.record.time = "2026-01-01T00:00:00.000Z")],
  ["in another order", (one) => void ([one.closed, one.emptied] = [one.emptied, one.closed])],
  ["a stage twice", (one) => void (one.complete = one.emptied)],
  ["another place", (one) => void (one.emptied.inclusion.seq += 1)],
  ["a member more", (one) => void (one.more = 1)],
];

test("that of an erasure is checked as well, and what is wrong with it is named as tnw names it", async (t) => {
  const { text, kind } = await choose(JSON.stringify(erased));
  assert.match(text, /^Dit bewijs is echt/);
  assert.match(kind, /\bok\b/);
  assert.match(text, /Dit dossier is gewist op vraag van de patiënt\./);
  assert.match(text, /Gesloten\s+\d+ \S+ \d{4}, \d+\.\d\d uur/);
  assert.match(text, /Niet meer te lezen\s+nog niet, toen dit bewijs gemaakt werd/);
  for (const [name, change] of WRONGLY_ERASED) {
    await t.test(name, async () => {
      const changed = structuredClone(erased);
      change(changed);
      const wrong = await choose(JSON.stringify(changed));
      assert.match(wrong.text, /^Dit bewijs klopt niet/, wrong.text);
      const [, fault, , seq] = wrong.text.match(/Technisch: (\w+)(, nr\. (\d+))?/) ?? [];
      const found = await tnw("erasure", "verify", wrong.path);
      assert.deepEqual([fault, Number(seq ?? -1)], [found.fault, found.seq ?? -1]);
    });
  }
});

test("what is no proof is said to be none", async () => {
  const none = [
    "",
    "niet van ons",
    "{}",
    "[1]",
    JSON.stringify({ ...given, type: "tnw/receipt/v9" }),
    "x".repeat(1 << 21),
  ];
  for (const content of [...none, Buffer.from("%PDF-1.7\n\0\xff", "latin1")]) {
    assert.match((await choose(content)).text, /^Dit bestand is geen bewijs/);
  }
  assert.deepEqual(said, []);
});
