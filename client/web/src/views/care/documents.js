// The documents that the reader may open; and what is not for them, said the same whether it is there or not.
import { dayOf, inTime, sayDay } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { code, codesOf, listed, plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Name } from "../../parts/person.js";
import { Long } from "../../parts/room.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** Of documents, on a screen. */
const FIRST = 8;

/** @param {{one: Schemas["FragmentHead"], people: {actor: string, name: string | null}[], id: string}} props */
function Document({ one, people, id }) {
  const author = people.find((person) => person.actor === one.author)?.name;
  const when = sayDay(dayOf(one.updated));
  return html`<li><${Link} to=${`${here.value.role}/${id}/document/${one.id}`} row=${one.id} class="turn">
    <span class="line"><span>${code("category", one.category)}</span>
      ${one.version > 1 && html` <span class="muted">${t("care.version", { n: one.version })}</span>`}</span>
    <span class="muted">${author ? html`<${Name} name=${author} />` : code("role", one.author_role)} · ${when}</span>
    ${one.retracted !== null && html`<span class="late">${t("care.retracted")}</span>`}
  </${Link}></li>`;
}

/** @param {{items: Schemas["FragmentHead"][], people: {actor: string, name: string | null}[], id: string}} props */
export function Documents({ items, people, id }) {
  const newest = [...items].sort((a, b) => inTime(b.updated, a.updated));
  return newest.length === 0
    ? html`<p>${t("care.no_documents")}</p>`
    : html`<ul class="rows turns"><${Long} first=${FIRST}>${newest.map(
        (one) => html`<${Document} key=${one.id} one=${one} people=${people} id=${id} />`,
      )}</${Long}></ul>`;
}

/** @param {string[]} categories */
const words = (categories) => listed(categories.map((one) => code("category", one)));

/**
 * By policy and running consents only. @param {{sight: Schemas["ExplanationOfAll"], purpose: string, id: string}}
 *   props
 */
export function NotSeen({ sight, purpose, id }) {
  const seen = /** @type {Record<string, Schemas["Sight"]>} */ (sight.purposes)[purpose];
  const never = /** @type {string[]} */ (sight.never.read);
  const some = /** @type {string[]} */ (seen.read_some);
  const hidden = codesOf("category").filter(
    (one) => !(/** @type {string[]} */ (seen.read).includes(one)) && !never.includes(one) && !some.includes(one),
  );
  const asks = here.value.role !== "medewerker"; // what changes who has access is done in person
  return html`<h2>${t("care.not_seen")}</h2>
    ${
      hidden.length === 0
        ? html`<p>${t("care.all_seen")}</p>`
        : html`<p class="first-up">${plain(words(hidden))}.</p><p>${t("care.not_told")}</p>
    ${
      asks &&
      html`<p><${Link} to=${`${here.value.role}/${id}/toestemming-vragen`}>${t("care.ask_patient")}</${Link}>
      </p>`
    }`
    }
    ${some.length > 0 && html`<p>${t("care.some", { what: words(some) })}</p>`}
    ${never.length > 0 && html`<p class="muted">${t("care.never", { what: words(never) })}</p>`}`;
}
