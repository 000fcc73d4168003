#!/usr/bin/env node
// Who has no certificate gets one page, which says how to come in; and nothing else, here or at the main address.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import test from "node:test";
import { connect } from "node:tls";
import { openAs, readSandbox, tool } from "./browser.mjs";

const sandbox = readSandbox(process.argv[3]);
const landing = sandbox.said.landing_url;
const ca = readFileSync(join(sandbox.folder, "pki/ca.pem"));
const axe = readFileSync(tool.resolve("axe-core/axe.min.js"), "utf8");

/** @param {string} path @param {object} [options] */
function ask(path, options = {}) {
  return new Promise((resolve, reject) => {
    const sent = request(landing, { path, ca, servername: "localhost", agent: false, ...options }, (response) => {
      let body = "";
      response.on("data", (part) => (body += part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    sent.on("error", reject);
    sent.end(options.body);
  });
}

/** What the server says to those bytes. @param {string} bytes */
function send(bytes) {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(landing);
    const socket = connect({ host: hostname, port: Number(port), ca }, () => socket.write(bytes));
    let said = "";
    socket
      .on("data", (part) => (said += part))
      .on("close", () => resolve(said))
      .on("error", () => resolve(said));
  });
}

for (const dark of [false, true]) {
  test(`a browser without a certificate reads how to come in, ${dark ? "dark" : "light"}`, async () => {
    const { page, asked, close } = await openAs(sandbox, null, { dark, viewport: { width: 320, height: 700 } });
    await page.goto(landing);
    await page.getByRole("heading", { name: "Naar uw TNW-dossier" }).waitFor();
    const text = await page.locator("main").innerText();
    assert.match(text, /U hebt een certificaat nodig, bv\. op uw identiteitskaart \(eID\)\./);
    assert.match(text, /Kies “Authentication”, niet “Signature”\./);
    await page.getByText("De browser vroeg mij niets").click();
    await page.getByText("Steek de kaart in en start de browser opnieuw.", { exact: false }).waitFor();
    await page.getByText("ERR_BAD_SSL_CLIENT_AUTH_CERT").first().waitFor();
    await page.getByText("ERR_SOCKET_NOT_CONNECTED").first().waitFor();
    assert.equal(await page.locator("section[lang]").count(), 4);
    assert.equal(await page.locator(".help").first().innerText(), "Pieter Vos, 02 123 45 67, <hulp@sandbox.example>");
    assert.equal(await page.locator("script, img, iframe, form").count(), 0);
    const links = await page.locator("a.go").evaluateAll((all) => all.map((one) => one.href));
    assert.deepEqual([...new Set(links)], [`${sandbox.url}/`], "it leads to the main address, with its port");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(
      asked.filter((line) => !line.includes(` ${landing}/`)),
      [],
    );
    await page
      .context()
      .newCDPSession(page)
      .then((cdp) => cdp.send("Page.setBypassCSP", { enabled: true }));
    await page.reload();
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run());
    assert.deepEqual(
      found.violations.filter(({ impact }) => ["serious", "critical"].includes(impact)).map(({ id }) => id),
      [],
    );
    await close();
  });
}

test("without a certificate the main address fails as the page says", async () => {
  const { page, close, url } = await openAs(sandbox, null);
  // Which of the two depends on when the browser looks: the alert and the connection's end come together.
  await assert.rejects(page.goto(url), /ERR_BAD_SSL_CLIENT_AUTH_CERT|ERR_SOCKET_NOT_CONNECTED/);
  await close();
});

test("a browser with a certificate is not asked for it there, and the link leads it in", async () => {
  const { page, close } = await openAs(sandbox, "patient");
  await page.goto(landing);
  await page.locator("a.go").first().click();
  await page.waitForURL(/#\/patient/);
  await close();
});

test("nothing else is there, and nothing of what was asked is said back", async () => {
  for (const path of ["/index.html", "/v1/me", "/v1/info", "/web/", "//", "/%2e%2e/", "/style.css/", "/STYLE.CSS"]) {
    const { status, body } = await ask(path);
    assert.equal(status, 404, path);
    assert.equal(body, "not found\n");
  }
  const mark = "zz9marked";
  const { status, headers, body } = await ask(`/?${mark}`, {
    headers: { Host: mark, Referer: `https://${mark}/`, "Accept-Language": mark, Cookie: mark, Origin: mark },
  });
  assert.equal(status, 200);
  assert.doesNotMatch(JSON.stringify(headers) + body, new RegExp(mark));
  assert.match(headers["content-security-policy"], /^default-src 'none'; style-src 'self';/);
  assert.equal(headers["cache-control"], "no-store");
  assert.doesNotMatch(await send(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n${mark}`), /zz9marked|200 OK/);
  assert.doesNotMatch(await send(`DELETE /${mark} HTTP/1.1\r\nHost: x\r\n\r\n`), /zz9marked|200 OK/);
  assert.doesNotMatch(await send(`${mark} ${mark}\r\n${mark}\r\n\r\n`), /zz9marked|200 OK/);
});

test("who holds its places does not keep others out", async () => {
  const { hostname, port } = new URL(landing);
  const held = Array.from({ length: 40 }, () => connect({ host: hostname, port: Number(port), ca }));
  held.forEach((socket) => socket.on("error", () => {}).on("secureConnect", () => socket.write("GET / HT")));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal((await ask("/")).status, 200);
  held.forEach((socket) => socket.destroy());
});
