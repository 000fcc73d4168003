// Question 1: who gets the consent: somebody of the team, anybody of the registry, or all of one role.
import { useState } from "preact/hooks";
import { get } from "../../../core/api.js";
import { useTeam } from "../../../core/dossier.js";
import { html } from "../../../core/html.js";
import { own } from "../../../core/session.js";
import { code, listed, plain, t } from "../../../core/words.js";
import { Button, Choice, Select, Text, useAct } from "../../../parts/form.js";
import { Failed, Shown } from "../../../parts/state.js";

/** Roles to which a consent can be given. */
const ROLES = [
  "huisarts",
  "adviserend_arts",
  "arbeidsarts",
  "tnw_coordinator",
  "bemiddelaar",
  "hulpverlener",
  "werkgever",
  "medewerker",
];

/** @typedef {{dossier: string, giving: import("../../../core/giving.js").Giving, errors: Record<string, string>,
 *   next: (answer: any, wrong?: Record<string, string>, how?: {replace?: boolean}) => void}} Asked */

/** Somebody who takes no part, by the beginning of the name. @param {{onFound: (actors: any[]) => void}} props */
function Search({ onFound }) {
  const [text, setText] = useState("");
  const [nobody, setNobody] = useState(false);
  const act = useAct(async () => {
    const { items } = await get("/v1/actors", { query: { q: text.trim(), limit: 20 } });
    const found = items.filter((/** @type {any} */ one) =>
      one.roles.some((/** @type {string} */ r) => ROLES.includes(r)),
    );
    setNobody(found.length === 0);
    onFound(found);
  });
  return html`<${Text} name="search" label=${t("consents.search")} value=${text} onValue=${setText} />
    <p><${Button} act=${act} onClick=${() => text.trim() !== "" && act.run()}>${t("consents.search_go")}</${Button}></p>
    ${act.refused && html`<${Failed} error=${act.refused} />`}
    ${nobody && html`<p role="status">${t("consents.search_none")}</p>`}`;
}

/** @param {{roles: string[]}} actor */
const rolesOf = ({ roles }) => listed(roles.map((one) => code("role", one)));

/** What is chosen already. @param {Asked["giving"]["grantee"]} grantee @param {any[]} members */
function chosenOf(grantee, members) {
  const { actor, role } = /** @type {any} */ (grantee ?? {});
  return role !== undefined
    ? "role"
    : actor === undefined
      ? null
      : members.some((one) => one.actor === actor)
        ? actor
        : "other";
}

/** @param {Asked & {members: any[]}} props */
function Who({ members, giving, errors, next }) {
  const [chosen, setChosen] = useState(() => chosenOf(giving.grantee, members));
  const [role, setRole] = useState(/** @type {any} */ (giving.grantee)?.role ?? ROLES[0]);
  const [found, setFound] = useState(/** @type {any[]} */ ([]));
  const [other, setOther] = useState(/** @type {string | null} */ (/** @type {any} */ (giving.grantee)?.actor ?? null));
  const options = [
    ...members.map((one) => ({
      value: one.actor,
      label: html`<bdi>${plain(one.name)}</bdi>, ${code("role", one.role)}`,
    })),
    { value: "other", label: t("consents.who_other") },
    { value: "role", label: t("consents.who_role") },
  ];
  const grantee =
    chosen === "role" ? { role } : chosen === "other" ? other && { actor: other } : chosen && { actor: chosen };
  const go = () => {
    const same = JSON.stringify(grantee) === JSON.stringify(giving.grantee);
    next(same ? {} : { grantee, actions: [], categories: [] }, grantee ? {} : { who: t("consents.wrong_who") });
  };
  return html`<${Choice} page name="who" legend=${t("consents.q_who")} options=${options} value=${chosen}
      onValue=${setChosen} error=${errors.who} />
    ${chosen === "other" && html`<${Search} onFound=${setFound} />`}
    ${
      chosen === "other" &&
      found.length > 0 &&
      html`<${Choice} name="found" legend=${t("consents.found")} value=${other} onValue=${setOther}
      options=${found.map((one) => ({
        value: one.id,
        label: html`<bdi>${plain(one.name)}</bdi>, ${rolesOf(one)}`,
      }))} />`
    }
    ${
      chosen === "role" &&
      html`<${Select} name="role" label=${t("consents.which_role")} value=${role} onValue=${setRole}
      options=${ROLES.map((one) => ({ value: one, label: code("role", one) }))} />`
    }
    <p><button class="first" onClick=${go}>${t("core.next")}</button></p>`;
}

/** @param {Asked} props */
export function WhoQuestion(props) {
  const team = useTeam(props.dossier);
  return html`${team.value === null && html`<h1>${t("consents.q_who")}</h1>`}
    <${Shown} of=${team}>${(/** @type {any} */ { members }) => {
      const others = members.filter((/** @type {any} */ one) => !own.value.has(one.actor));
      return html`<${Who} ...${props} members=${others} />`;
    }}</${Shown}>`;
}
