#!/usr/bin/env node
// The coordinator's trajectory, from the first contact to the follow-up; and a medewerker, who acts in a doctor's name.
import assert from "node:assert/strict";
import test from "node:test";
import { openAs, readSandbox } from "./browser.mjs";
import { person } from "./people.mjs";
import { dayIn, tellStory } from "./story.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellStory(sandbox);
const { dossier, coordinator, adviser, patient } = story;
const at = `/v1/dossiers/${dossier}`;
const base = `#/tnw_coordinator/${dossier}`;
const grant = (actor, categories, actions) =>
  patient.post(`${at}/consents`, {
    effect: "grant",
    grantee: { actor: actor.id },
    categories,
    actions,
    purposes: ["tnw_traject"],
    until: dayIn(200),
  });
await adviser.post(`${at}/fragments`, {
  category: "doorverwijzing",
  content: { to_role: "tnw_coordinator", reason: "Kan weer werken.", purpose: "tnw_traject" },
});
await grant(coordinator, ["engagement"], ["read", "confer"]);
await grant(adviser, ["engagement", "plan"], ["read", "confer"]);

/** A browser that is closed whatever becomes of it, and in which nothing was said but what the browser itself says of
 * answers that are refusals. */
async function as(actor, what, { refused = 0, ...options } = {}) {
  const open = await openAs(sandbox, actor, options);
  open.page.setDefaultTimeout(60000);
  try {
    await what(open);
    const own = open.said.filter((line) => !/status of 40[34]/.test(line));
    assert.deepEqual(own, []);
    assert.equal(open.said.length, refused);
  } finally {
    await open.close();
  }
}

const main = (page) => page.locator("main").innerText();
const fragments = async (category) =>
  (await patient.get(`${at}/fragments?category=${category}`)).items.filter((one) => one.retracted === null);
const stepOf = async (rule) => (await patient.get(`${at}/timeline?language=nl`)).items.find((one) => one.rule === rule);

/** Nothing outside of the page says a text or a name. */
async function assertSilent(page, texts) {
  const outside = await page.evaluate(() =>
    JSON.stringify([location.href, document.title, Object.keys(localStorage), { ...sessionStorage }, history.state]),
  );
  texts.forEach((text) => assert.ok(!outside.includes(text), `outside of the page stands ${text}`));
}

test("the first contact is written down from the list, with its checklist", async () => {
  await as("tnw_coordinator", async ({ page, url }) => {
    await page.goto(url);
    await page.getByRole("button", { name: "over 3 maanden" }).click();
    const row = page.locator("li.due-row", { has: page.locator('a[href$="/opvolging/eerste_contact"]') });
    await row.getByRole("link", { name: /Leg dit contact vast/ }).click();
    await page.getByLabel("Telefoon").check();
    await page.getByLabel("Ja", { exact: true }).check();
    await page.getByLabel("De rol van de coördinator is uitgelegd").check();
    await page.getByLabel("Toestemming voor wat volgt is gevraagd").check();
    assert.equal(await page.getByLabel("Welke stap").count(), 0, "which step it is is known");
    await page.getByRole("button", { name: "Leg het contact vast" }).dblclick();
    await page.getByText("Gelukt: het contact is vastgelegd").waitFor();
    await page.getByRole("heading", { name: "Wat er was (1)" }).waitFor();
    assert.match(await page.locator(".turns").innerText(), /Eerste gesprek[^]*Sofie Jacobs/);
    const [head] = await fragments("opvolging");
    const { content } = await patient.get(`${at}/fragments/${head.id}`);
    assert.equal(content.step, "eerste_contact");
    assert.deepEqual([content.role_explained, content.first_step_chosen, content.consent_asked], [true, false, true]);
    assert.equal((await fragments("opvolging")).length, 1, "a double tap writes one");
    assert.equal((await stepOf("eerste_contact")).state, "done");
  });
});

