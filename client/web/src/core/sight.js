// Who sees what, as the rows of a table: pure, from the consents and from what the API says that somebody may do.

/** @typedef {import("#api").components["schemas"]["Consent"]} Consent */
/** @typedef {import("#api").components["schemas"]["ExplanationOfAll"]} Explained */
/** @typedef {{actor: string | null, name: string | null, role: string, sight: Explained | null}} Somebody */
/** @typedef {{kind: "all" | "some" | "none" | "never" | "excluded", given: string[], law: string[]}} Cell */

/** Kinds of documents by what they tell (docs/policy.md). @type {Record<string, string[]>} */
export const GROUPS = {
  medical: ["gao", "diagnose", "quickscan"],
  functional: ["fit_note", "arbeidspotentieel", "werkpost", "beoordeling"],
  process: [
    "potentieel_uitkomst",
    "verzoek",
    "doorverwijzing",
    "engagement",
    "plan",
    "opmerking",
    "opvolging",
    "progressieve_tewerkstelling",
    "opleiding",
    "inschrijving",
  ],
};
export const CATEGORIES = Object.values(GROUPS).flat();
export const PURPOSES = ["tnw_traject", "bezoek", "rit", "overmacht", "opvolging_ao"];

/** @param {Consent} consent */
export const runs = (consent) => consent.state === "active" || consent.state === "pending";

/** An exclusion of everything. @param {Consent} consent */
export const isWhole = (consent) =>
  consent.effect === "exclude" && [consent.categories, consent.actions, consent.purposes].every((of) => of[0] === "*");

/** @param {string[]} of @param {string[]} all */
const spelled = (of, all) => (of[0] === "*" ? all : of);

/** @param {string[]} group @param {string[]} given @param {string[]} law @param {string[]} never @returns {Cell} */
function cellOf(group, given, law, never) {
  const possible = group.filter((one) => !never.includes(one));
  const here = possible.filter((one) => given.includes(one));
  const byLaw = possible.filter((one) => law.includes(one) && !here.includes(one));
  const kind =
    possible.length === 0
      ? "never"
      : here.length === possible.length
        ? "all"
        : here.length + byLaw.length > 0
          ? "some"
          : "none";
  return { kind, given: here, law: byLaw };
}

/** @param {boolean} may @param {boolean} never @returns {Cell} */
const conferCell = (may, never) => ({ kind: never ? "never" : may ? "all" : "none", given: [], law: [] });

/** The cells of one consent.
 * @param {Consent} consent @param {Explained | null} sight @returns {Record<string, Cell>} */
export function cellsOfConsent(consent, sight) {
  const reads = consent.actions.some((action) => action === "read" || action === "*");
  const given = reads ? spelled(consent.categories, CATEGORIES) : [];
  const never = sight?.never.read ?? [];
  const confers = consent.actions.some((action) => action === "confer" || action === "*");
  return {
    ...Object.fromEntries(Object.entries(GROUPS).map(([name, group]) => [name, cellOf(group, given, [], never)])),
    confer: conferCell(confers, sight?.never.confer ?? false),
  };
}

/** What somebody sees now, whatever the purpose: of what they may read, what no consent gave is the law's.
 * @param {Somebody} who @param {Consent[]} grants @returns {Record<string, Cell>} */
function cellsOfPerson({ sight }, grants) {
  const views = Object.values(sight?.purposes ?? {});
  const read = views.flatMap((view) => view.read);
  const consented = grants
    .filter((grant) => grant.state === "active" && grant.actions.includes("read"))
    .flatMap((grant) => spelled(grant.categories, CATEGORIES));
  const given = read.filter((one) => consented.includes(one));
  const law = [...read.filter((one) => !consented.includes(one)), ...views.flatMap((view) => view.read_some)];
  const never = sight?.never.read ?? [];
  return {
    ...Object.fromEntries(Object.entries(GROUPS).map(([name, group]) => [name, cellOf(group, given, law, never)])),
    confer: conferCell(
      views.some((view) => view.confer),
      sight?.never.confer ?? false,
    ),
  };
}

/** @type {Record<string, Cell>} */
const SHUT = Object.fromEntries(
  [...Object.keys(GROUPS), "confer"].map((name) => [name, { kind: "excluded", given: [], law: [] }]),
);

/** @param {Consent} consent @param {Somebody} who */
function concerns(consent, who) {
  const { actor, role } = consent.grantee;
  return actor !== undefined ? actor === who.actor : role === who.role;
}

/**
 * One row for each person or role, and below it one for each consent, unless the only one says all there is.
 * @param {Somebody[]} people @param {Consent[]} consents
 */
export function rowsOf(people, consents) {
  const running = consents.filter(runs);
  return people.map((who) => {
    const own = running.filter((consent) => concerns(consent, who));
    const shut = own.find((consent) => isWhole(consent) && consent.grantee.actor !== undefined) ?? null;
    const grants = own.filter((consent) => consent.effect === "grant");
    const partly = own.filter((consent) => consent.effect === "exclude" && consent !== shut);
    const [only] = grants;
    const single = grants.length === 1 && partly.length === 0 && only.state === "active";
    return {
      who,
      shut,
      cells: shut !== null ? SHUT : cellsOfPerson(who, grants),
      single: shut === null && single ? only : null,
      consents: shut !== null || single ? [] : [...grants, ...partly],
    };
  });
}

/**
 * The grants that hold for them: by name, or by a role in which somebody of them takes part.
 * @param {{actor?: string, role?: string}} whom @param {Consent[]} all @param {{actor: string, role: string}[]} members
 */
export function grantsFor({ actor, role }, all, members) {
  const them = members.filter((one) => one.actor === actor || one.role === role);
  return all.filter(
    (one) =>
      one.effect === "grant" &&
      runs(one) &&
      (one.grantee.role === undefined
        ? one.grantee.actor === actor || them.some((who) => who.actor === one.grantee.actor)
        : one.grantee.role === role || them.some((who) => who.role === one.grantee.role)),
  );
}
