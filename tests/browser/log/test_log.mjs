#!/usr/bin/env node
// Who looked: the patient reads it, sees that it is all, and is told what is wrong when the server lies.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { openAs, readSandbox } from "../browser.mjs";
import { DROPPED, startLiar } from "./liar.mjs";
import { again, frozen, LIES, OLD, ofPath, PLACES, WRONG } from "./lies.mjs";
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
  for (const answered of [(answer) => ({ ...answer, status: 503, body: "{}" }), () => DROPPED]) {
    liar.lie.now = (path, answer) => (path.startsWith("/v1/audit/") ? answered(answer) : undefined);
    await page.getByRole("button", { name: "Ververs" }).click();
    await page.getByText("De verbinding viel weg.").waitFor({ timeout: 60000 });
    assert.equal(await page.locator("main .ok").count(), 0, "nothing is green");
    liar.lie.now = null;
    await page.getByRole("button", { name: "Controleer opnieuw" }).click();
    await heading(page, "Volledig gecontroleerd");
  }
  assert.deepEqual(
    said.filter((line) => !/503|ERR_EMPTY_RESPONSE|ERR_CONNECTION_(CLOSED|RESET)/.test(line)),
    [],
  );
  await close();
  await liar.close();
});

/** The text of what was found, once it is another than before. @param {any} page */
async function found(page) {
  await page.getByRole("button", { name: "Ververs" }).click();
  await page.locator("main .panel h2").first().waitFor({ state: "detached" });
  await page.locator("main .panel h2").first().waitFor({ timeout: 60000 });
  return result(page).innerText();
}

test("a log that is not sealed any more is old after half a minute (T6)", async () => {
  const liar = await startLiar(sandbox, "patient");
  const { page, said, close } = await openAs(sandbox, "patient", { url: liar.url });
  let last = null;
  const isFirst = (path) => path.includes("/access-log?proof=true") && !path.includes("after=");
  liar.lie.now = (path, answer) => void (isFirst(path) && (last = answer));
  await page.goto(`${liar.url}/${route}`);
  await heading(page, "Volledig gecontroleerd");
  const before = last;
  await story.arbeidsarts.get(`/v1/dossiers/${story.dossier}`);
  liar.lie.now = frozen(() => before);
  assert.match(await found(page), /^Volledig gecontroleerd/, "too new to be sealed is no fault");
  await pause(31000);
  await story.arbeidsarts.get(`/v1/dossiers/${story.dossier}`);
  const text = await found(page);
  assert.ok(text.startsWith("Dit overzicht is oud") && text.includes(OLD), text);
  assert.equal(await page.locator("main .ok").count(), 0, "nothing is green");
  assert.deepEqual(said, []);
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
  const liar = await startLiar(sandbox, "patient");
  const lied = await openAs(sandbox, "patient", { url: liar.url });
  liar.lie.now = again();
  await lied.page.goto(`${liar.url}/${route}`);
  await heading(lied.page, WRONG);
  const text = await result(lied.page).innerText();
  assert.ok(text.includes(PLACES) && /Technisch: order/.test(text), `a page twice: ${text}`);
  await lied.close();
  await liar.close();
});
