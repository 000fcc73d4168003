// What the views of consents read. All names begin with "DOSSIER/consents", so that an act forgets them together.
import { get, getAll, post } from "../../../core/api.js";
import { addDays, today } from "../../../core/dates.js";
import { forget, useRead } from "../../../core/read.js";
import { own } from "../../../core/session.js";
import { CATEGORIES, runs } from "../../../core/sight.js";
import { code, language, plain, t } from "../../../core/words.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {Schemas["Consent"]} Consent */
/** @typedef {{actor: string} | {role: string} | {actor?: string, role?: string}} Grantee */

/** @param {string} dossier */
export const consentsAt = (dossier) => `/v1/dossiers/${dossier}/consents`;

/** @param {string} dossier @returns {Promise<Consent[]>} */
async function allConsents(dossier) {
  return (await getAll(consentsAt(dossier), { query: { language: language.value } })).items;
}

/** @param {string | null} dossier */
export function useConsents(dossier) {
  return useRead(dossier === null ? null : `${dossier}/consents`, () => allConsents(/** @type {string} */ (dossier)), {
    spoken: true,
  });
}

/** One, with what else says the same. @param {string} dossier @param {string | null} id */
export function useConsent(dossier, id) {
  /** @type {() => Promise<Consent>} */
  const read = () => get(`${consentsAt(dossier)}/${id}`, { query: { language: language.value } });
  return useRead(id === null ? null : `${dossier}/consents/${id}`, read, { spoken: true });
}

/** @param {string | null} dossier */
export function useRequests(dossier) {
  /** @type {() => Promise<Schemas["ConsentRequest"][]>} */
  const read = async () =>
    (await getAll(`/v1/dossiers/${dossier}/consent-requests`, { query: { language: language.value } })).items;
  return useRead(dossier === null ? null : `${dossier}/requests`, read, { spoken: true });
}

/** @param {string} dossier */
export function usePresets(dossier) {
  /** @type {() => Promise<Schemas["ConsentPresets"]>} */
  const read = () => get("/v1/consent-presets", { query: { dossier, language: language.value } });
  return useRead(`${dossier}/presets`, read, { spoken: true });
}

/** @param {string} dossier @param {{actor: string | null, role: string}} who @returns {Promise<any>} */
function sightOf(dossier, { actor, role }) {
  return actor === null ? Promise.resolve(null) : get("/v1/policy/explain", { query: { dossier, actor, role } });
}

/** Who is named in a consent and takes no part. @param {string} actor */
async function outsider(actor) {
  const known = await get(`/v1/actors/${actor}`);
  const role = known.roles.find((/** @type {string} */ one) => one !== "patient") ?? "hulpverlener";
  return { actor, name: known.name, role };
}

/** @param {string} dossier */
async function readPeople(dossier) {
  const query = { language: language.value };
  const [consents, team] = await Promise.all([allConsents(dossier), get(`/v1/dossiers/${dossier}/team`, { query })]);
  const members = team.members.filter((/** @type {any} */ one) => !own.value.has(one.actor));
  const known = new Set(members.map((/** @type {any} */ one) => one.actor));
  const running = consents.filter(runs);
  const strangers = [...new Set(running.flatMap((one) => one.grantee.actor ?? []))].filter((one) => !known.has(one));
  const people = [...members, ...(await Promise.all(strangers.map(outsider)))];
  const held = new Set(people.map((one) => one.role));
  const roles = [...new Set(running.flatMap((one) => one.grantee.role ?? []))].filter((role) => !held.has(role));
  const all = [...people, ...roles.map((role) => ({ actor: null, name: null, role }))];
  const sights = await Promise.all(all.map((who) => sightOf(dossier, who)));
  return { consents, people: all.map(({ actor, name, role }, i) => ({ actor, name, role, sight: sights[i] })) };
}

/** Who sees what: consents, people, and what each of them may do. @param {string} dossier */
export function usePeople(dossier) {
  return useRead(`${dossier}/consents/people`, () => readPeople(dossier), { spoken: true });
}

/** What the patient would read of an act, before it. @param {string} dossier @param {string | null} name
 * @param {any} body */
export function usePreview(dossier, name, body) {
  /** @type {() => Promise<Schemas["ConsentPreview"]>} */
  const read = () => post(`${consentsAt(dossier)}/preview`, body, { query: { language: language.value }, key: "" });
  return useRead(name === null ? null : `${dossier}/consents/preview/${name}`, read, { spoken: true });
}

/** What this grantee can never have, whatever is given: to read and confer about, or to write.
 * @param {string} dossier @param {Grantee | null} grantee @param {string[]} [actions] */
export function useCeiling(dossier, grantee, actions = ["read", "confer"]) {
  const body = {
    effect: "grant",
    grantee,
    categories: CATEGORIES,
    actions,
    purposes: ["tnw_traject"],
    until: addDays(today(), 30),
  };
  return usePreview(dossier, grantee === null ? null : `${actions.join("+")}/${idOf(grantee)}`, body);
}

/** @param {any} grantee @returns {string} */
export const idOf = (grantee) => grantee?.actor ?? grantee?.role ?? "";

/** How a grantee is called in a heading. @param {Grantee | null} grantee @returns {string} */
export function useGranteeName(grantee) {
  const actor = /** @type {any} */ (grantee)?.actor ?? null;
  const known = useRead(actor === null ? null : `actors/${actor}`, () => get(`/v1/actors/${actor}`));
  const role = /** @type {any} */ (grantee)?.role;
  return role !== undefined ? t("consents.every", { role: code("role", role) }) : plain(known.value?.name ?? "…");
}

/** After an act. @param {string} dossier */
export function forgetConsents(dossier) {
  [`${dossier}/consents`, `${dossier}/requests`, "due"].forEach(forget);
}
