// Most of what Playwright asks of a browser has no end of its own: where the browser stops answering, a test would wait
// for ever. Here such a browser is ended, and the step that waited fails, with its place in the test.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ANSWER_MS = Number(process.env.TNW_BROWSER_ANSWER_MS ?? 180000);
const CLOSE_MS = Math.min(60000, ANSWER_MS);
const LOOK_MS = Math.min(10000, ANSWER_MS);

/** @template T @param {Promise<T>} step @param {string} what @param {number} [most] ms @returns {Promise<T>} */
function within(step, what, most = ANSWER_MS) {
  const late = new Error(`${what}: no answer within ${most / 1000} s`); // its stack says who waits
  /** @type {NodeJS.Timeout} */
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(late), most);
  });
  return Promise.race([step, limit]).finally(() => clearTimeout(timer));
}

/** Its processes, wherever they are. @param {string} home chromium.sh wrote its id there */
function end(home) {
  try {
    process.kill(-Number(readFileSync(join(home, "pid"), "utf8")), "SIGKILL");
  } catch {
    // It is gone.
  }
}

/** What a page runs for a test fails when it takes too long. @param {any} page */
export function limitSteps(page) {
  const evaluate = page.evaluate.bind(page);
  page.evaluate = (/** @type {any} */ run, /** @type {any} */ given) =>
    within(evaluate(run, given), `page.evaluate(${String(run).slice(0, 60)})`);
}

/**
 * Looks every few seconds whether each page still answers.
 * @param {any} context @param {string} home @param {string} whose @param {() => string} last what it was asked last
 * @returns {() => Promise<void>} closes the browser, whatever it says
 */
export function watch(context, home, whose, last) {
  /** @param {Error} error @param {string} where */
  const give = (error, where) => {
    console.error(`browser of ${whose}: ${error.message}; at ${where}, after ${last()}. It is ended.`);
    end(home);
  };
  let looking = false;
  const timer = setInterval(async () => {
    if (!looking) {
      looking = true;
      const answers = context.pages().map((/** @type {any} */ page) => {
        const answer = page.mainFrame().evaluate(() => 1);
        const answered = answer.catch(() => 1); // a page that goes elsewhere is one that lives
        return within(answered, "a look").catch((error) => give(error, page.url()));
      });
      await Promise.all(answers);
      looking = false;
    }
  }, LOOK_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    const where = context.pages().map((/** @type {any} */ page) => page.url());
    await within(context.close(), "close", CLOSE_MS).catch((error) => give(error, where.join(" ")));
  };
}
