// Who helps the patient: the contact person first, then who keeps the overview, then everybody else with what they do
// next. How to reach the first two is shown with them.
import { get } from "../../core/api.js";
import { sayDay, today } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { own } from "../../core/session.js";
import { code, listed, plain, t } from "../../core/words.js";
import { Name } from "../../parts/person.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/**
 * @typedef {{actor: string, name: string | null, roles: string[], next: Schemas["StepBrief"][], does: string[]}} Helper
 */

/** Everybody once, with all that they are. @param {Schemas["Team"]} team @returns {Helper[]} */
export function helpersOf(team) {
  /** @type {Map<string, Helper>} */
  const found = new Map();
  const of = (/** @type {{actor: string, name: string | null}} */ person) => {
    const { actor, name } = person;
    const one = found.get(actor) ?? { actor, name, roles: [], next: [], does: [] };
    found.set(actor, one);
    return one;
  };
  if (team.contact && !own.value.has(team.contact.actor)) {
    of(team.contact).does.push(t("patient.contact_person"));
  }
  if (team.regie && !own.value.has(team.regie.actor)) {
    of(team.regie).does.push(t("patient.overview"));
  }
  for (const member of team.members.filter((one) => !own.value.has(one.actor))) {
    const one = of(member);
    one.roles.push(member.role);
    one.next.push(...member.next);
  }
  return [...found.values()];
}

/** How to reach somebody, as the registry has it. @param {{actor: string}} props */
function Reach({ actor }) {
  /** @type {() => Promise<Schemas["Actor"]>} */
  const read = () => get(`/v1/actors/${actor}`);
  const { value } = useRead(`actors/${actor}`, read);
  const { phone, email } = value?.contact ?? {};
  return !phone && !email
    ? null
    : html`<br />${phone && html`<a href=${`tel:${phone.replace(/[^+0-9]/g, "")}`}>${plain(phone)}</a>`}
      ${phone && email && " · "}${email && html`<a href=${`mailto:${email}`}>${plain(email)}</a>`}`;
}

/** @param {Helper} helper what else they are told for */
function nextOf(helper) {
  const [next] = helper.next;
  return !next
    ? null
    : next.due === null || next.due < today() || !next.duty
      ? t("patient.does_next", { what: plain(next.title) })
      : t("patient.does_next_by", { what: plain(next.title), day: sayDay(next.due) });
}

/** @param {{helper: Helper, children?: any}} props children: what can be done about them */
export function HelperRow({ helper, children }) {
  const roles = listed(helper.roles.map((role) => code("role", role)));
  const next = nextOf(helper);
  return html`<li><p><strong><${Name} name=${helper.name} /></strong>${roles && `, ${roles}`}
    ${helper.does.length > 0 && html`<br />${listed(helper.does)}`}
    ${helper.does.length > 0 && html`<${Reach} actor=${helper.actor} />`}
    ${next && html`<br /><span class="muted">${next}</span>`}</p>${children}</li>`;
}

/** @param {{team: Schemas["Team"]}} props */
export function Helpers({ team }) {
  const helpers = helpersOf(team);
  return helpers.length === 0
    ? html`<p>${t("patient.nobody_yet")}</p>`
    : html`<ul class="rows team">${helpers.map((one) => html`<${HelperRow} key=${one.actor} helper=${one} />`)}</ul>`;
}
