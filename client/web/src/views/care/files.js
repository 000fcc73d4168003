// Files that hang on a message: each is sent first, then named in it.
import { post } from "../../core/api.js";
import { html } from "../../core/html.js";
import { plain, t } from "../../core/words.js";
import { FileButton } from "../../parts/file.js";
import { useAct } from "../../parts/form.js";
import { Failed } from "../../parts/state.js";
import { useRef, useState } from "preact/hooks";

const TYPES = ["application/pdf", "image/jpeg", "image/png"];
const LARGEST = 10 * 1024 * 1024;

/** @typedef {{attachment: string, name: string}} Attached */

/** @param {{dossier: string, files: Attached[], onFiles: (files: Attached[]) => void}} props */
export function Files({ dossier, files, onFiles }) {
  const chosen = useRef(/** @type {File | null} */ (null));
  const [wrong, setWrong] = useState("");
  const act = useAct(async (key) => {
    const file = /** @type {File} */ (chosen.current);
    const bad = !TYPES.includes(file.type) ? "talk.file_type" : file.size > LARGEST ? "talk.file_size" : null;
    setWrong(bad === null ? "" : t(bad));
    if (bad === null) {
      const sent = await post(`/v1/dossiers/${dossier}/attachments`, file, { key });
      onFiles([...files, { attachment: sent.id, name: file.name }]);
    }
  });
  const take = (/** @type {File[]} */ [file]) => {
    chosen.current = file;
    void act.run();
  };
  return html`<div class=${wrong ? "field wrong" : "field"}>
    <p class="legend">${t("talk.file")}</p>
    <p class="hint" id="h-file">${t("talk.file_hint")}</p>
    ${wrong && html`<p class="error" id="e-file" role="alert">${wrong}</p>`}
    <${FileButton} id="f-file" name=${t("talk.file")} described=${wrong ? "h-file e-file" : "h-file"}
      accept=${TYPES.join(",")} take=${take} />
    ${act.busy && html`<p class="muted">${t("form.busy")}</p>`}
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}
    <ul class="things">${files.map(
      (file) => html`<li key=${file.attachment}><bdi>${plain(file.name)}</bdi>
      <button class="plain" onClick=${() => onFiles(files.filter((one) => one !== file))}>
        ${t("talk.take_away")}</button></li>`,
    )}</ul>
  </div>`;
}
