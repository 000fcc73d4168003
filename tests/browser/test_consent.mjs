#!/usr/bin/env node
// Consents, as a patient gives, answers, withdraws and shuts out: counted in taps, and held against what is stored.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { afterEach } from "node:test";
import { openAs, readSandbox } from "./browser.mjs";
import { dayIn, tellStory } from "./story.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);
const { patient, coordinator, arbeidsarts, dossier } = story;
const at = `/v1/dossiers/${dossier}`;
const room = `#/patient/${dossier}/toestemmingen`;
const consents = async () => (await patient.get(`${at}/consents`)).items;
const newest = async () => (await consents()).reduce((a, b) => (a.granted > b.granted ? a : b));

/** A page that counts: taps, and screens by their addresses. */
async function enter(route, options = {}) {
  const opened = await openAs(sandbox, options.actor ?? "patient", options);
  const { page, url } = opened;
  page.setDefaultTimeout(60000);
  const close = async () => {
    open.delete(close);
    await opened.close();
  };
  open.add(close);
  await page.goto(`${url}/${route}`);
  await page.locator("main h1").waitFor();
  const count = { taps: 0, screens: 1 };
  let before = page.url();
  page.on("framenavigated", () => {
    if (page.url() !== before) {
      before = page.url();
      count.screens++;
    }
  });
  const tap = async (role, name, more = {}) => {
    await page
      .getByRole(role, { name, ...more })
      .first()
      .click();
    count.taps++;
  };
  const heading = (name) => page.getByRole("heading", { name }).first().waitFor();
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  const sentences = () => page.locator(".sentences p").allInnerTexts();
  return { ...opened, close, count, tap, heading, fits, sentences };
}
/** Also what a failed test left open. */
const open = new Set();
afterEach(async () => {
  await Promise.all([...open].map((close) => close()));
  open.clear();
});
const PHONE = { viewport: { width: 320, height: 700 } };

/** Nothing of a person in an address, a title or what is kept. */
async function namesNobody(page) {
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  for (const text of [page.url(), await page.title(), kept]) {
    assert.doesNotMatch(text, /Willems|Claes|Jacobs|Peeters|85021595110/);
  }
}

test("T2: a request is answered in two taps, on a phone, and what is stored reads as what was shown", async () => {
  const { page, said, count, tap, heading, fits, sentences, close } = await enter(`#/patient/${dossier}/start`, PHONE);
  await tap("link", /Vraag van Dr\. Tom Claes/);
  await heading("Dr. Tom Claes vraagt uw toestemming");
  const words = (await page.locator("main").innerText()).split(/\s+/).length;
  assert.ok(words <= 120, `${words} words`);
  const [shown] = await sentences();
  const [yes, no] = await Promise.all(
    ["Ja, dit mag", "Nee"].map((name) =>
      page.getByRole("button", { name, exact: true }).evaluate((button) => {
        const { backgroundColor, color, fontWeight } = getComputedStyle(button);
        return { backgroundColor, color, fontWeight, height: button.offsetHeight };
      }),
    ),
  );
  assert.deepEqual(yes, no, "yes and no weigh the same");
  assert.ok(await fits());
  await tap("button", "Ja, dit mag");
  await heading("Toestemming gegeven");
  assert.equal(await page.getByRole("heading", { name: "Toestemming gegeven" }).count(), 1, "it is said once");
  assert.equal(count.taps, 2);
  const stored = await newest();
  assert.equal(stored.sentence, shown, "byte for byte");
  assert.deepEqual(stored.grantee, { actor: arbeidsarts.id });
  assert.deepEqual(await sentences(), [shown]);
  await namesNobody(page);
  await tap("button", "Maak ongedaan");
  await heading("Ingetrokken");
  assert.equal((await newest()).state, "withdrawn");
  assert.deepEqual(said, []);
  await close();
});

