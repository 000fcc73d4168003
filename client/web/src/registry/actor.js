// What a registration says, as a form types it and as the API takes it. Pure.
import { detail } from "../core/detail.js";
import { readNiss } from "../core/niss.js";
import { t } from "../core/words.js";

/** @typedef {import("#api").components["schemas"]["Actor"]} Actor */
/** @typedef {{identity: string, number: string, name: string, roles: string[], nihii: string, organisation: string,
 *   function: string, acts_for: string, quota_factor: string}} Typed */

export const IDENTITIES = ["niss", "cbe", "nihii_hospital", "ehp"];
const LENGTHS = /** @type {Record<string, number>} */ ({ cbe: 10, nihii_hospital: 8, ehp: 10 });

/** @type {Typed} */
export const EMPTY = {
  identity: "niss",
  number: "",
  name: "",
  roles: [],
  nihii: "",
  organisation: "",
  function: "",
  acts_for: "",
  quota_factor: "1",
};

/** @param {Actor} actor @returns {Typed} */
export function typedOf(actor) {
  return {
    ...EMPTY,
    name: actor.name,
    roles: actor.roles,
    nihii: actor.nihii ?? "",
    organisation: actor.organisation ?? "",
    function: actor.function ?? "",
    acts_for: actor.acts_for.join("\n"),
    quota_factor: String(actor.quota_factor ?? 1),
  };
}

/** @param {string} text */
export const idsIn = (text) => text.split(/[\s,;]+/).filter(Boolean);
/** @param {string} text */
const digitsIn = (text) => text.replace(/[\s.\-/]/g, "");
/** @param {string} id */
const isActor = (id) => /^act_[0-9A-HJKMNP-TV-Z]{26}$/.test(id);

/** @param {Typed} typed */
function numberOf(typed) {
  const digits = digitsIn(typed.number);
  return typed.identity === "niss" ? readNiss(digits) : digits.length === LENGTHS[typed.identity] ? digits : null;
}

/** @param {Typed} typed @param {boolean} isNew @returns {Record<string, string>} what is wrong, by field */
export function wrongIn(typed, isNew) {
  /** @type {Record<string, string>} */
  const wrong = {};
  if (isNew && numberOf(typed) === null) {
    wrong.number = t(`admin.wrong_${typed.identity}`);
  }
  if (typed.name.trim() === "") {
    wrong.name = t("admin.wrong_name");
  }
  if (isNew && typed.roles.length === 0) {
    wrong.roles = t("admin.wrong_roles");
  }
  if (typed.nihii !== "" && digitsIn(typed.nihii).length !== 11) {
    wrong.nihii = t("admin.wrong_nihii");
  }
  if (typed.organisation !== "" && !isActor(typed.organisation.trim())) {
    wrong.organisation = t("admin.wrong_actor");
  }
  if (!idsIn(typed.acts_for).every(isActor)) {
    wrong.acts_for = t("admin.wrong_actor");
  }
  const factor = Number(typed.quota_factor);
  if (!Number.isInteger(factor) || factor < 1 || factor > 100) {
    wrong.quota_factor = t("admin.wrong_factor");
  }
  return wrong;
}

/** Body of POST /v1/actors. @param {Typed} typed */
export function bodyOfNew(typed) {
  const isMedewerker = typed.roles.includes("medewerker");
  const doctors = idsIn(typed.acts_for);
  return {
    identity: { [typed.identity]: numberOf(typed) },
    name: typed.name.trim(),
    roles: typed.roles,
    ...(typed.nihii && { nihii: digitsIn(typed.nihii) }),
    ...(typed.organisation && { organisation: typed.organisation.trim() }),
    ...(isMedewerker && typed.function && { function: typed.function }),
    ...(isMedewerker && doctors.length > 0 && { acts_for: doctors }),
  };
}

/** Body of PATCH /v1/actors/{actor}: what is not as it was. @param {Typed} typed @param {Actor} before */
export function changesOf(typed, before) {
  const isMedewerker = typed.roles.includes("medewerker");
  const now = {
    name: typed.name.trim(),
    roles: typed.roles,
    nihii: digitsIn(typed.nihii) || null,
    organisation: typed.organisation.trim() || null,
    function: isMedewerker ? typed.function || null : null,
    acts_for: isMedewerker ? idsIn(typed.acts_for) : [],
    quota_factor: Number(typed.quota_factor),
  };
  const was = /** @type {Record<string, any>} */ ({ ...before, quota_factor: before.quota_factor ?? 1 });
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name])),
  );
}

/** Which field a refusal of the server means. @param {import("../core/api.js").Refused} refused */
export function placeOf(refused) {
  return Object.fromEntries(
    refused.errors.map(({ pointer, detail: english }) => {
      const [, first] = pointer.split("/");
      return [first === "identity" ? "number" : first, detail(english) ?? english];
    }),
  );
}
