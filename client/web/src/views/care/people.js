// Somebody who does not take part yet: looked for by name, or as the arbeidsarts of the employer.
import { useState } from "preact/hooks";
import { get } from "../../core/api.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { say } from "../../core/status.js";
import { code, plain, t } from "../../core/words.js";
import { Button, ErrorSummary, Text, useAct } from "../../parts/form.js";
import { Shown } from "../../parts/state.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {{actor: string, name: string, role: string}} Found */

/**
 * @param {Schemas["Actor"][]} actors @param {string[]} roles @returns {Found[]} a row for each role that is asked
 *   for
 */
function foundOf(actors, roles) {
  return actors.flatMap((actor) =>
    actor.roles.filter((role) => roles.includes(role)).map((role) => ({ actor: actor.id, name: actor.name, role })),
  );
}

/** @param {{people: Found[], onPick: (one: Found) => void, act: string}} props act: what the button says */
function Results({ people, onPick, act }) {
  if (people.length === 0) {
    return html`<p>${t("care.nobody_found")}</p>`;
  }
  return html`<ul class="rows found">${people.map(
    (one) => html`<li key=${one.actor + one.role}><span><bdi>${plain(one.name)}</bdi>, ${code("role", one.role)}</span>
      <button onClick=${() => onPick(one)}>${act}<span class="unseen">: ${plain(one.name)}</span></button></li>`,
  )}</ul>`;
}

/** @param {{roles: string[], act: string, onPick: (one: Found) => void}} props */
export function ByName({ roles, act: label, onPick }) {
  const [text, setText] = useState("");
  const [people, setPeople] = useState(/** @type {Found[] | null} */ (null));
  const act = useAct(async () => {
    if (text.trim() === "") {
      act.setErrors({ who: t("care.error_name") });
      return;
    }
    const page = await get("/v1/actors", { query: { q: text.trim(), limit: 20 } });
    const found = foundOf(page.items, roles);
    setPeople(found);
    say(t("care.found", { n: found.length }));
  });
  const enter = (/** @type {Event} */ event) => (event.preventDefault(), void act.run());
  return html`<form onSubmit=${enter}>
    <${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    <${Text} name="who" label=${t("care.by_name")} value=${text} onValue=${setText} error=${act.errors.who} />
    <p><${Button} act=${act}>${t("care.search")}</${Button}></p>
    ${people !== null && html`<${Results} people=${people} act=${label} onPick=${onPick} />`}
  </form>`;
}

/** @param {{dossier: string, employer: string | null, act: string, onPick: (one: Found) => void}} props */
function Doctors({ dossier, employer, act, onPick }) {
  const services = useRead(employer === null ? null : `${dossier}/services`, () =>
    get("/v1/services", { query: { employer } }),
  );
  if (employer === null) {
    return html`<p>${t("care.no_employer")}</p>`;
  }
  return html`<${Shown} of=${services}>${(/** @type {{items: Schemas["Service"][]}} */ { items }) =>
    items.length === 0
      ? html`<p>${t("care.no_service")}</p>`
      : items.map(
          (one) => html`<p key=${one.fiche.id}><bdi>${plain(one.fiche.name)}</bdi></p>
      <${Results} people=${foundOf(one.arbeidsartsen, ["arbeidsarts"])} act=${act} onPick=${onPick} />`,
        )}</${Shown}>`;
}

/** @param {{dossier: string, act: string, onPick: (one: Found) => void}} props */
export function ByEmployer({ dossier, act, onPick }) {
  const [open, setOpen] = useState(false);
  const facts = useRead(open ? `${dossier}/facts` : null, () => get(`/v1/dossiers/${dossier}/facts`));
  if (!open) {
    return html`<p><button onClick=${() => setOpen(true)}>${t("care.by_employer")}</button></p>`;
  }
  return html`<${Shown} of=${facts}>${(/** @type {any} */ value) =>
    html`<${Doctors} ...${{ dossier, act, onPick }} employer=${value.employer ?? null} />`}</${Shown}>`;
}