test("T3: by questions in at most 17 taps; the end is changed while checking; nothing is stored before", async () => {
  const before = (await consents()).length;
  const { page, said, count, tap, heading, fits, sentences, close } = await enter(room, PHONE);
  await tap("button", "Toestemming geven");
  await heading("Wie krijgt toestemming?");
  assert.equal(await page.locator("input:checked").count(), 0, "nothing is ticked beforehand");
  await page.getByRole("button", { name: "Ga verder" }).click();
  await page.getByRole("link", { name: "Kies wie toestemming krijgt" }).waitFor();
  await tap("radio", /Sofie Jacobs/);
  await tap("button", "Ga verder");
  await heading("Wat mag Sofie Jacobs zien?");
  assert.equal(await page.locator("input:checked").count(), 0);
  await page.getByText("Geen enkele TNW-coördinator kan dit zien, ook niet met uw toestemming:").waitFor();
  assert.equal(await page.getByRole("checkbox", { name: /^diagnose$/ }).count(), 0, "what cannot be is not offered");
  assert.ok(await fits());
  await tap("checkbox", /Alles over wat u nog kunt/);
  await tap("button", "Ga verder");
  await heading("Wat mag Sofie Jacobs doen?");
  await tap("radio", "Alleen lezen");
  await tap("button", "Ga verder");
  await heading("Waarvoor?");
  await tap("checkbox", /het TNW-traject/);
  await tap("button", "Ga verder");
  await heading("Tot en met wanneer?");
  await page.reload();
  await heading("Tot en met wanneer?");
  await page.getByRole("button", { name: "Terug" }).click();
  await page.getByRole("checkbox", { name: /het TNW-traject/, checked: true }).waitFor();
  await page.goForward();
  await tap("radio", /^1 jaar/);
  await tap("button", "Ga verder");
  await heading("Controleer en geef toestemming");
  count.screens = 7;
  await page.getByText("Er geldt niets tot u bevestigt.").waitFor();
  await tap("link", /Wijzigen.*Tot en met/);
  await tap("radio", "Andere datum");
  await page.getByLabel("Tot en met", { exact: true }).fill("+9m");
  await tap("button", "Ga verder");
  await page.getByText("Er geldt niets tot u bevestigt.").waitFor();
  assert.equal((await consents()).length, before, "nothing is stored before the last tap");
  const [shown] = await sentences();
  assert.match(shown, /^Sofie Jacobs \(TNW-coördinator\) mag dit lezen, .*: alles over wat u nog kunt\.$/);
  await namesNobody(page);
  const button = page.getByRole("button", { name: "Geef deze toestemming" });
  await button.dblclick();
  count.taps++;
  await heading("Toestemming gegeven");
  assert.ok(count.taps <= 17, `${count.taps} taps`);
  assert.ok(count.screens <= 10, `${count.screens} screens`);
  assert.equal((await consents()).length, before + 1, "two taps, one consent");
  assert.equal((await newest()).sentence, shown, "byte for byte");
  assert.deepEqual(said, []);
  await close();
});

test("T3 by a proposal: three taps, all or none, and a proof as a file that names nobody", async () => {
  const before = (await consents()).length;
  const { page, said, asked, count, tap, heading, sentences, close } = await enter(`#/patient/${dossier}/start`);
  await tap("link", "Toestemmingen");
  await tap("link", "Mijn drie artsen mogen overleggen over mijn werk");
  await page.getByText("Er geldt niets tot u bevestigt.").waitFor();
  const [shown] = await sentences();
  assert.match(shown, /^Elke huisarts, adviserend arts en preventieadviseur-arbeidsarts in uw dossier mag/);
  await page.getByText("Dit mag allemaal al. U hoeft niets te doen.").waitFor();
  await tap("button", "Geef deze toestemming");
  await heading("Toestemming gegeven");
  assert.equal(count.taps, 3);
  assert.equal((await consents()).length, before + 3);
  assert.equal((await sentences()).length, 3);
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: /Bewaar bewijs 1 van 3/ }).click();
  const [file, first] = [await coming, asked.find((line) => /checkpoint|receipt/.test(line))]; // first for a seal
  assert.match(`${first} ${file.suggestedFilename()}`, /checkpoint tnw-bewijs-\d{4}-\d\d-\d\d\.json$/);
  const proof = JSON.parse(readFileSync(await file.path(), "utf8"));
  assert.equal(proof.type, "tnw/receipt/v1");
  assert.equal(proof.among.length, 3);
  await tap("button", "Maak ongedaan");
  await heading("Ingetrokken");
  assert.equal((await consents()).filter((one) => one.state === "withdrawn").length, 4);
  assert.deepEqual(said, []); // the page waited until a seal held it
  await close();
});

