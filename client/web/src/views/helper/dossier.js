// A dossier for a bemiddelaar and for a hulpverlener: what is asked of them, what the patient shared with them, what is
// not for them. A bemiddelaar finds it in the order of their own work: what this person can still do, training,
// follow-up, registration.
import { purposeOf, useDossier, useSight, useTeam, useThreads, useTimeline } from "../../core/dossier.js";
import { today } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { howLong } from "../../parts/span.js";
import { GROUPS } from "../../core/sight.js";
import { code, t } from "../../core/words.js";
import { GivenRows, useGiven } from "../../parts/given.js";
import { Link } from "../../parts/link.js";
import { MySteps, mayWrite } from "../../parts/my_steps.js";
import { Name } from "../../parts/person.js";
import { Reached } from "../../parts/reach.js";
import { useRows } from "../../parts/rows.js";
import { Fetched, Shown } from "../../parts/state.js";
import { capital } from "../../schema/model.js";
import { NotSeen } from "../care/documents.js";
import { Members } from "../care/members.js";
import { Talks } from "../care/talks.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {import("../../parts/given.js").Given} Given */

/** In this order, each with the kinds of documents that belong to it. @type {[string, string[]][]} */
const OF_WORK = [
  ["can", [...GROUPS.functional, "potentieel_uitkomst", "quickscan"]],
  ["opleiding", ["opleiding"]],
  ["opvolging", ["opvolging"]],
  ["inschrijving", ["inschrijving"]],
];
const PARTED = OF_WORK.flatMap(([, kinds]) => kinds);

/** @param {{items: Given[], sight: Schemas["ExplanationOfAll"], base: string, dossier: string}} props */
function ByWork({ items, sight, base, dossier }) {
  const rest = items.filter((one) => !PARTED.includes(one.category));
  const rows = (/** @type {Given[]} */ some) => html`<${GivenRows} items=${some} base=${base} dossier=${dossier} />`;
  return html`${OF_WORK.map(([name, kinds]) => {
    const these = items.filter((one) => kinds.includes(one.category));
    return html`<section key=${name}>
      <h2>${t(`care.helper.part_${name}`)}</h2>
      ${these.length > 0 ? rows(these) : html`<p>${t(`care.helper.none_${name}`)}</p>`}
      ${
        mayWrite(sight, name) &&
        html`<p><${Link} to=${`${base}/nieuw/${name}`} class="button">${t(`care.mine.write_${name}`)}</${Link}></p>`
      }
    </section>`;
  })}
  ${
    rest.length > 0 &&
    html`<h2>${t("care.helper.also")}</h2>
    ${rows(rest)}`
  }`;
}

/** @param {{items: Given[], sight: Schemas["ExplanationOfAll"], base: string, dossier: string}} props */
function Shared({ items, sight, base, dossier }) {
  const may = [...new Set(Object.values(sight.purposes).flatMap((one) => /** @type {string[]} */ (one.write)))];
  return html`<h2>${t("care.helper.shared")}</h2>
    ${
      items.length > 0
        ? html`<${GivenRows} items=${items} base=${base} dossier=${dossier} />`
        : html`<p>${t("care.helper.none_shared")}</p>`
    }
    ${may.map(
      (one) => html`<p key=${one}><${Link} to=${`${base}/nieuw/${one}`} class="button">
        ${t("care.helper.new", { what: capital(code("category", one)) })}</${Link}></p>`,
    )}`;
}

/** The patient's fixed contact person at the sickness fund: to be called. @param {{team: Schemas["Team"]}} props */
function Contact({ team }) {
  return (
    team.contact !== null &&
    html`<p>
      <strong>${t("care.helper.contact")}</strong> <${Name} name=${team.contact.name} />
      <${Reached} actor=${team.contact.actor} />
    </p>`
  );
}

/** @param {{dossier: Schemas["Dossier"], again: () => Promise<void>, at: number | null}} props */
function Whole({ dossier, again, at }) {
  const role = /** @type {string} */ (here.value.role);
  const { id } = dossier;
  const base = `${role}/${id}`;
  const timeline = useTimeline(id);
  const sight = useSight(id);
  const given = useGiven(id, sight.value);
  const threads = useThreads(id);
  const team = useTeam(id);
  const all = async () => {
    for (const one of [{ again }, timeline, sight, given, threads, team]) {
      await one.again();
    }
  };
  const facts = [
    howLong(dossier.start, today()),
    t(`care.employment_${dossier.employment}`),
    t(`care.${dossier.state}`),
  ];
  const ordered = role === "bemiddelaar" ? ByWork : Shared;
  return html`<p class="muted">${facts.join(" · ")}</p>
    <p class="lead">${t(`care.helper.lead_${role}`)}</p>
    <div class="two"><div>
      <${Shown} of=${timeline}>${(/** @type {Schemas["Timeline"]} */ value) =>
        html`<${MySteps} timeline=${value} sight=${sight.value} base=${base} role=${role} />`}</${Shown}>
      <${Shown} of=${sight}>${(/** @type {Schemas["ExplanationOfAll"]} */ seen) => html`
        <${Shown} of=${given}>${(/** @type {Given[]} */ items) =>
          html`<${ordered} items=${items} sight=${seen} base=${base} dossier=${id} />`}</${Shown}>
        <${NotSeen} sight=${seen} purpose=${purposeOf(id, seen)} id=${id} />`}</${Shown}>
    </div><div>
      <${Shown} of=${threads}>${(/** @type {any} */ value) =>
        html`<${Talks} items=${value.items} id=${id} />`}</${Shown}>
      <${Shown} of=${team}>${(/** @type {Schemas["Team"]} */ value) =>
        html`<${Members} team=${value} id=${id} /><${Contact} team=${value} />`}</${Shown}>
    </div></div>
    <${Fetched} at=${at} again=${all} />`;
}

export default function HelperDossier() {
  const id = /** @type {string} */ (here.value.dossier);
  const whole = useDossier(id);
  useRows();
  return html`<h1 data-title=${t("care.dossier")}>${
    whole.value === null ? t("care.dossier") : html`<${Name} name=${whole.value.patient.name} />`
  }</h1>
    <${Shown} of=${whole}>${(/** @type {Schemas["Dossier"]} */ value) =>
      html`<${Whole} dossier=${value} again=${whole.again} at=${whole.at} />`}</${Shown}>`;
}
