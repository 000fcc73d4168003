// One registration: what it says, changing it, and stopping it. Of oneself, stopping asks first.
import { useEffect, useRef, useState } from "preact/hooks";
import { get, patch, post } from "../../core/api.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget, useRead } from "../../core/read.js";
import { own } from "../../core/session.js";
import { sayDone } from "../../core/status.js";
import { code, listed, t } from "../../core/words.js";
import { changesOf, placeOf, typedOf, wrongIn } from "../../registry/actor.js";
import { Button, ErrorSummary, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Panel, Summary } from "../../parts/panel.js";
import { Name } from "../../parts/person.js";
import { Failed, Fetched, Shown } from "../../parts/state.js";
import { CertificatesOf } from "./certificates_of.js";
import { Fields } from "./fields.js";

/** @typedef {import("#api").components["schemas"]["Actor"]} Actor */

/** The version stands in a header. @param {string} id */
async function readActor(id) {
  const response = await get(`/v1/actors/${id}`, { as: "response" });
  return { actor: await response.json(), version: response.headers.get("ETag")?.replaceAll('"', "") ?? null };
}

/** @param {Actor} actor */
function rowsOf(actor) {
  const ids = (/** @type {string[]} */ all) =>
    html`<ul class="plain">${all.map(
      (id) => html`<li key=${id}><${Link} to=${`beheerder/mensen/${id}`}>${id}</${Link}></li>`,
    )}</ul>`;
  const none = t("admin.none");
  const medewerker = actor.roles.includes("medewerker");
  return [
    { label: t("admin.state"), value: t(`admin.state_${actor.state}`) },
    { label: t("admin.roles"), value: actor.roles.length ? listed(actor.roles.map((one) => code("role", one))) : none },
    { label: t("admin.nihii"), value: actor.nihii ?? none },
    { label: t("admin.organisation"), value: actor.organisation ? ids([actor.organisation]) : none },
    medewerker && { label: t("admin.function"), value: t(`admin.function_${actor.function ?? "none"}`) },
    medewerker && { label: t("admin.acts_for"), value: actor.acts_for.length ? ids(actor.acts_for) : none },
    { label: t("admin.id"), value: actor.id },
  ];
}

/** @param {{actor: Actor, version: string | null, done: () => void}} props */
function Change({ actor, version, done }) {
  const [typed, setTyped] = useState(typedOf(actor));
  const act = useAct(async () => {
    const changes = changesOf(typed, actor);
    if (Object.keys(changes).length > 0) {
      await patch(`/v1/actors/${actor.id}`, changes, { version });
      forget("actor");
    }
    sayDone(t("admin.changed"));
    done();
  }, placeOf);
  const send = () => {
    const wrong = wrongIn(typed, false);
    return Object.keys(wrong).length > 0 ? act.setErrors(wrong) : act.run();
  };
  return html`<h2>${t("admin.change")}</h2>
    <${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    <${Fields} typed=${typed} onTyped=${setTyped} errors=${act.errors} />
    <p class="acts"><${Button} act=${act} first onClick=${send}>${t("admin.save")}</${Button}>
      <button onClick=${done}>${t("admin.leave")}</button></p>`;
}

/** @param {{actor: Actor}} props */
function Stop({ actor }) {
  const [asking, setAsking] = useState(false);
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => heading.current?.focus(), [asking]);
  const self = own.value.has(actor.id);
  const act = useAct(async (key) => {
    await post(`/v1/actors/${actor.id}/disable`, undefined, { key });
    setAsking(false);
    forget("actor");
    sayDone(t("admin.stopped"));
  });
  if (!asking) {
    return html`${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}
      <${Button} act=${act} onClick=${self ? () => setAsking(true) : act.run}>${t("admin.stop")}</${Button}>`;
  }
  return html`<${Panel} kind="warn" heading=${t("admin.stop_self")} focus=${heading}>
    <p>${t("admin.stop_self_text")}</p>
    ${act.refused && html`<${Failed} error=${act.refused} />`}
    <p class="acts"><button onClick=${() => setAsking(false)}>${t("admin.leave")}</button>
      <${Button} act=${act}>${t("admin.stop")}</${Button}></p>
  </${Panel}>`;
}

/** @param {{actor: Actor, version: string | null}} props */
function Start({ actor, version }) {
  const act = useAct(async () => {
    await patch(`/v1/actors/${actor.id}`, { state: "active" }, { version });
    forget("actor");
    sayDone(t("admin.started"));
  });
  return html`${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}
    <${Button} act=${act}>${t("admin.start")}</${Button}>`;
}

/** @param {{actor: Actor, version: string | null}} props */
function Person({ actor, version }) {
  const [changing, setChanging] = useState(false);
  if (changing) {
    return html`<${Change} actor=${actor} version=${version} done=${() => setChanging(false)} />`;
  }
  return html`<${Summary} rows=${rowsOf(actor)} />
    <p class="muted">${t("admin.number_kept")}</p>
    <div class="acts"><button class="first" onClick=${() => setChanging(true)}>${t("admin.change")}</button>
      ${actor.state === "active" && html`<${Stop} actor=${actor} />`}
      ${actor.state === "disabled" && html`<${Start} actor=${actor} version=${version} />`}</div>`;
}

export default function PersonPage() {
  const id = here.value.params.actor;
  const read = useRead(`actor/${id}`, () => readActor(id));
  return html`<p><${Link} to="beheerder/mensen" class="back">${t("admin.people")}</${Link}></p>
    <h1 data-title=${t("admin.registration")}>${
      read.value === null ? t("admin.registration") : html`<${Name} name=${read.value.actor.name} />`
    }</h1>
    <${Shown} of=${read}>${(/** @type {any} */ { actor, version }) => html`
      <${Person} key=${version} actor=${actor} version=${version} />
      <${CertificatesOf} actor=${id} />
      <${Fetched} at=${read.at} again=${read.again} />`}</${Shown}>`;
}
