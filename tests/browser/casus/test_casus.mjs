#!/usr/bin/env node
// What professionals do together, beside dossiers: a case about nobody, a netwerkmoment, an obstacle that is counted.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { openAs, readSandbox } from "../browser.mjs";
import { person } from "../people.mjs";
import { dayIn } from "../story.mjs";
import { tellZone } from "../story_zone.mjs";

const sandbox = readSandbox(process.argv[3]);
const story = await tellZone(sandbox);
const source = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const phone = { width: 320, height: 700 };
const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
const typedDay = (day) => day.split("-").reverse().join("/");
const selected = (page) =>
  page.evaluate(() => {
    const field = /** @type {HTMLTextAreaElement} */ (document.activeElement);
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
const marked = (page) => page.locator(".found-here").allInnerTexts();
/** Nothing of what is said leaves the page but in bodies, nor stays where others look. */
async function assertNowhere(page, words) {
  const kept = await page.evaluate(() => Object.keys(localStorage).concat(Object.keys(sessionStorage)).join(" "));
  for (const word of words) {
    assert.ok(!page.url().includes(word) && !(await page.title()).includes(word) && !kept.includes(word), word);
  }
}

const SUBJECT = "Rechtstaand werk na rugklachten";
const TEXT = "🙂 Iemand van 85.02.15-951.10 staat recht. Meneer Willems kan zitten. Wie loste dit op?";
let casus = "";

test("a case with what tells whom it is about is refused, each place marked; mended it is sent", async () => {
  const { page, asked, said, close, url } = await openAs(sandbox, "huisarts");
  await page.goto(`${url}/#/huisarts/gids`);
  await page.getByRole("link", { name: "Casussen" }).click();
  await page.getByRole("link", { name: "Nieuwe casus" }).click();
  await page.getByLabel("Onderwerp").fill(SUBJECT);
  await page.getByLabel("De casus en uw vraag").fill(TEXT);
  for (const name of ["Dr. Luc Maes", "Dr. Els Wouters", "Dr. Tom Claes", "Sofie Jacobs"]) {
    await page.getByLabel(name).check();
  }
  const start = page.getByRole("button", { name: "Start de casus" });
  await start.click();
  await page.getByRole("link", { name: "Kies minstens 5 mensen die niet voor u werken" }).waitFor();
  assert.equal(asked.filter((line) => line.startsWith("POST") && line.includes("/v1/casus")).length, 0);
  await page.getByLabel("Karim Haddad").check();
  await page.getByText("5 van minstens 5 gekozen").waitFor();
  await start.click();
  const summary = page.getByRole("alert");
  await summary.getByRole("link", { name: "lijkt op een rijksregisternummer. Laat het weg." }).waitFor();
  assert.deepEqual(await marked(page), ["85.02.15-951.10", "Willems"]);
  assert.match(await page.locator("#e-text").innerText(), /“Willems” is ook een naam van een van uw patiënten/);
  await summary.getByRole("link", { name: "is ook een naam" }).click();
  assert.equal(await selected(page), "Willems", "a character beyond the first plane counts as one on the server");
  await page.keyboard.type("Janssens die");
  assert.deepEqual(await marked(page), ["85.02.15-951.10"], "the one that was mended is no longer marked");
  assert.match(await page.getByLabel("De casus en uw vraag").inputValue(), /Meneer Janssens die kan zitten/);
  await summary.getByRole("link", { name: "rijksregisternummer" }).click();
  assert.equal(await selected(page), "85.02.15-951.10");
  await page.keyboard.type("in de veertig");
  assert.deepEqual(await marked(page), []);
  assert.equal(await page.getByRole("alert").count(), 0);
  await start.click();
  await page.getByText("Gelukt: de casus is gestart").waitFor();
  await page.getByRole("heading", { name: SUBJECT }).waitFor();
  casus = page.url().match(/cas_\w+/)[0];
  await page.getByText("Wie leest dit? (6)").waitFor();
  await assertNowhere(page, ["Rechtstaand", "Willems", "85.02"]);
  assert.equal(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("casus")).length),
    0,
    "what was sent is no draft any more",
  );
  assert.deepEqual(
    said.filter((line) => !line.includes("422")),
    [],
  );
  await close();
});

