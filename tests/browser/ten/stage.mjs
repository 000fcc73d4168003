// What the ten tasks of page.md §7 begin with: one sandbox, its story, and dossiers of their own where a task ends one.
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { readSandbox } from "../browser.mjs";
import { person } from "../people.mjs";
import { dayIn, tellStory } from "../story.mjs";

export const build = process.argv[2];
export const sandbox = readSandbox(process.argv[3]);
export const story = await tellStory(sandbox);
export const who = (/** @type {string} */ name) => person(sandbox, name);
const FAMILIES = "Willems Peeters Claes Jacobs Wouters Goossens Verhaegen Lopes Aerts Korenaar".split(" ");
const NUMBERS = ["85021595110", "85\\.02\\.15", "90073094297", "68031290587", "91070690896", "74021494509"];
export const PEOPLE = new RegExp([...FAMILIES, ...NUMBERS].join("|"));
export const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Wide, and as a phone; whose dossier a task of each opens, so that both find the same. */
export const SIZES = {
  wide: { viewport: { width: 1200, height: 900 }, patient: "patient", patient2: "patient3" },
  phone: { viewport: { width: 320, height: 700 }, patient: "patient2", patient2: "patient4" },
};
/** @typedef {typeof SIZES.wide} Size */

/** @type {Record<string, string>} as their doctor writes them */
const NAMES = { patient: "Jan Willems", patient2: "Mia Goossens", patient3: "Tom Verhaegen", patient4: "Ana Lopes" };
/** @param {string} patient */
export const nameOf = (patient) => NAMES[patient];

/** A new dossier of that patient, with these beside the huisarts. @param {string} patient @param {any[]} team
 * @param {number} days since when */
export async function openDossier(patient, team, days) {
  const { id } = await story.huisarts.post("/v1/dossiers", {
    patient: { niss: sandbox.said.actors[patient].niss, name: NAMES[patient] },
    start: dayIn(-days),
    employment: "employed",
  });
  for (const one of team) {
    await story.huisarts.post(`/v1/dossiers/${id}/participants`, { actor: one.id, role: one.role });
  }
  return id;
}

/** A grant until in two months.
 * @param {any} patient @param {string} dossier @param {any} to @param {string[]} categories
 * @param {{actions?: string[], purpose?: string, as?: Record<string, string>}} [how] */
export const grant = (patient, dossier, to, categories, { actions = ["read"], purpose = "tnw_traject", as } = {}) =>
  patient.post(
    `/v1/dossiers/${dossier}/consents`,
    { effect: "grant", grantee: { actor: to.id }, categories, actions, purposes: [purpose], until: dayIn(60) },
    as,
  );

/** The witness looks once, at a log that is sealed. */
export async function witness() {
  await pause(1500);
  const key = process.env.TNW_WITNESS_KEY ?? "";
  const words = ["audit", "witness", "--state", join(dirname(key), "witness.state"), "--key", key, "--once"];
  const tnw = join(build, "client/cli/tnw");
  execFileSync(tnw, ["--sandbox", sandbox.folder, "--as", "auditor", ...words], { stdio: "pipe" });
}
