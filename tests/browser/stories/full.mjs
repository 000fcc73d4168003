// A dossier in which there is everything, and one in which there is nothing, alike in all that an employer may know: of
// the same day, with the same employer and arbeidsarts.
import { person } from "../people.mjs";
import { dayIn } from "../story.mjs";

/** Words that stand in the full one only. */
export const PLANTED = ["depressieve", "slapeloos", "onzeker", "psycholoog", "Halftijdse", "schouder"];

/** @param {any} huisarts @param {string} niss @param {string} name @param {any[]} team */
async function open(huisarts, niss, name, team) {
  const { id } = await huisarts.post("/v1/dossiers", {
    patient: { niss, name },
    start: dayIn(-77),
    employment: "employed",
  });
  for (const one of team) {
    await huisarts.post(`/v1/dossiers/${id}/participants`, { actor: one.id, role: one.role });
  }
  return id;
}

/** @param {string} dossier @param {Record<string, any>} who */
async function writeEverything(dossier, who) {
  const at = `/v1/dossiers/${dossier}`;
  const write = async (/** @type {string} */ name, /** @type {string} */ category, /** @type {any} */ content) =>
    (await who[name].post(`${at}/fragments`, { category, content })).id;
  await write("huisarts", "gao", { begin: dayIn(-77), end: dayIn(-1), reason: "illness", leaving_home: true });
  await write("huisarts", "diagnose", { code_system: "ICPC-2", code: "P76", text: "depressieve episode" });
  const fitNote = await write("huisarts", "fit_note", {
    from: dayIn(-7),
    until: dayIn(60),
    tasks: ["Onthaal"],
    restrictions: ["Geen schouder belasten"],
  });
  await write("patient", "quickscan", {
    instrument: "riziv_quickscan",
    state: "answered",
    own_view: "Ik ben onzeker en slapeloos.",
    expected_return: "within_3_months",
  });
  await write("adviserend_arts", "arbeidspotentieel", {
    variant: "insurance",
    category: 4,
    motivation: "Halftijdse hervatting lijkt haalbaar.",
  });
  await write("patient", "opmerking", { about: "other", text: "Ik ga naar een psycholoog." });
  await write("patient", "verzoek", { kind: "contact", contact_with: "huisarts", text: "Ik ben onzeker." });
  await who.patient.post(`${at}/consents`, { preset: "drie_artsen_overleg" });
  const thread = await who.adviserend_arts.post(`${at}/threads`, {
    procedure: "tnw_traject",
    subject: "Halftijdse hervatting",
    participants: [who.huisarts.id, who.arbeidsarts.id],
  });
  await who.adviserend_arts.post(`/v1/threads/${thread.id}/messages`, {
    kind: "vraag",
    text: "Kan dat met die schouder?",
  });
  return { fitNote, thread: thread.id };
}

/** @param {any} sandbox */
export async function tellFullAndEmpty(sandbox) {
  const names = ["huisarts", "adviserend_arts", "arbeidsarts", "tnw_coordinator", "bemiddelaar", "hulpverlener"];
  /** @type {Record<string, any>} */
  const who = Object.fromEntries(
    [...names, "werkgever", "patient", "patient2"].map((name) => [name, person(sandbox, name)]),
  );
  const { huisarts, arbeidsarts, werkgever } = who;
  const both = [arbeidsarts, werkgever];
  const more = [who.adviserend_arts, who.tnw_coordinator, who.bemiddelaar, who.hulpverlener];
  const full = await open(huisarts, "85021595110", "Jan Willems", [...both, ...more]);
  const empty = await open(huisarts, "90073094297", "Mia Goossens", both);
  return { full, empty, who, ...(await writeEverything(full, who)) };
}
