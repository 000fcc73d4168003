// Of patients: T2, a request; T3, a consent by questions and by proposal; T5, who looked; T7, the questionnaire.
import assert from "node:assert/strict";
import { grant, story, who, witness } from "./stage.mjs";

const { dossier, patient, arbeidsarts } = story;
const at = `/v1/dossiers/${dossier}`;
const consents = async () => (await patient.get(`${at}/consents?language=nl&limit=200`)).items;
const newest = async () =>
  (await consents()).reduce((/** @type {any} */ a, /** @type {any} */ b) => (b.granted > a.granted ? b : a));

/** @type {import("./play.mjs").MakeTask} */
export const T2 = () => ({
  who: "patient",
  from: `patient/${dossier}/start`,
  before: () =>
    arbeidsarts.post(`${at}/consent-requests`, {
      categories: ["werkpost"],
      actions: ["read"],
      purposes: ["bezoek"],
      text: "Ik wil ons gesprek van 12 januari goed voorbereiden.",
    }),
  most: { acts: 2, screens: 2, words: 120, seconds: 60 },
  play: async ({ page, screen, press, took }) => {
    await screen("Uw terugkeer naar werk", "h1");
    await press("link", /Vraag van Dr\. Tom Claes/);
    await screen("Dr. Tom Claes vraagt uw toestemming");
    const shown = await page.locator(".sentences p").first().innerText();
    await press("button", "Ja, dit mag");
    await page.getByRole("heading", { name: "Toestemming gegeven" }).waitFor();
    const counts = took();
    const stored = await newest();
    assert.deepEqual([stored.state, stored.sentence], ["active", shown], "byte for byte");
    await press("button", "Maak ongedaan");
    await screen("Ingetrokken");
    assert.equal((await newest()).state, "withdrawn");
    return counts;
  },
});

/** @type {import("./play.mjs").MakeTask} */
export const T3 = () => ({
  who: "patient",
  from: `patient/${dossier}/toestemmingen`,
  before: consents,
  most: { acts: 17, screens: 10, seconds: 240 },
  play: async ({ page, screen, press, type, took }, before) => {
    await screen("Wie mag wat zien?", "h1");
    await press("button", "Toestemming geven");
    await screen("Wie krijgt toestemming?");
    assert.equal(await page.locator("input:checked").count(), 0, "nothing is ticked beforehand");
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
    await page.goBack();
    await page.getByRole("checkbox", { name: /het TNW-traject/, checked: true }).waitFor();
    await page.goBack();
    await page.getByRole("radio", { name: "Alleen lezen", checked: true }).waitFor();
    await page.goForward();
    await page.goForward();
    await press("radio", /^1 jaar/);
    await press("button", "Ga verder");
    await screen("Controleer en geef toestemming");
    await press("link", /Wijzigen.*Tot en met/);
    await screen("Tot en met wanneer?");
    await press("radio", "Andere datum");
    await type("Tot en met", "+9m");
    await press("button", "Ga verder");
    await screen("Controleer en geef toestemming");
    assert.equal((await consents()).length, before.length, "nothing is stored before the last tap");
    const shown = await page.locator(".sentences p").first().innerText();
    assert.match(shown, /^Sofie Jacobs \(TNW-coördinator\) mag dit lezen, .*: alles over wat u nog kunt\.$/);
    await press("button", "Geef deze toestemming");
    await screen("Toestemming gegeven");
    const counts = took();
    assert.equal((await consents()).length, before.length + 1);
    assert.equal((await newest()).sentence, shown, "byte for byte");
    return counts;
  },
});

/** @type {import("./play.mjs").MakeTask} */
export const T3_PROPOSED = () => ({
  who: "patient",
  from: `patient/${dossier}/start`,
  before: consents,
  most: { acts: 3, screens: 4, seconds: 120 },
  play: async ({ page, screen, press, took }, before) => {
    await screen("Uw terugkeer naar werk", "h1");
    await press("link", "Toestemmingen");
    await screen("Wie mag wat zien?", "h1");
    await press("link", "Mijn coördinator mag zien wat ik nog kan");
    await screen("Mijn coördinator mag zien wat ik nog kan");
    assert.equal((await consents()).length, before.length, "nothing is stored before the last tap");
    const shown = await page.locator(".sentences p").first().innerText();
    await press("button", "Geef deze toestemming");
    await screen("Toestemming gegeven");
    const counts = took();
    assert.equal((await newest()).sentence, shown, "byte for byte");
    await press("button", "Maak ongedaan");
    await screen("Ingetrokken");
    return counts;
  },
});

const look = async (/** @type {string} */ path) => (await arbeidsarts.call("GET", path)).status;

