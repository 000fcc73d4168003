// Where am I, what is asked of me, who helps me.
import { get, post } from "../../core/api.js";
import { addDays, dayOf, daysBetween, sayDay } from "../../core/dates.js";
import { peopleOf, useDocuments, useOwnDossiers, useTeam, useTimeline } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget, useRead } from "../../core/read.js";
import { own } from "../../core/session.js";
import { dayOfStep, nextContact, split } from "../../core/steps.js";
import { language, t } from "../../core/words.js";
import { Button, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Panel } from "../../parts/panel.js";
import { Picture } from "../../parts/picture.js";
import { Below } from "../../parts/room.js";
import { Failed, Fetched, Shown } from "../../parts/state.js";
import { whoOf } from "../../parts/step.js";
import { Asked } from "./asked.js";
import { Helpers } from "./helpers.js";
import { Banners, Happened } from "./told.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** Weeks, as people count their illness; months from half a year on. @param {string} start @param {string} today */
function howLong(start, today) {
  const days = Math.max(0, daysBetween(start, today));
  if (days < 14) {
    return t("patient.ill_days", { n: days + 1 });
  }
  return days < 183
    ? t("patient.ill_weeks", { n: Math.floor(days / 7) })
    : t("patient.ill_months", { n: Math.floor(days / 30.44) });
}

/** @param {{timeline: Schemas["Timeline"], dossier: string}} props */
function Where({ timeline, dossier }) {
  const next = nextContact(timeline.items, timeline.today);
  const { order } = split(timeline.items, timeline.today);
  const base = `patient/${dossier}/tijdlijn`;
  return html`<p class="lead">${howLong(timeline.start, timeline.today)}
    ${" "}${
      next
        ? t("patient.next_contact", { who: whoOf(next), day: sayDay(/** @type {string} */ (dayOfStep(next))) })
        : t("patient.no_contact")
    }</p>
    <${Picture} steps=${order} start=${timeline.start} today=${timeline.today} base=${base} />
    <p><${Link} to=${base}>${t("patient.to_timeline")}</${Link}></p>`;
}

/** A dossier that somebody closed too early, or against the patient, the patient opens again. @param {{dossier: string,
 * closed: string | null}} props */
function Closed({ dossier, closed }) {
  const act = useAct(async (key) => {
    await post(`/v1/dossiers/${dossier}/reopen`, {}, { key });
    forget("dossiers");
    forget(dossier);
  });
  return html`<${Panel} kind="warn" heading=${t("patient.closed", { day: sayDay(dayOf(closed ?? Date.now())) })}>
    <p>${t("patient.closed_text")}</p>
    <p><${Button} act=${act}>${t("patient.reopen")}</${Button}></p>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}
  </${Panel}>`;
}

/** How many others looked in the last seven days. The whole of it, proven, is one tap away. @param {{dossier: string}}
 * props */
function Looks({ dossier }) {
  /** @type {() => Promise<Schemas["AccessList"]>} */
  const read = () =>
    get(`/v1/dossiers/${dossier}/access-log`, { query: { fold: true, limit: 200, language: language.value } });
  const looks = useRead(`${dossier}/access-log-week`, read);
  return html`<${Shown} of=${looks}>${(/** @type {Schemas["AccessList"]} */ page) => {
    const since = addDays(dayOf(Date.now()), -6);
    const who = page.items
      .filter((line) => line.decision === "permit" && dayOf(line.time) >= since && !own.value.has(line.actor?.id ?? ""))
      .map((line) => line.actor?.id ?? line.organisation?.id ?? "");
    const last = page.items.at(-1);
    const more = page.next !== null && last !== undefined && dayOf(last.time) >= since;
    const n = new Set(who).size;
    return html`<${Below}><p><${Link} to=${`patient/${dossier}/wie-keek`} class="onward">${
      n === 0 ? t("patient.nobody_looked") : t(more ? "patient.at_least_looked" : "patient.looked", { n })
    }</${Link}></p></${Below}>`;
  }}</${Shown}>`;
}

/** Until when it is kept: at the foot while that is far, on top with what can be done before once it only ends.
 * @param {{dossier: any, ends: boolean}} props */
function Kept({ dossier, ends }) {
  const { state, erased_from } = dossier.kept;
  if (erased_from === null || ends === (state === "open")) {
    return null;
  }
  const day = sayDay(erased_from);
  return state === "open"
    ? html`<p class="muted">${t("patient.kept_until", { day })}</p>`
    : html`<${Panel} kind="warn"><p>${t("patient.kept_reading", { day })}</p>
        <p><${Link} to=${`patient/${dossier.id}/downloaden`} class="button">${t("patient.take_archive")}</${Link}></p>
      </${Panel}>`;
}

const LINKS = ["opmerking", "contact", "team", "overleg", "fiche", "downloaden"];

/** @param {{dossier: string}} props */
function Links({ dossier }) {
  return html`<h2>${t("patient.more")}</h2><ul class="links">${LINKS.map(
    (one) => html`<li key=${one}>
    <${Link} to=${`patient/${dossier}/${one}`} row=${one}>${t(`patient.link_${one}`)}</${Link}></li>`,
  )}</ul>`;
}

export default function Start() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const dossiers = useOwnDossiers();
  const timeline = useTimeline(dossier);
  const team = useTeam(dossier);
  const documents = useDocuments(dossier);
  const query = { language: language.value };
  const waiting = useRead("due", () => get("/v1/due", { query }), { spoken: true });
  const all = [dossiers, timeline, team, documents, waiting];
  const again = async () => void (await Promise.all(all.map((one) => one.again())), forget(`${dossier}/access-log`));
  const current = dossiers.value?.find((one) => one.id === dossier);
  const people = team.value === null && team.error === null ? null : peopleOf(team.value);
  return html`<h1>${t("patient.start_title")}</h1>
    ${(current?.double_of.length ?? 0) > 0 && html`<${Panel} kind="warn"><p>${t("patient.doubled")}</p></${Panel}>`}
    ${current?.state === "closed" && html`<${Closed} dossier=${dossier} closed=${current.closed} />`}
    ${current && html`<${Kept} dossier=${current} ends />`}
    <${Banners} dossier=${dossier} people=${people} />
    <${Shown} of=${timeline}>
      ${(/** @type {any} */ value) => html`<${Where} timeline=${value} dossier=${dossier} />`}
    </${Shown}>
    <h2>${t("patient.asked")}</h2>
    <${Shown} of=${waiting}>${(/** @type {any} */ value) =>
      timeline.value &&
      html`<${Asked} timeline=${timeline.value} waiting=${value} documents=${documents.value?.items ?? []}
        dossier=${dossier} />`}</${Shown}>
    <${Happened} dossier=${dossier} people=${people} />
    <h2>${t("patient.helpers")}</h2>
    <${Shown} of=${team}>${(/** @type {any} */ value) =>
      html`<${Below}><${Helpers} team=${value} /></${Below}>`}</${Shown}>
    <h2>${t("patient.who_looked")}</h2>
    <${Looks} dossier=${dossier} />
    ${(timeline.value ?? timeline.error) !== null && html`<${Below}><${Links} dossier=${dossier} /></${Below}>`}
    ${current && html`<${Kept} dossier=${current} ends=${false} />`}
    <${Fetched} at=${timeline.at} again=${again} />`;
}
