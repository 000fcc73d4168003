// Who takes part, what each does next; and somebody else can be asked to, or leave. To take part gives no consent.
import { useState } from "preact/hooks";
import { getAll, post, remove } from "../../core/api.js";
import { useTeam } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { sayDone } from "../../core/status.js";
import { code, plain, t } from "../../core/words.js";
import { Button, ErrorSummary, Select, Text, useAct } from "../../parts/form.js";
import { Name } from "../../parts/person.js";
import { Failed, Fetched, Shown } from "../../parts/state.js";
import { HelperRow, helpersOf } from "./helpers.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {import("./helpers.js").Helper} Helper */
/** @typedef {{role: string, actors: Schemas["Actor"][], more: boolean}} Hits */

const ROLES = [
  "huisarts",
  "adviserend_arts",
  "arbeidsarts",
  "tnw_coordinator",
  "bemiddelaar",
  "hulpverlener",
  "werkgever",
  "medewerker",
];

/** @param {string} dossier */
function changed(dossier) {
  forget(`${dossier}/team`);
  forget(`${dossier}/timeline`);
  forget(`${dossier}/sights`);
}

/** @param {{helper: Helper, dossier: string}} props */
function Leave({ helper, dossier }) {
  const act = useAct(async (key) => {
    await remove(`/v1/dossiers/${dossier}/participants/${helper.actor}`, { key });
    changed(dossier);
    sayDone(t("team.left"));
  });
  return html`<p><${Button} act=${act} class="plain">${t("team.remove")}<span class="unseen"> ${plain(
    helper.name,
  )}</span></${Button}></p>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}`;
}

/** @param {{actor: Schemas["Actor"], role: string, dossier: string, after: () => void}} props */
function Found({ actor, role, dossier, after }) {
  const act = useAct(async (key) => {
    await post(`/v1/dossiers/${dossier}/participants`, { actor: actor.id, role }, { key });
    changed(dossier);
    sayDone(t("team.invited"));
    after();
  });
  return html`<li><p><${Name} name=${actor.name} />, ${code("role", role)}
    ${actor.contact.zone && html`<br /><span class="muted">${plain(actor.contact.zone)}</span>`}</p>
    <p><${Button} act=${act}>${t("team.invite")}<span class="unseen"> ${plain(actor.name)}</span></${Button}></p>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}</li>`;
}

/** @param {{dossier: string, present: Set<string>}} props */
function Invite({ dossier, present }) {
  const [role, setRole] = useState(ROLES[0]);
  const [name, setName] = useState("");
  const [found, setFound] = useState(/** @type {Hits | null} */ (null));
  const act = useAct(async () => {
    const { items, more } = await getAll("/v1/actors", { query: { role, q: name.trim(), limit: 20 } }, 20);
    setFound({ role, actors: items.filter((one) => !present.has(one.id)), more });
  });
  const search = (/** @type {Event} */ event) => {
    event.preventDefault();
    void (name.trim().length < 2 ? act.setErrors({ name: t("team.name_missing") }) : act.run());
  };
  const options = ROLES.map((value) => ({ value, label: code("role", value) }));
  return html`<h2>${t("team.invite_title")}</h2><p>${t("team.invite_lead")}</p>
    <${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    <form onSubmit=${search}>
      <${Select} name="role" label=${t("team.role")} options=${options} value=${role} onValue=${setRole} />
      <${Text} name="name" label=${t("team.name")} value=${name} onValue=${setName} max=${100}
        error=${act.errors.name} />
      <p><button type="submit" aria-disabled=${act.busy ? "true" : null}>${t("team.search")}</button></p>
    </form>
    ${
      found !== null &&
      html`<p role="status">${t(found.more ? "team.found_more" : "team.found", { n: found.actors.length })}</p>
      <ul class="rows plain">${found.actors.map(
        (actor) => html`<${Found} key=${actor.id} actor=${actor} role=${found.role} dossier=${dossier}
        after=${() => setFound(null)} />`,
      )}</ul>`
    }`;
}

export default function TeamView() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const team = useTeam(dossier);
  return html`<h1>${t("team.title")}</h1>
    <p>${t("team.lead")}</p>
    <${Shown} of=${team}>${(/** @type {Schemas["Team"]} */ value) => {
      const helpers = helpersOf(value);
      const takesPart = (/** @type {Helper} */ one) => one.roles.length > 0;
      return html`${helpers.length === 0 && html`<p>${t("patient.nobody_yet")}</p>`}
        <ul class="rows team">${helpers.map(
          (one) =>
            html`<${HelperRow} key=${one.actor} helper=${one}>${
              takesPart(one) && html`<${Leave} helper=${one} dossier=${dossier} />`
            }</${HelperRow}>`,
        )}</ul>
        <${Invite} dossier=${dossier} present=${new Set(helpers.map((one) => one.actor))} />`;
    }}</${Shown}>
    <${Fetched} at=${team.at} again=${team.again} />`;
}
