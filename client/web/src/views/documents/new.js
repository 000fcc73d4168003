// A new document of one kind: its form, begun with what was kept on this device or with the one before.
import { useState } from "preact/hooks";
import { sayDay, dayOf } from "../../core/dates.js";
import {
  nameIn,
  newestOf,
  purposeOf,
  readDocument,
  useCategory,
  useDocuments,
  useDossier,
  useSight,
} from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { purposeFor } from "../../core/purpose.js";
import { go } from "../../core/router.js";
import { sayDone } from "../../core/status.js";
import { code, plain, t } from "../../core/words.js";
import { adding } from "../../parts/adding.js";
import { DocumentForm } from "../../parts/document_form.js";
import { Button, useAct } from "../../parts/form.js";
import { ownSteps, useKnown } from "../../parts/known.js";
import { Link } from "../../parts/link.js";
import { Nothing, Failed, Shown } from "../../parts/state.js";
import { capital, typedValues } from "../../schema/model.js";
import { formFor, startFor } from "./for_role.js";
import { AskPatient } from "./ask_patient.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {(values: Record<string, any>) => void} Take */

/** Reading the one before is an act of its own: the patient sees it.
 * @param {{dossier: string, category: string, of: Schemas["CategoryForm"], seen: string, take:
 *   Take}} props seen: the purpose for which the dossier is looked at
 */
function FromBefore({ dossier, category, of, seen, take }) {
  const people = useDossier(dossier);
  const heads = useDocuments(dossier, { purpose: seen });
  const [taken, setTaken] = useState(false);
  const before = newestOf(heads.value?.items ?? [], category);
  const act = useAct(async () => {
    const { content } = await readDocument(dossier, /** @type {any} */ (before).id, undefined, seen);
    take(typedValues(of.schema, content));
    setTaken(true);
  });
  if (before === undefined) {
    return null;
  }
  const name = nameIn(people.value, before.author);
  const what = {
    day: sayDay(dayOf(before.updated)),
    name: name === null ? code("role", before.author_role) : plain(name),
  };
  return html`<div class="panel"><p>${t(taken ? "documents.taken" : "documents.before", what)}</p>
    ${!taken && html`<p><${Button} act=${act}>${t("documents.take_before")}</${Button}></p>`}
    ${act.refused && html`<${Failed} error=${act.refused} />`}</div>`;
}

/**
 * @param {{of: Schemas["CategoryForm"], dossier: string, category: string, sight: Schemas["ExplanationOfAll"]}} props
 */
function NewForm({ of, dossier, category, sight }) {
  const seen = purposeOf(dossier, sight);
  const known = ownSteps(useKnown(dossier, of, seen), here.value.role);
  const role = here.value.role;
  const purpose = purposeFor(dossier, sight, "write", category);
  const draft = `${dossier}/${category}`;
  const add = adding({ dossier, category, purpose, draft });
  const send = async (/** @type {any} */ content, /** @type {any[]} */ files, /** @type {string} */ key) => {
    const made = await add(content, files, key);
    sayDone(t("documents.added", { what: code("category", category) }));
    go(`${role}/${dossier}/${role === "patient" ? "documenten" : "document"}/${made.id}`, { replace: true });
  };
  const mayRead = Object.values(sight.purposes).some((one) => one.read.some((may) => may === category));
  const start = { values: startFor(role, category), files: [] };
  return html`<${DocumentForm} of=${of} dossier=${dossier} draft=${draft} start=${start}
    known=${known} button=${t("documents.add")} send=${send}
    above=${(/** @type {Take} */ take) =>
      mayRead && html`<${FromBefore} ...${{ dossier, category, of, seen, take }} />`} />`;
}

/**
 * Never, or not without a consent.
 * @param {{sight: Schemas["ExplanationOfAll"], category: string, base: string}} props
 */
function MayNot({ sight, category, base }) {
  return sight.never.write.some((one) => one === category)
    ? html`<${Nothing} text=${t("documents.may_not_write")} />`
    : html`<p>${t("error.consent_required")}</p>
      <${AskPatient} base=${base} />`;
}

export default function NewDocument() {
  const { role, dossier: at, params } = here.value;
  const dossier = /** @type {string} */ (at);
  const category = params.category;
  const of = useCategory(category);
  const people = useDossier(dossier);
  const sight = useSight(dossier);
  const may = (/** @type {Schemas["ExplanationOfAll"]} */ value) =>
    Object.values(value.purposes).some((one) => one.write.some((mine) => mine === category));
  return html`<p><${Link} to=${`${role}/${dossier}/nieuw`} class="back">${t("documents.new")}</${Link}></p>
    <h1>${capital(code("category", category))}</h1>
    <${Shown} of=${people}>${(/** @type {Schemas["Dossier"]} */ value) =>
      html`<p class="lead">${
        role === "patient"
          ? html`<bdi>${plain(value.patient.name)}</bdi>`
          : html`<${Link} to=${`${role}/${dossier}`}><bdi>${plain(value.patient.name)}</bdi></${Link}>`
      }</p>`}</${Shown}>
    <${Shown} of=${sight}>${(/** @type {Schemas["ExplanationOfAll"]} */ seen) =>
      may(seen)
        ? html`<${Shown} of=${of}>${(/** @type {Schemas["CategoryForm"]} */ form) =>
            html`<${NewForm} of=${formFor(form, role)} dossier=${dossier} category=${category}
              sight=${seen} />`}</${Shown}>`
        : html`<${MayNot} sight=${seen} category=${category} base=${`${role}/${dossier}`} />`}</${Shown}>`;
}
