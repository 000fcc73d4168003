#!/usr/bin/env node
// Two tasks of people with two sides, counted: a doctor who is a patient (T4), and a doctor's morning before any formal
// start (T8).
import assert from "node:assert/strict";
import test, { afterEach } from "node:test";
import { openAs, readSandbox } from "../browser.mjs";
import { person } from "../people.mjs";
import { dayIn } from "../story.mjs";

const sandbox = readSandbox(process.argv[3]);
const [huisarts, arbeidsarts, beheerder, nele] = ["huisarts", "arbeidsarts", "beheerder", "arts_en_patient"].map(
  (name) => person(sandbox, name),
);
/** What a failed test left open. @type {Set<() => Promise<void>>} */
const left = new Set();
afterEach(async () => {
  await Promise.all([...left].map((close) => close()));
  left.clear();
});
async function enter(actor, options) {
  const opened = await openAs(sandbox, actor, options);
  opened.page.setDefaultTimeout(20000);
  left.add(opened.close);
  return opened;
}
const PATIENT = { "TNW-Role": "patient" };
const NAMES = /Aerts|Peeters|Claes|Verhaegen|74021494509|68031290587/;

/** Nothing of a person in an address, a title, or a name under which something is kept. */
async function namesNobody(page) {
  const outside = await page.evaluate(() =>
    JSON.stringify([location.href, document.title, Object.keys(localStorage), Object.keys(sessionStorage)]),
  );
  assert.doesNotMatch(decodeURIComponent(outside), NAMES);
}

/** What every screen of a Dutch page has: no code, no English. */
async function isInWords(page) {
  assert.doesNotMatch(
    await page.locator("body").innerText(),
    /⟦|\b(fit_note|quickscan|grant|exclude|undefined|null)\b|\b(act|cns|dos|thr)_\w/,
  );
}

test("T4: a doctor withdraws a consent in the own dossier in two taps, and goes back to the inbox", async () => {
  const own = await huisarts.post("/v1/dossiers", {
    patient: { niss: "74021494509", name: "Dr. Nele Aerts" },
    start: dayIn(-30),
    employment: "employed",
  });
  const at = `/v1/dossiers/${own.id}`;
  await huisarts.post(`${at}/participants`, { actor: arbeidsarts.id, role: "arbeidsarts" });
  const note = await huisarts.post(`${at}/fragments`, {
    category: "fit_note",
    content: { from: dayIn(-7), until: dayIn(60), tasks: ["Consultaties"], hours_per_week: 10 },
  });
  await nele.post(
    `${at}/consents`,
    {
      effect: "grant",
      grantee: { actor: arbeidsarts.id },
      categories: ["fit_note"],
      actions: ["read"],
      purposes: ["tnw_traject"],
      until: dayIn(60),
    },
    PATIENT,
  );
  const read = async () => (await arbeidsarts.call("GET", `${at}/fragments/${note.id}`)).status;
  assert.equal(await read(), 200);
  const { page, said, url } = await enter("arts_en_patient", {
    viewport: { width: 390, height: 800 },
  });
  /** In which role each act was sent. @type {string[]} */
  const acts = [];
  page.on("request", async (request) => {
    if (request.method() !== "GET") {
      acts.push(`${(await request.allHeaders())["tnw-role"]} ${request.method()} ${new URL(request.url()).pathname}`);
    }
  });
  const inRole = async (role) =>
    assert.match(await page.locator("header").innerText(), new RegExp(`Dr\\. Nele Aerts · als ${role}`));
  await page.goto(`${url}/#/patient/${own.id}/toestemmingen`);
  await page.getByRole("link", { name: "Intrekken: toestemming van Dr. Tom Claes" }).waitFor();
  await inRole("patiënt");
  await isInWords(page);
  await page.getByRole("link", { name: "Intrekken: toestemming van Dr. Tom Claes" }).click();
  await page.getByRole("heading", { name: "Deze toestemming intrekken?" }).waitFor();
  await inRole("patiënt");
  await page.getByRole("button", { name: "Ja, trek in" }).click();
  await page.getByRole("heading", { name: "Ingetrokken" }).waitFor();
  await inRole("patiënt");
  assert.ok([403, 404].includes(await read()), "the next read is refused");
  await namesNobody(page);
  await page.getByRole("link", { name: "Wissel van rol" }).click();
  await page.getByRole("heading", { name: "In welke rol wilt u nu werken?" }).waitFor();
  assert.equal(await page.locator("input:checked").count(), 0, "nothing is chosen beforehand");
  await page.getByRole("radio", { name: /huisarts/ }).check();
  await page.getByRole("button", { name: "Ga verder" }).click();
  await page.getByRole("heading", { name: "Postvak", level: 1 }).waitFor();
  await inRole("huisarts");
  assert.equal(new URL(page.url()).hash, "#/huisarts/postvak");
  assert.deepEqual(
    acts.filter((act) => !act.startsWith("patient POST") && !act.endsWith("/v1/inbox/seen")),
    [],
    "no act in the wrong role",
  );
  assert.equal(acts.filter((act) => act.endsWith("/withdraw")).length, 1);
  await isInWords(page);
  assert.deepEqual(said, []);
});

