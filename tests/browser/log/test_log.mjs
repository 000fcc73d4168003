#!/usr/bin/env node
// Who looked: the patient reads it, sees that it is all, and is told what is wrong when the server lies.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { openAs, readSandbox } from "../browser.mjs";
import { startLiar } from "./liar.mjs";
import { tnwAs } from "./tnw.mjs";
import { tellStory } from "../story.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);
const route = `#/patient/${story.dossier}/wie-keek`;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The witness looks once, at a log that is sealed. */
async function witness() {
  await pause(1500);
  const key = process.env.TNW_WITNESS_KEY;
  const tnw = join(process.argv[2], "client/cli/tnw");
  const words = ["audit", "witness", "--state", join(dirname(key), "witness.state"), "--key", key, "--once"];
  execFileSync(tnw, ["--sandbox", sandbox.folder, "--as", "auditor", ...words], { stdio: "pipe" });
}

const result = (page) => page.locator("main .panel").first();
async function heading(page, text) {
  await page.locator("main .panel h2", { hasText: text }).waitFor({ timeout: 60000 });
}

test("without a witness it says so, and is not green", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/${route}`);
  await heading(page, "Gecontroleerd, nog zonder getuige");
  assert.equal(await page.locator("main .ok").count(), 0);
  assert.deepEqual(said, [], "that nobody witnessed it is an answer, and no fault");
  await close();
});

test("who read the attest, why, and that person is shut out (T5)", async () => {
  await witness();
  const { page, said, asked, close, url } = await openAs(sandbox, "patient", { viewport: { width: 320, height: 700 } });
  await page.goto(`${url}/#/patient/${story.dossier}/start`);
  await page.getByRole("link", { name: "Wie keek?" }).click();
  await heading(page, "Volledig gecontroleerd");
  assert.match(
    await result(page).innerText(),
    /Alle \d+ keer tot vandaag .* uur\. Niets weggelaten, niets veranderd\./,
  );
  assert.match(await result(page).innerText(), /1 onafhankelijke getuige zag hetzelfde zegel\./);
  assert.match(await result(page).innerText(), /Dit is de eerste controle op dit toestel\./);
  const looker = page.locator(".looker", { hasText: "Dr. Tom Claes" });
  assert.match(await looker.innerText(), /een document in uw dossier gelezen \(attest .*\).* Dit mocht, want u hebt/);
  assert.equal(await looker.getByRole("link", { name: "Bekijk die toestemming" }).count(), 1);
  const text = await page.locator("main").innerText();
  assert.doesNotMatch(text, /Jan Willems/, "own looks are hidden");
  assert.doesNotMatch(text, /[0-9a-f]{16}|act_|cns_|req_|grant/, "no codes");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing stands aside");
  const reads = asked.filter((line) => line.includes("/access-log?proof"));
  assert.equal(reads.length, 1, "one page is one read");
  await looker.getByRole("link", { name: /Sluit deze persoon uit/ }).click();
  assert.equal(new URL(page.url()).hash, `#/patient/${story.dossier}/uitsluiten/${story.arbeidsarts.id}`);
  await page.goBack();
  await heading(page, "Volledig gecontroleerd");
  assert.equal(asked.filter((line) => line.includes("/access-log?proof")).length, 1, "going back reads nothing");
  await page.getByRole("button", { name: "Ververs" }).click();
  await page.getByText("Dit is de eerste controle").waitFor({ state: "detached" });
  await heading(page, "Volledig gecontroleerd");
  await page.getByText("Filter (niets gekozen)").click();
  await page.getByLabel("Alleen wat niet mocht").check();
  await page.getByRole("button", { name: "Toon" }).click();
  assert.match(await page.locator("main p:focus").innerText(), /^\d+ van \d+$/);
  assert.equal(await page.locator(".looker li:not(.refused)").count(), 0);
  assert.deepEqual(said, []);
  await close();
});

