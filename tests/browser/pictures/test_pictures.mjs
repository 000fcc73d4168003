#!/usr/bin/env node
// The pictures of README (docs/images): taken anew from the usual dossier into BUILD/pictures, small enough to load on
// any line. `cp BUILD/pictures/*.png docs/images/` where the page has changed.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { openAs, readSandbox } from "../browser.mjs";
import { tellStory } from "../story.mjs";
import { withFewColours } from "./few_colours.mjs";

const LARGEST = 60 * 1024;
const SIZE = { width: 900, height: 780 };
const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);
const room = join(process.argv[2], "pictures");
mkdirSync(room, { recursive: true });

const PICTURES = {
  patient: ["patient", `patient/${story.dossier}/start`, "Wie helpt u?"],
  overleg: ["huisarts", `huisarts/${story.dossier}/overleg/${story.thread}`, "Is halftijds onthaal mogelijk?"],
};

/** Width and height, as the file says. @param {string} file */
function sizeOf(file) {
  const bytes = readFileSync(file);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

for (const [name, [actor, route, text]] of Object.entries(PICTURES)) {
  test(`a picture of ${name}, and README shows one of its size`, async () => {
    const { page, close, url } = await openAs(sandbox, actor, { viewport: SIZE });
    await page.goto(`${url}/#/${route}`);
    await page.getByText(text).first().waitFor();
    await page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : null));
    const file = join(room, `${name}.png`);
    writeFileSync(file, withFewColours(await page.screenshot()));
    await close();
    const shown = join(root, "docs/images", `${name}.png`);
    for (const one of [file, shown]) {
      assert.ok(statSync(one).size <= LARGEST, `${one}: ${statSync(one).size} bytes`);
    }
    assert.deepEqual(sizeOf(shown), sizeOf(file));
    assert.match(readFileSync(join(root, "README.md"), "utf8"), new RegExp(`docs/images/${name}\\.png`));
  });
}