test("who is invited comes from the inbox, answers by keys; its author closes it; others see none", async () => {
  const { page, said, close, url } = await openAs(sandbox, "arbeidsarts", { viewport: phone });
  await page.goto(`${url}/#/arbeidsarts/postvak`);
  await page.locator(`a[href$="/casus/${casus}"]`).click();
  await page.getByRole("heading", { name: SUBJECT }).waitFor();
  assert.ok(await fits(page));
  await page.keyboard.press("d");
  assert.equal(await page.getByLabel("advies").isChecked(), true);
  await page.locator("#f-text:focus").waitFor();
  await page.keyboard.type("Bel mij op 0475 12 34 56.");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("link", { name: "lijkt op een telefoonnummer" }).waitFor();
  assert.deepEqual(await marked(page), ["0475 12 34 56"]);
  assert.ok(await fits(page));
  await page.locator("#f-text").fill("Een zit-stawerkplek hielp al vaak. <b>Probeer</b> twee weken.");
  await page.keyboard.press("Control+Enter");
  await page.locator("li.message:focus", { hasText: "<b>Probeer</b>" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Sluit de casus af" }).count(), 0, "its author closes it");
  assert.deepEqual(
    said.filter((line) => !line.includes("422")),
    [],
  );
  await close();

  const author = await openAs(sandbox, "huisarts");
  await author.page.goto(`${author.url}/#/huisarts/casus/${casus}`);
  await author.page.getByText("Een zit-stawerkplek hielp al vaak.").waitFor();
  await author.page.getByText("Casus afsluiten").click();
  const end = author.page.getByRole("button", { name: "Sluit de casus af" });
  await author.page.getByLabel("Wat hebt u geleerd?").fill("Vraag het aan an.peeters@praktijk.be.");
  await end.click();
  await author.page.getByRole("link", { name: "lijkt op een e-mailadres" }).waitFor();
  await author.page.getByLabel("Wat hebt u geleerd?").fill("Afwisselen is genoeg.");
  await end.click();
  await author.page.getByText("Gelukt: casus afgesloten").waitFor();
  await author.page.getByText("Afwisselen is genoeg.").waitFor();
  assert.equal(await author.page.locator("textarea").count(), 0, "nothing is said in it any more");
  await author.page.getByRole("link", { name: "Casussen" }).click();
  await author.page.locator("li", { hasText: SUBJECT }).filter({ hasText: "Afgesloten" }).waitFor();
  assert.deepEqual(
    author.said.filter((line) => !line.includes("422")),
    [],
  );
  await author.close();

  const other = await openAs(sandbox, "hulpverlener");
  await other.page.goto(`${other.url}/#/hulpverlener/casus/${casus}`);
  await other.page.getByText("Dit is er niet, of het is niet voor u.").waitFor();
  assert.doesNotMatch(await other.page.locator("body").innerText(), /Rechtstaand/);
  await other.close();
});

test("who may not is offered none of it, and the address asks the server nothing", async () => {
  for (const role of ["werkgever", "patient"]) {
    const { page, asked, close, url } = await openAs(sandbox, role);
    await page.goto(`${url}/#/${role}/gids`);
    await page.locator("h1").waitFor();
    for (const path of ["casus", "netwerkmomenten", "knelpunten", `casus/${casus}`, "casus/nieuw"]) {
      assert.equal(await page.locator(`a[href$="${path}"]`).count(), 0);
      await page.goto(`${url}/#/${role}/${path}`);
      await page.getByRole("heading", { name: "Deze pagina is er niet" }).waitFor();
    }
    assert.deepEqual(
      asked.filter((line) => /casus|netwerkmomenten|knelpunten/.test(new URL(line.split(" ")[1]).pathname)),
      [],
    );
    await close();
  }
});

test("what is typed stays on the device, leaving asks, and coming back finds it", async () => {
  const { page, said, close, url } = await openAs(sandbox, "huisarts");
  await page.goto(`${url}/#/huisarts/casus/nieuw`);
  await page.getByLabel("Onderwerp").fill("Half werk");
  await page.getByLabel("Lies Baert").check();
  await page.getByRole("link", { name: "Casussen" }).click();
  await page.getByText("U hebt nog iets niet verzonden.").waitFor();
  await page.getByRole("button", { name: "Bewaar als concept" }).click();
  await page.getByRole("heading", { name: "Casus", exact: true }).waitFor();
  await assertNowhere(page, ["Half", "Baert"]);
  await page.getByRole("link", { name: "Nieuwe casus" }).click();
  assert.equal(await page.getByLabel("Onderwerp").inputValue(), "Half werk");
  await page.getByText("1 van minstens 5 gekozen").waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("a netwerkmoment is made, signed up for, changed and called off; who signed up is told each time", async () => {
  const host = await openAs(sandbox, "bemiddelaar");
  const { page } = host;
  await page.goto(`${host.url}/#/bemiddelaar/netwerkmomenten`);
  await page.getByRole("link", { name: "Nieuw netwerkmoment" }).click();
  await page.getByLabel("Thema").fill("Wie kent Willems uit de Bondgenotenlaan 12?");
  await page.getByLabel("Dag").fill(typedDay(dayIn(-1)));
  await page.getByLabel("Beginuur").fill("25");
  await page.getByLabel("Plaats").fill("Bondgenotenlaan 12, Leuven");
  const make = page.getByRole("button", { name: "Maak het netwerkmoment" });
  await make.click();
  await page.getByRole("link", { name: "De dag mag niet voorbij zijn" }).waitFor();
  await page.getByRole("link", { name: "Vul een uur in, bv. 14.30" }).waitFor();
  await page.getByLabel("Dag").fill("+2w");
  await page.getByLabel("Beginuur").fill("12u30");
  await make.click();
  await page.getByRole("link", { name: "lijkt op een adres" }).waitFor();
  assert.deepEqual(await marked(page), ["Bondgenotenlaan 12"], "in the theme, not where the place is told");
  await page.getByLabel("Thema").fill("Samen eten");
  await make.click();
  await page.getByText("Gelukt: het netwerkmoment staat in de lijst").waitFor();
  await page.getByText("12.30 uur").waitFor();
  const at = page.url().match(/nwm_\w+/)[0];
  await assertNowhere(page, ["Samen", "Bondgenotenlaan"]);

  const guest = await openAs(sandbox, "huisarts", { viewport: phone });
  await guest.page.goto(`${guest.url}/#/huisarts/netwerkmomenten`);
  await guest.page.getByRole("link", { name: "Samen eten" }).click();
  await guest.page.getByRole("button", { name: "Schrijf mij in" }).click();
  await guest.page.getByText("Gelukt: u bent ingeschreven").waitFor();
  assert.ok(await fits(guest.page));
  assert.equal(await guest.page.getByText("Wie komt er?").count(), 0, "who comes is for who organises it");
  const [file] = await Promise.all([
    guest.page.waitForEvent("download"),
    guest.page.getByRole("button", { name: "Zet in mijn agenda" }).click(),
  ]);
  const calendar = readFileSync(await file.path(), "utf8");
  assert.match(
    calendar,
    /DTSTART:\d{8}T1[01]3000Z\r\n[^]*SUMMARY:Samen eten\r\nLOCATION:Bondgenotenlaan 12\\, Leuven\r\n/,
  );
  assert.equal(file.suggestedFilename(), "tnw-netwerkmoment.ics");
  await guest.page.getByRole("button", { name: "Schrijf mij uit" }).click();
  await guest.page.getByText("Gelukt: u bent uitgeschreven").waitFor();
  await guest.page.getByRole("button", { name: "Schrijf mij in" }).click();
  await guest.page.getByText("Gelukt: u bent ingeschreven").waitFor();

  await page.getByRole("button", { name: "Ververs" }).click();
  await page.getByText("Wie komt er? (1)").waitFor();
  await page.getByText("Dr. An Peeters").waitFor();
  await page.getByRole("link", { name: "Netwerkmoment wijzigen" }).click();
  await page.getByText("1 persoon is ingeschreven en krijgt bericht.").waitFor();
  await page.getByLabel("Plaats").fill("Stadhuis");
  await page.getByRole("button", { name: "Bewaar de wijziging" }).click();
  await page.getByText("Gelukt: het netwerkmoment is gewijzigd").waitFor();
  await page.getByText("Stadhuis").waitFor();
  await page.getByText("Netwerkmoment afzeggen").click();
  await page.getByRole("button", { name: "Zeg het netwerkmoment af" }).click();
  await page.getByRole("heading", { name: "Gaat niet door" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Netwerkmoment wijzigen" }).count(), 0);

  await guest.page.goto(`${guest.url}/#/huisarts/postvak`);
  const rows = guest.page.locator(`a[href$="/netwerkmomenten/${at}"]`);
  await rows.filter({ hasText: "Gaat niet door" }).waitFor();
  assert.equal(await rows.count(), 1, "of one thing one row tells, with what is new last");
  const told = (await person(sandbox, "huisarts").get("/v1/inbox?limit=200")).items.filter((one) => one.object === at);
  assert.deepEqual(told.map((one) => one.type).sort(), ["moment.cancelled", "moment.changed"]);
  await rows.first().click();
  await guest.page.getByRole("heading", { name: "Gaat niet door" }).waitFor();
  assert.equal(await guest.page.getByRole("button", { name: /Schrijf mij/ }).count(), 0);
  assert.deepEqual(
    [...host.said, ...guest.said].filter((line) => !line.includes("422")),
    [],
  );
  await guest.close();
  await host.close();
});

test("a case of a netwerkmoment is found on its page", async () => {
  const { page, said, close, url } = await openAs(sandbox, "huisarts");
  await page.goto(`${url}/#/huisarts/netwerkmomenten/${story.moment}`);
  await page.getByRole("link", { name: "Stilstaand werk na een lange afwezigheid" }).click();
  await page.getByRole("link", { name: "hoort bij een netwerkmoment" }).waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("an obstacle is told by its code and counted; numbers are of quarters that are over", async () => {
  const { page, asked, said, close, url } = await openAs(sandbox, "huisarts", { viewport: phone });
  await page.goto(`${url}/#/huisarts/knelpunten`);
  const tell = page.getByRole("button", { name: "Meld dit" });
  await tell.click();
  await page.getByRole("link", { name: "Kies een knelpunt" }).waitFor();
  await page.getByLabel("Hulp is te duur").check();
  assert.ok(await fits(page));
  await tell.dblclick();
  await page.getByText(/Gelukt: u telt mee voor kwartaal [1-4] van 20\d\d/).waitFor();
  assert.equal(asked.filter((line) => line.startsWith("POST") && line.includes("/v1/knelpunten")).length, 1);
  assert.equal(asked.filter((line) => line.includes("/counts")).length, 0, "numbers are read when they are wanted");
  await page.getByRole("button", { name: "Toon de cijfers" }).click();
  const table = page.getByRole("table");
  await table.waitFor();
  assert.equal(await table.getByText("minder dan 5").count(), (await table.getByRole("row").count()) - 1);
  assert.ok(await fits(page));
  assert.deepEqual(said, []);
  await close();
  const auditor = await openAs(sandbox, "auditor");
  await auditor.page.goto(`${auditor.url}/#/auditor/cijfers`);
  await auditor.page.getByRole("link", { name: "Knelpunten" }).click();
  await auditor.page.getByRole("table").waitFor();
  assert.equal(await auditor.page.getByRole("button", { name: "Meld dit" }).count(), 0);
  assert.deepEqual(auditor.said, []);
  await auditor.close();
});

test("who acts for a doctor does all of it in the own name", async () => {
  const { page, said, close, url } = await openAs(sandbox, "secretariaat");
  await page.goto(`${url}/#/medewerker/gids`);
  await page.evaluate((id) => sessionStorage.setItem("tnw.for", id), person(sandbox, "huisarts").id);
  await page.reload();
  await page.goto(`${url}/#/medewerker/knelpunten`);
  await page.getByLabel("Hulp is te duur").check();
  await page.getByRole("button", { name: "Meld dit" }).click();
  await page.getByText("Gelukt: u telt mee").waitFor();
  await page.goto(`${url}/#/medewerker/casus`);
  await page.getByText("U doet nog aan geen casus mee.").waitFor();
  await page.goto(`${url}/#/medewerker/netwerkmomenten`);
  await page.getByText("Er is vanaf vandaag geen netwerkmoment").waitFor();
  assert.deepEqual(said, []);
  await close();
});

test("each kind of what tells of somebody has its own words in the page", () => {
  const server = readFileSync(join(source, "server/rules/telltale/telltale.c"), "utf8");
  const page = readFileSync(join(source, "client/web/src/views/zone/telltale.js"), "utf8");
  const known = [...page.matchAll(/\[\/(.+?)\/, "(\w+)"/g)].map(([, said, kind]) => ({ said: new RegExp(said), kind }));
  const details = [...server.matchAll(/"(stands [^"]+)"/g)].map(([, detail]) => detail);
  assert.equal(details.length, known.length);
  for (const detail of details) {
    assert.equal(known.filter(({ said }) => said.test(detail)).length, 1, detail);
  }
});
