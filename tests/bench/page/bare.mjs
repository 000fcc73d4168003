// A Chromium that nothing watches. Playwright has every request of a page told to it, by the page's own thread, which
// made an answer take twice as long as it takes a reader; here the page is only told where to go and what to run.
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { makeHome } from "../../browser/browser.mjs";

const CHROMIUM = join(dirname(fileURLToPath(import.meta.url)), "../../browser/chromium.sh");
const OPEN_MS = 60000;

/** Commands of the DevTools protocol over the two pipes of a browser, and what it answers. */
function commandsOf(browser) {
  const waiting = new Map();
  let number = 0;
  let rest = "";
  browser.stdio[4].setEncoding("utf8").on("data", (text) => {
    const messages = (rest + text).split("\0");
    rest = messages.pop();
    for (const { id, result, error } of messages.map((one) => JSON.parse(one))) {
      waiting.get(id)?.({ result, error });
      waiting.delete(id);
    }
  });
  return async (method, params = {}, sessionId = undefined) => {
    const id = ++number;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    browser.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await answer;
    if (error !== undefined) {
      throw new Error(`${method}: ${error.message}`);
    }
    return result;
  };
}

/** What a page runs, with what it is given; its answer. @param {(method: string, params: any) => Promise<any>} send */
const running = (send) => async (run, given) => {
  const expression = `(${run})(${JSON.stringify(given) ?? ""})`;
  const { result, exceptionDetails } = await send("Runtime.evaluate", {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails !== undefined) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return result.value;
};

/** Whether the document at that address stands, and nothing was fetched for a while. In the page. */
const stands = ({ url, quiet }) =>
  location.href === url &&
  document.querySelector("main h1") !== null &&
  performance.now() - Math.max(...performance.getEntriesByType("resource").map((one) => one.responseEnd)) > quiet;

/** A browser of that actor, with one page. */
export async function openBare(sandbox, actor) {
  const { home, env } = makeHome(sandbox, actor);
  const browser = spawn(
    CHROMIUM,
    [
      "--headless",
      "--remote-debugging-pipe",
      `--user-data-dir=${join(home, "profile")}`,
      "--accept-lang=nl-BE",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
      "about:blank",
    ],
    { env, stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
  const command = commandsOf(browser);
  const { targetInfos } = await command("Target.getTargets");
  const { targetId } = targetInfos.find(({ type }) => type === "page");
  const { sessionId } = await command("Target.attachToTarget", { targetId, flatten: true });
  const send = (method, params) => command(method, params, sessionId);
  await send("Emulation.setDeviceMetricsOverride", { width: 1200, height: 900, deviceScaleFactor: 1, mobile: false });
  const run = running(send);
  /** Another document, once it stands. */
  const goto = async (url) => {
    await send("Page.navigate", { url: "about:blank" });
    await send("Page.navigate", { url });
    const until = Date.now() + OPEN_MS;
    while (!(await run(stands, { url, quiet: 500 }).catch(() => false))) {
      if (Date.now() > until) {
        throw new Error(`${url} does not stand after ${OPEN_MS} ms`);
      }
      await pause(100);
    }
  };
  const close = async () => {
    process.kill(Number(readFileSync(join(home, "pid"), "utf8")));
    await new Promise((resolve) => browser.once("exit", resolve));
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  return { run, send, goto, close, url: sandbox.url };
}
