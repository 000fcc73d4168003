#!/usr/bin/env node
// The log's key changes: what the old key signed holds the page to all it kept, and a change that it did not sign is
// refused, as tnw refuses it. The sandbox is this test's own, since the server stands still for the change.
//   test_key.mjs BUILD_DIR
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { openAs, readSandbox } from "../browser.mjs";
import { person } from "../people.mjs";
import { dayIn } from "../story.mjs";
import { startLiar } from "./liar.mjs";
import { tnwAs } from "./tnw.mjs";

const build = process.argv[2];
const folder = mkdtempSync("/tmp/tnw-key.");
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** A restart comes back at the same address. */
const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const found = /** @type {any} */ (probe.address()).port;
    probe.close(() => resolve(found));
  });
});

async function start() {
  const script = join(dirname(fileURLToPath(import.meta.url)), "../../sandbox.sh");
  const run = spawn(script, [folder, "--port", String(port)], {
    env: { ...process.env, TNW_BIN_DIR: build },
    stdio: ["ignore", "ignore", "ignore"],
  });
  while (!existsSync(join(folder, "sandbox.json"))) {
    assert.equal(run.exitCode, null, "the sandbox starts");
    await pause(50);
  }
  return { stop: () => new Promise((resolve) => (run.once("exit", resolve), run.kill("SIGTERM"))) };
}

