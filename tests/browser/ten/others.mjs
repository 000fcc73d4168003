// T9: a coordinator makes the plan and forgets a part; T10: an auditor finds refusals and proves one record.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dayIn } from "../story.mjs";
import { PEOPLE, grant, nameOf, openDossier, pause, story, who } from "./stage.mjs";

const { coordinator, adviser, werkgever } = story;

/** A declaration that two of the three signed. @param {string} patient */
async function tellEngagement(patient) {
  const dossier = await openDossier(patient, [adviser, coordinator], 77);
  const at = `/v1/dossiers/${dossier}`;
  const own = who(patient);
  const both = { actions: ["read", "confer"] };
  const content = { to_role: "tnw_coordinator", reason: "Kan weer werken.", purpose: "tnw_traject" };
  await adviser.post(`${at}/fragments`, { category: "doorverwijzing", content });
  await grant(own, dossier, coordinator, ["engagement"], both);
  await grant(own, dossier, adviser, ["engagement", "plan"], both);
  const declared = { category: "engagement", content: { statement: "Samen zoeken wij werk dat past." } };
  const { id } = await coordinator.post(`${at}/fragments`, declared);
  const sign = async (/** @type {any} */ one) => {
    await one.get(`${at}/fragments/${id}`);
    await one.post(`${at}/fragments/${id}/signatures`, { version: 1 });
  };
  await sign(coordinator);
  await sign(adviser);
  return { dossier, at, own, signLast: () => sign(own) };
}

/** Three of the four parts. @param {import("./play.mjs").Player} player */
async function fillThree({ page, screen, press, type }) {
  for (const [part, label, text] of [
    ["Doelen", "Doelen 1", "Drie halve dagen per week werken"],
    ["Eindresultaat", "Eindresultaat", "Voltijds aan de slag"],
    ["Minstens één actie", "Wat", "Een stage zoeken"],
  ]) {
    await press("link", new RegExp(`^${part}`), page.locator("main"));
    await screen(part);
    await type(label, text);
    await press("button", "Ga verder");
    await screen("Plan");
  }
  await page.getByText("3 van 4 onderdelen").waitFor();
}

/** @type {import("./play.mjs").MakeTask} */
export const T9 = async (size) => {
  const told = await tellEngagement(size.patient);
  const { dossier, at, own } = told;
  const plans = async () => (await own.get(`${at}/fragments?category=plan`)).items.length;
  const step = async () =>
    (await own.get(`${at}/timeline?language=nl`)).items.find((/** @type {any} */ one) => one.rule === "plan_opstellen")
      .state;
  return {
    who: "tnw_coordinator",
    from: `tnw_coordinator/${dossier}/plan`,
    most: { acts: 17, errors: 1 },
    play: async (player) => {
      const { page, screen, press, write, took } = player;
      await screen("Plan");
      await page.getByText(`Nog niet getekend: ${nameOf(size.patient)}.`).waitFor();
      await told.signLast();
      assert.notEqual(await step(), "done");
      await press("button", "Ververs");
      await page.getByText("0 van 4 onderdelen").waitFor();
      await fillThree(player);
      await press("button", "Voeg het plan toe aan het dossier");
      const summary = page.locator(".errors");
      await summary.waitFor();
      await screen("Plan");
      assert.equal(await summary.getByRole("link").count(), 1, "one error");
      assert.equal(await summary.evaluate((box) => box === document.activeElement), true);
      assert.equal(await plans(), 0, "nothing is stored yet");
      await press("link", /./, summary);
      await page.waitForFunction(() => document.activeElement?.id === "f-appointments.0.date");
      await write("+1m");
      await press("button", "Ga verder");
      await page.getByText("4 van 4 onderdelen").waitFor();
      await press("button", "Voeg het plan toe aan het dossier");
      await page.getByText("Gelukt: het plan staat in het dossier").waitFor();
      const counts = took();
      assert.equal(await plans(), 1);
      assert.equal(await step(), "done", "the patient sees the step move");
      return counts;
    },
  };
};

/** @type {import("./play.mjs").MakeTask} */
export const T10 = () => ({
  who: "auditor",
  from: "auditor/zoeken",
  codes: true, // an auditor reads what a record holds
  before: async () => {
    await werkgever.call("GET", `/v1/dossiers/${story.dossier}/fragments/${story.fitNote}`);
    await pause(1500); // for a seal
  },
  most: { acts: 9, screens: 3 },
  play: async ({ page, screen, press, type, choose, act, saved, took }) => {
    await screen("Zoeken");
    await type("Wie", werkgever.id);
    await choose("Uitkomst", "deny");
    await type("Vanaf", dayIn(-27));
    await type("Tot en met", "vandaag");
    await press("button", "Zoek");
    await page.locator("tbody a").first().waitFor();
    await screen("Zoeken");
    for (const row of await page.locator("tbody tr").allInnerTexts()) {
      assert.match(row, /geweigerd/);
    }
    await act(page.locator("tbody a").first(), "Enter");
    await screen("Bewezen");
    const file = await saved(() => press("button", "Bewaar het bewijs"));
    const counts = took();
    const proof = JSON.parse(readFileSync(await file.path(), "utf8"));
    assert.deepEqual([proof.entry.record.decision, proof.entry.record.actor], ["deny", werkgever.id]);
    assert.equal(proof.inclusion.seq, proof.entry.record.seq);
    assert.doesNotMatch(await page.content(), PEOPLE, "no name of a patient anywhere");
    return counts;
  },
});
