#!/usr/bin/env node
// The employer: what is asked of them, what they were given, and nothing that tells what else there is. The bemiddelaar
// and the hulpverlener: what was shared with them.
import assert from "node:assert/strict";
import test from "node:test";
import { openAs, readSandbox } from "./browser.mjs";
import * as look from "./every_view/looks.mjs";
import { dayIn } from "./story.mjs";
import { PLANTED, tellFullAndEmpty } from "./stories/full.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellFullAndEmpty(sandbox);
const { full, empty, who } = story;
const phone = { width: 320, height: 700 };
/** Kinds of documents, people and steps that are none of an employer's. */
const NEVER = [
  ...PLANTED,
  ...["Wouters", "Jacobs", "Haddad", "Baert", "Peeters", "coördinator", "bemiddelaar", "hulpverlener", "psych"],
  ...["diagnose", "getuigschrift", "vragenlijst", "engagement", "quickscan", "attest", "opmerking", "inschrijving"],
  ...["overleg", "toestemming", "fit_note", "gao", "niet ziet", "ziet u niet"],
];

/** The same for whichever dossier it is. @param {string} text */
function alike(text) {
  return text
    .replaceAll("Jan Willems", "NAME")
    .replaceAll("Mia Goossens", "NAME")
    .replace(/\b(dos|frg|act|req)_[0-9A-Z]{26}/g, "$1")
    .replace(/Opgehaald om [\d.]+ uur/g, "Opgehaald")
    .replace(/(role="status" aria-live="polite">)[^<]*/, "$1")
    .replaceAll(sandbox.url, "");
}

/** A test that ends its browser, however it ends. @param {string} actor @param {string} name @param {any} options
 * @param {(window: any) => Promise<void>} run */
function testAs(actor, name, options, run) {
  test(name, async () => {
    const window = await openAs(sandbox, actor, options);
    window.page.setDefaultTimeout(60000);
    try {
      await run(window);
    } finally {
      await window.close();
    }
  });
}

/** @param {string} name @param {any} options @param {(window: any) => Promise<void>} run */
const asEmployer = (name, options, run) => testAs("werkgever", name, options, run);

/** All that a view shows and asks. @param {any} window @param {string} at */
async function seen({ page, asked, url }, at) {
  asked.length = 0;
  await page.goto("about:blank");
  await page.goto(`${url}/#/${at}`);
  await look.settle(page);
  for (let before = ""; before !== (await page.locator("#app").innerHTML()); await page.waitForTimeout(500)) {
    before = await page.locator("#app").innerHTML();
  }
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  const api = asked.filter((/** @type {string} */ line) => line.includes("/v1/") && !line.includes("/v1/inbox"));
  return {
    markup: alike(await page.locator("#app").innerHTML()),
    text: await page.locator("#app").innerText(),
    title: await page.title(),
    asked: api.map(alike),
  };
}

asEmployer("a dossier full of what is not theirs is for the employer the same as an empty one", {}, async (window) => {
  for (const below of ["", "/nieuw", "/nieuw/verzoek", "/nieuw/plan", "/nieuw/opvolging", "/nieuw/diagnose"]) {
    const one = await seen(window, `werkgever/${full}${below}`);
    const other = await seen(window, `werkgever/${empty}${below}`);
    assert.deepEqual(one.markup.split("<"), other.markup.split("<"), `DOM of ${below}`);
    assert.equal(one.title, other.title, `title of ${below}`);
    assert.deepEqual(one.asked, other.asked, `requests of ${below}`);
    assert.ok(!one.asked.some((line) => /category=|threads|consent|access-log|team/.test(line)), one.asked.join("\n"));
    assert.ok(!one.title.includes("Willems"), "no name in the title");
    if (below === "") {
      const told = `${one.text} ${one.title} ${one.asked.join(" ")}`.toLowerCase();
      NEVER.forEach((word) => assert.ok(!told.includes(word.toLowerCase()), `${word} is told: ${one.text}`));
    }
  }
  assert.deepEqual(window.said, []);
});

test("the news of an employer tells of both alike", async () => {
  const { items } = await who.werkgever.get("/v1/inbox?limit=200");
  const typesOf = (/** @type {string} */ dossier) =>
    items.filter((one) => one.dossier === dossier).map((one) => `${one.type} ${one.rule} ${one.kind}`);
  assert.ok(typesOf(empty).length > 0);
  assert.deepEqual(typesOf(full), typesOf(empty));
});

