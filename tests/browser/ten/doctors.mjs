// Of doctors: T1, the question that waits; T4, who is a patient too; T8, the morning before any formal start.
import assert from "node:assert/strict";
import { dayIn } from "../story.mjs";
import { grant, nameOf, openDossier, story, who } from "./stage.mjs";

const { huisarts, adviser, arbeidsarts, thread } = story;
const ANSWER =
  "Ja, halftijds onthaal kan vanaf half december, in de voormiddag. " +
  "Zittend en staand werk wisselen elkaar dan best af. " +
  "Tillen boven vijf kilo blijft voorlopig uit. Ik zie Jan terug in januari.";
const messages = async () => (await adviser.get(`/v1/threads/${thread}/messages?limit=200`)).items;

/** One question alone waits for the huisarts. */
async function askOne() {
  const { items } = await huisarts.get("/v1/questions");
  for (const one of items.filter((/** @type {any} */ open) => open.thread === thread)) {
    const answer = { kind: "antwoord", text: "Dat kan.", reply_to: one.message };
    await huisarts.post(`/v1/threads/${thread}/messages`, answer);
  }
  const asking = { kind: "vraag", text: "Is halftijds onthaal mogelijk?", to: [huisarts.id], answer_by: dayIn(5) };
  return (await adviser.post(`/v1/threads/${thread}/messages`, asking)).id;
}

/** Wide with the keys that lead, on a phone with Tab alone. @type {import("./play.mjs").MakeTask} */
export const T1 = (size, hand) => {
  const leads = hand === "keys" && size.viewport.width > 1000;
  return {
    who: "huisarts",
    from: "huisarts/postvak",
    before: askOne,
    most: { acts: 3, screens: 2, words: 150, seconds: 240, ...(leads && { keys: 5 }) },
    play: async (player, asked) => {
      const { page, screen, press, type, write, key, took } = player;
      await screen("Postvak", ".list");
      await page.getByText("Wacht op u (1)").waitFor();
      if (leads) {
        await key("j");
        await key("Enter");
      } else {
        await press("link", /Jan Willems.*vraag/s);
      }
      await screen("Deeltijdse hervatting", "li.message:last-of-type");
      if (leads) {
        await key("a");
        await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
        await write(ANSWER);
        await key("Control+Enter");
      } else {
        await type("Tekst", ANSWER);
        await press("button", "Verzend");
      }
      await page.locator("li.message", { hasText: ANSWER }).last().waitFor();
      const counts = took();
      const answers = (await messages()).filter((/** @type {any} */ one) => one.reply_to === asked);
      assert.deepEqual([answers.length, answers[0].text, answers[0].kind], [1, ANSWER, "antwoord"]);
      await press("link", /^Postvak/);
      await page.getByText("Niets wacht op u.").waitFor();
      return counts;
    },
  };
};

const AS_PATIENT = { "TNW-Role": "patient" };
/** @type {Promise<string> | null} */
let ownDossier = null;
/** Of a doctor who is a patient, with a document of which the arbeidsarts may read. */
async function openOwn() {
  const own = await huisarts.post("/v1/dossiers", {
    patient: { niss: "74021494509", name: "Dr. Nele Aerts" },
    start: dayIn(-30),
    employment: "employed",
  });
  await huisarts.post(`/v1/dossiers/${own.id}/participants`, { actor: arbeidsarts.id, role: "arbeidsarts" });
  return own.id;
}

/** @type {import("./play.mjs").MakeTask} */
export const T4 = async () => {
  const dossier = await (ownDossier ??= openOwn());
  const nele = who("arts_en_patient");
  const note = await huisarts.post(`/v1/dossiers/${dossier}/fragments`, {
    category: "fit_note",
    content: { from: dayIn(-7), until: dayIn(60), tasks: ["Consultaties"], hours_per_week: 10 },
  });
  const read = async () => (await arbeidsarts.call("GET", `/v1/dossiers/${dossier}/fragments/${note.id}`)).status;
  return {
    who: "arts_en_patient",
    from: `patient/${dossier}/toestemmingen`,
    before: async () => {
      await grant(nele, dossier, arbeidsarts, ["fit_note"], { as: AS_PATIENT });
      assert.equal(await read(), 200);
    },
    most: { taps: 2, acts: 2, screens: 3, seconds: 60 },
    play: async ({ page, screen, press, took }) => {
      /** In which role each act was sent. @type {string[]} */
      const acts = [];
      page.on("request", async (request) => {
        if (request.method() !== "GET") {
          const path = new URL(request.url()).pathname;
          acts.push(`${(await request.allHeaders())["tnw-role"]} ${request.method()} ${path}`);
        }
      });
      const inRole = async (/** @type {string} */ role) =>
        assert.match(await page.locator("header").innerText(), new RegExp(`Dr\\. Nele Aerts · als ${role}`));
      await screen("Wie mag wat zien?", "h1");
      await inRole("patiënt");
      await press("link", "Intrekken: toestemming van Dr. Tom Claes");
      await screen("Deze toestemming intrekken?");
      await inRole("patiënt");
      await press("button", "Ja, trek in");
      await screen("Ingetrokken");
      await inRole("patiënt");
      const counts = took();
      assert.ok([403, 404].includes(await read()), "the next read is refused");
      await press("link", "Wissel van rol");
      await screen("In welke rol wilt u nu werken?");
      assert.equal(await page.locator("input:checked").count(), 0, "nothing is chosen beforehand");
      await press("radio", /huisarts/);
      await press("button", "Ga verder");
      await screen("Postvak");
      await inRole("huisarts");
      assert.equal(new URL(page.url()).hash, "#/huisarts/postvak");
      const own = acts.filter((act) => !act.endsWith("/v1/inbox/seen"));
      assert.deepEqual(own, [`patient POST ${own[0]?.split(" ")[2]}`], "one act, and none in the wrong role");
      assert.match(own[0], /\/withdraw$/);
      return counts;
    },
  };
};

