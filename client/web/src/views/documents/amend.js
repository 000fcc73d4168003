// A new version of one's own document. Who changed it meanwhile is told of, and nothing that was typed is lost.
import { useState } from "preact/hooks";
import { Refused, put } from "../../core/api.js";
import { purposeOf, readDocument, useCategory, useDocument, useSight } from "../../core/dossier.js";
import { dropDraft } from "../../core/drafts.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { purposeFor } from "../../core/purpose.js";
import { forget } from "../../core/read.js";
import { go } from "../../core/router.js";
import { sayDone } from "../../core/status.js";
import { unsent } from "../../core/unsent.js";
import { code, t } from "../../core/words.js";
import { Body, sayMoment } from "../../parts/document.js";
import { DocumentForm } from "../../parts/document_form.js";
import { Button, useAct } from "../../parts/form.js";
import { ownSteps, useKnown } from "../../parts/known.js";
import { Link } from "../../parts/link.js";
import { Panel } from "../../parts/panel.js";
import { Failed, Shown } from "../../parts/state.js";
import { capital, typedValues } from "../../schema/model.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {{read: () => Promise<Schemas["Fragment"]>, newest: Schemas["Fragment"] | null, dossier: string}} props */
function Meanwhile({ read, newest, dossier }) {
  const act = useAct(async () => void (await read()));
  return newest === null
    ? html`<p><${Button} act=${act}>${t("documents.show_newest")}</${Button}></p>
      ${act.refused && html`<${Failed} error=${act.refused} />`}`
    : html`<${Panel} heading=${t("documents.newest", { n: newest.version, when: sayMoment(newest.updated) })}>
      <${Body} document=${newest} dossier=${dossier} />
      <p>${t("documents.yours_next", { n: newest.version + 1 })}</p></${Panel}>`;
}

/** @param {{document: Schemas["Fragment"], of: Schemas["CategoryForm"], dossier: string, sight: any}} props */
function AmendForm({ document, of, dossier, sight }) {
  const known = ownSteps(useKnown(dossier, of, purposeOf(dossier, sight)), here.value.role);
  const [newest, setNewest] = useState(/** @type {Schemas["Fragment"] | null} */ (null));
  const purpose = purposeFor(dossier, sight, "write", document.category);
  const draft = `${dossier}/${document.id}`;
  const base = `${here.value.role}/${dossier}/document/${document.id}`;
  const path = `/v1/dossiers/${dossier}/fragments/${document.id}`;
  const read = async () => {
    const found = await readDocument(dossier, document.id);
    setNewest(found);
    return found;
  };
  const done = () => {
    unsent.value = null;
    dropDraft(draft);
    forget(dossier);
    forget("due");
    sayDone(t("documents.changed"));
    go(base, { replace: true });
  };
  const send = async (
    /** @type {any} */ content,
    /** @type {any[]} */ files,
    /** @type {string} */ _,
    /** @type {number} */ from,
  ) => {
    const attachments = files.map(({ id, name }) => ({ attachment: id, name }));
    const version = String(newest?.version ?? from);
    try {
      await put(path, { content, attachments }, { version, purpose });
    } catch (error) {
      if (!(error instanceof Refused && error.code === "version_conflict" && newest !== null)) {
        throw error;
      }
      setNewest(null); // changed once more since it was shown
      throw error;
    }
    done();
  };
  const start = {
    values: typedValues(of.schema, document.content),
    files: document.attachments,
    version: document.version,
  };
  return html`<${DocumentForm} of=${of} dossier=${dossier} draft=${draft} start=${start} known=${known}
    button=${t("documents.save_version", { n: (newest ?? document).version + 1 })} send=${send}
    above=${() => newest && html`<${Meanwhile} ...${{ read, newest, dossier }} />`}
    conflict=${newest === null && html`<${Meanwhile} ...${{ read, newest, dossier }} />`} />`;
}

export default function AmendDocument() {
  const { role, dossier: at, params } = here.value;
  const dossier = /** @type {string} */ (at);
  const document = useDocument(dossier, params.fragment);
  const of = useCategory(document.value?.category ?? null);
  const sight = useSight(dossier);
  const category = document.value?.category;
  const back = `${role}/${dossier}/document/${params.fragment}`;
  return html`<p><${Link} to=${back} class="back">${t("documents.one")}</${Link}></p>
    <h1>${t("documents.new_version")}</h1>
    ${category && html`<p class="lead">${capital(code("category", category))}</p>`}
    <${Shown} of=${document}>${(/** @type {Schemas["Fragment"]} */ value) =>
      html`<${Shown} of=${sight}>${(/** @type {any} */ seen) =>
        html`<${Shown} of=${of}>${(/** @type {Schemas["CategoryForm"]} */ form) =>
          html`<${AmendForm} document=${value} of=${form} dossier=${dossier}
            sight=${seen} />`}</${Shown}>`}</${Shown}>`}
    </${Shown}>`;
}
