#!/usr/bin/env node
// A doctor answers what waits, sees what may be seen, asks and records consent, finds and opens dossiers.
import assert from "node:assert/strict";
import test from "node:test";
import { openAs, readSandbox } from "./browser.mjs";
import { dayIn, tellStory } from "./story.mjs";
import { person } from "./people.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);
const { dossier, thread } = story;
const ANSWER =
  "Ja, halftijds onthaal kan vanaf half december, in de voormiddag. " +
  "Zittend en staand werk wisselen elkaar dan best af. " +
  "Tillen boven vijf kilo blijft voorlopig uit. Ik zie Jan terug in januari.";

/** A browser that is closed whatever becomes of it. @param {string} actor @param {(open: any) => Promise<void>} what */
async function as(actor, what) {
  const open = await openAs(sandbox, actor);
  open.page.setDefaultTimeout(15000);
  try {
    await what(open);
  } finally {
    await open.close();
  }
}

/** @param {import("playwright-core").Page} page */
const words = async (page) => (await page.locator("main").innerText()).split(/\s+/).filter(Boolean).length;

/** What the model of page.md says it costs: keys beside the text, taps, decisions, words on the way. */
function seconds({ keys = 0, taps = 0, decisions = 0, read = 0, typed = 0, measured = 0 }) {
  return 0.28 * (keys + typed) + 1.1 * taps + 1.35 * decisions + (60 * read) / 200 + measured / 1000;
}

/** Nothing that a page keeps or shows outside of itself names a person or says a text. */
async function assertSilent(page, texts) {
  const outside = await page.evaluate(() =>
    JSON.stringify([location.href, document.title, { ...localStorage }, { ...sessionStorage }, history.state]),
  );
  const keys = await page.evaluate(() => JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage)]));
  for (const text of texts) {
    assert.ok(!keys.includes(text), `a key of storage says ${text}`);
    assert.ok(!outside.includes(text), `outside of the page stands ${text}`);
  }
}

test("T1: the question that waits is answered in three taps", async () => {
  await as("huisarts", async ({ page, said, asked, url }) => {
    await page.goto(url);
    const row = page.getByRole("link", { name: /Jan Willems.*vraag/s });
    await row.waitFor();
    const list = page.locator(".list");
    assert.match(await list.innerText(), /Wacht op u \(1\)/);
    assert.match(await list.innerText(), /Dr\. Els Wouters, adviserend arts\s+uiterlijk/);
    assert.match(await row.evaluate((link) => link.textContent), /ongelezen/);
    assert.doesNotMatch(await page.locator("body").innerText(), /Deeltijdse hervatting|halftijds/);
    await assertSilent(page, ["Willems", "hervatting", "halftijds"]);
    const before = Date.now();
    let read = await words(page);
    await row.click(); // 1
    const field = page.getByLabel("Tekst");
    await field.waitFor();
    read += (await page.locator(".talk").innerText()).split(/\s+/).length;
    await field.click(); // 2
    await field.fill(ANSWER);
    await page.getByRole("button", { name: "Verzend", exact: true }).click(); // 3
    const sent = page.locator("li.message", { hasText: "halftijds onthaal kan" });
    await sent.waitFor();
    await page.waitForFunction(() => document.activeElement?.className.includes("message"));
    const measured = Date.now() - before;
    const model = seconds({ taps: 3, decisions: 2, read, typed: ANSWER.length, measured });
    console.log(`T1: 3 taps, 2 screens, ${read} words, ${model.toFixed(0)} s`);
    assert.ok(read <= 150, `${read} words on the way`);
    assert.ok(model < 240);
    assert.equal(await page.getByLabel("Tekst").count(), 0, "nothing more is asked");
    await page.getByRole("link", { name: /^Postvak/ }).click();
    await page.getByText("Niets wacht op u.").waitFor();
    await assertSilent(page, ["Willems", "hervatting", "halftijds"]);
    const { items } = await story.adviser.get(`/v1/threads/${thread}/messages`);
    assert.equal(items.filter((one) => one.text === ANSWER && one.reply_to === story.question).length, 1);
    assert.deepEqual(
      asked.filter((line) => line.includes("/v1/") && line.includes("access-log")),
      [],
    );
    assert.deepEqual(said, []);
  });
});

