// Contacts with the patient: which come, each written down with one tap, and which were.
import { dayOf, inTime, sayDay } from "../../core/dates.js";
import { nameIn, useDocuments, useDossier, useTimeline } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { inOrder, lookOf } from "../../core/steps.js";
import { code, plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Marker } from "../../parts/marker.js";
import { Fetched, Shown } from "../../parts/state.js";
import { whenOf } from "../../parts/step.js";
import { writes } from "../../parts/step_act.js";
import { BackToDossier } from "../care/back.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** Contacts that are the reader's to have, and still to come. @param {Schemas["Step"][]} steps @param {string} role */
const toCome = (steps, role) =>
  inOrder(steps).filter(
    (one) =>
      writes(one.rule, role) === "opvolging" &&
      /** @type {string[]} */ (one.who).includes(role) &&
      !["done", "not_applicable"].includes(one.state),
  );

/** @param {{step: Schemas["Step"], base: string}} props */
function Moment({ step, base }) {
  const look = lookOf(step);
  const standing = [t(`care.look_${look}`), whenOf(step)].filter(Boolean).join(" · ");
  return html`<li class=${`step due-row ${look}`}><${Marker} look=${look} /><div class="what">
    <p class="title"><bdi>${plain(step.title)}</bdi></p><p class="muted">${standing}</p></div>
    <${Link} to=${`${base}/opvolging/${step.rule}`} row=${step.rule} class="act">${t("traject.note")}
      <span class="unseen">: ${plain(step.title)}</span></${Link}></li>`;
}

/**
 * @param {{heads: Schemas["FragmentHead"][], steps: Schemas["Step"][], people: Schemas["Dossier"] | null, base:
 *   string}} props
 */
function Past({ heads, steps, people, base }) {
  const talks = heads.filter((one) => one.category === "opvolging").sort((a, b) => inTime(b.created, a.created));
  const about = (/** @type {string} */ id) => steps.find((one) => one.done_by === id)?.title;
  return html`<h2>${t("traject.past", { n: talks.length })}</h2>
    ${talks.length === 0 && html`<p>${t("traject.past_none")}</p>`}
    <ul class="rows turns">${talks.map((one) => {
      const title = about(one.id);
      const by = nameIn(people, one.author);
      return html`<li key=${one.id}><${Link} to=${`${base}/document/${one.id}`} row=${one.id} class="turn">
        <span class="line">${title ? html`<bdi>${plain(title)}</bdi>` : code("category", "opvolging")}</span>
        <span class="muted">${by ? plain(by) : code("role", one.author_role)} · ${sayDay(dayOf(one.created))}</span>
        ${one.retracted !== null && html`<span class="late">${t("care.retracted")}</span>`}</${Link}></li>`;
    })}</ul>`;
}

export default function FollowUp() {
  const { role: mine, dossier: at } = here.value;
  const dossier = /** @type {string} */ (at);
  const role = /** @type {string} */ (mine);
  const base = `${role}/${dossier}`;
  const timeline = useTimeline(dossier);
  const documents = useDocuments(dossier);
  const people = useDossier(dossier).value;
  const again = async () => (await timeline.again(), await documents.again());
  return html`<${BackToDossier} dossier=${dossier} /><h1>${t("traject.follow_up")}</h1>
    <${Shown} of=${timeline}>${(/** @type {Schemas["Timeline"]} */ { items }) => {
      const coming = toCome(items, role);
      return html`<h2>${t("traject.coming")}</h2>
        ${coming.length === 0 && html`<p>${t("traject.coming_none")}</p>`}
        <ul class="steps">${coming.map((step) => html`<${Moment} key=${step.rule} step=${step} base=${base} />`)}</ul>
        <p><${Link} to=${`${base}/opvolging/ander`}>${t("traject.other_talk")}</${Link}></p>
        <${Shown} of=${documents}>${(/** @type {{items: Schemas["FragmentHead"][]}} */ all) =>
          html`<${Past} heads=${all.items} steps=${items} people=${people} base=${base} />`}</${Shown}>`;
    }}</${Shown}>
    <${Fetched} at=${timeline.at} again=${again} />`;
}