/** The arbeidsarts works for a service, which works for the employer. */
async function tellService() {
  const as = { "TNW-Role": "beheerder" };
  const service = await beheerder.post(
    "/v1/actors",
    { identity: { cbe: "0999000525" }, name: "Preventiedienst Oost", roles: ["arbeidsarts"] },
    as,
  );
  const known = await beheerder.call("GET", `/v1/actors/${arbeidsarts.id}`, undefined, as);
  const change = { ...as, "If-Match": known.headers.etag };
  const changed = await beheerder.call("PATCH", `/v1/actors/${arbeidsarts.id}`, { organisation: service.id }, change);
  assert.equal(changed.status, 200);
  const fiche = await beheerder.post("/v1/fiches", {
    kind: "preventiedienst",
    actor: service.id,
    name: "Preventiedienst Oost",
    place: "Gent",
    about: { nl: "Arbeidsartsen voor wie weer aan het werk gaat." },
    zones: ["Gent"],
    help: ["work_adaptation"],
    serves: ["employee"],
    regions: ["vlaanderen"],
    languages: ["nl"],
  });
  await beheerder.post("/v1/directory/import", { employers: [{ cbe: "0999000129", service: fiche.id }] }, as);
}

test("T8: from the morning's list to a question to the arbeidsarts, in ten acts, without an id", async (t) => {
  await tellService();
  const { id } = await huisarts.post("/v1/dossiers", {
    patient: { niss: "68031290587", name: "Tom Verhaegen" },
    start: dayIn(-30),
    employment: "employed",
  });
  const at = `/v1/dossiers/${id}`;
  // Doctors confer by the patient's word: that the three may, this patient said; which documents, is asked now.
  await person(sandbox, "patient3").post(`${at}/consents`, { preset: "drie_artsen_overleg" });
  const facts = await huisarts.get(`${at}/facts`);
  const work = { start: facts.start, employment: "employed", employer: "0999000129" };
  await huisarts.put(`${at}/facts`, work, { "If-Match": `"${facts.version}"` });
  await huisarts.post(`${at}/fragments`, {
    category: "gao",
    content: { begin: dayIn(-30), end: dayIn(3), reason: "illness", leaving_home: true },
  });
  const { page, said, asked, url } = await enter("huisarts");
  const before = Date.now();
  let [acts, typed, read] = [0, 0, 0];
  const screen = async (name) => {
    await page.getByRole("heading", { name }).first().waitFor();
    read += (await page.locator("main").innerText()).split(/\s+/).length;
    await isInWords(page);
    await namesNobody(page);
  };
  const act = async (role, name) => {
    await page.getByRole(role, { name }).first().click();
    acts++;
  };
  const fill = async (label, text) => {
    await page.getByLabel(label).fill(text);
    typed += text.length;
  };
  await page.goto(`${url}/#/huisarts/te-doen`);
  await screen("Te doen");
  await act("link", /Tom Verhaegen/);
  await page.locator("main h1").waitFor();
  await act("link", /^Tom Verhaegen$/);
  await screen("Tom Verhaegen");
  await act("link", "Vraag toestemming");
  await screen("Vraag het de patiënt");
  await page.getByLabel("vragenlijst").check();
  acts++;
  await fill("Waarom?", "Ik bereid ons gesprek voor.");
  await act("button", "Ga verder");
  await screen("Zo leest de patiënt het");
  await act("button", "Verzend de vraag");
  await screen("Verzonden. U krijgt bericht als de patiënt antwoordt.");
  await act("link", "Stel een vraag");
  await screen("Stel een vraag");
  await act("button", "Arbeidsarts zoeken via de werkgever");
  await page.getByText("Preventiedienst Oost").waitFor();
  await act("button", /Voeg toe.*Dr\. Tom Claes/);
  await fill("Onderwerp", "Aangepast werk");
  await fill("Uw vraag", "Kan aangepast werk vanaf januari?");
  await act("button", "Verzend de vraag");
  await page.getByText("Kan aangepast werk vanaf januari?").waitFor();
  assert.ok(acts <= 10, `${acts} acts`);
  const seconds = 0.28 * typed + (1.1 + 1.35) * acts + (60 * read) / 200 + (Date.now() - before) / 1000;
  t.diagnostic(`T8: ${acts} acts, ${typed} keys, ${read} words; the model says ${Math.round(seconds)} s`);
  assert.ok(seconds < 360, `${seconds} s`);
  const { items } = await huisarts.get(`${at}/threads`);
  assert.equal(items.length, 1);
  assert.equal(items[0].procedure, "opvolging_ao", "before any formal start it is about the illness");
  assert.ok(items[0].participants.some((one) => (one.actor ?? one) === arbeidsarts.id));
  assert.equal((await huisarts.get(`${at}/consent-requests`)).items.length, 1);
  const ids = asked.filter((line) => /[?&](q|actor)=/.test(line));
  assert.deepEqual(ids, [], "nobody typed an id or a name");
  assert.deepEqual(said, []);
});