test("the engagement is drawn up, signed, and asked of the adviserend arts by name", async () => {
  await as("tnw_coordinator", async ({ page, url }) => {
    await page.goto(`${url}/${base}/plan`);
    await page.getByText("Dit kan pas na de derde handtekening.").waitFor();
    await page.goto(`${url}/${base}`);
    await page.getByRole("link", { name: /^Engagementsverklaring/ }).click();
    await page.getByLabel("Waartoe wij ons engageren").fill("Samen zoeken wij werk dat past.");
    await page.getByRole("button", { name: "Leg de verklaring voor aan de drie" }).click();
    await page.getByText("Gelukt: de verklaring staat in het dossier.", { exact: false }).waitFor();
    await page.getByText("U ondertekent als TNW-coördinator, met uw eigen certificaat.").waitFor();
    await page.getByText("Na de derde: plan binnen 1 maand.").waitFor();
    await page.getByRole("button", { name: "Onderteken" }).dblclick();
    await page.getByText("Gelukt: u hebt ondertekend.", { exact: false }).waitFor();
    const list = page.locator(".signatures");
    assert.match(await list.innerText(), /Jan Willems, patiënt: nog niet/);
    assert.match(await list.innerText(), /Sofie Jacobs, TNW-coördinator \(u\): \d+ \w+ 20\d\d/);
    assert.match(await list.innerText(), /Dr\. Els Wouters, adviserend arts: nog niet/);
    assert.equal(await page.getByRole("button", { name: "Onderteken" }).count(), 0, "once");
    await page.getByRole("link", { name: "Vraag Dr. Els Wouters te tekenen" }).click();
    await page.getByText("De engagementsverklaring gaat mee.", { exact: false }).waitFor();
    assert.ok(await page.getByLabel("Dr. Els Wouters, adviserend arts").isChecked());
    await page.getByRole("button", { name: "Verzend de vraag" }).click();
    await page.getByRole("heading", { name: "Engagementsverklaring tekenen" }).waitFor();
    const [engagement] = await fragments("engagement");
    const { items } = await adviser.get("/v1/questions");
    const asked = items.find((one) => one.subject === "Engagementsverklaring tekenen");
    const messages = (await adviser.get(`/v1/threads/${asked.thread}/messages`)).items;
    assert.deepEqual(messages[0].fragments, [engagement.id]);
  });
});

test("whoever signs, signs what they read: the adviserend arts from the document", async () => {
  const [engagement] = await fragments("engagement");
  await as("adviserend_arts", async ({ page, url }) => {
    await page.goto(`${url}/#/adviserend_arts/${dossier}/document/${engagement.id}`);
    await page.getByText("U ondertekent als adviserend arts, met uw eigen certificaat.").waitFor();
    await page.getByRole("button", { name: "Onderteken" }).click();
    await page.getByText("Gelukt: u hebt ondertekend.", { exact: false }).waitFor();
  });
});