test("the last tap without an answer, and again: one consent", async () => {
  const before = (await consents()).length;
  const { page, tap, heading, close, url } = await enter(`${room}/voorstel/werkgever_plan`);
  await page.getByText("Er geldt niets tot u bevestigt.").waitFor();
  await page.route(`**${at}/consents?*`, async (route) => {
    const sent = route.request();
    const path = sent.url().slice(url.length);
    await patient.post(path, sent.postDataJSON(), { "Idempotency-Key": sent.headers()["idempotency-key"] });
    await route.abort("connectionreset"); // it arrived, and its answer does not
  });
  await tap("button", "Geef deze toestemming");
  await page.getByText("Wij weten niet of het gelukt is.", { exact: false }).waitFor();
  await page.unroute(`**${at}/consents?*`);
  await tap("button", "Geef deze toestemming");
  await heading("Toestemming gegeven");
  assert.equal((await consents()).length, before + 1);
  await close();
});

test("withdrawn in two taps, with what else allows the same", async () => {
  const { page, said, count, tap, heading, close } = await enter(room);
  await page.getByRole("table", { name: "Wie mag wat zien?" }).waitFor();
  const employer = page.locator("tbody", { hasText: "Bakkerij De Korenaar" });
  await employer.getByRole("link", { name: /Intrekken: toestemming van Bakkerij/ }).click();
  count.taps++;
  await heading("Een andere toestemming laat hetzelfde toe");
  await page.getByRole("button", { name: "Alleen deze" }).waitFor();
  await tap("button", "Trek beide in");
  await heading("Ingetrokken");
  assert.equal(count.taps, 2);
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  assert.equal(focused, "Ingetrokken", "the focus is on what was done");
  await page.getByText(/Ingetrokken op .* Vanaf nu geldt ze niet meer\./).waitFor();
  const left = (await consents()).filter((one) => one.state === "active" && one.categories.includes("werkpost"));
  assert.deepEqual(
    left.filter((one) => one.grantee.role === "werkgever" || one.grantee.actor === story.werkgever.id),
    [],
  );
  assert.deepEqual(said, []);
  await close();
});

test("shut out in two taps: the next read is refused; undone, it is allowed again", async () => {
  const read = async () => (await coordinator.call("GET", `${at}/fragments/${story.fitNote}`)).status;
  assert.equal(await read(), 200);
  const { page, said, count, tap, heading, close } = await enter(room);
  await tap("link", "Uitsluiten: Sofie Jacobs");
  await heading("Sofie Jacobs uitsluiten?");
  await page.getByText("Uitsluiten gaat boven alles", { exact: false }).waitFor();
  await page.getByText("Wij melden dit niet aan deze persoon.", { exact: false }).waitFor();
  await tap("button", "Ja, sluit uit");
  await heading("Uitgesloten");
  assert.equal(count.taps, 2);
  assert.ok([403, 404].includes(await read()), "at once");
  await tap("link", "Terug naar toestemmingen");
  const row = page.locator("tbody", { hasText: "Sofie Jacobs" });
  await row.waitFor();
  assert.equal(await row.getByText("uitgesloten", { exact: true }).count(), 4);
  await row.getByRole("link", { name: "Laat weer toe: Sofie Jacobs" }).click();
  await page.getByText("Eerdere toestemmingen gelden dan weer:").waitFor();
  await tap("button", "Ja, laat weer toe");
  await heading("Weer toegelaten");
  assert.equal(await read(), 200);
  assert.deepEqual(said, []);
  await close();
});

