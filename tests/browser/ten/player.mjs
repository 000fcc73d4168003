// Plays a task with one hand: by keyboard alone (Tab until what is named has the focus, then the key that does it), or
// with the mouse. It counts what that takes, and holds each screen to what page.md §7 refuses: a name outside of the
// page, a read that nobody asked for, a word of another language or of a program, something aside.
import assert from "node:assert/strict";

const MOST_TABS = 120;
const QUIET_MS = 400;
const IDLE_MS = 1500;
/** What a Dutch page never says: words of code, and English ones that no Dutch text has. */
const CODES =
  "undefined null NaN fit_note quickscan tnw_traject opvolging_ao adviserend_arts tnw_coordinator grant exclude active";
const ENGLISH = "the you your please submit cancel loading retry error must has been withdrawn expired";
const FOREIGN = new RegExp(
  `⟦|\\b(${[CODES, ENGLISH].join(" ").split(" ").join("|")})\\b|\\b(act|cns|dos|thr|msg|frg|req)_\\w`,
  "i",
);
/** The model of page.md: seconds a key, a tap, a decision, a word. */
const SECONDS = { key: 0.28, tap: 1.1, decision: 1.35, word: 60 / 200 };

/** @typedef {import("playwright-core").Page} Page @typedef {import("playwright-core").Locator} Locator */
/** @typedef {{page: Page, asked: string[], url: string}} Opened */
/** keys: on the way to a field or button, and those that act; typed: letters of a text; acts: what is pressed, and each
 * field that is filled in; seconds: what the model says of the person; measured: beside that, of a machine that may be
 * busy, so nothing is demanded of it.
 * @typedef {{acts: number, taps: number, keys: number, typed: number, screens: number, words: number, errors: number,
 *   seconds: number, measured: number}} Counts */

/** codes: it may say them.
 * @param {Opened} opened @param {{hand: "keys" | "mouse", people: RegExp, codes: boolean}} how */
export function playerOf({ page, asked, url }, { hand, people, codes }) {
  const counts = { acts: 0, taps: 0, keys: 0, typed: 0, screens: 0, words: 0, errors: 0 };
  const began = Date.now();
  /** @type {string[]} */
  const files = [];
  page.on("download", (download) => files.push(download.suggestedFilename()));
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
    assert.ok(codes || !FOREIGN.test(text), `a foreign word: ${FOREIGN.exec(text)?.[0]}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing stands aside");
  };

  /** The screen with that heading is there, and is as each must be. of: what of it is read on the way.
   * @param {string | RegExp} name @param {string} [of] */
  const screen = async (name, of = "main") => {
    await page.getByRole("heading", { name }).first().waitFor();
    await settle();
    await refuse();
    counts.screens++;
    counts.errors += await page.locator("main .errors").count();
    counts.words += (await page.locator(of).first().innerText()).split(/\s+/).filter(Boolean).length;
  };

  const isFocused = (/** @type {Locator} */ target) => target.evaluate((one) => one === document.activeElement);

  /** Arrows go on inside a group of radios. @param {Locator} target */
  const reachRadio = async (target) => {
    for (let i = 0; i < 20 && !(await isFocused(target)); i++) {
      await page.keyboard.press("ArrowDown");
      counts.keys++;
    }
  };

  /** @param {Locator} target */
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
      counts.keys++;
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

  /** @param {string} one of the keys that lead */
  const key = async (one) => {
    await page.keyboard.press(one);
    counts.keys++;
  };

  /** @param {Locator} target @param {string} with_ the key that acts on it */
  const act = async (target, with_) => {
    counts.acts++;
    counts.taps++;
    if (hand === "mouse") {
      await target.click();
      return;
    }
    await reach(target);
    if (!(with_ === "Space" && (await target.isChecked()))) {
      await key(with_); // arrows chose a radio by reaching it
    }
  };

  /** @param {"link" | "button" | "radio" | "checkbox"} role @param {string | RegExp} name */
  const press = async (role, name, within = page.locator("body")) => {
    const target = within.getByRole(role, { name, exact: typeof name === "string" }).first();
    await act(target, role === "radio" || role === "checkbox" ? "Space" : "Enter");
  };

  /** Where the focus is. @param {string} text */
  const write = async (text) => {
    await page.keyboard.type(text);
    counts.typed += text.length;
  };

  /** @param {string | RegExp | Locator} label @param {string} text */
  const type = async (label, text) => {
    const field =
      typeof label === "string" || label instanceof RegExp
        ? page.getByLabel(label, { exact: typeof label === "string" }).first()
        : label;
    counts.acts++;
    await (hand === "mouse" ? field.click() : reach(field));
    await write(text);
  };

  /** One of a list that opens. @param {string} label @param {string} value */
  const choose = async (label, value) => {
    const list = page.getByLabel(label, { exact: true });
    counts.acts++;
    if (hand === "mouse") {
      await list.selectOption(value);
      return;
    }
    await reach(list);
    for (let i = 0; i < 20 && (await list.inputValue()) !== value; i++) {
      await key("ArrowDown");
    }
    assert.equal(await list.inputValue(), value);
  };

  /** What comes of that as a file. @param {() => Promise<void>} save */
  const saved = async (save) => {
    const coming = page.waitForEvent("download");
    await save();
    return coming;
  };

  /** What it took until here. @returns {Counts} */
  const took = () => {
    const { acts, keys, typed, words } = counts;
    const hands = hand === "mouse" ? SECONDS.tap * acts : SECONDS.key * keys;
    const model = hands + SECONDS.decision * acts + SECONDS.key * typed + SECONDS.word * words;
    return { ...counts, seconds: Math.round(model), measured: Math.round((Date.now() - began) / 1000) };
  };

  /** Left alone, looked at again and pointed at, it reads nothing; and what was saved names nobody. */
  const end = async () => {
    await settle();
    const before = reads();
    await page.evaluate(() => {
      window.dispatchEvent(new Event("focus"));
      document.dispatchEvent(new Event("visibilitychange"));
    });
    for (const link of await page.locator("nav a:visible").all()) {
      await link.hover();
    }
    await page.waitForTimeout(IDLE_MS);
    assert.equal(reads(), before, `nobody tapped for ${asked.at(-1)}`);
    const elsewhere = asked.filter((line) => / http/.test(line) && !line.includes(` ${url}/`));
    assert.deepEqual(elsewhere, [], "nothing is asked of others");
    files.forEach((name) => assert.doesNotMatch(name, people, "a name in a file's name"));
  };
  return { hand, page, url, screen, press, act, type, write, choose, key, saved, took, end, settle, refuse, asked };
}
