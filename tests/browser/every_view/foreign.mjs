// A dossier in which whatever people can write is full of markup, marks that turn the direction of writing, and
// controls, where the server takes them.
import { person } from "../people.mjs";
import { PNG } from "../small_png.mjs";
import { dayIn } from "../story.mjs";

const TAGS = `<img src=x onerror="document.title='zz9'"><script>zz9()</script>&lt;b&gt;"'</textarea></style><!--`;
const MARKUP = `${TAGS}${"W".repeat(80)}`;
const HIDDEN = `${MARKUP} \u202egnirts\u2066 \u200f`;

const NAME = `<b onclick="zz9()">Tom</b> &amp; "Verhaegen" <script>`;
/** As much of it as the server lets a file's name hold. */
const FILE_NAME = `&lt;img onerror=zz9()&gt; '&amp;' ${"W".repeat(60)}`;

/** What is about nobody may not say a word of the patient's name, and "script" is one here. @param {string} text */
const ofNobody = (text) => text.replaceAll("script", "iframe");

/** Somebody whose name is markup, and a fiche that says nothing else. @param {any} beheerder */
async function tellRegistry(beheerder) {
  const as = { "TNW-Role": "beheerder" };
  const named = { identity: { niss: "93031895690" }, name: NAME, roles: ["hulpverlener"] };
  const actor = (await beheerder.post("/v1/actors", named, as)).id;
  const about = { kind: "hulpverlener", actor, name: NAME, place: NAME, about: { nl: MARKUP } };
  const contacts = [{ name: NAME, function: NAME, phone: "016 12 34 57" }];
  const help = { zones: ["Leuven"], help: ["mental_support"], serves: ["employee"], regions: ["vlaanderen"] };
  const whole = { ...about, ...help, languages: ["nl"], professional: { contacts, remarks: MARKUP } };
  return { actor, own: (await beheerder.post("/v1/fiches", whole, as)).id };
}

/** @param {any} sandbox */
export async function tellForeign(sandbox) {
  const who = (/** @type {string} */ name) => person(sandbox, name);
  const [huisarts, adviser, arbeidsarts, coordinator, werkgever, patient] = [
    "huisarts",
    "adviserend_arts",
    "arbeidsarts",
    "tnw_coordinator",
    "werkgever",
    "patient3",
  ].map(who);
  const dossier = (
    await huisarts.post("/v1/dossiers", {
      patient: { niss: "68031290587", name: NAME },
      start: dayIn(-77),
      employment: "employed",
    })
  ).id;
  const at = `/v1/dossiers/${dossier}`;
  for (const one of [adviser, arbeidsarts, coordinator, werkgever]) {
    await huisarts.post(`${at}/participants`, { actor: one.id, role: one.role });
  }
  const file = async () => {
    const { id } = await huisarts.post(`${at}/attachments`, PNG, { "Content-Type": "image/png" });
    return [{ attachment: id, name: `${FILE_NAME}.png` }];
  };
  const fitNote = (
    await huisarts.post(`${at}/fragments`, {
      category: "fit_note",
      attachments: await file(),
      content: { from: dayIn(-7), until: dayIn(60), tasks: [HIDDEN], restrictions: [MARKUP], hours_per_week: 19 },
    })
  ).id;
  await patient.post(`${at}/fragments`, { category: "opmerking", content: { about: "other", text: HIDDEN } });
  await patient.post(`${at}/consents`, { preset: "drie_artsen_overleg" });
  const asked = (
    await arbeidsarts.post(`${at}/consent-requests`, {
      categories: ["werkpost"],
      actions: ["read"],
      purposes: ["bezoek"],
      text: HIDDEN,
    })
  ).id;
  const thread = (
    await adviser.post(`${at}/threads`, {
      procedure: "tnw_traject",
      subject: MARKUP,
      participants: [huisarts.id, arbeidsarts.id],
    })
  ).id;
  await adviser.post(`/v1/threads/${thread}/messages`, {
    kind: "vraag",
    text: HIDDEN,
    fragments: [fitNote],
    to: [huisarts.id],
    answer_by: dayIn(10),
  });
  await huisarts.post(`/v1/threads/${thread}/messages`, { kind: "advies", text: HIDDEN, attachments: await file() });
  const moment = (
    await huisarts.post("/v1/netwerkmomenten", {
      date: dayIn(30),
      zone: "Leuven",
      theme: ofNobody(MARKUP),
      place: ofNobody(MARKUP),
      text: ofNobody(HIDDEN),
    })
  ).id;
  const invited = ["huisarts2", "adviserend_arts", "arbeidsarts", "tnw_coordinator", "bemiddelaar", "hulpverlener"];
  const members = invited.map((name) => who(name).id);
  const casus = (
    await huisarts.post("/v1/casus", { subject: ofNobody(MARKUP), text: ofNobody(HIDDEN), members, moment })
  ).id;
  await arbeidsarts.post(`/v1/casus/${casus}/messages`, { kind: "advies", text: ofNobody(HIDDEN) });
  const { actor, own } = await tellRegistry(who("beheerder"));
  return { dossier, fitNote, asked, thread, patient, arbeidsarts, moment, casus, actor, own };
}
