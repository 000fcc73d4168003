// A document being written: its fields, files, the draft on this device, and the sending. New ones and new versions.
import { useMemo, useState } from "preact/hooks";
import { Refused } from "../core/api.js";
import { html } from "../core/html.js";
import { code, listed, t } from "../core/words.js";
import { errorsOf } from "../schema/rules.js";
import { FileChooser } from "./attachments.js";
import { DraftLine, useDraft } from "./draft.js";
import { Button, ErrorSummary, useAct } from "./form.js";
import { Details } from "./panel.js";
import { SchemaForm, atFields, examine } from "./schema_form.js";
import readers from "#readers";

/** @typedef {import("../schema/model.js").CategoryForm} CategoryForm */
/** @typedef {import("../schema/model.js").Known} Known */
/** @typedef {import("./attachments.js").Sent} Sent */
/** @typedef {{values: Record<string, any>, files: Sent[], version?: number}} Written version: the one before it */

/** Who may read such a document, by policy alone: nothing of this dossier. @param {{category: string}} props */
export function WhoReads({ category }) {
  const { law = [], never = [] } = readers[category] ?? {};
  const words = (/** @type {string[]} */ roles) => listed(roles.map((role) => code("role", role)));
  return html`<${Details} summary=${t("documents.who_reads")}>
    <p>${t("documents.patient_decides")}
      ${law.length > 0 && ` ${t("documents.by_law", { roles: words(law) })}`}
      ${never.length > 0 && ` ${t("documents.never", { roles: words(never) })}`}</p>
  </${Details}>`;
}

/** What the server found wrong, at its fields. @param {CategoryForm} of @param {Written} written
 * @param {Refused} refused */
function placed(of, written, refused) {
  const mistakes = refused.errors.filter((one) => one.pointer.startsWith("/content"));
  return atFields(of, errorsOf(of, mistakes, "/content"), written.values);
}

/**
 * @param {{of: CategoryForm, dossier: string, draft: string, start: Written, known: Known, button: string,
 *   send: (content: any, files: Sent[], key: string, version?: number) => Promise<void>,
 *   above?: (take: (values: Record<string, any>) =>
 *   void) => any, conflict?: any, fixed?: string[]}} props draft: the name under which it is kept; above: what stands
 *   before the fields, and may fill them; conflict: shown where somebody changed it meanwhile; fixed: fields that the
 *   start fills, and that are not asked
 */
export function DocumentForm({ of, dossier, draft, start, known, button, send, above, conflict, fixed }) {
  const { value, change, at, clear, restored } = useDraft(draft, start);
  const [wrong, setWrong] = useState(/** @type {Record<string, string>} */ ({}));
  const act = useAct(
    async (key) => {
      const { content } = examine(of, value.values);
      await send(content, value.files, key, value.version);
      clear(); // also what waited to be kept: nothing of it stays on the device
    },
    (refused) => placed(of, value, refused),
  );
  const submit = () => {
    const { values, errors } = examine(of, value.values);
    if (JSON.stringify(values) !== JSON.stringify(value.values)) {
      change({ ...value, values });
    }
    setWrong(errors);
    act.setErrors({});
    if (Object.keys(errors).length === 0) {
      void act.run().then(() => undefined);
    }
  };
  // The same object while nothing new is wrong: the summary takes the focus once, not at each key.
  const errors = useMemo(() => ({ ...wrong, ...act.errors }), [wrong, act.errors]);
  const conflicted = act.refused instanceof Refused && act.refused.code === "version_conflict";
  const onKey = (/** @type {KeyboardEvent} */ event) => event.ctrlKey && event.key === "Enter" && submit();
  return html`<div onKeyDown=${onKey}>
    <${ErrorSummary} errors=${errors} refused=${act.refused} />
    ${conflicted && conflict}
    ${above?.((values) => change({ ...value, values }))}
    <${SchemaForm} of=${of} values=${value.values} errors=${errors} known=${known} fixed=${fixed}
      onValues=${(/** @type {Record<string, any>} */ values) => change({ ...value, values })} />
    <${FileChooser} dossier=${dossier} files=${value.files}
      onFiles=${(/** @type {Sent[]} */ files) => change({ ...value, files })} />
    <${WhoReads} category=${of.form.category} />
    <p class="acts"><${Button} act=${act} first inName onClick=${submit}>${button}</${Button}></p>
    <${DraftLine} at=${at} restored=${restored} onDrop=${clear} />
  </div>`;
}
