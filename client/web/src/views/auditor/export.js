// The whole log as a file, checked on the way: one line of progress, and a verdict in words at the end.
import { useState } from "preact/hooks";
import { judgeExport } from "../../audit/export.js";
import { CannotCompute, Fault } from "../../check/fault.js";
import { today } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { saveFile } from "../../core/save.js";
import { t } from "../../core/words.js";
import { Button, useAct } from "../../parts/form.js";
import { Panel } from "../../parts/panel.js";
import { Failed } from "../../parts/state.js";

/** What holds, what does not, or what cannot be known. @param {{of: {size: number} | Fault | CannotCompute}} props */
export function Verdict({ of }) {
  if (of instanceof CannotCompute) {
    return html`<${Panel} heading=${t("auditor.not_proven_cannot")}><p>${t("auditor.why_cannot")}</p></${Panel}>`;
  }
  return of instanceof Fault
    ? html`<${Panel} kind="bad" heading=${t("auditor.log_wrong")}>
      <p>${of.seq === null ? t("auditor.log_wrong_whole") : t("auditor.log_wrong_at", { seq: of.seq })}</p>
      <p class="muted small" lang="en">${of.message}</p>
    </${Panel}>`
    : html`<${Panel} kind="ok" heading=${t("auditor.log_holds")}>
      <p>${t("auditor.log_holds_text", { n: of.size })}</p>
    </${Panel}>`;
}

/** @param {{at: {done: number, size: number} | null}} props */
export function Progress({ at }) {
  return at !== null && html`<p role="status">${t("auditor.progress", { n: at.done, size: at.size })}</p>`;
}

export default function Export() {
  const [at, setAt] = useState(/** @type {{done: number, size: number} | null} */ (null));
  const [verdict, setVerdict] = useState(/** @type {any} */ (null));
  const act = useAct(async () => {
    setVerdict(null);
    /** @type {string[]} */
    const parts = [];
    const told = (/** @type {number} */ done, /** @type {number} */ size) => setAt({ done, size });
    setVerdict(await judgeExport({ keep: (text) => parts.push(text), told }));
    saveFile(new Blob(parts, { type: "application/x-ndjson" }), `tnw-log-${today()}.ndjson`);
  });
  return html`<h1>${t("auditor.export_title")}</h1>
    <p>${t("auditor.export_lead")}</p>
    <p><${Button} act=${act} first>${t("auditor.export")}</${Button}></p>
    <${Progress} at=${at} />
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}
    ${verdict !== null && html`<${Verdict} of=${verdict} />`}`;
}