test("from the start to shut out in three taps; afterwards there is nothing for that person (T5)", async () => {
  const look = async () => (await story.arbeidsarts.call("GET", `/v1/dossiers/${story.dossier}`)).status;
  assert.equal(await look(), 200);
  const { page, said, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/#/patient/${story.dossier}/start`);
  await page.getByRole("link", { name: "Wie keek?" }).click();
  await heading(page, "Volledig gecontroleerd");
  const looker = page.locator(".looker", { hasText: "Dr. Tom Claes" }).first();
  await looker.getByRole("link", { name: /Sluit deze persoon uit/ }).click();
  await page.getByRole("button", { name: "Ja, sluit uit" }).click();
  await page.getByRole("heading", { name: "Uitgesloten" }).waitFor();
  assert.equal(await look(), 404);
  const other = await story.arbeidsarts.call("GET", `/v1/dossiers/${story.dossier}/fragments/${story.fitNote}`);
  assert.equal(other.status, 404);
  await page.getByRole("button", { name: "Laat weer toe" }).click();
  await page.getByRole("heading", { name: "Ingetrokken" }).waitFor();
  assert.equal(await look(), 200, "undone at one tap more");
  assert.deepEqual(said, []);
  await close();
});

const other = (text) => (text.startsWith("0") ? "1" : "0") + text.slice(1);
/** A lie about the lines with their proofs. */
const ofLog = (change) => (path, answer) => {
  if (!path.includes("/access-log?proof=true") || answer.status !== 200) {
    return undefined;
  }
  const value = JSON.parse(answer.body);
  const changed = change(value, answer) ?? answer;
  return { ...changed, body: JSON.stringify(value) };
};
const ofPath = (begin, change) => (path, answer) => {
  if (!path.startsWith(begin) || answer.status !== 200) {
    return undefined;
  }
  const value = JSON.parse(answer.body);
  change(value);
  return { ...answer, body: JSON.stringify(value) };
};
/** In a note the end of its first signature. */
const forge = (note) =>
  note.replace(/(\n\n\u2014 \S+ \S{20})(.)/, (_, begin, one) => begin + (one === "A" ? "B" : "A"));
/** And of its last one. */
const forgeLast = (note) => note.replace(/(.)(.{8})\n$/, (_, one, end) => `${one === "A" ? "B" : "A"}${end}\n`);

const PLACES = "Er ontbreken regels of ze staan niet op hun plaats.";
const CHANGED = "Minstens één regel is anders dan toen ze werd vastgelegd.";
const SEAL = "Het zegel op dit overzicht is niet geldig.";
const PAST = "De server vertelt nu iets anders dan vroeger op dit toestel.";
const OLD = "De server toont een oud antwoord, of houdt nieuwe regels achter.";
const WRONG = "Dit overzicht klopt niet";

/** What is done, and what must be said. @type {Record<string, [any, string, string]>} */
const LIES = {
  "a record changed": [ofLog(({ items }) => void (items[1].record.status = 299)), WRONG, CHANGED],
  "a line shown otherwise": [ofLog(({ items }) => void (items[1].action = "dossier.list")), WRONG, CHANGED],
  "another person shown": [ofLog(({ items }) => void (items[1].actor = items.at(-1).actor)), WRONG, CHANGED],
  "a refusal shown as allowed": [ofLog(({ items }) => void (items[1].decision = "fail")), WRONG, CHANGED],
  "no line in a line's place": [ofLog(({ items }) => void (items[1] = null)), WRONG, SEAL],
  "a line that is none": [ofLog(({ items }) => void (items[1] = { ...items[1], time: 5, actor: 7 })), WRONG, CHANGED],
  "lines that are no list": [ofLog((value) => void (value.items = "abc")), WRONG, SEAL],
  "another link": [ofLog(({ items }) => void (items[2].link.counter += 1)), WRONG, CHANGED],
  "a line left out": [ofLog(({ items }) => void items.splice(2, 1)), WRONG, PLACES],
  "older lines left out": [ofLog((value) => void (value.items.pop(), (value.next = null))), WRONG, PLACES],
  "two lines changed about": [ofLog(({ items }) => void items.splice(1, 0, ...items.splice(2, 1))), WRONG, PLACES],
  "a line twice": [ofLog(({ items }) => void items.splice(1, 0, items[1])), WRONG, PLACES],
  "no lines at all": [ofLog((value) => void (value.items = [])), WRONG, PLACES],
  "a forged seal": [ofLog(({ sealed }) => void (sealed.checkpoint = forge(sealed.checkpoint))), WRONG, SEAL],
  "another size": [
    ofLog(({ sealed }) => void (sealed.checkpoint = sealed.checkpoint.replace("\n", "\n1"))),
    WRONG,
    SEAL,
  ],
  "a forged place in the log": [
    ofLog(({ items }) => {
      const { path } = items.find((item) => item.inclusion !== null).inclusion;
      path[0] = other(path[0]);
    }),
    WRONG,
    SEAL,
  ],
  "a forged map": [ofLog(({ sealed }) => void (sealed.map.head = other(sealed.map.head))), WRONG, SEAL],
  "an answer without a name": [
    ofLog((_, answer) => ({ ...answer, headers: { ...answer.headers, "tnw-request": "" } })),
    WRONG,
    SEAL,
  ],
  "another key": [
    ofLog(({ sealed }) => {
      sealed.key = "golang.org/other+530adb59+AbNGXTaMLGbjSWxK+3Cyu8P6Z5BA2Ou1d8b9Lx5hSTzX";
    }),
    WRONG,
    "De server gebruikt een andere sleutel dan vorige keer op dit toestel.",
  ],
  "another past": [
    ofPath("/v1/audit/proof/consistency", (value) => void (value.path[0] = other(value.path[0]))),
    WRONG,
    PAST,
  ],
  "a forged witness": [
    ofPath("/v1/audit/checkpoint", (value) => void (value.checkpoint = forgeLast(value.checkpoint))),
    WRONG,
    SEAL,
  ],
};

test("each lie becomes the warning that names it, as tnw names it, and nothing stays green (T6)", async (t) => {
  const liar = await startLiar(sandbox, "patient");
  const tnw = tnwAs(process.argv[2], sandbox, "patient", liar.url);
  const key = readFileSync(join(dirname(process.env.TNW_WITNESS_KEY), "witness.pub"), "utf8").trim();
  const verify = () => tnw("access-log", story.dossier, "--verify", "--witness", key);
  const { page, said, close } = await openAs(sandbox, "patient", { url: liar.url });
  let first = null;
  liar.lie.now = (path, answer) => void (path.includes("/access-log?proof=true") && (first ??= answer));
  await page.goto(`${liar.url}/${route}`);
  await heading(page, "Volledig gecontroleerd");
  const kept = await page.evaluate(() => localStorage.getItem("tnw.seen"));
  const honest = await verify();
  assert.equal(honest.fault, null, JSON.stringify(honest));
  /** In the order of the list, and honest again in between. */
  const lies = {
    ...LIES,
    "an old answer": [
      (path) => (path.includes("/access-log?proof=true") ? first : undefined),
      "Dit overzicht is oud",
      OLD,
    ],
  };
  for (const [name, [lie, title, words]] of Object.entries(lies)) {
    await t.test(name, async () => {
      liar.lie.now = lie;
      await page.getByRole("button", { name: "Ververs" }).click();
      await page
        .locator("main .panel h2", { hasText: /klopt niet|is oud|gecontroleerd/i })
        .waitFor({ state: "detached" });
      await page.locator("main .panel h2").first().waitFor({ timeout: 60000 });
      const text = await result(page).innerText();
      assert.ok(text.includes(title) && text.includes(words), `${name}: ${text}`);
      const green = await page.locator("main .ok").evaluateAll((found) => found.map((one) => one.outerHTML));
      assert.deepEqual(green, [], "nothing is green");
      assert.equal(await page.getByText("Volledig gecontroleerd").count(), 0);
      const now = await page.evaluate(() => localStorage.getItem("tnw.seen"));
      assert.equal(now, kept, "what was proven stays");
      const found = await verify();
      const fault = found.fault ?? JSON.parse(found.err).code; // what is no answer of the API it does not even check
      const said = text.match(/Technisch: (\w+)/)?.[1];
      const more = name === "an old answer" ? "known" : "protocol"; // it is older than what tnw proved since
      assert.ok([said, more].includes(fault), `${name}: tnw finds ${fault}`);
      assert.equal(fault === "protocol", /^(no line in|a line that is none|lines that are)/.test(name), name);
    });
  }
  assert.match(await result(page).innerText(), /Uw bezoek van vandaag .* uur staat er niet in\./);
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Bewaar het bewijs" }).click();
  const download = await coming;
  assert.match(download.suggestedFilename(), /^tnw-bewijs-\d{4}-\d\d-\d\d\.json$/);
  const evidence = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.ok(evidence.kept.note && evidence.answers[0].text && evidence.result.fault === "stale");
  liar.lie.now = ofPath("/v1/me", ({ actors }) => void actors.push({ ...actors[0], id: story.arbeidsarts.id }));
  await page.reload();
  await heading(page, "Volledig gecontroleerd");
  await page.locator(".looker", { hasText: "Dr. Tom Claes" }).first().waitFor();
  liar.lie.now = (path, answer) => (path.startsWith("/v1/audit/") ? { ...answer, status: 503, body: "{}" } : undefined);
  await page.getByRole("button", { name: "Ververs" }).click();
  await page.getByText("De verbinding viel weg.").waitFor({ timeout: 60000 });
  liar.lie.now = null;
  await page.getByRole("button", { name: "Controleer opnieuw" }).click();
  await heading(page, "Volledig gecontroleerd");
  assert.deepEqual(
    said.filter((line) => !line.includes("503")),
    [],
  );
  await close();
  await liar.close();
});

test("1200 lines are checked page by page; the next time only what is new, and older ones when asked", async (t) => {
  for (let i = 0; i < 48; i++) {
    const reader = i % 2 === 0 ? story.huisarts : story.arbeidsarts;
    await Promise.all(Array.from({ length: 25 }, () => reader.get(`/v1/dossiers/${story.dossier}`)));
  }
  await witness();
  const { page, asked, close, url } = await openAs(sandbox, "patient");
  await page.addInitScript(() => {
    const long = /** @type {any} */ (globalThis);
    long.tasks = [];
    const seen = (list) => list.getEntries().forEach((entry) => long.tasks.push(Math.round(entry.duration)));
    new PerformanceObserver(seen).observe({ type: "longtask", buffered: true });
  });
  const reads = () => asked.filter((line) => line.includes("/access-log?proof")).length;
  await page.goto(`${url}/${route}`);
  await heading(page, "Volledig gecontroleerd");
  assert.match(await result(page).innerText(), /Alle 1\d\d\d keer/);
  assert.ok(reads() >= 7, `${reads()} pages`);
  t.diagnostic(
    `tasks of the page longer than 50 ms: ${await page.evaluate(() => /** @type {any} */ (globalThis).tasks)}`,
  );
  const before = reads();
  await page.getByRole("button", { name: "Ververs" }).click();
  await page.getByText("Dit is de eerste controle").waitFor({ state: "detached" });
  await heading(page, "Volledig gecontroleerd");
  assert.equal(reads(), before + 1, "what was proven before is not read again");
  await page.getByRole("button", { name: "Meer" }).click();
  await page.getByRole("button", { name: "Meer" }).waitFor();
  await heading(page, "Volledig gecontroleerd");
  assert.ok(reads() > before + 1, "older lines come when they are wanted");
  await close();
});
