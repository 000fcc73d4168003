// Where am I, what is asked of me, who helps me.
import { get } from "../../core/api.js";
import { sayDay } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { code, language, listed, plain, t } from "../../core/words.js";
import { Fetched, Shown } from "../../parts/state.js";

export default function Start() {
  const dossier = here.value.dossier;
  const timeline = useRead(
    `${dossier}/timeline`,
    () => get(`/v1/dossiers/${dossier}/timeline`, { query: { language: language.value } }),
    { spoken: true },
  );
  const team = useRead(`${dossier}/team`, () => get(`/v1/dossiers/${dossier}/team`), { spoken: true });
  return html`<h1>${t("patient.start_title")}</h1>
    <${Shown} of=${timeline}>${(/** @type {any} */ value) =>
      html`<ul>${value.items.slice(0, 5).map(
        (/** @type {any} */ step) => html`<li key=${step.rule}>
      ${plain(step.title)} ${step.due && sayDay(step.due)}
      ${" "}${listed(step.who.map((/** @type {string} */ role) => code("role", role)))}</li>`,
      )}</ul>`}</${Shown}>
    <h2>${t("patient.helpers")}</h2>
    <${Shown} of=${team}>${(/** @type {any} */ value) =>
      html`<ul>${value.members.map(
        (/** @type {any} */ member) => html`<li key=${member.actor + member.role}>
      ${plain(member.name)}, ${code("role", member.role)}</li>`,
      )}</ul>`}</${Shown}>
    <${Fetched} at=${timeline.at} again=${timeline.again} />`;
}