test("who sees what: words in cells, never a code; a table has its names, a phone its cards", async () => {
  const wide = await enter(room);
  await wide.page.getByRole("rowheader", { name: /Bakkerij De Korenaar BV, werkgever/ }).waitFor();
  const text = await wide.page.locator("main").innerText();
  assert.match(text, /mag nooit/);
  assert.match(text, /uitkomst \(wet\)/);
  assert.doesNotMatch(text, /\b(gao|fit_note|quickscan|grant|active|exclude|read|cns_\w+|act_\w+)\b|⟦/);
  assert.deepEqual(wide.said, []);
  await wide.close();
  const phone = await enter(room, PHONE);
  await phone.page.getByRole("heading", { level: 2, name: /Sofie Jacobs, TNW-coördinator/ }).waitFor();
  assert.equal(await phone.page.locator("table").count(), 0);
  assert.ok(await phone.fits());
  await phone.close();
});

test("a request is first changed, and then given: the request itself gets a no", async () => {
  const asked = await arbeidsarts.post(`${at}/consent-requests`, {
    categories: ["werkpost", "diagnose"],
    actions: ["read"],
    purposes: ["bezoek"],
    text: "<b>Om het gesprek voor te bereiden</b>",
  });
  const { page, said, tap, heading, close } = await enter(`#/patient/${dossier}/vragen/${asked.id}`);
  await page.getByText("<b>Om het gesprek voor te bereiden</b>").waitFor();
  await tap("button", "Eerst iets aanpassen");
  await tap("link", /Wijzigen.*Wat$/);
  await tap("checkbox", /^diagnose$/);
  await tap("button", "Ga verder");
  await page.getByText("Op de vraag zelf staat dan nee.", { exact: false }).waitFor();
  await tap("button", "Geef deze toestemming");
  await heading("Toestemming gegeven");
  assert.deepEqual((await newest()).categories, ["werkpost"]);
  const [state] = (await patient.get(`${at}/consent-requests`)).items.filter((one) => one.id === asked.id);
  assert.equal(state.state, "no");
  assert.deepEqual(said, []);
  await close();
});

test("no is one tap without a reason, and says what is told", async () => {
  const asked = await coordinator.post(`${at}/consent-requests`, {
    categories: ["quickscan"],
    actions: ["read"],
    purposes: ["tnw_traject"],
    text: "Mag ik uw vragenlijst lezen?",
  });
  const { page, said, tap, heading, close } = await enter(`#/patient/${dossier}/vragen/${asked.id}`);
  await tap("button", "Nee", { exact: true });
  await heading("U zei nee");
  await page.getByText("Sofie Jacobs ziet alleen dat het antwoord nee is.").waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("by keyboard alone, in each language once", async () => {
  const words = {
    "fr-BE": ["Donner ce consentement", "Consentement donné"],
    "de-BE": ["Diese Zustimmung geben", "Zustimmung gegeben"],
    "en-BE": ["Give this consent", "Consent given"],
  };
  for (const [locale, [button, done]] of Object.entries(words)) {
    const { page, said, heading, sentences, close } = await enter(`${room}/voorstel/vragenlijst_laten_lezen`, {
      locale,
    });
    await page.getByRole("button", { name: button }).waitFor();
    const [shown] = await sentences();
    assert.doesNotMatch(shown, / mag dit /);
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === button) {
        break;
      }
    }
    await page.keyboard.press("Enter");
    await heading(done);
    assert.doesNotMatch(await page.locator("main").innerText(), /⟦/);
    assert.deepEqual(said, []);
    await close();
  }
});

