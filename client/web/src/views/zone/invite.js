// Whom a case discussion is for: the professionals of the reader's zone, by role, and others found by name.
import { getAll } from "../../core/api.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { own, self } from "../../core/session.js";
import { code, plain, t } from "../../core/words.js";
import { Choice } from "../../parts/form.js";
import { Details } from "../../parts/panel.js";
import { Shown } from "../../parts/state.js";
import { ByName } from "../care/people.js";
import { PROFESSIONALS } from "../guide/guide.js";

/** @typedef {import("#api").components["schemas"]["Actor"]} Actor */
/** @typedef {{actor: string, name: string, role: string, mine?: boolean}} Invited mine: works for the reader, or the
 *   reader for them: invited, and not counted */

/** So many are shown at once; of more, each role opens. */
const FEW = 12;
export const LEAST = 5;
const MOST = 31;

/** @param {Actor} actor @param {string} role @returns {Invited} */
function invitedOf(actor, role) {
  const mine = actor.acts_for.some((one) => own.value.has(one)) || (self.value?.acts_for ?? []).includes(actor.id);
  return { actor: actor.id, name: actor.name, role, mine };
}

/** By the first of their roles that confers. @param {Actor[]} actors @returns {Invited[]} */
function peopleOf(actors) {
  return actors.flatMap((actor) => {
    const role = PROFESSIONALS.find((one) => actor.roles.some((held) => held === one));
    const fits = actor.kind === "person" && actor.state === "active" && !own.value.has(actor.id);
    return role === undefined || !fits ? [] : [invitedOf(actor, role)];
  });
}

/** Nobody is counted who works for the reader. @param {Invited[]} people */
export const counted = (people) => people.filter((one) => !one.mine).length;

function useZone() {
  const zone = self.value?.contact?.zone ?? null;
  const read = async () => peopleOf((await getAll("/v1/actors", { query: { zone, limit: 200 } })).items);
  return { zone, people: useRead(zone === null ? null : `people/${zone}`, read) };
}

/**
 * @param {{legend: string, name: string, people: Invited[], chosen: Invited[], onChosen: (all: Invited[]) => void,
 *   roles?: boolean}} props roles: each with their role
 */
function People({ legend, name, people, chosen, onChosen, roles }) {
  const ids = chosen.map((one) => one.actor);
  const take = (/** @type {string[]} */ wanted) => {
    const others = chosen.filter((one) => !people.some((each) => each.actor === one.actor));
    onChosen([...others, ...people.filter((one) => wanted.includes(one.actor))]);
  };
  return html`<${Choice}
    many
    name=${name}
    legend=${legend}
    onValue=${take}
    value=${ids.filter((id) => people.some((one) => one.actor === id))}
    options=${people.map((one) => ({
      value: one.actor,
      label: html`<bdi>${plain(one.name)}</bdi>${roles && `, ${code("role", one.role)}`}`,
      hint: one.mine && t("zone.invite.not_counted"),
    }))}
  />`;
}

/** A long list by role, each of which opens. @param {{people: Invited[], chosen: Invited[], onChosen: (all: Invited[])
 *   => void}} props */
function ByRole({ people, chosen, onChosen }) {
  const roles = PROFESSIONALS.filter((role) => people.some((one) => one.role === role));
  return roles.map((role) => {
    const those = people.filter((one) => one.role === role);
    const n = those.filter((one) => chosen.some((each) => each.actor === one.actor)).length;
    const legend = code("role", role);
    return html`<${Details} key=${role} summary=${t("zone.invite.of_role", { role: legend, n, all: those.length })}>
      <${People} name=${`people-${role}`} ...${{ legend, people: those, chosen, onChosen }} /></${Details}>`;
  });
}

/** @param {{zone: string, found: Invited[], chosen: Invited[], onChosen: (all: Invited[]) => void}} props */
function OfZone({ zone, found, chosen, onChosen }) {
  const legend = t("zone.invite.zone", { zone: plain(zone) });
  return found.length <= FEW
    ? html`<${People} roles name="people-zone" people=${found} ...${{ legend, chosen, onChosen }} />`
    : html`<p><strong>${legend}</strong></p><${ByRole} people=${found} ...${{ chosen, onChosen }} />`;
}

/** @param {{chosen: Invited[], onChosen: (all: Invited[]) => void, error?: string}} props */
export function Invite({ chosen, onChosen, error }) {
  const { zone, people } = useZone();
  const others = chosen.filter((one) => !people.value?.some((/** @type {Invited} */ each) => each.actor === one.actor));
  const add = (/** @type {Invited} */ one) => onChosen([...chosen.filter((each) => each.actor !== one.actor), one]);
  const legend = t("zone.invite.others");
  return html`<section class=${error ? "field wrong" : "field"} id="f-people" tabindex="-1">
    <h2>${t("zone.invite.title")}</h2>
    <p class="hint">${t("zone.invite.hint")}</p>
    ${error && html`<p class="error">${error}</p>`}
    <p class="chosen-count" role="status">${t("zone.invite.count", { n: counted(chosen), least: LEAST })}</p>
    ${
      zone === null
        ? html`<p>${t("zone.invite.no_zone")}</p>`
        : html`<${Shown} of=${people}>${(/** @type {Invited[]} */ found) =>
            html`<${OfZone} ...${{ zone, found, chosen, onChosen }} />`}</${Shown}>`
    }
    ${others.length > 0 && html`<${People} roles name="others" people=${others} ...${{ legend, chosen, onChosen }} />`}
    <${Details} summary=${t("care.somebody_else")} open=${zone === null}>
      <${ByName} roles=${PROFESSIONALS} act=${t("care.add")} onPick=${add} /></${Details}>
  </section>`;
}

/** @param {Invited[]} people @returns {string | undefined} what is wrong with them */
export function wrongPeople(people) {
  return counted(people) < LEAST
    ? t("zone.invite.error_few", { least: LEAST })
    : people.length > MOST
      ? t("zone.invite.error_many", { most: MOST })
      : undefined;
}
