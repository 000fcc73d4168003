#!/usr/bin/env node
// The tasks of page.md §7 by keyboard alone, wide and at 320 px, each held to what every screen must be. Counts, taps
// and what is stored word for word are the tests' of each part.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { openAs, readSandbox } from "../browser.mjs";
import { person } from "../people.mjs";
import { dayIn, tellStory } from "../story.mjs";
import { playerOf } from "./player.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);
const { dossier, patient, arbeidsarts, huisarts, adviser, coordinator } = story;
const at = `/v1/dossiers/${dossier}`;
const PEOPLE = /Willems|Peeters|Claes|Jacobs|Wouters|Goossens|Korenaar|85021595110|85\.02\.15/;
const SIZES = { wide: { width: 1200, height: 900 }, phone: { width: 320, height: 700 } };
const statusOf = async (/** @type {string} */ path) => (await arbeidsarts.call("GET", path)).status;
const newest = async () => {
  const { items } = await patient.get(`${at}/consents?language=nl&limit=200`);
  return items.reduce((/** @type {any} */ a, /** @type {any} */ b) => (b.granted > a.granted ? b : a));
};

/** @typedef {ReturnType<typeof playerOf> & {page: import("playwright-core").Page, url: string}} Player */
/** A task: who plays it, from where, how; before: what it begins with.
 * @type {Record<string, {who: string, from: string, before?: () => Promise<any>, play: (player: Player, what: any) =>
 *   Promise<void>}>} */
