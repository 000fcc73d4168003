// One document to read: who wrote it and when, what it says, its files, versions and signatures.
import { useState } from "preact/hooks";
import { post } from "../core/api.js";
import { dayOf, sayDay, sayTime } from "../core/dates.js";
import { nameIn, useCategory, useDocument, useDossier } from "../core/dossier.js";
import { html } from "../core/html.js";
import { purposeIn } from "../core/purpose.js";
import { forgetDocuments } from "../core/read.js";
import { sayDone } from "../core/status.js";
import { code, plain, t } from "../core/words.js";
import { Files } from "./attachments.js";
import { Content } from "./content.js";
import { Button, useAct } from "./form.js";
import { useKnown } from "./known.js";
import { Panel, Summary } from "./panel.js";
import { Person } from "./person.js";
import { Failed, Shown } from "./state.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {Schemas["Fragment"]} Fragment */

/** "27 november 2026, 14.32 uur". @param {string} moment */
export const sayMoment = (moment) => `${sayDay(dayOf(moment))}, ${sayTime(moment)}`;

/** @param {{document: Fragment, people: Schemas["Dossier"] | null}} props */
function Head({ document, people }) {
  const { version, latest, author_name: name, author_role: role, updated, created, by } = document;
  const rows = [
    { label: t("documents.row_author"), value: html`<${Person} name=${name} role=${role} />` },
    by !== null && {
      label: t("documents.row_by"),
      value: html`<${Person} name=${nameIn(people, by)} role="medewerker" />`,
    },
    { label: t("documents.row_written"), value: sayMoment(updated) },
    version > 1 && { label: t("documents.row_first"), value: sayMoment(created) },
    latest > 1 && { label: t("documents.row_version"), value: t("documents.version_of", { n: version, all: latest }) },
  ];
  return html`<${Summary} rows=${rows} />`;
}

/** @param {{document: Fragment}} props */
function Wrong({ document }) {
  return document.retracted === null
    ? null
    : html`<${Panel} kind="warn" heading=${t("documents.retracted", { day: sayDay(dayOf(document.retracted)) })}>
    <p class="said">${plain(document.retracted_reason)}</p></${Panel}>`;
}

/** What a version says. @param {{document: Fragment, dossier: string}} props */
export function Body({ document, dossier }) {
  const of = useCategory(document.category);
  const known = useKnown(dossier, of.value !== null && namesSomething(of.value, document.content) ? of.value : null);
  return html`<${Shown} of=${of}>${(/** @type {Schemas["CategoryForm"]} */ form) =>
    html`<${Content} of=${form} content=${document.content} known=${known} />`}</${Shown}>
    ${
      document.attachments.length > 0 &&
      html`<h2>${t("documents.files")}</h2><${Files} dossier=${dossier} files=${document.attachments} />`
    }`;
}

/** Whether it names a person, a document or a step, whose words stand elsewhere. @param {Schemas["CategoryForm"]} of
 * @param {any} content */
function namesSomething(of, content) {
  return ["to_actor", "fragment", "step"].some(
    (name) => name in content && name in /** @type {any} */ (of.schema).properties,
  );
}

/** @param {{document: Fragment, dossier: string}} props */
function Versions({ document, dossier }) {
  const [shown, setShown] = useState(/** @type {number | null} */ (null));
  const old = useDocument(dossier, shown === null ? null : document.id, { version: shown ?? undefined });
  if (document.latest < 2) {
    return null;
  }
  const earlier = Array.from({ length: document.latest }, (_, i) => document.latest - i).filter(
    (one) => one !== document.version,
  );
  return html`<h2>${t("documents.versions")}</h2>
    <ul class="rows">${earlier.map(
      (one) => html`<li key=${one}><button type="button" class="plain" aria-expanded=${shown === one ? "true" : "false"}
      onClick=${() => setShown(shown === one ? null : one)}>${t("documents.version", { n: one })}</button>
      ${
        shown === one &&
        html`<${Shown} of=${old}>${(/** @type {Fragment} */ found) => html`<div class="inside">
          <p class="muted">${sayMoment(found.updated)}</p>
          <${Body} document=${found} dossier=${dossier} /></div>`}</${Shown}>`
      }</li>`,
    )}</ul>`;
}

/** Who signs an engagement, in the order in which they are asked. */
export const SIGNERS = ["patient", "tnw_coordinator", "adviserend_arts"];

/**
 * Who signed and who not yet; and the reader's own signature.
 * @param {{document: Fragment, dossier: string, people: Schemas["Dossier"] | null, role: string, mine: Set<string>,
 *   lacking?: (role: string, name: string | null | undefined) => any}} props mine: the reader's registrations; lacking:
 *   what stands behind who did not sign yet
 */
export function Signatures({ document, dossier, people, role, mine, lacking }) {
  const signed = new Map(document.signatures.map((one) => [/** @type {string} */ (one.role), one]));
  const already = document.signatures.some((one) => mine.has(one.actor));
  const act = useAct(async (key) => {
    const body = { version: document.version };
    await post(`/v1/dossiers/${dossier}/fragments/${document.id}/signatures`, body, {
      key,
      purpose: purposeIn(dossier),
    });
    forgetDocuments(dossier);
    sayDone(t("documents.signed_now"));
  });
  const may = SIGNERS.includes(role) && !signed.has(role) && !already && document.retracted === null;
  const newest = document.version === document.latest;
  return html`<h2>${t("documents.signatures")}</h2>
    <p>${t(document.complete ? "documents.all_signed" : "documents.three_needed")}</p>
    <ul class="rows signatures">${SIGNERS.map((one) => {
      const signature = signed.get(one);
      const name = signature ? nameIn(people, signature.actor) : signerOf(people, one, mine);
      const own = signature ? mine.has(signature.actor) : one === role && !already;
      return html`<li key=${one}><p><${Person} name=${name} role=${one} />${own && ` (${t("documents.you")})`}:
        ${" "}<strong>${signature ? sayMoment(signature.time) : t("documents.not_signed")}</strong></p>
        ${!signature && lacking?.(one, name)}</li>`;
    })}</ul>
    ${
      may &&
      newest &&
      html`<p>${t("documents.sign_as", { role: code("role", role) })}</p>
      ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}
      <p><${Button} act=${act} first>${t("documents.sign")}</${Button}></p>`
    }`;
}

/** Who would sign in that role: the reader, where it is theirs. @param {Schemas["Dossier"] | null} people
 * @param {string} role @param {Set<string>} mine */
function signerOf(people, role, mine) {
  const holders = people?.participants.filter((one) => one.role === role) ?? [];
  return role === "patient" ? people?.patient.name : (holders.find((one) => mine.has(one.actor)) ?? holders[0])?.name;
}

/**
 * @param {{document: Fragment, dossier: string, role: string, mine: Set<string>, acts?: any}} props acts: what the
 *   reader can do with it
 */
export function DocumentView({ document, dossier, role, mine, acts }) {
  const people = useDossier(dossier).value;
  return html`<${Wrong} document=${document} />
    <${Body} document=${document} dossier=${dossier} />
    ${document.complete !== null && html`<${Signatures} ...${{ document, dossier, people, role, mine }} />`}
    <h2>${t("documents.about")}</h2>
    <${Head} document=${document} people=${people} />
    <${Versions} document=${document} dossier=${dossier} />
    ${acts}`;
}
