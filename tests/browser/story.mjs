// What the tests of the page begin with: Jan Willems, eleven weeks ill, and those who help him. Alone: node story.mjs
// SANDBOX
import { person } from "./people.mjs";
import { readSandbox } from "./browser.mjs";
import { pathToFileURL } from "node:url";

const DAY_MS = 86400000;
/** @param {number} days from today */
export const dayIn = (days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** @param {ReturnType<typeof readSandbox>} sandbox */
export async function tellStory(sandbox) {
  const who = (/** @type {string} */ name) => person(sandbox, name);
  const [huisarts, adviser, arbeidsarts, coordinator, patient, werkgever] = [
    "huisarts",
    "adviserend_arts",
    "arbeidsarts",
    "tnw_coordinator",
    "patient",
    "werkgever",
  ].map(who);
  const dossier = (
    await huisarts.post("/v1/dossiers", {
      patient: { niss: "85021595110", name: "Jan Willems" },
      start: dayIn(-77),
      employment: "employed",
    })
  ).id;
  const at = `/v1/dossiers/${dossier}`;
  for (const [actor, role] of [
    [adviser, "adviserend_arts"],
    [arbeidsarts, "arbeidsarts"],
    [coordinator, "tnw_coordinator"],
    [werkgever, "werkgever"],
  ]) {
    await huisarts.post(`${at}/participants`, { actor: actor.id, role });
  }
  const gao = (
    await huisarts.post(`${at}/fragments`, {
      category: "gao",
      content: { begin: dayIn(-77), end: dayIn(-1), reason: "illness", leaving_home: true },
    })
  ).id;
  const fitNote = (
    await huisarts.post(`${at}/fragments`, {
      category: "fit_note",
      content: {
        from: dayIn(-7),
        until: dayIn(60),
        tasks: ["Onthaal", "Administratief werk"],
        hours_per_week: 19,
        restrictions: ["Geen lasten boven 5 kg"],
      },
    })
  ).id;
  await patient.post(`${at}/consents`, { preset: "drie_artsen_overleg" });
  await patient.post(`${at}/consents`, {
    effect: "grant",
    grantee: { actor: coordinator.id },
    categories: ["fit_note"],
    actions: ["read"],
    purposes: ["tnw_traject"],
    until: dayIn(200),
  });
  await patient.post(`${at}/consents`, {
    effect: "grant",
    grantee: { actor: werkgever.id },
    categories: ["werkpost", "plan"],
    actions: ["read"],
    purposes: ["tnw_traject", "bezoek", "rit", "overmacht", "opvolging_ao"],
    until: dayIn(90),
  });
  await coordinator.post(`${at}/regie`, { actor: coordinator.id });
  const asked = (
    await arbeidsarts.post(`${at}/consent-requests`, {
      categories: ["werkpost"],
      actions: ["read"],
      purposes: ["bezoek"],
      text: "Ik wil ons gesprek van 12 januari goed voorbereiden.",
    })
  ).id;
  const thread = (
    await adviser.post(`${at}/threads`, {
      procedure: "tnw_traject",
      subject: "Deeltijdse hervatting",
      participants: [huisarts.id, arbeidsarts.id],
    })
  ).id;
  const question = (
    await adviser.post(`/v1/threads/${thread}/messages`, {
      kind: "vraag",
      text: "Is halftijds onthaal mogelijk?",
      fragments: [fitNote],
      to: [huisarts.id],
      answer_by: dayIn(10),
    })
  ).id;
  await arbeidsarts.get(`${at}/fragments/${fitNote}`);
  await coordinator.get(`${at}/fragments/${fitNote}`);
  await coordinator.call("GET", `${at}/fragments/${gao}`);
  await werkgever.call("GET", `${at}/fragments/${fitNote}`);
  const second = (
    await huisarts.post("/v1/dossiers", {
      patient: { niss: "90073094297", name: "Mia Goossens" },
      start: dayIn(-120),
      employment: "unemployed",
    })
  ).id;
  return {
    dossier,
    second,
    gao,
    fitNote,
    asked,
    thread,
    question,
    huisarts,
    adviser,
    arbeidsarts,
    coordinator,
    patient,
    werkgever,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { dossier, thread } = await tellStory(readSandbox(process.argv[2]));
  console.log(JSON.stringify({ dossier, thread }));
}