test("a consent that a doctor recorded shows how, and is withdrawn by the patient", async () => {
  const recorded = await story.huisarts.post(`${at}/consents`, {
    effect: "grant",
    grantee: { actor: story.huisarts.id },
    categories: ["quickscan"],
    actions: ["read"],
    purposes: ["tnw_traject"],
    until: dayIn(100),
    evidence: { kind: "paper", reference: "map 3", date: dayIn(0) },
  });
  const { page, tap, heading, close } = await enter(`${room}/${recorded.id}`);
  await page.getByText(/Dr\. An Peeters legde dit voor u vast op .*\(op papier\)/).waitFor();
  await page.getByText("Klopt dit niet? Trek ze in.", { exact: false }).waitFor();
  await tap("link", /Intrekken: toestemming van Dr\. An Peeters/);
  await tap("button", /^(Ja, trek in|Alleen deze)$/);
  await heading("Ingetrokken");
  await close();
});

test("all proofs stand in one list", async () => {
  const { page, said, close } = await enter(`#/patient/${dossier}/bewijzen`);
  await page.getByText("Het klopt ook zonder ons.", { exact: false }).waitFor();
  await page
    .getByRole("button", { name: /^Bewaren/ })
    .first()
    .waitFor();
  assert.equal(await page.getByRole("button", { name: /^Bewaren/ }).count(), (await consents()).length);
  assert.deepEqual(said, []);
  await close();
});

test("adding documents is a choice of its own; no term is longer than the role's; a role's is told", async () => {
  const { page, said, tap, heading, sentences, close, url } = await enter(room);
  await tap("button", "Toestemming geven");
  await tap("radio", /Dr\. Tom Claes/);
  await tap("button", "Ga verder");
  await tap("checkbox", /wat u nog kunt/i);
  await tap("button", "Ga verder");
  await heading("Wat mag Dr. Tom Claes doen?");
  await tap("radio", "Alleen lezen");
  await page.getByText("Nog meer toestaan").click();
  await page.getByText(/^Dr\. Tom Claes schrijft dan zelf in uw dossier: .*aanpassing werkpost/).waitFor();
  await tap("checkbox", /Ook documenten toevoegen/);
  await tap("button", "Ga verder");
  await tap("checkbox", /het TNW-traject/);
  await tap("button", "Ga verder");
  await page.getByText(/^Ten laatste \d+ \S+ 20\d\d\.$/).waitFor();
  await tap("radio", "Andere datum");
  await page.getByLabel("Tot en met", { exact: true }).fill("1/1/2070");
  await tap("button", "Ga verder");
  await page.getByRole("link", { name: /^Kies een dag tot en met \d+/ }).waitFor();
  await page.getByLabel("Tot en met", { exact: true }).fill("+3m");
  await tap("button", "Ga verder");
  await page.getByText("Er geldt niets tot u bevestigt.").waitFor();
  assert.match((await sentences())[0], /^Dr\. Tom Claes \(.*\) mag dit lezen en toevoegen, /);
  await tap("button", "Geef deze toestemming");
  await heading("Toestemming gegeven");
  assert.deepEqual([...(await newest()).actions].sort(), ["read", "write"]);
  const terms = { categories: ["gao"], actions: ["read"], purposes: ["tnw_traject"], until: dayIn(50) };
  await patient.post(`${at}/consents`, { effect: "grant", grantee: { role: "arbeidsarts" }, ...terms });
  const giving = { ...terms, grantee: { actor: arbeidsarts.id }, until: dayIn(40) };
  await page.evaluate(
    ([name, value]) => sessionStorage.setItem(name, value),
    [`tnw.giving.${dossier}`, JSON.stringify(giving)],
  );
  await page.goto(`${url}/${room}/geven/controleren`);
  await page
    .getByText(/^Dit mag Dr\. Tom Claes al als preventieadviseur-arbeidsarts in uw dossier, tot en met /)
    .waitFor();
  assert.deepEqual(said, []);
  await close();
});
