#!/usr/bin/env node
// What holds of the page in every view: other sites reach nothing, what is new is told and not fetched, a screen left
// alone hides what is on it, titles name nobody, and the first view is small.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import test from "node:test";
import { openAs, readSandbox } from "./browser.mjs";
import { dayIn, tellStory } from "./story.mjs";

const FIRST_VIEW = 60 * 1024;
const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);
const start = `#/patient/${story.dossier}/start`;

/** Another https site on this machine. @param {string} html */
function otherSite(html) {
  const tls = join(sandbox.folder, "server/tls");
  const server = createServer(
    { cert: readFileSync(join(tls, "server.pem")), key: readFileSync(join(tls, "server.key")) },
    (_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end(html),
  );
  server.unref(); // a failed test does not close it
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve({ url: `https://localhost:${server.address().port}`, close: () => server.close() }),
    ),
  );
}

test("a foreign page changes nothing and reads nothing, though the browser has the certificate", async () => {
  const body = JSON.stringify({ effect: "exclude", grantee: { actor: story.arbeidsarts.id } });
  const consents = `${sandbox.url}/v1/dossiers/${story.dossier}/consents`;
  const site = await otherSite(`<form id=f method=post enctype="text/plain" action="${consents}" target=frame>
    <input name='${body.slice(0, -1)},"x":"' value='"}'></form><iframe name=frame></iframe>`);
  const before = (await story.patient.get(`/v1/dossiers/${story.dossier}/consents`)).items.length;
  const { page, close } = await openAs(sandbox, "patient");
  /** @type {number[]} */
  const posted = [];
  page.on("response", (one) => {
    if (one.url() === consents && one.request().method() === "POST") {
      posted.push(one.status());
    }
  });
  await page.goto(site.url);
  const read = await page.evaluate(
    async ({ consents, body, url }) => {
      const got = [];
      const attempt = async (name, act) => got.push([name, await act().catch(() => "refused")]);
      const headers = { "Content-Type": "text/plain" };
      const asJson = { "Content-Type": "application/json", "TNW-Role": "patient" };
      await attempt("no-cors post", () =>
        fetch(consents, { method: "POST", mode: "no-cors", credentials: "include", headers, body }).then((r) => r.type),
      );
      await attempt("cors post", () =>
        fetch(consents, { method: "POST", credentials: "include", headers: asJson, body }).then((r) => r.status),
      );
      await attempt("cors get", () => fetch(`${url}/v1/me`, { credentials: "include" }).then((r) => r.text()));
      const load = (tag, src) => () =>
        new Promise((resolve, reject) => {
          const one = Object.assign(document.createElement(tag), {
            onload: () => resolve("loaded"),
            onerror: reject,
            src,
          });
          document.body.append(one);
        });
      await attempt("img", load("img", `${url}/v1/me`));
      await attempt("script", load("script", `${url}/v1/me`));
      document.getElementById("f").submit();
      const opened = window.open(`${url}/`);
      const pause = () => new Promise((resolve) => setTimeout(resolve, 200));
      await pause();
      await attempt("window", async () => {
        const until = Date.now() + 30000;
        while (opened.document.body.innerText === "" && Date.now() < until) {
          await pause(); // before it is there it is an empty one of this page's own
        }
        return opened.document.body.innerText;
      });
      return Object.fromEntries(got);
    },
    { consents, body, url: sandbox.url },
  );
  assert.equal(read["cors post"], "refused");
  assert.equal(read["cors get"], "refused");
  assert.equal(read.img, "refused");
  assert.equal(read.script, "refused");
  assert.equal(read.window, "refused");
  const frame = page.frames().find((one) => one.name() === "frame");
  const framed = await frame.evaluate(() => document.body?.innerText ?? "").catch(() => "");
  assert.doesNotMatch(framed, /cns_/);
  const after = (await story.patient.get(`/v1/dossiers/${story.dossier}/consents`)).items.length;
  assert.equal(after, before, "no consent came of it");
  const until = Date.now() + 10000;
  while (posted.length === 0 && Date.now() < until) {
    await page.waitForTimeout(100); // what the browser tells of an answer comes behind what the page does with it
  }
  assert.ok(posted.length > 0 && posted.every((status) => status === 403), `what it can send is refused: ${posted}`);
  await close();
  site.close();
});

test("what a browser needs before it draws anything is below 60 KB on the line", async () => {
  const { page, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/${start}`);
  await page.locator("ul.team").waitFor();
  const files = await page.evaluate(() => {
    const named = [...document.querySelectorAll("link[rel=modulepreload], link[rel=stylesheet], script[src]")];
    const first = new Set(named.map((one) => one.href ?? one.src));
    return [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .filter((entry) => !entry.name.includes("/v1/"))
      .map((entry) => ({
        bytes: entry.encodedBodySize,
        first: entry.entryType === "navigation" || first.has(entry.name),
      }));
  });
  const sum = (/** @type {any[]} */ some) => some.reduce((all, { bytes }) => all + bytes, 0);
  const size = sum(files.filter(({ first }) => first));
  console.log(
    `# ${size} bytes before anything is drawn; ${sum(files)} with the view, its words and what it reads with`,
  );
  assert.ok(size > 10000 && size < FIRST_VIEW, `${size} bytes`);
  await close();
});

