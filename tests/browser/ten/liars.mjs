// T6: a server that lies to a patient: one lie of each row of page.md's table, told to somebody who looked before.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { LIES, OLD } from "../log/lies.mjs";
import { startLiar } from "../log/liar.mjs";
import { sandbox, story, witness } from "./stage.mjs";

const KINDS = ["a line left out", "a record changed", "a forged seal", "another key", "another past"];

/** The first answer, for ever. */
function replay() {
  /** @type {any} */
  let first = null;
  return (/** @type {string} */ path, /** @type {any} */ answer) =>
    path.includes("/access-log?proof=true") && !path.includes("after=") ? (first ??= answer) : undefined;
}

/** Tells it, and waits for what the page says of it. @param {import("./play.mjs").Player} player */
async function lookAgain({ page, press }) {
  const heading = page.locator("main .panel h2").first();
  await press("button", "Ververs");
  await heading.waitFor({ state: "detached" });
  await heading.waitFor();
}

/** @type {import("./play.mjs").MakeTask} */
export const T6 = async () => {
  const liar = await startLiar(sandbox, "patient");
  return {
    who: "patient",
    from: `patient/${story.dossier}/start`,
    url: liar.url,
    before: witness,
    after: liar.close,
    most: { acts: 1 + 2 * (KINDS.length + 1) },
    play: async (player) => {
      const { page, screen, press, saved, took, refuse } = player;
      const old = replay();
      liar.lie.now = (path, answer) => void old(path, answer);
      await screen("Uw terugkeer naar werk", "h1");
      await press("link", "Wie keek?");
      await screen("Volledig gecontroleerd");
      const lies = KINDS.map((name) => [name, ...LIES[name]]);
      for (const [name, lie, title, words] of [...lies, ["an old answer", old, "Dit overzicht is oud", OLD]]) {
        liar.lie.now = lie;
        await lookAgain(player);
        await refuse();
        const text = await page.locator("main .panel").first().innerText();
        assert.ok(text.startsWith(title) && text.includes(words), `${name}: ${text}`);
        assert.equal(await page.locator("main .ok").count(), 0, "nothing is green");
        assert.equal(await page.getByText("Volledig gecontroleerd").count(), 0);
        const acts = took().acts;
        const file = await saved(() => press("button", "Bewaar het bewijs"));
        assert.equal(took().acts - acts, 1, "the evidence is saved by one act");
        const { kept, answers, result } = JSON.parse(readFileSync(await file.path(), "utf8"));
        assert.ok(kept.note && answers[0].text && result.fault, name);
        liar.lie.now = null;
      }
      return took();
    },
  };
};
