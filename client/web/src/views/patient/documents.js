// The documents of the dossier in three groups, newest first: what, when, by whom, and who can read it.
import { useState } from "preact/hooks";
import { dayOf, inTime, sayDay } from "../../core/dates.js";
import { peopleOf, useDocuments, useTeam } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { own } from "../../core/session.js";
import { code, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Name } from "../../parts/person.js";
import { Fetched, Nothing, Shown } from "../../parts/state.js";
import { Readers } from "./readers.js";

/** @typedef {import("#api").components["schemas"]["FragmentHead"]} Head */

/** What each category tells: why somebody is unfit, what they can still do, or where it stands (the rest). */
const MEDICAL = ["gao", "diagnose", "quickscan"];
const FUNCTIONAL = ["fit_note", "arbeidspotentieel", "werkpost", "beoordeling"];

/** @param {string} category @returns {"medical" | "functional" | "process"} */
const groupOf = (category) =>
  MEDICAL.includes(category) ? "medical" : FUNCTIONAL.includes(category) ? "functional" : "process";

/** "door u", or a name with the role in which it was written. @param {{actor: string, role: string, people:
 * ReturnType<typeof peopleOf>}} props */
export function Author({ actor, role, people }) {
  const person = people.get(actor);
  return own.value.has(actor)
    ? t("papers.by_you")
    : person
      ? html`<${Name} name=${person.name} /> (${code("role", role)})`
      : code("role", role);
}

/** @param {{head: Head, people: ReturnType<typeof peopleOf>, readers: boolean}} props */
function Row({ head, people, readers }) {
  return html`<li>
    <p><${Link} to=${`patient/${head.dossier}/documenten/${head.id}`} row=${head.id}>
      <strong class="first-up">${code("category", head.category)}</strong></${Link}></p>
    <p class="muted">${sayDay(dayOf(head.updated))} ·
      ${" "}<${Author} actor=${head.author} role=${head.author_role} people=${people} />
      ${head.version > 1 && ` · ${t("papers.version", { n: head.version })}`}</p>
    ${head.retracted !== null && html`<p>${t("papers.retracted_on", { day: sayDay(dayOf(head.retracted)) })}</p>`}
    ${readers && html`<${Readers} head=${head} />`}
  </li>`;
}

/** @param {{group: string, heads: Head[], people: ReturnType<typeof peopleOf>, readers: boolean}} props */
function Group({ group, heads, people, readers }) {
  return (
    heads.length > 0 &&
    html`<h2>${t(`papers.group_${group}`)}</h2>
    <ul class="rows plain">${heads.map(
      (head) => html`<${Row} key=${head.id} head=${head} people=${people} readers=${readers} />`,
    )}</ul>`
  );
}

export default function Documents() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const documents = useDocuments(dossier);
  const people = peopleOf(useTeam(dossier).value);
  const [readers, setReaders] = useState(false);
  return html`<h1>${t("papers.title")}</h1>
    <p>${t("papers.lead")}</p>
    <${Shown} of=${documents}>${(/** @type {{items: Head[]}} */ { items }) => {
      const newest = [...items].sort((a, b) => inTime(b.updated, a.updated));
      const of = (/** @type {string} */ group) => newest.filter((head) => groupOf(head.category) === group);
      return items.length === 0
        ? html`<${Nothing} text=${t("papers.none")} />`
        : html`<p><button type="button" aria-pressed=${readers ? "true" : "false"}
            onClick=${() => setReaders(!readers)}>${t("papers.show_readers")}</button></p>
          ${["medical", "functional", "process"].map(
            (group) => html`<${Group} key=${group} group=${group} heads=${of(group)} people=${people}
            readers=${readers} />`,
          )}`;
    }}</${Shown}>
    <${Fetched} at=${documents.at} again=${documents.again} />`;
}