test("T9: whose signature lacks; the plan in four parts; a forgotten part is one error, at its field", async () => {
  const [engagement] = await fragments("engagement");
  await as("tnw_coordinator", async ({ page, asked, url }) => {
    await page.goto(`${url}/${base}/plan`);
    await page.getByText("Nog niet getekend: Jan Willems.").waitFor();
    await patient.get(`${at}/fragments/${engagement.id}`);
    await patient.post(`${at}/fragments/${engagement.id}/signatures`, { version: 1 });
    const before = asked.length;
    await page.getByRole("button", { name: "Ververs" }).click();
    await page.getByText("0 van 4 onderdelen").waitFor();
    let taps = 0;
    const tap = async (role, name, exact = false) => {
      taps++;
      await page.getByRole(role, { name, exact }).click();
    };
    await tap("link", "Doelen");
    await page.getByLabel("Doelen 1").fill("Drie halve dagen per week werken");
    await tap("button", "Ga verder");
    await page.getByText("1 van 4 onderdelen").waitFor();
    await tap("link", "Eindresultaat");
    await page.getByLabel("Eindresultaat").fill("Voltijds aan de slag");
    await tap("button", "Ga verder");
    await tap("link", "Minstens één actie");
    await page.getByLabel("Wat", { exact: true }).fill("Een stage zoeken");
    await tap("button", "Ga verder");
    await page.getByText("3 van 4 onderdelen").waitFor();
    await assertSilent(page, ["Willems", "stage", "halve dagen"]);
    await tap("button", "Voeg het plan toe aan het dossier");
    const summary = page.locator(".errors");
    await summary.waitFor();
    assert.equal(await summary.getByRole("link").count(), 1, "one error");
    assert.equal(await summary.evaluate((box) => box === document.activeElement), true);
    assert.equal((await fragments("plan")).length, 0, "nothing is stored yet");
    taps++;
    await summary.getByRole("link").click();
    await page.getByRole("heading", { name: "Volgende afspraak", level: 1 }).waitFor();
    await page.waitForFunction(() => document.activeElement?.id === "f-appointments.0.date");
    await page.keyboard.type("+1m");
    await tap("button", "Ga verder");
    await page.getByText("4 van 4 onderdelen").waitFor();
    assert.match(await main(page), /Kijk alles na[^]*Een stage zoeken/);
    await tap("button", "Voeg het plan toe aan het dossier");
    await page.getByText("Gelukt: het plan staat in het dossier").waitFor();
    console.log(`T9: ${taps} taps, 6 screens, 1 error`);
    assert.ok(taps <= 12, `${taps} taps`);
    const plans = await fragments("plan");
    assert.equal(plans.length, 1);
    const reads = asked.slice(before).filter((line) => /GET .*\/v1\/dossiers/.test(line) && !line.includes("inbox"));
    assert.ok(reads.length <= 12, reads.join("\n"));
    assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("plan")).length), 0);
  });
  assert.equal((await stepOf("plan_opstellen")).state, "done");
  const next = await stepOf("opvolggesprek");
  await as(
    "patient",
    async ({ page, url }) => {
      await page.goto(`${url}/#/patient/${dossier}/tijdlijn`);
      await page.getByText("Al gebeurd", { exact: false }).click();
      await page.getByRole("link", { name: /plan/i }).first().waitFor();
      assert.match(await main(page), /Opvolggesprek|opvolggesprek/);
      assert.ok(next.due !== null);
    },
    { viewport: { width: 320, height: 700 } },
  );
});

test("the next contact is written down from the follow-up, on a phone and by keyboard", async () => {
  await as(
    "tnw_coordinator",
    async ({ page, url }) => {
      await page.goto(`${url}/${base}/opvolging`);
      await page.locator('li.due-row a[href$="/opvolging/opvolggesprek"]').focus();
      await page.keyboard.press("Enter");
      await page.getByLabel("Bezoek of consultatie").focus();
      await page.keyboard.press("Space");
      await page.getByLabel("Nee", { exact: true }).focus();
      await page.keyboard.press("Space");
      await page.getByLabel(/^Volgend contact/).fill("+2w");
      await page.getByRole("button", { name: "Leg het contact vast" }).focus();
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await page.keyboard.press("Enter");
      await page.getByText("Gelukt: het contact is vastgelegd").waitFor();
      assert.equal((await stepOf("opvolggesprek")).due, dayIn(14));
    },
    { viewport: { width: 320, height: 700 } },
  );
});

test("what a coordinator never sees is not on the page, nor asked for", async () => {
  await as(
    "tnw_coordinator",
    async ({ page, asked, url }) => {
      await page.goto(`${url}/${base}`);
      await page.getByText("Nooit voor uw rol: getuigschrift arbeidsongeschiktheid en diagnose.").waitFor();
      const kinds = await page.locator("details.new li").allTextContents();
      assert.deepEqual(
        kinds.filter((one) => /getuigschrift|diagnose|arbeidspotentieel/i.test(one)),
        [],
      );
      const heads = page.locator("h2", { hasText: "Documenten" }).locator("xpath=following-sibling::ul[1]");
      assert.doesNotMatch(await heads.innerText(), /getuigschrift|diagnose|vragenlijst/i);
      assert.ok(!asked.some((line) => line.includes(story.gao)));
      await page.goto(`${url}/${base}/document/${story.gao}`);
      await page.locator(".failed").waitFor();
      assert.doesNotMatch(await main(page), /illness|ziekte|getuigschrift/i);
    },
    { refused: 1 },
  );
});