let running = await start();
let sandbox = readSandbox(folder);
after(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

const [huisarts, patient] = ["huisarts", "patient"].map((name) => person(sandbox, name));
const { id: dossier } = await huisarts.post("/v1/dossiers", {
  patient: { niss: "85021595110", name: "Jan Willems" },
  start: dayIn(-77),
  employment: "employed",
});
const consent = await patient.post(`/v1/dossiers/${dossier}/consents`, {
  effect: "grant",
  grantee: { actor: huisarts.id },
  categories: ["quickscan"],
  actions: ["read"],
  purposes: ["tnw_traject"],
  until: dayIn(90),
});
const receipt = await (async () => {
  for (;;) {
    const { status, body } = await patient.call("GET", `/v1/dossiers/${dossier}/consents/${consent.id}/receipt`);
    if (status === 200) {
      return body;
    }
    await pause(300);
  }
})();

const liar = await startLiar(sandbox, "patient");
const tnw = tnwAs(build, sandbox, "patient", liar.url);
const opened = await openAs(sandbox, "patient", { url: liar.url });
const { page, said } = opened;
after(async () => {
  await opened.close();
  await liar.close();
});
const heading = (/** @type {string} */ text) =>
  page.locator("main .panel h2", { hasText: text }).waitFor({ timeout: 60000 });
const result = page.locator("main .panel").first();
async function again() {
  await page.getByRole("button", { name: "Ververs" }).click();
  await page.locator("main .panel h2").first().waitFor({ state: "detached" });
  await page.locator("main .panel h2").first().waitFor({ timeout: 60000 });
  return result.innerText();
}

test("the first look, under the first key", async () => {
  await pause(1500); // for a seal
  await page.goto(`${liar.url}/#/patient/${dossier}/wie-keek`);
  await heading("Gecontroleerd, nog zonder getuige");
  const found = await tnw("access-log", dossier, "--verify");
  assert.equal(found.fault, null, JSON.stringify(found));
});

/** JSON as records are hashed: names in order, no blanks. @param {any} value @returns {string} */
const canonical = (value) =>
  value === null || typeof value !== "object"
    ? JSON.stringify(value)
    : Array.isArray(value)
      ? `[${value.map(canonical)}]`
      : `{${Object.keys(value)
          .sort()
          .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`;
const leafOf = (/** @type {any} */ record) =>
  createHash("sha256")
    .update(`\0${canonical(record)}`)
    .digest("hex");

/** Of the changes of the key that the server tells. @param {(value: any) => void} change */
const ofKeys = (change) => (/** @type {string} */ path, /** @type {any} */ answer) => {
  if (!path.startsWith("/v1/audit/log/keys")) {
    return undefined;
  }
  const value = JSON.parse(answer.body);
  change(value);
  return { ...answer, body: JSON.stringify(value) };
};
/** A change signed by a key that is not the old one: all of it is in order but that. @param {any} value */
function forge({ items }) {
  const [item] = items;
  const [, fresh, old] = item.record.ground.match(/^new:(\S+) old:(\S+) /);
  const { privateKey } = generateKeyPairSync("ed25519");
  const message = `tnw-log-key-change/v1\n${old}\n${fresh}\n${item.record.seq}\n`;
  const signature = sign(null, Buffer.from(message), privateKey).toString("base64");
  item.record.ground = `new:${fresh} old:${old} signature:${signature}`;
  item.leaf = leafOf(item.record);
}

const KEY = "De server gebruikt een andere sleutel dan vorige keer op dit toestel.";
/** @type {[string, any, string][]} */
const LIES = [
  ["no change is told", ofKeys((value) => void (value.items = [])), KEY],
  ["a change that another key signed", ofKeys(forge), KEY],
  [
    "a change without a signature",
    ofKeys(({ items: [item] }) => {
      item.record.ground = item.record.ground.replace(/ signature:.*/, "");
      item.leaf = leafOf(item.record);
    }),
    KEY,
  ],
  [
    "a record that is not what its leaf says",
    ofKeys(({ items: [item] }) => void (item.record.status = 201)),
    "Minstens één regel is anders dan toen ze werd vastgelegd.",
  ],
  [
    "a change that is not in the log",
    (path, answer) => {
      if (!path.startsWith("/v1/audit/proof/inclusion")) {
        return undefined;
      }
      const value = JSON.parse(answer.body);
      value.path[0] = value.path[0].replace(/^./, (one) => (one === "0" ? "1" : "0"));
      return { ...answer, body: JSON.stringify(value) };
    },
    "Het zegel op dit overzicht is niet geldig.",
  ],
];

test("a forged change of the key is refused, with the fault that tnw finds", async (t) => {
  await running.stop();
  const config = join(folder, "server/tnwd.conf");
  execFileSync(
    join(build, "server/tnwd"),
    ["log-key", "--config", config, "--new", "--origin", "sandbox.example/tnwd-2"],
    {
      stdio: "pipe",
    },
  );
  running = await start();
  const kept = await page.evaluate(() => localStorage.getItem("tnw.seen"));
  for (const [name, lie, words] of LIES) {
    await t.test(name, async () => {
      liar.lie.now = lie;
      const text = await again();
      assert.ok(text.startsWith("Dit overzicht klopt niet") && text.includes(words), text);
      assert.equal(await page.locator("main .ok").count(), 0);
      assert.equal(await page.evaluate(() => localStorage.getItem("tnw.seen")), kept, "what was proven stays");
      const fault = text.match(/Technisch: (\w+)/)?.[1];
      const found = await tnw("access-log", dossier, "--verify");
      assert.equal(fault, found.fault, JSON.stringify(found));
    });
  }
});

test("what the old key signed is followed, told once, and holds the page to what it kept", async () => {
  liar.lie.now = null;
  const text = await again();
  assert.match(text, /^Gecontroleerd, nog zonder getuige/);
  assert.match(text, /De oude sleutel bevestigt de nieuwe\./);
  assert.doesNotMatch(text, /eerste controle/);
  assert.doesNotMatch(await again(), /sleutel bevestigt/);
  assert.equal((await tnw("access-log", dossier, "--verify")).fault, null);
});

async function judge(/** @type {any} */ value) {
  const path = join(folder, "bewijs.json");
  writeFileSync(path, JSON.stringify(value));
  await page.getByLabel("Kies een bestand").setInputFiles(path);
  await page.locator("main .panel").waitFor();
  return { text: await page.locator("main .panel").innerText(), found: await tnw("consent", "verify", path) };
}

test("a proof of the time before holds, by the key that the new one follows", async () => {
  await page.goto(`${liar.url}/#/patient/${dossier}/bewijzen`);
  const first = await judge(receipt);
  assert.match(first.text, /^Dit bewijs is echt/);
  assert.equal(first.found.fault, null, JSON.stringify(first.found));
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  assert.match((await judge(receipt)).text, /^Dit bewijs is echt/, "also on a device that kept nothing");
});

test("a proof that somebody sealed with a key of their own does not", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const bytes = Buffer.concat([Buffer.from([1]), publicKey.export({ format: "der", type: "spki" }).subarray(-32)]);
  const [name] = receipt.key.split("+");
  const id = createHash("sha256").update(`${name}\n`).update(bytes).digest().subarray(0, 4);
  const text = receipt.checkpoint.slice(0, receipt.checkpoint.indexOf("\n\n") + 1);
  const line = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString("base64");
  const forged = {
    ...receipt,
    key: `${name}+${id.toString("hex")}+${bytes.toString("base64")}`,
    checkpoint: `${text}\n\u2014 ${name} ${line}\n`,
  };
  await page.reload();
  const { text: shown, found } = await judge(forged);
  assert.match(shown, /^Dit bewijs klopt niet/);
  assert.match(shown, /Het is verzegeld met een andere sleutel dan die van deze server\./);
  assert.match(shown, /Technisch: key/);
  assert.equal(found.fault, "key", JSON.stringify(found));
  assert.deepEqual(
    said.filter((line) => !line.includes("Failed to load resource")), // while the server stood still
    [],
  );
});
