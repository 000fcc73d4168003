// Behind the usual dossier: a zone, who helps in it, and people enough to confer about a case.
import { pathToFileURL } from "node:url";
import { readSandbox } from "./browser.mjs";
import { person } from "./people.mjs";
import { dayIn, tellStory } from "./story.mjs";

const ZONE = "Leuven";

/** @param {any} beheerder @param {string} id */
async function putInZone(beheerder, id) {
  const headers = { "TNW-Role": "beheerder" };
  const { headers: got } = await beheerder.call("GET", `/v1/actors/${id}`, undefined, headers);
  const answer = await beheerder.call(
    "PATCH",
    `/v1/actors/${id}`,
    { contact: { zone: ZONE } },
    { ...headers, "If-Match": got.etag },
  );
  if (answer.status !== 200) {
    throw new Error(`zone of ${id}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}

/** @param {ReturnType<typeof readSandbox>} sandbox */
export async function tellZone(sandbox) {
  const story = await tellStory(sandbox);
  const beheerder = person(sandbox, "beheerder");
  const names = ["huisarts", "huisarts2", "adviserend_arts", "arbeidsarts", "tnw_coordinator", "bemiddelaar"];
  for (const name of [...names, "hulpverlener"]) {
    await putInZone(beheerder, sandbox.said.actors[name].id);
  }
  const service = await beheerder.post("/v1/fiches", {
    kind: "preventiedienst",
    name: "Preventiedienst Mensura Leuven",
    place: "Leuven",
    about: { nl: "Arbeidsartsen voor wie weer aan het werk gaat." },
    phone: "016 12 34 56",
    zones: [ZONE],
    help: ["work_adaptation", "own_employer_return"],
    serves: ["employee", "employer"],
    regions: ["vlaanderen"],
    languages: ["nl", "fr"],
    professional: {
      contacts: [{ name: "Ilse Claessens", function: "onthaal", phone: "016 12 34 57" }],
      remarks: "Bel voor 10 uur.",
    },
  });
  const own = await beheerder.post("/v1/fiches", {
    kind: "hulpverlener",
    actor: sandbox.said.actors.hulpverlener.id,
    name: "Praktijk Baert",
    place: "Heverlee",
    about: { nl: "Gesprekken over werk en angst." },
    zones: [ZONE],
    help: ["mental_support"],
    serves: ["employee", "jobseeker"],
    regions: ["vlaanderen"],
    languages: ["nl"],
    waiting_weeks: 3,
  });
  const moment = await person(sandbox, "tnw_coordinator").post("/v1/netwerkmomenten", {
    date: dayIn(20),
    time: "12:30",
    zone: ZONE,
    theme: "Wie doet wat in onze zone?",
    place: "Wijkgezondheidscentrum De Ridderbuurt",
    text: "We lunchen samen en maken kennis.",
  });
  const invited = ["huisarts", "huisarts2", "adviserend_arts", "arbeidsarts", "bemiddelaar", "hulpverlener"];
  const casus = await person(sandbox, "tnw_coordinator").post("/v1/casus", {
    subject: "Stilstaand werk na een lange afwezigheid",
    text: "Iemand van in de veertig staat de hele dag recht. Zitten kan. Wie heeft dit al opgelost?",
    members: invited.map((name) => sandbox.said.actors[name].id),
    moment: moment.id,
  });
  return { ...story, service: service.id, own: own.id, moment: moment.id, casus: casus.id };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { dossier, service, own, moment, casus } = await tellZone(readSandbox(process.argv[2]));
  console.log(JSON.stringify({ dossier, service, own, moment, casus }));
}