test("a report instead of a plan is motivated, and ends the step", async () => {
  const second = await story.huisarts.post("/v1/dossiers", {
    patient: { niss: "90073094297", name: "Mia Goossens" },
    start: dayIn(-60),
    employment: "unemployed",
  });
  const its = `/v1/dossiers/${second.id}`;
  for (const [actor, role] of [
    [adviser, "adviserend_arts"],
    [coordinator, "tnw_coordinator"],
  ]) {
    await story.huisarts.post(`${its}/participants`, { actor: actor.id, role });
  }
  const mia = person(sandbox, "patient2");
  await mia.post(`${its}/consents`, {
    effect: "grant",
    grantee: { role: "adviserend_arts" },
    categories: ["engagement"],
    actions: ["read"],
    purposes: ["tnw_traject"],
    until: dayIn(90),
  });
  const engagement = await coordinator.post(`${its}/fragments`, {
    category: "engagement",
    content: { statement: "Samen zoeken." },
  });
  for (const who of [coordinator, mia, adviser]) {
    await who.get(`${its}/fragments/${engagement.id}`);
    await who.post(`${its}/fragments/${engagement.id}/signatures`, { version: 1 });
  }
  await as("tnw_coordinator", async ({ page, url }) => {
    await page.goto(`${url}/#/tnw_coordinator/te-doen`);
    await page.getByRole("button", { name: "over 3 maanden" }).click();
    const row = page.locator("li.due-row", { hasText: "Mia Goossens" }).filter({ hasText: /plan/i });
    await row.getByRole("link", { name: /Maak het plan/ }).click();
    await page.getByRole("link", { name: "Er komt geen plan" }).click();
    await page.getByRole("button", { name: "Voeg het verslag toe" }).click();
    await page
      .locator(".errors")
      .getByRole("link", { name: /Waarom er geen plan kan zijn/ })
      .waitFor();
    await page.getByLabel("Waarom er geen plan kan zijn").fill("Mia begint zelf een opleiding.");
    await page.getByRole("button", { name: "Voeg het verslag toe" }).click();
    await page.getByText("Gelukt: het verslag staat in het dossier").waitFor();
    await page.getByText("Mia begint zelf een opleiding.").waitFor();
    await page.getByRole("button", { name: "Maak toch een plan" }).waitFor();
  });
  const { items } = await mia.get(`${its}/timeline?language=nl`);
  assert.equal(items.find((one) => one.rule === "plan_opstellen").state, "done");
});

test("a coordinator takes the lead over, and who had it is told", async () => {
  const second = story.second;
  await story.huisarts.post(`/v1/dossiers/${second}/participants`, { actor: coordinator.id, role: "tnw_coordinator" });
  await story.huisarts.post(`/v1/dossiers/${second}/regie`, { actor: story.huisarts.id });
  await as("tnw_coordinator", async ({ page, url }) => {
    await page.goto(`${url}/#/tnw_coordinator/${second}/team`);
    await page.getByText("Regie: Dr. An Peeters, huisarts").waitFor();
    await page.getByRole("button", { name: "Neem de regie over" }).dblclick();
    await page.getByText("Regie: Sofie Jacobs, TNW-coördinator (u)").waitFor();
    assert.equal(await page.getByRole("button", { name: "Neem de regie over" }).count(), 0);
  });
  const { items } = await story.huisarts.get("/v1/inbox?after=0&limit=200");
  assert.ok(items.some((one) => one.type === "regie.changed" && one.object === coordinator.id));
});

/** Works for the doctor of that name from here on. */
async function worksFor(page, url, name) {
  await page.goto(url);
  await page
    .getByRole("link", { name: /Voor wie werkt u nu/ })
    .first()
    .click();
  await page.getByLabel(name).check();
  await page.getByRole("button", { name: "Ga verder" }).click();
  await page.getByText(`U werkt voor ${name}`).waitFor();
}

