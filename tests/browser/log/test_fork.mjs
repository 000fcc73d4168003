#!/usr/bin/env node
// Two servers with one key, each with a log of its own: whoever saw the one is told so by the page when it is shown the
// other, as by tnw.
//   test_fork.mjs BUILD_DIR SANDBOX_JSON
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { openAs, readSandbox } from "../browser.mjs";
import { person } from "../people.mjs";
import { tellStory } from "../story.mjs";
import { LIES, PAST, WRONG } from "./lies.mjs";
import { startLiar } from "./liar.mjs";
import { tnwAs } from "./tnw.mjs";

const sandbox = readSandbox(process.argv[3]);
const { dossier } = await tellStory(sandbox);
const at = `/v1/dossiers/${dossier}`;
const folder = mkdtempSync("/tmp/tnw-fork.");
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** Until the newest record is under a seal. */
const sealed = () => pause(1500);

/** The folder as it is now, by another server. */
async function startFork() {
  await sealed();
  cpSync(sandbox.folder, folder, { recursive: true, verbatimSymlinks: true });
  rmSync(join(folder, "sandbox.json"));
  const script = join(dirname(fileURLToPath(import.meta.url)), "../../sandbox.sh");
  const run = spawn(script, [folder], { env: { ...process.env, TNW_BIN_DIR: process.argv[2] }, stdio: "ignore" });
  after(async () => {
    const ended = new Promise((resolve) => run.once("exit", resolve));
    run.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  while (!existsSync(join(folder, "sandbox.json"))) {
    assert.equal(run.exitCode, null, "the fork starts");
    await pause(50);
  }
  return readSandbox(folder);
}

test("a log that forked is told as what it is, with the fault that tnw finds (T6)", async () => {
  const fork = await startFork();
  const liar = await startLiar(sandbox, "patient");
  const tnw = tnwAs(process.argv[2], sandbox, "patient", liar.url);
  const { page, said, close } = await openAs(sandbox, "patient", { url: liar.url });
  const panel = page.locator("main .panel").first();
  await person(sandbox, "huisarts").get(at);
  await sealed();
  await page.goto(`${liar.url}/#/patient/${dossier}/wie-keek`);
  await page.getByRole("heading", { name: "Gecontroleerd, nog zonder getuige" }).waitFor();
  assert.equal((await tnw("access-log", dossier, "--verify")).fault, null);

  // Nobody witnesses this log: that it only grew is asked for since the visit before, and for nothing else.
  await person(sandbox, "huisarts").get(at);
  await sealed();
  [liar.lie.now] = LIES["another past"];
  await page.getByRole("button", { name: "Ververs" }).click();
  await page.getByRole("heading", { name: WRONG }).waitFor({ timeout: 60000 });
  assert.match(await panel.innerText(), /Technisch: consistency/);
  liar.lie.now = null;
  await page.getByRole("button", { name: "Ververs" }).click();
  await page.getByRole("heading", { name: "Gecontroleerd, nog zonder getuige" }).waitFor({ timeout: 60000 });

  for (let i = 0; i < 12; i++) {
    await person(fork, "huisarts").get(at); // another history, and a longer one
  }
  await sealed();
  liar.lie.server = fork.url;
  await page.getByRole("button", { name: "Ververs" }).click();
  await page.getByRole("heading", { name: WRONG }).waitFor({ timeout: 60000 });
  const text = await panel.innerText();
  assert.ok(text.includes(PAST), text);
  assert.equal(await page.locator("main .ok").count(), 0, "nothing is green");
  const fault = text.match(/Technisch: (\w+)/)?.[1];
  assert.equal((await tnw("access-log", dossier, "--verify")).fault, fault);
  assert.deepEqual(said, []);
  await close();
  await liar.close();
});
