// Plays a task by keyboard alone: Tab until what is named has the focus, then the key that does it. Before each key it
// holds the page to what every screen must be (page.md §7): no name outside of the page, no read that nobody asked for,
// no word of another language or of a program, nothing aside.
import assert from "node:assert/strict";

const MOST_TABS = 120;
const QUIET_MS = 400;
/** What a Dutch page never says: words of code, and English ones that no Dutch text has. */
const CODES = [
  "undefined",
  "null",
  "fit_note",
  "quickscan",
  "tnw_traject",
  "adviserend_arts",
  "grant",
  "exclude",
  "active",
];
const ENGLISH = "the you your please submit cancel loading retry error must has been withdrawn expired".split(" ");
const FOREIGN = new RegExp(`⟦|\\b(${[...CODES, ...ENGLISH].join("|")})\\b|\\b(act|cns|dos|thr|msg|frg)_\\w`, "i");

/** @param {import("playwright-core").Page} page @param {string[]} asked @param {RegExp} people */
export function playerOf(page, asked, people) {
  const acts = { keys: 0, tabs: 0, screens: 0 };
  const reads = () => asked.filter((line) => line.includes("/v1/") && !line.includes("/v1/inbox")).length;

  /** All that was asked for is there. */
  const settle = async () => {
    await page.waitForFunction(() => !/Even geduld…|Bezig…/.test(document.querySelector("main")?.textContent ?? "…"));
    for (let before = -1; before !== reads(); ) {
      before = reads();
      await page.waitForTimeout(QUIET_MS);
    }
  };

  const refuse = async () => {
    const outside = await page.evaluate(() =>
      JSON.stringify([location.href, document.title, Object.keys(localStorage), Object.keys(sessionStorage)]),
    );
    assert.doesNotMatch(decodeURIComponent(outside), people, "a name outside of the page");
    const text = await page.evaluate(() =>
      [...document.querySelectorAll("header .whose, nav, main, footer, .bar")]
        .map((part) => /** @type {HTMLElement} */ (part).innerText)
        .join("\n"),
    );
    assert.doesNotMatch(text, FOREIGN, "a foreign word");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing stands aside");
  };

  /** The screen with that heading is there, and is as each must be. @param {string | RegExp} name */
  const screen = async (name) => {
    await page.getByRole("heading", { name }).first().waitFor();
    await settle();
    await refuse();
    acts.screens++;
  };

  /** Arrows go on inside a group of radios. @param {import("playwright-core").Locator} target */
  const reachRadio = async (target) => {
    for (let i = 0; i < 20 && !(await isFocused(target)); i++) {
      await page.keyboard.press("ArrowDown");
    }
  };
  const isFocused = (/** @type {import("playwright-core").Locator} */ target) =>
    target.evaluate((one) => one === document.activeElement);

  /** @param {import("playwright-core").Locator} target */
  const reach = async (target) => {
    await target.waitFor();
    const group = await target.getAttribute("name");
    const before = reads();
    for (let i = 0; i < MOST_TABS; i++) {
      if (await isFocused(target)) {
        const seen = await target.evaluate((one) => getComputedStyle(one).outlineStyle !== "none");
        assert.ok(seen, "the focus is seen");
        assert.equal(reads(), before, "moving the focus reads nothing");
        return;
      }
      await page.keyboard.press("Tab");
      acts.tabs++;
      const inGroup = await page.evaluate(
        (name) =>
          document.activeElement?.getAttribute("type") === "radio" &&
          document.activeElement.getAttribute("name") === name,
        group,
      );
      if (inGroup) {
        await reachRadio(target);
      }
    }
    assert.fail(`Tab never comes to ${target}`);
  };

  /** @param {"link" | "button" | "radio" | "checkbox"} role @param {string | RegExp} name */
  const press = async (role, name, within = page.locator("body")) => {
    const target = within.getByRole(role, { name, exact: typeof name === "string" }).first();
    await reach(target);
    if (!(role === "radio" && (await target.isChecked()))) {
      await page.keyboard.press(role === "radio" || role === "checkbox" ? "Space" : "Enter");
    }
    acts.keys++;
  };

  /** @param {string | RegExp} label @param {string} text */
  const type = async (label, text) => {
    await reach(page.getByLabel(label, { exact: typeof label === "string" }).first());
    await page.keyboard.type(text);
    acts.keys++;
  };
  return { acts, screen, press, type, reach, settle };
}
