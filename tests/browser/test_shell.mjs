#!/usr/bin/env node
// The page as a whole: it loads, says nothing to the console, asks nobody else, and is kept within its policy.
import assert from "node:assert/strict";
import test from "node:test";
import { openAs, readSandbox } from "./browser.mjs";
import { tellStory } from "./story.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);

test("a patient comes in and sees where they are", async () => {
  const { page, said, asked, close, url } = await openAs(sandbox, "patient");
  await page.goto(url);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByText("Dr. An Peeters", { exact: false }).first().waitFor();
  assert.equal(new URL(page.url()).hash, `#/patient/${story.dossier}/start`);
  assert.equal(await page.title(), "Uw terugkeer naar werk – TNW-dossier");
  assert.match(await page.locator("header").innerText(), /Jan Willems · als patiënt/);
  assert.deepEqual(
    asked.filter((line) => !line.includes(` ${url}/`)),
    [],
    "it asks nobody else",
  );
  assert.deepEqual(said, [], "the console stays empty");
  await close();
});

test("another language is another word in the same place, and stays", async () => {
  const { page, said, close, url } = await openAs(sandbox, "patient", { locale: "fr-BE" });
  await page.goto(url);
  await page.getByRole("heading", { name: "Votre retour au travail" }).waitFor();
  await page.getByRole("button", { name: "Deutsch" }).click();
  await page.getByRole("heading", { name: "Ihre Rückkehr zur Arbeit" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  await page.reload();
  await page.getByRole("heading", { name: "Ihre Rückkehr zur Arbeit" }).waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("somebody with two roles says in which one they work", async () => {
  const { page, close, url } = await openAs(sandbox, "arts_en_patient");
  await page.goto(url);
  await page.getByRole("heading", { name: "In welke rol wilt u nu werken?" }).waitFor();
  assert.equal(await page.locator("input:checked").count(), 0);
  await page.getByRole("button", { name: "Ga verder" }).click();
  await page.getByRole("link", { name: "Kies een rol" }).waitFor();
  await page.getByLabel("patiënt").check();
  await page.getByRole("button", { name: "Ga verder" }).click();
  await page.getByText("Uw eigen dossier").waitFor();
  await close();
});

test("somebody who is not registered reads what to do", async () => {
  const { page, close, url } = await openAs(sandbox, "unknown");
  await page.goto(url);
  await page.getByText("Uw certificaat is goed, maar u bent hier niet geregistreerd.", { exact: false }).waitFor();
  await close();
});

test("nothing runs that is not a file of the page", async () => {
  const { page, close, url } = await openAs(sandbox, "patient");
  const answer = await page.goto(url);
  const policy = answer.headers()["content-security-policy"];
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /require-trusted-types-for 'script'/);
  assert.doesNotMatch(policy, /unsafe|data:|blob:|https?:/);
  const refused = await page.evaluate(() => {
    try {
      document.body.innerHTML = "<img src=x onerror=alert(1)>";
      return "written";
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(refused, "TypeError");
  await close();
});

test("a view whose files do not come is said, and comes by itself when the line is back", async () => {
  const { page, context, close, url } = await openAs(sandbox, "patient");
  let cut = true;
  await page.route("**/web/**", (route) =>
    cut && /\bhelp\./.test(route.request().url()) ? route.abort("internetdisconnected") : route.continue(),
  );
  await page.goto(url);
  await page.getByText("Dr. An Peeters", { exact: false }).first().waitFor();
  await page.getByRole("link", { name: "Hulp" }).click();
  await page.getByRole("heading", { name: "Deze pagina kon niet geladen worden" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.localName), "h1");
  assert.match(await page.title(), /^Deze pagina kon niet geladen worden/);
  await page.goBack();
  await page.getByRole("heading", { name: "Uw terugkeer naar werk" }).waitFor();
  await page.goForward();
  await page.getByRole("button", { name: "Probeer opnieuw" }).waitFor();
  await context.setOffline(true);
  cut = false;
  await context.setOffline(false);
  await page.getByRole("heading", { name: "Hulp", level: 1 }).waitFor();
  assert.equal(new URL(page.url()).hash, "#/hulp", "at the same address");
  await close();
});

test("where its files still do not come though the server answers, the page loads itself anew: once", async () => {
  const { page, close, url } = await openAs(sandbox, "patient");
  let cut = true;
  let loaded = 0;
  await page.route("**/web/**", (route) =>
    cut && /\bhelp\./.test(route.request().url()) ? route.abort("connectionreset") : route.continue(),
  );
  await page.goto(url);
  await page.getByText("Dr. An Peeters", { exact: false }).first().waitFor();
  page.on("load", () => loaded++);
  await page.getByRole("link", { name: "Hulp" }).click();
  const lacking = page.getByRole("heading", { name: "Deze pagina kon niet geladen worden" });
  await lacking.waitFor();
  await page.waitForEvent("load");
  await lacking.waitFor();
  await page.waitForTimeout(9000); // it tries again after 2, 4 and 8 seconds
  assert.equal(loaded, 1, "once, or a page that lacks a file for good would load itself for ever");
  assert.equal(new URL(page.url()).hash, "#/hulp", "at the same address");
  cut = false;
  await page.getByRole("heading", { name: "Hulp", level: 1 }).waitFor();
  assert.equal(loaded, 1);
  await close();
});