asEmployer(
  "the lists tell of both dossiers alike, and the navigation is that of an employer",
  {},
  async ({ page, said, url }) => {
    await page.goto(url);
    await page.getByRole("heading", { name: "Te doen", level: 1 }).waitFor();
    assert.deepEqual(await page.locator("nav a").allInnerTexts(), ["Te doen", "Werknemers", "Maatregelen", "Gids"]);
    await page.getByRole("button", { name: "over 3 maanden" }).click();
    await look.settle(page);
    const rows = (await page.locator("li.due-row").allInnerTexts()).map(alike).sort();
    const half = rows.length / 2;
    assert.ok(
      rows.length > 0 && rows.every((row, i) => i % 2 === 1 || row === rows[i + 1]),
      `${half}: ${rows.join("|")}`,
    );
    await page.getByRole("link", { name: "Werknemers" }).click();
    await page.getByRole("heading", { name: "Werknemers", level: 1 }).waitFor();
    assert.equal(await page.locator("nav a[aria-current]").innerText(), "Werknemers");
    await page.getByText("Uw werknemers (2)").waitFor();
    const people = (await page.locator("a.turn").allInnerTexts()).map(alike);
    assert.equal(people[0], people[1]);
    const text = (await page.locator("#app").innerText()).toLowerCase();
    PLANTED.forEach((word) => assert.ok(!text.includes(word.toLowerCase()), word));
    assert.deepEqual(said, []);
  },
);

asEmployer(
  "what would name others has no page for an employer, and nothing is asked for it",
  {},
  async ({ page, asked, said, url }) => {
    const below = ["team", "tijdlijn", "wie-nu", "overleg/nieuw", `overleg/${story.thread}`, "toestemming-vragen"];
    for (const one of below) {
      asked.length = 0;
      await page.goto("about:blank");
      await page.goto(`${url}/#/werkgever/${full}/${one}`);
      await page.getByRole("heading", { name: "Deze pagina is er niet" }).waitFor();
      assert.ok(!asked.some((line) => line.includes(full.slice(4)) && line.includes("/v1/")), asked.join("\n"));
    }
    assert.deepEqual(said, []);
  },
);

asEmployer(
  "a document that was not given is refused in words that tell nothing, and nobody is asked for it",
  {},
  async ({ page, url }) => {
    await page.goto(`${url}/#/werkgever/${full}/document/${story.fitNote}`);
    await page.getByText("U hebt hiervoor geen toestemming.").waitFor();
    const main = await page.locator("main").innerText();
    assert.doesNotMatch(main, /attest|Vraag het/i);
    assert.match(await page.title(), /^(\(\d+\) )?Document – TNW-dossier$/);
  },
);

asEmployer(
  "the step that is asked is done in three taps, on a phone",
  { viewport: phone },
  async ({ page, said, url }) => {
    await page.goto(`${url}/#/werkgever/${empty}`);
    await page.getByRole("heading", { name: "Wat van u gevraagd wordt" }).waitFor();
    await page.getByText("Medische gegevens ziet u nooit.", { exact: false }).waitFor();
    await page.getByText("Er is nu niets voor u om te lezen.").waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing stands aside");
    await page
      .getByRole("link", { name: /^Doe het verzoek/ })
      .first()
      .click();
    await page.getByRole("heading", { name: "Verzoek", level: 1 }).waitFor();
    const kinds = await page.locator("input[type=radio][name=kind]").evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(
      kinds,
      ["bezoek", "rit", "potentieel", "overmacht"],
      "what an employer asks for, and nothing of the patient's",
    );
    await page.locator("input[type=radio][name=kind][value=potentieel]").check();
    await page.getByRole("button", { name: "Voeg toe" }).dblclick();
    await page.getByText("Gelukt:").waitFor();
    await page.goto(`${url}/#/werkgever/${empty}`);
    await page.getByText("Er wordt nu niets van u gevraagd.").waitFor();
    await page
      .getByRole("link", { name: /^Verzoek/ })
      .first()
      .waitFor();
    assert.deepEqual(said, []);
  },
);

