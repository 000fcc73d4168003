// A real Chromium with a real client certificate, against a sandbox (tests/sandbox.sh).
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";
import { limitSteps, watch } from "./watch.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const tools = process.env.TNW_BROWSER_TOOLS ?? join(here, "../../build/browser-tools");
/** A package of package-lock.json. @param {string} name */
export const tool = createRequire(join(tools, "package.json"));
const { chromium } = tool("playwright-core");

/** @param {string} path the sandbox's folder, or the sandbox.json in it */
export function readSandbox(path) {
  const folder = path.endsWith(".json") ? dirname(path) : path;
  const said = JSON.parse(readFileSync(join(folder, "sandbox.json"), "utf8"));
  return { folder, url: said.url, said };
}

/** A home for chromium.sh. Its NSS database: the server's CA is trusted, the actor's certificate and key are there. */
export function makeHome(sandbox, actor) {
  const home = mkdtempSync("/tmp/tnw-browser.");
  const database = join(home, ".pki/nssdb");
  mkdirSync(database, { recursive: true });
  const run = (program, ...args) => execFileSync(program, args, { stdio: "pipe" });
  run("certutil", "-N", "-d", `sql:${database}`, "--empty-password");
  run("certutil", "-A", "-d", `sql:${database}`, "-n", "ca", "-t", "C,,", "-i", join(sandbox.folder, "pki/ca.pem"));
  if (actor !== null) {
    run("pk12util", "-i", join(sandbox.folder, "actors", `${actor}.p12`), "-d", `sql:${database}`, "-W", "", "-K", "");
  }
  const policy = join(home, "policy.json");
  writeFileSync(
    policy,
    JSON.stringify({ AutoSelectCertificateForUrls: [JSON.stringify({ pattern: "https://localhost", filter: {} })] }),
  );
  return { home, env: { ...process.env, HOME: home, TNW_BROWSER_POLICY: policy } };
}

/** A browser that a failed test left open would keep this process. */
const isTest = basename(process.argv[1] ?? "").startsWith("test_");

/**
 * A browser of that actor; null: of somebody without a certificate. url: another origin. shared: it outlives the test
 * that opened it. Console messages and failed requests are kept in `said`: a page that works says nothing.
 * asked: all its requests but for the page's own files, which it fetches ahead.
 */
export async function openAs(sandbox, actor, options = {}) {
  const { home, env } = makeHome(sandbox, actor);
  const context = await chromium.launchPersistentContext(join(home, "profile"), {
    executablePath: join(here, "chromium.sh"),
    env,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
    ],
    locale: options.locale ?? "nl-BE",
    timezoneId: options.timezone ?? "Europe/Brussels",
    viewport: options.viewport ?? { width: 1200, height: 900 },
    colorScheme: options.dark ? "dark" : "light",
    acceptDownloads: true,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const said = [];
  const asked = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.stack ?? error}`));
  const url = options.url ?? sandbox.url;
  page.on("request", (request) => {
    if (!request.url().startsWith(`${url}/web/`)) {
      asked.push(`${request.method()} ${request.url()}`);
    }
  });
  limitSteps(page);
  const shut = watch(context, home, actor ?? "nobody", () => asked.at(-1) ?? "nothing asked");
  let open = true;
  const close = async () => {
    if (open) {
      open = false;
      await shut();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    }
  };
  if (isTest && !options.shared) {
    after(close);
  }
  return { page, context, said, asked, close, url };
}