test("something new in the dossier is told, and read when the reader wants it", async () => {
  const { page, said, asked, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/${start}`);
  await page.locator("ul.team").waitFor();
  await page.waitForTimeout(1000);
  const reads = () => asked.filter((line) => line.includes("/v1/dossiers")).length;
  const before = reads();
  await story.arbeidsarts.post(`/v1/dossiers/${story.dossier}/consent-requests`, {
    categories: ["werkpost"],
    actions: ["read"],
    purposes: ["opvolging_ao"],
    text: "Nog een vraag.",
  });
  await page.getByText("Er is iets nieuws in dit dossier.").first().waitFor();
  assert.equal(await page.title(), "Uw terugkeer naar werk – TNW-dossier", "a patient has no inbox to empty");
  assert.equal(reads(), before, "nothing was read for it");
  assert.match(await page.locator("[aria-live=polite]").innerText(), /Er is iets nieuws in dit dossier/);
  await page.getByRole("button", { name: "Toon", exact: true }).click();
  await page.waitForFunction(() => !document.querySelector(".bar.news"));
  assert.ok(reads() > before, "now it is read");
  assert.deepEqual(said, []);
  await close();
});

test("without a connection it says so after two failures, and when it is mended", async () => {
  const { page, context, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/${start}`);
  await page.locator("ul.team").waitFor();
  await page.route("**/v1/inbox**", (route) => route.abort());
  await story.huisarts.post(`/v1/dossiers/${story.dossier}/fragments`, {
    category: "fit_note",
    content: { from: dayIn(-2), until: dayIn(20), tasks: ["Onthaal"], hours_per_week: 19 },
  });
  await page.getByText("Geen verbinding. Wat u typte, staat veilig op dit toestel.", { exact: false }).waitFor();
  await page.unroute("**/v1/inbox**");
  await page.getByText("De verbinding is er weer.").waitFor();
  await context.setOffline(false);
  await close();
});

test("after 15 minutes untouched it hides what is on it, and shows it again without reading", async () => {
  const { page, asked, close, url } = await openAs(sandbox, "patient");
  await page.goto(url);
  await page.clock.install();
  await page.goto(`${url}/${start}`);
  await page.reload();
  await page.locator("ul.team").waitFor();
  const heading = page.getByRole("heading", { name: "Uw terugkeer naar werk" });
  await page.clock.fastForward("14:50");
  assert.ok(await heading.isVisible());
  await page.keyboard.press("Shift");
  await page.clock.fastForward("14:50");
  assert.ok(await heading.isVisible(), "a key counts as touched");
  await page.clock.fastForward("00:15");
  await page.getByText("Dit scherm is verborgen om uw gegevens te beschermen.").waitFor();
  assert.ok(!(await heading.isVisible()));
  assert.ok(!(await page.locator("main").innerText()).includes("Peeters"));
  const before = asked.filter((line) => line.includes("/v1/dossiers")).length;
  await page.getByRole("button", { name: "Toon opnieuw" }).click();
  await heading.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.localName), "main", "keys go on in what is shown");
  assert.equal(asked.filter((line) => line.includes("/v1/dossiers")).length, before);
  await close();
});

test("a medewerker says for whom, and reads the name on every page", async () => {
  const { page, said, close, url } = await openAs(sandbox, "secretariaat");
  await page.goto(`${url}/#/medewerker/voor-wie`);
  await page.getByLabel("Dr. An Peeters").check();
  await page.getByRole("button", { name: "Ga verder" }).click();
  await page.locator("header").getByText("U werkt voor Dr. An Peeters · wissel").waitFor();
  await page.reload();
  await page.locator("header").getByText("U werkt voor Dr. An Peeters · wissel").waitFor();
  assert.doesNotMatch(await page.title(), /Peeters/);
  assert.deepEqual(said, []);
  await close();
});

test("an error stands in the title as well", async () => {
  const { page, close, url } = await openAs(sandbox, "arts_en_patient");
  await page.goto(`${url}/#/rol`);
  await page.getByRole("button", { name: "Ga verder" }).click();
  await page.getByRole("link", { name: "Kies een rol" }).waitFor();
  await page.waitForFunction(() => document.title === "Fout: In welke rol wilt u nu werken? – TNW-dossier");
  await close();
});

test("what a step and a role are is told to everybody, and nothing is read for it", async () => {
  const { page, said, asked, close, url } = await openAs(sandbox, "patient");
  await page.goto(`${url}/#/info/stap/w4_info`);
  await page.getByRole("heading", { name: "Informatie van de arbeidsarts" }).waitFor();
  await page.getByText("Ja, dat staat in de wet.").waitFor();
  await page.locator("header").getByText("Jan Willems · als patiënt").waitFor();
  await page.getByRole("link", { name: "preventieadviseur-arbeidsarts" }).click();
  await page.getByRole("heading", { name: "Wat doet deze rol: preventieadviseur-arbeidsarts?" }).waitFor();
  assert.ok((await page.locator("ul.rows li").count()) > 3);
  await page.goto(`${url}/#/info/stap/constructor`);
  await page.getByRole("heading", { name: "Deze pagina is er niet" }).waitFor();
  assert.deepEqual(
    asked.filter((line) => line.includes("/v1/") && !line.includes("/v1/me")),
    [],
  );
  assert.deepEqual(said, []);
  await close();
});

test("keys lead a professional, never inside a field, and can be switched off", async () => {
  const { page, close, url } = await openAs(sandbox, "huisarts");
  await page.goto(`${url}/#/huisarts/te-doen`);
  await page.locator("main h1").waitFor();
  await page.keyboard.press("?");
  await page.getByRole("heading", { name: "Sneltoetsen" }).waitFor();
  await page.goto(`${url}/#/huisarts/te-doen`);
  await page.locator("main h1").waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.waitForURL(/#\/huisarts\/postvak$/);
  await close();
});