asEmployer(
  "what the law and the patient give is shown: the bare outcome, and what was granted, for its purpose",
  {},
  async ({ page, said, url }) => {
    const { arbeidsarts, patient2, werkgever } = who;
    const at = `/v1/dossiers/${empty}`;
    const post = (/** @type {string} */ category, /** @type {any} */ content) =>
      arbeidsarts.post(`${at}/fragments`, { category, content });
    await post("arbeidspotentieel", { variant: "occupational", potential: true, method: "Gesprek" });
    await post("potentieel_uitkomst", { potential: true });
    await post("werkpost", { adaptations: [{ of: "equipment", text: "Een zit-stabureau" }] });
    await patient2.post(`${at}/consents`, {
      effect: "grant",
      grantee: { actor: werkgever.id },
      categories: ["werkpost"],
      actions: ["read"],
      purposes: ["bezoek"],
      until: dayIn(60),
    });
    await page.goto(`${url}/#/werkgever/${empty}`);
    await page.getByText("Uitkomst van de inschatting: ja, ander of aangepast werk kan").waitFor();
    await page.getByText("Dr. Tom Claes").waitFor();
    await page.getByRole("link", { name: /^Aanpassing/ }).click();
    await page.getByText("Een zit-stabureau").waitFor();
    assert.equal(await page.getByRole("link", { name: "Nieuwe versie" }).count(), 0);
    await page.goBack();
    await page.getByText("Medische gegevens ziet u nooit.", { exact: false }).waitFor();
    assert.ok(!(await page.title()).includes("Mia"));
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + location.href);
    assert.ok(!/Mia|Goossens|zit-sta/.test(kept), "nothing of it is kept");
    assert.deepEqual(said, []);
  },
);

asEmployer("whom the patient shuts out reads that it is not there", {}, async ({ page, url }) => {
  const body = { effect: "exclude", grantee: { actor: who.werkgever.id } };
  await who.patient.post(`/v1/dossiers/${full}/consents`, body);
  await page.goto(`${url}/#/werkgever/${full}`);
  await page.getByText("Dit is er niet, of het is niet voor u.").waitFor();
  assert.doesNotMatch(await page.locator("#app").innerText(), /Willems|uitgesloten/);
});

/** Gives somebody to read. @param {string} actor @param {string[]} categories */
const grant = (actor, categories) =>
  who.patient.post(`/v1/dossiers/${full}/consents`, {
    effect: "grant",
    grantee: { actor: who[actor].id },
    categories,
    actions: ["read"],
    purposes: ["tnw_traject"],
    until: dayIn(60),
  });

testAs(
  "bemiddelaar",
  "a bemiddelaar sees what somebody can do, not why, and writes training down",
  {},
  async (window) => {
    const { page, said, url } = window;
    await page.goto(`${url}/#/bemiddelaar/${full}`);
    await page.getByText("U ziet wat iemand kan, niet waarom.").waitFor();
    await page.getByText("Hierover is nu niets met u gedeeld.").waitFor();
    await grant("bemiddelaar", ["fit_note", "opleiding"]);
    await page.getByRole("button", { name: "Ververs" }).click();
    await page.getByRole("link", { name: /^Attest/i }).waitFor();
    const order = await page.locator("main .two h2").allInnerTexts();
    const parts = ["Wat deze persoon nog kan", "Opleiding", "Opvolging", "Inschrijving", "Dit ziet u niet"];
    assert.deepEqual(
      order.filter((one) => parts.includes(one)),
      parts,
    );
    const text = await page.locator("#app").innerText();
    assert.match(text, /Nooit voor uw rol: [^.]*diagnose/, "what is never theirs is named, whether it is there or not");
    PLANTED.forEach((word) => assert.ok(!text.includes(word), word));
    await page.getByRole("link", { name: "Noteer een opleiding" }).click();
    await page.getByRole("heading", { name: "Opleiding", level: 1 }).waitFor();
    assert.deepEqual(await page.locator("nav a").allInnerTexts(), ["Te doen", "Mensen", "Gids", "Maatregelen"]);
    assert.deepEqual(said, []);
  },
);

testAs(
  "hulpverlener",
  "a hulpverlener sees what the patient shared, and what not",
  { viewport: phone },
  async (window) => {
    const { page, said, url } = window;
    await page.goto(`${url}/#/hulpverlener/patienten`);
    await page.getByRole("heading", { name: "Mensen", level: 1 }).waitFor();
    await page.getByRole("link", { name: /Jan Willems/ }).click();
    await page.getByText("De patiënt deelde nu niets met u.").waitFor();
    await page.getByText("Of ze er zijn, ziet u ook niet.", { exact: false }).waitFor();
    await grant("hulpverlener", ["fit_note"]);
    await page.getByRole("button", { name: "Ververs" }).click();
    await page.getByRole("link", { name: /^Attest/i }).click();
    await page.getByText("Onthaal").waitFor();
    assert.ok(!(await page.title()).includes("Willems"));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing stands aside");
    await page.goto(`${url}/#/hulpverlener/${full}/nieuw/diagnose`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.equal(
      await page.getByRole("button", { name: "Voeg toe" }).count(),
      0,
      "what is never theirs is not offered",
    );
    assert.deepEqual(said, []);
  },
);