const TASKS = {
  "T1: the question that waits is answered": {
    who: "huisarts",
    from: "huisarts/postvak",
    before: async () => {
      const asking = { kind: "vraag", text: "Kan dit in januari?", to: [huisarts.id], answer_by: dayIn(5) };
      return (await adviser.post(`/v1/threads/${story.thread}/messages`, asking)).id;
    },
    play: async ({ page, screen, press, type }, asked) => {
      await screen("Postvak");
      await press("link", /Jan Willems.*vraag/s);
      await screen("Deeltijdse hervatting");
      await type("Tekst", "Ja, dat kan.");
      await press("button", "Verzend");
      await page.locator("li.message", { hasText: "Ja, dat kan." }).last().waitFor();
      const { items } = await adviser.get(`/v1/threads/${story.thread}/messages?limit=200`);
      assert.equal(items.filter((/** @type {any} */ one) => one.text === "Ja, dat kan.").at(-1).kind, "antwoord");
      assert.ok(asked);
    },
  },
  "T2: a request for consent is answered": {
    who: "patient",
    from: `patient/${dossier}/start`,
    before: () =>
      arbeidsarts.post(`${at}/consent-requests`, {
        categories: ["werkpost"],
        actions: ["read"],
        purposes: ["bezoek"],
        text: "Voor ons gesprek.",
      }),
    play: async ({ screen, press }) => {
      await screen("Uw terugkeer naar werk");
      await press("link", /Vraag van Dr\. Tom Claes/);
      await screen("Dr. Tom Claes vraagt uw toestemming");
      await press("button", "Ja, dit mag");
      await screen("Toestemming gegeven");
      assert.equal((await newest()).state, "active");
      await press("button", "Maak ongedaan");
      await screen("Ingetrokken");
    },
  },
  "T3: the coordinator may see what one can still do": {
    who: "patient",
    from: `patient/${dossier}/toestemmingen`,
    play: async ({ page, screen, press, type }) => {
      await screen("Wie mag wat zien?");
      await press("button", "Toestemming geven");
      await screen("Wie krijgt toestemming?");
      await press("radio", /Sofie Jacobs/);
      await press("button", "Ga verder");
      await screen("Wat mag Sofie Jacobs zien?");
      await press("checkbox", /Alles over wat u nog kunt/);
      await press("button", "Ga verder");
      await screen("Wat mag Sofie Jacobs doen?");
      await press("radio", "Alleen lezen");
      await press("button", "Ga verder");
      await screen("Waarvoor?");
      await press("checkbox", /het TNW-traject/);
      await press("button", "Ga verder");
      await screen("Tot en met wanneer?");
      await press("radio", /^1 jaar/);
      await press("button", "Ga verder");
      await screen("Controleer en geef toestemming");
      await press("link", /Wijzigen.*Tot en met/);
      await screen("Tot en met wanneer?");
      await press("radio", "Andere datum");
      await type("Tot en met", "+9m");
      await press("button", "Ga verder");
      await screen("Controleer en geef toestemming");
      const shown = await page.locator(".sentences p").first().innerText();
      await press("button", "Geef deze toestemming");
      await screen("Toestemming gegeven");
      assert.equal((await newest()).sentence, shown);
    },
  },
  "T4: a consent is withdrawn": {
    who: "patient",
    from: `patient/${dossier}/toestemmingen`,
    before: () =>
      patient.post(`${at}/consents`, {
        effect: "grant",
        grantee: { actor: arbeidsarts.id },
        categories: ["opvolging"],
        actions: ["read"],
        purposes: ["bezoek"],
        until: dayIn(60),
      }),
    play: async ({ screen, press }, given) => {
      await screen("Wie mag wat zien?");
      await press("link", "Intrekken: toestemming van Dr. Tom Claes");
      await screen("Deze toestemming intrekken?");
      await press("button", "Ja, trek in");
      await screen("Ingetrokken");
      assert.equal((await patient.get(`${at}/consents/${given.id}`)).state, "withdrawn");
    },
  },
  "T5: who read the attest is shut out": {
    who: "patient",
    from: `patient/${dossier}/start`,
    before: () => arbeidsarts.get(`${at}/fragments/${story.fitNote}`),
    play: async ({ page, screen, press }) => {
      await screen("Uw terugkeer naar werk");
      await press("link", "Wie keek?");
      await screen(/Gecontroleerd, nog zonder getuige|Volledig gecontroleerd/);
      await press("link", /Sluit deze persoon uit/, page.locator(".looker", { hasText: "Dr. Tom Claes" }).first());
      await screen("Dr. Tom Claes uitsluiten?");
      await press("button", "Ja, sluit uit");
      await screen("Uitgesloten");
      assert.equal(await statusOf(at), 404);
      await press("button", "Laat weer toe");
      await screen("Ingetrokken");
      assert.equal(await statusOf(at), 200);
    },
  },
  "T8: from a dossier to a request for consent": {
    who: "huisarts",
    from: "huisarts/te-doen",
    play: async ({ page, screen, press, type }) => {
      await screen("Te doen");
      await page.goto(`${page.url().split("#")[0]}#/huisarts/${story.second}`);
      await screen("Mia Goossens");
      await press("link", "Vraag toestemming");
      await screen("Vraag het de patiënt");
      await press("checkbox", "vragenlijst");
      await type("Waarom?", "Voor ons gesprek.");
      await press("button", "Ga verder");
      await screen("Zo leest de patiënt het");
      await press("button", "Verzend de vraag");
      await screen("Verzonden. U krijgt bericht als de patiënt antwoordt.");
    },
  },
  "T9: the plan's signatures": {
    who: "tnw_coordinator",
    from: `tnw_coordinator/${dossier}/engagement`,
    before: async () => {
      const { items } = await coordinator.get(`${at}/fragments?category=engagement`);
      return (
        items[0] ?? coordinator.post(`${at}/fragments`, { category: "engagement", content: { statement: "Samen" } })
      );
    },
    play: async ({ page, screen, press }) => {
      await screen("Engagementsverklaring");
      const sign = page.getByRole("button", { name: "Onderteken", exact: true });
      if ((await sign.count()) > 0) {
        await press("button", "Onderteken");
        await sign.waitFor({ state: "detached" });
      }
      await screen("Engagementsverklaring");
      await page
        .getByText(/Jan Willems.*nog niet/)
        .first()
        .waitFor();
    },
  },
  "T10: refusals of somebody, one record proven, its proof saved": {
    who: "auditor",
    from: "auditor/zoeken",
    before: () => story.werkgever.call("GET", `${at}/fragments/${story.fitNote}`),
    play: async ({ page, press, type, reach, settle }) => {
      await page.getByRole("heading", { name: "Zoeken", level: 1 }).waitFor();
      await settle();
      await type("Wie", story.werkgever.id);
      await reach(page.getByLabel("Uitkomst"));
      for (let i = 0; i < 5 && (await page.getByLabel("Uitkomst").inputValue()) !== "deny"; i++) {
        await page.keyboard.press("ArrowDown");
      }
      await press("button", "Zoek");
      await page.locator("tbody a").first().waitFor();
      await reach(page.locator("tbody a").first());
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Bewezen" }).waitFor();
      const coming = page.waitForEvent("download");
      await press("button", "Bewaar het bewijs");
      const file = await coming;
      assert.doesNotMatch(file.suggestedFilename(), PEOPLE);
      assert.equal(JSON.parse(readFileSync(await file.path(), "utf8")).entry.record.decision, "deny");
      assert.doesNotMatch(await page.content(), PEOPLE, "no name of a patient anywhere");
    },
  },
};

for (const [name, { who, from, before, play }] of Object.entries(TASKS)) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test(`${name}, ${size}`, async (t) => {
      const what = await before?.();
      const { page, said, asked, close, url } = await openAs(sandbox, who, { viewport });
      page.setDefaultTimeout(20000);
      const player = playerOf(page, asked, PEOPLE);
      try {
        await page.goto(`${url}/#/${from}`);
        await play({ ...player, page, url }, what);
        t.diagnostic(`${player.acts.keys} acts, ${player.acts.tabs} times Tab, ${player.acts.screens} screens`);
        assert.deepEqual(said, []);
      } finally {
        await close();
      }
    });
  }
}