test("the number of the inbox is that of the rows that are new: in navigation, title and list", async () => {
  const whose = { niss: "91070690896", name: "Ana Lopes" };
  const own = await story.huisarts.post("/v1/dossiers", { patient: whose, start: dayIn(-40), employment: "employed" });
  const at = `/v1/dossiers/${own.id}`;
  await story.huisarts.post(`${at}/participants`, { actor: story.arbeidsarts.id, role: "arbeidsarts" });
  await person(sandbox, "patient4").post(`${at}/consents`, { preset: "drie_artsen_overleg" });
  for (const employment of ["unemployed", "employed"]) {
    const { version } = await story.huisarts.get(`${at}/facts`);
    await story.huisarts.put(`${at}/facts`, { start: dayIn(-40), employment }, { "If-Match": `"${version}"` });
  }
  const started = { procedure: "opvolging_ao", subject: "Vraag", participants: [story.arbeidsarts.id] };
  const talk = (await story.huisarts.post(`${at}/threads`, started)).id;
  for (const text of ["Eerste bericht.", "Tweede bericht."]) {
    await story.huisarts.post(`/v1/threads/${talk}/messages`, { kind: "advies", text });
  }
  await story.huisarts.post(`/v1/threads/${talk}/messages`, {
    kind: "vraag",
    text: "Kan dit?",
    to: [story.arbeidsarts.id],
  });
  await as("arbeidsarts", async ({ page, said, url }) => {
    const { items } = await story.arbeidsarts.get("/v1/inbox?limit=200");
    await page.goto(url);
    await page.getByText(/Wacht op u \(\d\)/).waitFor();
    const marked = page.locator(".turn.unread");
    const number = () => page.evaluate(() => Number(document.title.match(/^\((\d+)\)/)?.[1] ?? 0));
    const same = async (n) => {
      await page.waitForFunction((n) => document.querySelectorAll(".turn.unread").length === n, n);
      assert.equal(await number(), n);
      assert.equal(await page.getByRole("link", { name: /^Postvak \d/ }).innerText(), `Postvak ${n}`);
    };
    await page.waitForFunction(() => /^\(/.test(document.title));
    const n = await marked.count();
    await same(n);
    assert.ok(n < items.length, `${items.length} events are fewer rows than that`);
    const ofTalk = page.locator(`.turn.unread[href$="${talk}"]`);
    assert.equal(await ofTalk.count(), 2, "the question, and one row for all else that was said");
    const changed = page.locator(".turn.unread", { hasText: "Gegevens van het dossier gewijzigd" });
    assert.equal(await changed.count(), 1, "what changed twice is one row");
    await page.getByText("Kies in de lijst wat u wilt lezen.", { exact: false }).waitFor();
    assert.ok((await page.locator(".list").boundingBox()).width < 450, "the list stands at the left");
    await ofTalk.first().click();
    await page.getByText("Tweede bericht.").waitFor();
    await same(n - 2);
    await page.getByRole("link", { name: /^Postvak/ }).click();
    await page.getByText(/Wacht op u \(\d\)/).waitFor();
    await same(n - 2);
    await page.waitForTimeout(500); // the poll waits again
    await story.huisarts.post(`/v1/threads/${talk}/messages`, { kind: "advies", text: "Derde bericht." });
    await story.huisarts.post(`/v1/threads/${talk}/messages`, { kind: "advies", text: "Vierde bericht." });
    await page.getByText("Er is 1 nieuw ding.").first().waitFor();
    await page.getByRole("button", { name: "Toon", exact: true }).click();
    await same(n - 1);
    await ofTalk.click();
    await page.getByText("Vierde bericht.").waitFor(); // what was read before is read anew
    await page.setViewportSize({ width: 900, height: 800 });
    await page.getByText("Kies in de lijst wat u wilt lezen.", { exact: false }).waitFor({ state: "detached" });
    assert.equal(await page.locator("aside").count(), 0, "one column where there is no room for two");
    assert.deepEqual(said, []);
  });
});

test("T1 by keyboard alone: five keys beside the text", async () => {
  const text = "Graag nog een vraag.";
  await story.adviser.post(`/v1/threads/${thread}/messages`, { kind: "vraag", text, to: [story.huisarts.id] });
  await as("huisarts", async ({ page, said, url }) => {
    await page.goto(url);
    await page.getByText("Wacht op u (1)").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByLabel("Tekst").waitFor();
    await page.waitForFunction(() => document.activeElement?.localName === "h1"); // the view has begun
    await page.keyboard.press("a");
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    await page.keyboard.type("Met toetsen alleen.");
    await page.keyboard.press("Control+Enter");
    await page.locator("li.message", { hasText: "Met toetsen alleen." }).waitFor();
    const { items } = await story.adviser.get(`/v1/threads/${thread}/messages`);
    assert.equal(items.filter((one) => one.text === "Met toetsen alleen.").length, 1);
    assert.deepEqual(said, []);
  });
});

test("a lost connection in the middle keeps the text, and it is sent once; a double tap too", async () => {
  const text = "Nog een vraag over de uren.";
  await story.adviser.post(`/v1/threads/${thread}/messages`, { kind: "vraag", text, to: [story.huisarts.id] });
  await as("huisarts", async ({ page, url }) => {
    await page.goto(`${url}/#/huisarts/${dossier}/overleg/${thread}`);
    const field = page.getByLabel("Tekst");
    await field.fill("Twintig uur per week.");
    let lost = true;
    await page.route("**/messages", async (route) => {
      if (route.request().method() === "POST" && lost) {
        lost = false;
        const { "idempotency-key": key } = route.request().headers(); // the server has it; its answer does not come
        const path = new URL(route.request().url()).pathname;
        await story.huisarts.post(path, route.request().postDataJSON(), { "Idempotency-Key": key });
        await route.abort();
      } else {
        await route.continue();
      }
    });
    const send = page.getByRole("button", { name: "Verzend", exact: true });
    await send.click();
    await page.getByText("Er kwam geen antwoord.", { exact: false }).waitFor();
    assert.equal(await field.inputValue(), "Twintig uur per week.");
    await send.dblclick();
    await page.locator("li.message", { hasText: "Twintig uur per week." }).waitFor();
    const { items } = await story.adviser.get(`/v1/threads/${thread}/messages`);
    assert.equal(items.filter((one) => one.text === "Twintig uur per week.").length, 1);
  });
});

test("what was typed stays on the device until it is sent, and leaving asks", async () => {
  await as("arbeidsarts", async ({ page, url }) => {
    await page.goto(`${url}/#/arbeidsarts/${dossier}/overleg/${thread}`);
    await page.getByRole("button", { name: "Vraag", exact: true }).click();
    await page.getByLabel("Tekst").fill("Half geschreven");
    await page.getByText(/Bewaard op dit toestel, \d+\.\d\d uur/).waitFor();
    await page.getByRole("link", { name: "Patiënten" }).click();
    await page.getByText("U hebt nog iets niet verzonden.").waitFor();
    await page.getByRole("button", { name: "Bewaar als concept" }).click();
    await page.getByRole("heading", { name: "Patiënten", exact: true }).waitFor();
    await page.goBack();
    assert.equal(await page.getByLabel("Tekst").inputValue(), "Half geschreven");
  });
});

test("the dossier says what may be seen, the same whether it is there or not", async () => {
  await as("huisarts", async ({ page, said, url }) => {
    await page.goto(`${url}/#/huisarts/${dossier}`);
    await page.getByRole("heading", { name: "Jan Willems" }).waitFor();
    assert.match(await page.title(), /^(\(\d+\) )?Dossier – TNW-dossier$/);
    const main = page.locator("main");
    await page.getByText("Of ze er zijn, ziet u ook niet.", { exact: false }).waitFor();
    assert.match(await main.innerText(), /11 weken · werknemer · open/);
    assert.match(await main.innerText(), /Regie: Sofie Jacobs, TNW-coördinator/);
    assert.doesNotMatch(await main.innerText(), /85\.?02/);
    await page.getByRole("button", { name: "Toon" }).click();
    await page.getByText("85.02.15-951.10").waitFor();
    await page.getByRole("link", { name: /Attest van wat de patiënt nog kan/i }).waitFor();
    await page.getByRole("button", { name: "Wijzig" }).click();
    await page.getByLabel("Waarvoor kijkt u?").selectOption("rit");
    await page.getByText("U kijkt voor: het re-integratietraject.").waitFor();
    await assertSilent(page, ["Willems", "85021595110", "85.02"]);
    assert.deepEqual(said, []);
  });
});

test("who is excluded sees what who never had consent sees", async () => {
  const whole = await story.huisarts.post("/v1/dossiers", {
    patient: { niss: "85021595110", name: "Jan Willems" },
    start: dayIn(-40),
    employment: "employed",
  });
  const at = `/v1/dossiers/${whole.id}`;
  const other = person(sandbox, "huisarts2");
  await story.huisarts.post(`${at}/participants`, { actor: other.id, role: "huisarts" });
  await story.huisarts.post(`${at}/participants`, { actor: story.arbeidsarts.id, role: "arbeidsarts" });
  await story.huisarts.post(`${at}/fragments`, {
    category: "diagnose",
    content: { code_system: "ICPC-2", code: "L86", text: "Rug" },
  });
  await story.patient.post(`${at}/consents`, {
    effect: "exclude",
    grantee: { actor: other.id },
    categories: ["diagnose"],
    actions: ["read"],
    purposes: ["tnw_traject"],
  });
  const screen = async () => {
    let text = "";
    await as("huisarts2", async ({ page, url }) => {
      await page.goto(`${url}/#/huisarts/${whole.id}`);
      await page.getByText("Of ze er zijn, ziet u ook niet.", { exact: false }).waitFor();
      await page.getByRole("heading", { name: /^Team \(/ }).waitFor();
      await page.waitForFunction(() => !/Even geduld…/.test(document.querySelector("main")?.textContent ?? ""));
      text = (await page.locator("main").innerText()).replace(/\d+\.\d\d uur/g, "");
    });
    return text;
  };
  const excluded = await screen();
  const [{ id }] = (await story.patient.get(`${at}/consents`)).items;
  await story.patient.post(`${at}/consents/${id}/withdraw`);
  assert.equal(excluded, await screen());
});

test("asking consent: the sentence that the patient reads is the server's", async () => {
  await as("huisarts", async ({ page, said, url }) => {
    await page.goto(`${url}/#/huisarts/${dossier}/toestemming-vragen`);
    const asked = async () => (await story.huisarts.get(`/v1/dossiers/${dossier}/consent-requests?language=nl`)).items;
    await page.getByRole("button", { name: "Ga verder" }).click();
    await page.getByRole("link", { name: "Kies minstens één soort document" }).waitFor();
    await page.getByLabel("vragenlijst").check();
    await page.getByLabel("Waarom?").fill("Ik bereid ons gesprek voor.");
    await page.getByRole("button", { name: "Ga verder" }).click();
    await page.getByRole("heading", { name: "Zo leest de patiënt het" }).waitFor();
    const shown = await page.locator("blockquote p").last().innerText();
    assert.equal((await asked()).length, 0, "nothing is sent before it was read");
    await page.getByRole("button", { name: "Wijzig" }).click();
    await page.getByLabel("vragenlijst", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Ga verder" }).click();
    await page.getByRole("button", { name: "Verzend de vraag" }).click();
    await page.getByRole("heading", { name: "Verzonden. U krijgt bericht als de patiënt antwoordt." }).waitFor();
    const items = await asked();
    assert.equal(items.length, 1);
    assert.equal(await page.locator("blockquote p").last().innerText(), items[0].sentence);
    assert.equal(shown, items[0].sentence, "word for word as it was read before");
    await story.patient.post(`/v1/dossiers/${dossier}/consent-requests/${items[0].id}/answer`, { answer: "no" });
    await page.goto(`${url}/#/huisarts/postvak`);
    await page.reload();
    await page.locator("a", { hasText: "De patiënt antwoordde op uw vraag om toestemming" }).click();
    await page.getByText("De patiënt zei nee.").waitFor();
    await page.getByText(items[0].sentence).waitFor();
    assert.deepEqual(said, []);
  });
});

test("recording consent shows first what the patient will read", async () => {
  await as("huisarts", async ({ page, said, url }) => {
    await page.goto(`${url}/#/huisarts/${story.second}/toestemming-vastleggen`);
    await page.getByLabel("vragenlijst").check();
    await page.getByLabel("op papier").check();
    await page.getByLabel("Waar bewaart u het bewijs?").fill("Kast 3, map 12");
    await page.getByRole("button", { name: "Ga verder" }).click();
    await page.getByRole("heading", { name: "Zo leest de patiënt het" }).waitFor();
    const sentence = await page.locator("blockquote p").first().innerText();
    const before = await story.huisarts.get(`/v1/dossiers/${story.second}/consents`);
    assert.equal(before.items.length, 0, "nothing is stored before the last tap");
    await page.getByRole("button", { name: "Leg vast" }).dblclick();
    await page.getByRole("heading", { name: "Vastgelegd" }).waitFor();
    const { items } = await story.huisarts.get(`/v1/dossiers/${story.second}/consents?language=nl`);
    assert.equal(items.length, 1);
    assert.equal(items[0].sentence, sentence, "word for word as it was read before");
    assert.deepEqual(said, []);
  });
});

test("a national number is checked here, sent in the body only, and gone from the field", async () => {
  await as("huisarts", async ({ page, said, asked, url }) => {
    await page.goto(`${url}/#/huisarts/patienten`);
    const field = page.getByLabel("Rijksregisternummer");
    await field.fill("85.02.15-951.11");
    await page.getByRole("button", { name: "Zoek" }).click();
    await page.getByRole("link", { name: "Dit nummer klopt niet. Kijk de laatste twee cijfers na." }).waitFor();
    assert.ok(!asked.some((line) => line.includes("search")));
    await field.fill("90.07.30-942.97");
    await page.getByRole("button", { name: "Zoek" }).click();
    await page.getByRole("heading", { name: "Gevonden" }).waitFor();
    assert.equal(await field.inputValue(), "");
    assert.ok(!asked.some((line) => line.includes("900730")));
    await assertSilent(page, ["90.07.30", "90073094297", "Goossens"]);
    assert.deepEqual(said, []);
  });
});
