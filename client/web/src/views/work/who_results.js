// Who is next, ranked: what to do, why, by which source, what the patient must agree to, and whom to call.
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { code, listed, plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Details, Summary } from "../../parts/panel.js";
import { Mail, Phone } from "../../parts/reach.js";

/** @typedef {import("#api").components["schemas"]["Referral"]} Referral */
/** @typedef {import("#api").components["schemas"]["ReferralItem"]} Item */
/** @typedef {import("#api").components["schemas"]["ReferralActor"]} Actor */

const DOCTORS = ["huisarts", "adviserend_arts", "arbeidsarts"];
const CONFER = [...DOCTORS, "tnw_coordinator"];

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** What the patient must agree to first, and where that is asked. @param {{item: Item}} props */
function Needed({ item }) {
  const { role, dossier } = here.value;
  if (item.consent === undefined) {
    return null;
  }
  const what = listed(item.consent.categories.map((one) => code("category", one)));
  const mine = item.consent.role === role;
  const to = mine ? "toestemming-vragen" : "toestemming-vastleggen";
  const act = t(mine ? "who.ask" : "who.record");
  const can = dossier !== null && (mine || DOCTORS.includes(role ?? ""));
  return html`<p>${t("who.needs", { who: capital(code("role", item.consent.role)), what })}</p>
    ${can && html`<p><${Link} to=${`${role}/${dossier}/${to}`} class="button">${act}</${Link}></p>`}`;
}

/** @param {{item: Item}} props */
function Acts({ item }) {
  const { role, dossier } = here.value;
  if (dossier === null || !CONFER.includes(role ?? "")) {
    return null;
  }
  const confers = item.consent?.actions.some((action) => action === "confer");
  return html`<p class="acts">
    ${confers && html`<${Link} to=${`${role}/${dossier}/overleg/nieuw`}>${t("who.confer")}</${Link}>`}
    <${Link} to=${`${role}/${dossier}/nieuw/doorverwijzing`}>${t("who.refer")}</${Link}></p>`;
}

/** @param {{actor: Actor}} props */
function Call({ actor }) {
  const { fiche, place } = actor;
  const name = html`<bdi>${plain(actor.name)}</bdi>`;
  const to = `${here.value.role}/gids/${fiche}`;
  return html`<li>
    ${fiche === null ? html`<strong>${name}</strong>` : html`<${Link} to=${to}>${name}</${Link}>`}
    ${place && html`, <bdi>${plain(place)}</bdi>`}
    ${actor.phone && html`<br /><${Phone} number=${actor.phone} />`}
    ${actor.email && html`<br /><${Mail} address=${actor.email} />`}
    ${actor.stale && html`<br /><span class="muted">${t("who.stale")}</span>`}
  </li>`;
}

/** @param {{item: Item}} props */
function Ranked({ item }) {
  const urgent = item.urgent && html` <span class="urgent">${t("who.urgent")}</span>`;
  const call = (/** @type {Actor} */ actor) => html`<${Call} key=${`${actor.actor} ${actor.fiche}`} actor=${actor} />`;
  return html`<li class="ranked">
    <div>
      <h3>${item.rank} ${capital(plain(item.party_text))}${urgent}</h3>
      <p>${plain(item.text)}</p>
      <p class="muted">${t("who.why")} ${plain(item.why)}</p>
      <${Needed} item=${item} />
      <${Acts} item=${item} />
      <${Details} summary=${t("who.source")}><p>${plain(item.source)}</p></${Details}>
    </div>
    ${
      item.actors.length > 0 &&
      html`<div class="callable"><h4>${t("who.call")}</h4>
      <ul>${item.actors.map(call)}</ul></div>`
    }
  </li>`;
}

/** @param {{referral: Referral}} props */
export function Results({ referral }) {
  return html`<h2>${t("who.results")}</h2>
    <ol class="ranking">${referral.items.map((item) => html`<${Ranked} key=${item.rank} item=${item} />`)}</ol>
    <h2>${t("who.short")}</h2>
    <${Summary} rows=${referral.questions.map((one) => ({ label: plain(one.question), value: plain(one.text) }))} />`;
}
