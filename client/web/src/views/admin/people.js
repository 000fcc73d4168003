// Who is registered: found by the beginning of a name, and by role. Patients are never listed, and no dossier is named.
import { useRef, useState } from "preact/hooks";
import { getAll } from "../../core/api.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { code, listed, t } from "../../core/words.js";
import { Select, Text } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Name } from "../../parts/person.js";
import { Fetched, Nothing, Shown } from "../../parts/state.js";

/** @typedef {import("#api").components["schemas"]["Actor"]} Actor */

export const ROLES = [
  "huisarts",
  "adviserend_arts",
  "arbeidsarts",
  "tnw_coordinator",
  "bemiddelaar",
  "hulpverlener",
  "werkgever",
  "medewerker",
  "auditor",
  "beheerder",
];
const MOST = 200;

/** @param {{actor: Actor}} props */
function Row({ actor }) {
  const roles = listed(actor.roles.map((role) => code("role", role)));
  return html`<li><${Link} to=${`beheerder/mensen/${actor.id}`} row=${actor.id} class="task">
    <span><${Name} name=${actor.name} /></span>
    <span class="muted">${roles}${actor.state === "disabled" && ` · ${t("admin.state_disabled")}`}</span>
  </${Link}></li>`;
}

/** @param {{wanted: {q: string, role: string}, kind: Actor["kind"]}} props */
function Found({ wanted, kind }) {
  const key = `actors/${kind}/${encodeURIComponent(wanted.q)}/${wanted.role}`;
  const found = useRead(key, () => getAll("/v1/actors", { query: { ...wanted, limit: 200 } }, MOST));
  return html`<${Shown} of=${found}>${(/** @type {any} */ { items, more }) => {
    const fitting = items
      .filter((/** @type {Actor} */ one) => one.kind === kind)
      .sort((/** @type {Actor} */ a, /** @type {Actor} */ b) => a.name.localeCompare(b.name));
    const count = more ? "admin.found_more" : "admin.found";
    return html`<p role="status" class="muted">${t(count, { n: fitting.length })}</p>
      ${
        fitting.length === 0
          ? html`<${Nothing} text=${t(`admin.none_${kind}`)} />`
          : html`<ul class="rows">${fitting.map(
              (/** @type {Actor} */ actor) => html`<${Row} key=${actor.id} actor=${actor} />`,
            )}</ul>`
      }
      <${Fetched} at=${found.at} again=${found.again} />`;
  }}</${Shown}>`;
}

/** @param {{kind: Actor["kind"]}} props */
export function Registry({ kind }) {
  const kept = history.state?.filters ?? { q: "", role: "" };
  const [typed, setTyped] = useState(kept);
  const [wanted, setWanted] = useState(kept);
  const form = useRef(null);
  const search = (/** @type {Event} */ event) => {
    event.preventDefault();
    history.replaceState({ ...history.state, filters: typed }, "");
    setWanted(typed);
  };
  const roles = [
    { value: "", label: t("admin.any_role") },
    ...ROLES.map((role) => ({ value: role, label: code("role", role) })),
  ];
  return html`<form ref=${form} onSubmit=${search}>
      <${Text} name="q" label=${t("admin.name_begins")} value=${typed.q}
        onValue=${(/** @type {string} */ q) => setTyped({ ...typed, q })} />
      <${Select} name="role" label=${t("admin.role")} options=${roles} value=${typed.role}
        onValue=${(/** @type {string} */ role) => setTyped({ ...typed, role })} />
      <p><button type="submit">${t("admin.search")}</button></p>
    </form>
    <${Found} wanted=${wanted} kind=${kind} />`;
}

export default function People() {
  return html`<h1>${t("admin.people")}</h1>
    <p>${t("admin.people_lead")}</p>
    <p><${Link} to="beheerder/mensen/nieuw" class="button">${t("admin.new")}</${Link}></p>
    <${Registry} kind="person" />`;
}
