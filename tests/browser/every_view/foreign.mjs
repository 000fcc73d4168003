// A dossier in which whatever people can write is full of markup, marks that turn the direction of writing, and
// controls, where the server takes them.
import { person } from "../people.mjs";
import { dayIn } from "../story.mjs";

const TAGS = `<img src=x onerror="document.title='zz9'"><script>zz9()</script>&lt;b&gt;"'</textarea></style><!--`;
const MARKUP = `${TAGS}${"W".repeat(80)}`;
const HIDDEN = `${MARKUP} \u202egnirts\u2066 \u200f`;

/** What is about nobody may not say a word of the patient's name, and "script" is one here. @param {string} text */
const ofNobody = (text) => text.replaceAll("script", "iframe");

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
      patient: { niss: "68031290587", name: `<b onclick="zz9()">Tom</b> &amp; "Verhaegen" <script>` },
      start: dayIn(-77),
      employment: "employed",
    })
  ).id;
  const at = `/v1/dossiers/${dossier}`;
  for (const one of [adviser, arbeidsarts, coordinator, werkgever]) {
    await huisarts.post(`${at}/participants`, { actor: one.id, role: one.role });
  }
  const fitNote = (
    await huisarts.post(`${at}/fragments`, {
      category: "fit_note",
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
  return { dossier, fitNote, asked, thread, patient, arbeidsarts, moment, casus };
}