/** @type {import("./play.mjs").MakeTask} */
export const T5 = () => ({
  who: "patient",
  from: `patient/${dossier}/start`,
  before: async () => {
    await arbeidsarts.get(`${at}/fragments/${story.fitNote}`);
    await witness();
  },
  most: { acts: 4, screens: 4 },
  play: async ({ page, screen, press, took }) => {
    await screen("Uw terugkeer naar werk", "h1");
    await press("link", "Wie keek?");
    await screen("Volledig gecontroleerd");
    const looker = page.locator(".looker", { hasText: "Dr. Tom Claes" }).first();
    assert.match(await looker.innerText(), /gelezen \(attest .*\).* Dit mocht, want u hebt/, "what, and why");
    await press("link", /Sluit deze persoon uit/, looker);
    await screen("Dr. Tom Claes uitsluiten?");
    await press("button", "Ja, sluit uit");
    await screen("Uitgesloten");
    const counts = took();
    assert.deepEqual([await look(at), await look(`${at}/fragments/${story.fitNote}`)], [404, 404]);
    await press("button", "Laat weer toe");
    await screen("Ingetrokken");
    assert.equal(await look(at), 200);
    return counts;
  },
});

/** @param {import("./play.mjs").Player} player @param {number} n */
const answered = async ({ screen, press }, n) => {
  await press("button", "Ga verder");
  await screen(`Vraag ${n} van 6`);
};

/** Half of it, and away. @param {import("./play.mjs").Player} player */
async function begin(player) {
  const { page, screen, press, type, write } = player;
  await screen("Uw terugkeer naar werk", "h1");
  await press("link", /^Vragenlijst/, page.locator("main"));
  await screen("Vragenlijst");
  await press("button", "Begin");
  await screen("Vraag 1 van 6");
  await type(page.locator("#f-own_view"), "Ik mis mijn collega's.");
  await answered(player, 2);
  await type(page.locator('[id="f-obstacles.0"]'), "De trein");
  await page.keyboard.press("Enter");
  await write("Lang zitten");
  await page.getByText("Bewaard op dit toestel", { exact: false }).waitFor();
  await press("link", "Start", page.locator("nav"));
  await screen("Uw terugkeer naar werk", "h1");
  await page.reload();
}

/** @param {import("./play.mjs").Player} player */
async function goOn(player) {
  const { page, screen, press, type, write } = player;
  await screen("Uw terugkeer naar werk", "h1");
  await press("link", /^Vragenlijst/, page.locator("main"));
  await page.getByText("Nog niet verzonden.", { exact: false }).waitFor();
  await press("button", "Ga verder waar u was");
  await screen("Vraag 1 van 6");
  assert.equal(await page.locator("#f-own_view").inputValue(), "Ik mis mijn collega's.", "the draft is whole");
  await answered(player, 2);
  assert.equal(await page.locator('[id="f-obstacles.1"]').inputValue(), "Lang zitten");
  await answered(player, 3);
  await type(page.locator("#f-confidence"), "elf");
  await press("button", "Ga verder");
  await page.locator(".errors").waitFor();
  await screen("Vraag 3 van 6", ".errors");
  await press("link", /vul een heel getal in van 0 tot en met 10/);
  await page.waitForFunction(() => document.activeElement?.id === "f-confidence");
  await page.keyboard.press("Control+A");
  await write("6");
  await answered(player, 4);
  await press("radio", /.*/, page.locator("main"));
  await answered(player, 5);
  await answered(player, 6);
  assert.equal(await page.locator("input:checked").count(), 0, "nobody is chosen beforehand");
  await press("checkbox", /Dr\. Els Wouters/);
  await press("button", "Ga verder");
}

/** @type {import("./play.mjs").MakeTask} */
export const T7 = (size) => {
  const own = who(size.patient);
  const id = size.patient === "patient" ? dossier : story.second;
  const its = `/v1/dossiers/${id}`;
  return {
    who: size.patient,
    from: `patient/${id}/start`,
    before: async () => {
      if (id !== dossier) {
        await story.huisarts.post(`${its}/participants`, { actor: story.adviser.id, role: "adviserend_arts" });
      }
      await grant(own, id, story.coordinator, ["werkpost"]);
      return (await own.get(`${its}/consents`)).items.length;
    },
    most: { errors: 1 },
    play: async (player, before) => {
      const { page, screen, press, took } = player;
      await begin(player);
      await goOn(player);
      await screen("Controleer en verzend");
      const sentence = await page.getByText("Dr. Els Wouters", { exact: false }).innerText();
      assert.equal((await own.get(`${its}/consents`)).items.length, before, "nothing is stored before the last tap");
      await press("button", "Verzend");
      await screen("Verzonden op");
      const counts = took();
      const heads = (await story.adviser.get(`${its}/fragments?category=quickscan`)).items;
      assert.equal(heads.length, 1, "who was chosen sees it");
      const { content } = await story.adviser.get(`${its}/fragments/${heads[0].id}`);
      assert.deepEqual(
        [content.own_view, content.obstacles, content.confidence],
        ["Ik mis mijn collega's.", ["De trein", "Lang zitten"], 6],
      );
      const given = (await own.get(`${its}/consents`)).items.map((/** @type {any} */ one) => one.sentence);
      assert.ok(given.includes(sentence), "the consent that is stored is the sentence that was shown");
      const drafts = () => Object.keys(localStorage).filter((one) => one.includes("draft"));
      assert.deepEqual(await page.evaluate(drafts), []);
      return counts;
    },
  };
};