test("a medewerker acts in a name, said in the button; what their function bars is not offered", async () => {
  await as("secretariaat", async ({ page, asked, url }) => {
    await worksFor(page, url, "Dr. An Peeters");
    await page.goto(`${url}/#/medewerker/${dossier}`);
    await page.getByRole("heading", { name: "Jan Willems" }).waitFor();
    await page.getByText("Dit ziet u niet").waitFor();
    const text = await main(page);
    assert.doesNotMatch(text, /Overleg \(|Stel een vraag|Vraag toestemming|Vraag het de patiënt|Nodig|Neem de regie/);
    assert.match(text, /Nooit voor uw rol: [^.]*diagnose/);
    assert.ok(!asked.some((line) => line.includes("/threads")), "nothing is asked that the function bars");
    await page.locator("details.new summary").click();
    assert.deepEqual(await page.locator("details.new li").allInnerTexts(), ["opvolging"]);
    await page.locator("details.new li a").click();
    await page.getByLabel("Dag", { exact: true }).fill("vandaag");
    await page.getByLabel("Telefoon").check();
    await page.getByLabel("Ja", { exact: true }).check();
    const button = page.getByRole("button", { name: "Voeg toe namens Dr. An Peeters" });
    await button.click();
    await page.getByText("Gelukt:", { exact: false }).waitFor();
    const written = (await fragments("opvolging")).find((one) => one.author === story.huisarts.id);
    assert.equal(written.by, sandbox.said.actors.secretariaat.id);
    assert.equal(written.author_role, "huisarts");
    for (const inPerson of ["toestemming-vragen", "overleg/nieuw"]) {
      await page.goto(`${url}/#/medewerker/${dossier}/${inPerson}`);
      await page.getByText("Dit doet een arts in eigen naam.", { exact: false }).waitFor();
      assert.equal(await page.locator("main input, main textarea").count(), 0, "no form that would be refused");
    }
    await page.goto(`${url}/#/medewerker/postvak`);
    await page.getByRole("heading", { name: "Postvak" }).waitFor();
    assert.equal(await page.getByRole("button", { name: /gezien/i }).count(), 0);
    await page.goto(`${url}/#/medewerker/gids`);
    await page.getByLabel("Naam of gemeente").fill("mensura");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /gevonden/ }).waitFor();
  });
});

test("a member of the fund's team answers in a thread in the doctor's name", async () => {
  await story.huisarts.post(`/v1/threads/${story.thread}/messages`, {
    kind: "vraag",
    text: "Kan dit al in december?",
    to: [adviser.id],
  });
  await as("medewerker", async ({ page, url }) => {
    await worksFor(page, url, "Dr. Els Wouters");
    await page.goto(`${url}/#/medewerker/${dossier}/overleg/${story.thread}`);
    await page.getByRole("heading", { name: "Uw antwoord aan Dr. An Peeters" }).waitFor();
    await page.getByLabel("Tekst").fill("Ja, dat kan.");
    assert.equal(await page.getByText("Overleg afsluiten").count(), 0);
    assert.equal(await page.getByRole("button", { name: "Gelezen" }).count(), 0);
    await page.getByRole("button", { name: "Verzend namens Dr. Els Wouters" }).click();
    const sent = page.locator("li.message", { hasText: "Ja, dat kan." });
    await sent.waitFor();
    assert.match(await sent.innerText(), /Dr\. Els Wouters[^]*ingevoerd door een medewerker/);
    const { items } = await story.huisarts.get(`/v1/threads/${story.thread}/messages`);
    const message = items.find((one) => one.text === "Ja, dat kan.");
    assert.equal(message.author, adviser.id);
    assert.equal(message.by, sandbox.said.actors.medewerker.id);
  });
});

test("without a name, and without the right, a medewerker sees nothing of a dossier", async () => {
  await as(
    "secretariaat",
    async ({ page, asked, url }) => {
      await page.goto(`${url}/#/medewerker/${dossier}`);
      await page.getByText("Dit is er niet, of het is niet voor u.").waitFor();
      assert.doesNotMatch(await main(page), /Willems|Peeters/);
      assert.ok(!asked.some((line) => /fragments|timeline|team/.test(line)), "one refusal, not five");
    },
    { refused: 1 },
  );
});
