// The fields of a registration.
import { html } from "../../core/html.js";
import { code, t } from "../../core/words.js";
import { IDENTITIES } from "../../registry/actor.js";
import { Choice, Select, Text } from "../../parts/form.js";
import { ROLES } from "./people.js";

const FUNCTIONS = ["", "admin", "nurse", "multidisciplinary"];

/**
 * @param {{typed: import("../../registry/actor.js").Typed, onTyped: (typed: any) => void,
 *   errors: Record<string, string>, isNew?: boolean}} props
 */
export function Fields({ typed, onTyped, errors, isNew }) {
  const field = (/** @type {keyof typeof typed} */ name) => ({
    name,
    label: t(`admin.${name}`),
    value: typed[name],
    error: errors[name],
    onValue: (/** @type {any} */ value) => onTyped({ ...typed, [name]: value }),
  });
  const isPatient = typed.roles.includes("patient");
  const roles = [...ROLES, ...(isNew || isPatient ? ["patient"] : [])];
  const options = (/** @type {string} */ kind, /** @type {string[]} */ all) =>
    all.map((value) => ({ value, label: t(`admin.${kind}_${value || "none"}`) }));
  return html`
    ${
      isNew &&
      html`<${Choice} name="identity" legend=${t("admin.identity")} options=${options("identity", IDENTITIES)}
        value=${typed.identity}
        onValue=${(/** @type {string} */ identity) => onTyped({ ...typed, identity, number: "" })} />
      <${Text} ...${field("number")} label=${t(`admin.identity_${typed.identity}`)} hint=${t("admin.number_hint")}
        inputmode="numeric" width="short" />`
    }
    <${Text} ...${field("name")} max=${200} />
    <${Choice} name="roles" legend=${t("admin.roles")} many value=${typed.roles} error=${errors.roles}
      options=${roles.map((role) => ({ value: role, label: code("role", role) }))}
      onValue=${(/** @type {string[]} */ value) => onTyped({ ...typed, roles: value })} />
    <${Text} ...${field("nihii")} optional inputmode="numeric" width="short" />
    <${Text} ...${field("organisation")} hint="act_…" optional />
    ${
      typed.roles.includes("medewerker") &&
      html`<${Select} ...${field("function")} options=${options("function", FUNCTIONS)} />
      <${Text} ...${field("acts_for")} hint=${t("admin.acts_for_hint")} rows=${3} optional />`
    }
    ${!isNew && html`<${Text} ...${field("quota_factor")} hint=${t("admin.quota_hint")} width="short" />`}`;
}
