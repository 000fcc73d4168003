// Where am I, what is asked of me, who helps me.
import { get } from "../../core/api.js";
import { daysBetween, sayDay } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { news } from "../../core/poll.js";
import { useRead } from "../../core/read.js";
import { own } from "../../core/session.js";
import { dayOfStep, lookOf, nextContact, split } from "../../core/steps.js";
import { language, plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Name, Person } from "../../parts/person.js";
import { Picture } from "../../parts/picture.js";
import { Fetched, Shown } from "../../parts/state.js";
import { whoOf } from "../../parts/step.js";
import { useTimeline } from "./timeline.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

const SOON_DAYS = 14;

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
  const { coming, done } = split(timeline.items);
  const base = `patient/${dossier}/tijdlijn`;
  return html`<p class="lead">${howLong(timeline.start, timeline.today)}
    ${" "}${
      next
        ? t("patient.next_contact", { who: whoOf(next), day: sayDay(/** @type {string} */ (dayOfStep(next))) })
        : t("patient.no_contact")
    }</p>
    <${Picture} steps=${[...coming, ...done]} start=${timeline.start} today=${timeline.today} base=${base} />
    <p><${Link} to=${base}>${t("patient.to_timeline")}</${Link}></p>`;
}

/** @param {{to: string, text: any, note: any}} props */
function Task({ to, text, note }) {
  return html`<li><${Link} to=${to} class="task"><span>${text}</span><span class="muted">${note}</span></${Link}></li>`;
}

/** Steps that are the patient's own, and the questionnaire, which the fund sends and the patient fills in.
 * @param {Schemas["Timeline"]} timeline */
function ownSteps(timeline) {
  return timeline.items.filter((step) => {
    const day = dayOfStep(step);
    const near = day !== null && daysBetween(timeline.today, day) <= SOON_DAYS;
    const mine = step.who.includes("patient") || step.rule.includes("vragenlijst");
    return mine && step.duty && step.status === "law" && ["due", "overdue", "coming"].includes(lookOf(step)) && near;
  });
}

/** @param {{request: Schemas["ConsentRequest"], dossier: string}} props */
function RequestTask({ request, dossier }) {
  const text = html`${t("patient.question_of")} <${Name} name=${request.name} />`;
  const note = t("patient.until", { day: sayDay(request.expires) });
  return html`<${Task} to=${`patient/${dossier}/vragen/${request.id}`} text=${text} note=${note} />`;
}

/** @param {{step: Schemas["Step"], dossier: string}} props */
function StepTask({ step, dossier }) {
  const where = step.rule.includes("vragenlijst") ? "vragenlijst" : `tijdlijn/${step.rule}`;
  const day = /** @type {string} */ (dayOfStep(step));
  const note = lookOf(step) === "overdue" ? t("patient.asked_now") : t("patient.until", { day: sayDay(day) });
  return html`<${Task} to=${`patient/${dossier}/${where}`} text=${plain(step.title)} note=${note} />`;
}

/** @param {{timeline: Schemas["Timeline"], waiting: Schemas["DueList"], dossier: string}} props */
function Asked({ timeline, waiting, dossier }) {
  const requests = waiting.items.filter((item) => item.dossier === dossier).flatMap((item) => item.consent_requests);
  const steps = ownSteps(timeline);
  if (requests.length + steps.length === 0) {
    return html`<p>${t("patient.nothing_asked")}</p>`;
  }
  return html`<ul class="rows">
    ${requests.map((one) => html`<${RequestTask} key=${one.id} request=${one} dossier=${dossier} />`)}
    ${steps.map((step) => html`<${StepTask} key=${step.rule} step=${step} dossier=${dossier} />`)}
  </ul>`;
}

/** @param {{person: {name: string | null}, does: string}} props */
function Main({ person, does }) {
  return html`<li><p><strong><${Name} name=${person.name} /></strong>, ${does}</p></li>`;
}

/** @param {{member: Schemas["TeamMember"]}} props */
function Member({ member }) {
  const [next] = member.next;
  return html`<li><p><${Person} name=${member.name} role=${member.role} />
    ${next && html`<br /><span class="muted">${t("patient.does_next", { what: plain(next.title) })}</span>`}</p></li>`;
}

/** @param {{team: Schemas["Team"]}} props */
function Helpers({ team }) {
  const others = team.members.filter((member) => !own.value.has(member.actor));
  return html`<ul class="rows team">
    ${team.contact && html`<${Main} person=${team.contact} does=${t("patient.contact_person")} />`}
    ${team.regie && html`<${Main} person=${team.regie} does=${t("patient.overview")} />`}
    ${others.map((member) => html`<${Member} key=${member.actor + member.role} member=${member} />`)}
  </ul>`;
}

/** @param {{kind: string, text: string, to: string}} props */
function Bar({ kind, text, to }) {
  return html`<p class=${`bar ${kind}`}>${text} <${Link} to=${to}>${t("patient.see")}</${Link}></p>`;
}

/**
 * Somebody looked for the first time, or wrote down a consent for the patient: told at once.
 * @param {{dossier: string}} props
 */
function Told({ dossier }) {
  const types = new Set(news.value.filter((event) => event.dossier === dossier).map((event) => event.type));
  const base = `patient/${dossier}`;
  return html`${
    types.has("access.first") && html`<${Bar} kind="ok" text=${t("patient.first_look")} to=${`${base}/wie-keek`} />`
  }
    ${
      types.has("consent.recorded") &&
      html`<${Bar} kind="warn" text=${t("patient.recorded")} to=${`${base}/toestemmingen`} />`
    }`;
}

/** @param {{dossier: string}} props */
function Links({ dossier }) {
  return html`<ul class="links">${LINKS.map(
    (one) => html`<li key=${one}>
    <${Link} to=${`patient/${dossier}/${one}`}>${t(`patient.link_${one}`)}</${Link}></li>`,
  )}</ul>`;
}

const LINKS = ["opmerking", "contact", "fiche", "wie-keek", "overleg", "downloaden"];

export default function Start() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const timeline = useTimeline(dossier);
  const query = { language: language.value };
  const team = useRead(`${dossier}/team`, () => get(`/v1/dossiers/${dossier}/team`, { query }), { spoken: true });
  const waiting = useRead("due", () => get("/v1/due", { query }), { spoken: true });
  const again = async () => (await timeline.again(), await team.again(), await waiting.again());
  return html`<h1>${t("patient.start_title")}</h1>
    <${Told} dossier=${dossier} />
    <${Shown} of=${timeline}>
      ${(/** @type {any} */ value) => html`<${Where} timeline=${value} dossier=${dossier} />`}
    </${Shown}>
    <h2>${t("patient.asked")}</h2>
    <${Shown} of=${waiting}>${(/** @type {any} */ value) =>
      timeline.value && html`<${Asked} timeline=${timeline.value} waiting=${value} dossier=${dossier} />`}</${Shown}>
    <h2>${t("patient.helpers")}</h2>
    <${Shown} of=${team}>${(/** @type {any} */ value) => html`<${Helpers} team=${value} />`}</${Shown}>
    <${Links} dossier=${dossier} />
    <${Fetched} at=${timeline.at} again=${again} />`;
}