/** @type {Promise<void> | null} */
let served = null;
/** The arbeidsarts works for a service, which works for the employer. */
async function tellService() {
  const beheerder = who("beheerder");
  const as = { "TNW-Role": "beheerder" };
  const named = { identity: { cbe: "0999000525" }, name: "Preventiedienst Oost", roles: ["arbeidsarts"] };
  const service = await beheerder.post("/v1/actors", named, as);
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

/** Ill for a month, with an employer, and a certificate that ends: before any formal start. @param {string} patient */
async function tellMorning(patient) {
  await (served ??= tellService());
  const id = await openDossier(patient, [], 30);
  const at = `/v1/dossiers/${id}`;
  // Doctors confer by the patient's word: that the three may, this patient said; which documents, is asked now.
  await who(patient).post(`${at}/consents`, { preset: "drie_artsen_overleg" });
  const facts = await huisarts.get(`${at}/facts`);
  const work = { start: facts.start, employment: "employed", employer: "0999000129" };
  await huisarts.put(`${at}/facts`, work, { "If-Match": `"${facts.version}"` });
  const content = { begin: dayIn(-30), end: dayIn(3), reason: "illness", leaving_home: true };
  await huisarts.post(`${at}/fragments`, { category: "gao", content });
  return id;
}

/** @type {import("./play.mjs").MakeTask} */
export const T8 = (size) => {
  const name = nameOf(size.patient2);
  return {
    who: "huisarts",
    from: "huisarts/te-doen",
    before: () => tellMorning(size.patient2),
    most: { taps: 10, seconds: 360 },
    play: async ({ page, screen, press, type, took, asked }, id) => {
      await screen("Te doen");
      await press("link", new RegExp(name), page.locator("main"));
      await page.locator("main h1").waitFor();
      await press("link", name);
      await screen(name);
      await press("link", "Vraag toestemming");
      await screen("Vraag het de patiënt");
      await press("checkbox", "vragenlijst");
      await type("Waarom?", "Ik bereid ons gesprek voor.");
      await press("button", "Ga verder");
      await screen("Zo leest de patiënt het");
      await press("button", "Verzend de vraag");
      await screen("Verzonden. U krijgt bericht als de patiënt antwoordt.");
      await press("link", "Stel een vraag");
      await screen("Stel een vraag");
      await press("button", "Arbeidsarts zoeken via de werkgever");
      await page.getByText("Preventiedienst Oost").waitFor();
      await press("button", /Voeg toe.*Dr\. Tom Claes/);
      await type("Onderwerp", "Aangepast werk");
      await type("Uw vraag", "Kan aangepast werk vanaf januari?");
      await press("button", "Verzend de vraag");
      await page.getByText("Kan aangepast werk vanaf januari?").waitFor();
      const counts = took();
      const { items } = await huisarts.get(`/v1/dossiers/${id}/threads`);
      assert.equal(items.length, 1);
      assert.equal(items[0].procedure, "opvolging_ao", "before any formal start it is about the illness");
      assert.ok(items[0].participants.some((/** @type {any} */ one) => (one.actor ?? one) === arbeidsarts.id));
      assert.equal((await huisarts.get(`/v1/dossiers/${id}/consent-requests`)).items.length, 1);
      const ids = asked.filter((/** @type {string} */ line) => /[?&](q|actor)=/.test(line));
      assert.deepEqual(ids, [], "nobody typed an id or a name");
      return counts;
    },
  };
};
