// The tasks of page.md §7 in a browser, each with its hand, wide and at 320 px, against the counts of that brief.
import assert from "node:assert/strict";
import test from "node:test";
import { openAs } from "../browser.mjs";
import { playerOf } from "./player.mjs";
import { PEOPLE, SIZES, sandbox } from "./stage.mjs";

/** @typedef {ReturnType<typeof playerOf>} Player @typedef {import("./player.mjs").Counts} Counts */
/** most: what it may take at most; errors: exactly. play gives what it took to where the task is done.
 * @typedef {{who: string, from: string, url?: string, codes?: boolean, before?: () => Promise<any>,
 *   after?: () => Promise<any>, most: Partial<Counts>, play: (player: Player, begun: any) => Promise<Counts>}} Task */
/** @typedef {(size: import("./stage.mjs").Size, hand: "keys" | "mouse") => Task | Promise<Task>} MakeTask */

/** @param {Counts} took @param {Partial<Counts>} most */
function holdTo(took, most) {
  for (const [what, limit] of Object.entries(most)) {
    const count = took[/** @type {keyof Counts} */ (what)];
    assert.ok(count <= limit, `${count} ${what}, where ${limit} are the most`);
  }
  assert.equal(took.errors, most.errors ?? 0, "errors on the way");
}

/** @param {Record<string, MakeTask>} tasks @param {"keys" | "mouse"} hand @param {(keyof typeof SIZES)[]} [sizes] */
export function playAll(tasks, hand, sizes = ["wide", "phone"]) {
  for (const [name, make] of Object.entries(tasks)) {
    for (const size of sizes) {
      test(`${name}, ${size}, ${hand}`, async (t) => {
        const { viewport } = SIZES[size];
        const task = await make(SIZES[size], hand);
        const begun = await task.before?.();
        const opened = await openAs(sandbox, task.who, { viewport, url: task.url });
        opened.page.setDefaultTimeout(60000);
        try {
          await opened.page.goto(`${opened.url}/#/${task.from}`);
          const player = playerOf(opened, { hand, people: PEOPLE, codes: task.codes ?? false });
          const took = await task.play(player, begun);
          t.diagnostic(JSON.stringify(took));
          holdTo(took, task.most);
          await player.end();
          assert.deepEqual(opened.said, []);
        } finally {
          await opened.close();
          await task.after?.();
        }
      });
    }
  }
}
