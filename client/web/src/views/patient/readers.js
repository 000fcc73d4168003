// Who can read a document now, by name: as the server's policy says it of each person of the team, for the patient's
// consents and the laws of today. Asked only when somebody taps for it.
import { get } from "../../core/api.js";
import { useTeam } from "../../core/dossier.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { own } from "../../core/session.js";
import { code, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Name } from "../../parts/person.js";
import { Shown } from "../../parts/state.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {{actor: string, name: string | null, role: string, read: Set<string>, some: Set<string>}} Sight */

/** What each of them may read, for whatever purpose. @param {string} dossier @param {Schemas["Team"] | null} team */
function useSights(dossier, team) {
  const read = async () => {
    const others = (team?.members ?? []).filter((member) => !own.value.has(member.actor));
    return Promise.all(
      others.map(async ({ actor, name, role }) => {
        /** @type {Schemas["ExplanationOfAll"]} */
        const said = await get("/v1/policy/explain", { query: { dossier, actor, role } });
        const of = (/** @type {"read" | "read_some"} */ kind) =>
          new Set(Object.values(said.purposes).flatMap((sight) => /** @type {string[]} */ (sight[kind])));
        return { actor, name, role, read: of("read"), some: of("read_some") };
      }),
    );
  };
  return useRead(team === null ? null : `${dossier}/sights`, read);
}

/** @param {{one: Sight, note?: string}} props */
function Reader({ one, note }) {
  return html`<li><${Name} name=${one.name} /> (${code("role", one.role)})${note && `: ${note}`}</li>`;
}

/** @param {{head: {dossier: string, category: string, author: string}}} props */
export function Readers({ head }) {
  const team = useTeam(head.dossier);
  const sights = useSights(head.dossier, team.value);
  return html`<div class="readers"><${Shown} of=${sights}>${(/** @type {Sight[]} */ all) => {
    const wrote = all.filter((one) => one.actor === head.author);
    const may = all.filter((one) => one.actor !== head.author && one.read.has(head.category));
    const some = all.filter(
      (one) => one.actor !== head.author && !one.read.has(head.category) && one.some.has(head.category),
    );
    return html`<ul aria-label=${t("papers.readers")}>
        <li>${t("papers.you")}</li>
        ${wrote.map((one) => html`<${Reader} key=${one.actor + one.role} one=${one} note=${t("papers.wrote_it")} />`)}
        ${may.map((one) => html`<${Reader} key=${one.actor + one.role} one=${one} />`)}
        ${some.map((one) => html`<${Reader} key=${one.actor + one.role} one=${one} note=${t("papers.by_law")} />`)}
      </ul>
      ${wrote.length + may.length + some.length === 0 && html`<p>${t("papers.nobody_else")}</p>`}
      <p><${Link} to=${`patient/${head.dossier}/toestemmingen`}>${t("papers.to_consents")}</${Link}></p>`;
  }}</${Shown}></div>`;
}
