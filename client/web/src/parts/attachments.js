// Files of a document: chosen, sent at once with how far they are, refused with the reason; and those that hang on a
// document, saved on the reader's own device.
import { useRef, useState } from "preact/hooks";
import { Refused, get, newKey, upload } from "../core/api.js";
import { html } from "../core/html.js";
import { purposeIn } from "../core/purpose.js";
import { saveFile } from "../core/save.js";
import { say } from "../core/status.js";
import { plain, t } from "../core/words.js";
import { FileButton } from "./file.js";
import { useAct } from "./form.js";
import { Failed, errorText } from "./state.js";

/** @typedef {import("#api").components["schemas"]["Attachment"]} Attachment */
/** @typedef {{id: string, name: string, size: number}} Sent */

const TYPES = ["application/pdf", "image/jpeg", "image/png"];
const MOST_BYTES = 10 * 1024 * 1024;
const MOST_FILES = 8;
const LONGEST_NAME = 120;

/** The server's reasons (server/rules/inspect/), and what the page says. @type {[RegExp, string][]} */
const REASONS = [
  [/encrypted/, "file_locked"],
  [/program|script/, "file_program"],
  [/another file/, "file_inside"],
  [/sound, film|animation|moves/, "file_moves"],
  [/too much beside/, "file_beside"],
  [/second picture|behind its end: a second/, "file_second"],
  [/no sound|damaged|shorter|longer/, "file_damaged"],
  [/is no /, "file_other_kind"],
];

/** @param {any} error */
function whyNot(error) {
  const named = error instanceof Refused && REASONS.find(([text]) => text.test(error.message));
  return named ? t(`documents.${named[1]}`) : errorText(error);
}

/** @param {File} file @returns {string | null} */
function refusedHere(file) {
  return !TYPES.includes(file.type)
    ? t("error.unsupported_media_type")
    : file.size > MOST_BYTES
      ? t("documents.file_too_large")
      : null;
}

/** A name that says nothing of folders, in marks that have a shape. @param {string} name */
function nameOf(name) {
  const clean = name
    .normalize("NFC")
    .replace(/[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, "_")
    .replace(/\p{Zs}/gu, " ")
    .trim();
  const dot = clean.lastIndexOf(".");
  const end = dot < 0 ? "" : clean.slice(dot);
  return clean.length <= LONGEST_NAME ? clean : clean.slice(0, LONGEST_NAME - end.length) + end;
}

/** @param {number} size */
export function sizeText(size) {
  return size < 1024 * 1024
    ? t("documents.kb", { n: Math.max(1, Math.round(size / 1024)) })
    : t("documents.mb", { n: String(Math.round((size / 1024 / 1024) * 10) / 10).replace(".", t("schema.point")) });
}

/**
 * @param {{dossier: string, files: Sent[], onFiles: (files: Sent[]) => void}} props
 */
export function FileChooser({ dossier, files, onFiles }) {
  const [going, setGoing] = useState(/** @type {{name: string, share: number} | null} */ (null));
  const [wrong, setWrong] = useState(/** @type {string | null} */ (null));
  const sendOne = async (/** @type {File} */ file) => {
    const name = nameOf(file.name);
    const refused = refusedHere(file);
    if (refused !== null) {
      throw new Error(refused);
    }
    setGoing({ name, share: 0 });
    const onProgress = (/** @type {number} */ share) => setGoing({ name, share });
    const how = { key: newKey(), onProgress, purpose: purposeIn(dossier) };
    const made = await upload(`/v1/dossiers/${dossier}/attachments`, file, how);
    return { id: made.id, name, size: made.size };
  };
  const take = async (/** @type {File[]} */ chosen) => {
    let have = files;
    setWrong(null);
    for (const file of chosen.slice(0, MOST_FILES - files.length)) {
      try {
        have = [...have, await sendOne(file)];
        onFiles(have);
        say(t("documents.file_sent"));
      } catch (error) {
        const why =
          error instanceof Refused || !(error instanceof Error) || error.message === "upload"
            ? whyNot(error)
            : error.message;
        setWrong(t("documents.file_refused", { name: plain(nameOf(file.name)), why }));
      }
    }
    setGoing(null);
  };
  return html`<div class=${wrong ? "field wrong" : "field"}>
    <p class="legend">${t("documents.files")} <span class="muted">${t("form.optional")}</span></p>
    <p class="hint" id="h-files">${t("documents.files_hint")}</p>
    ${wrong && html`<p class="error" id="e-files" role="alert">${wrong}</p>`}
    <${Chosen} files=${files} onFiles=${onFiles} />
    ${
      going &&
      html`<p><label>${plain(going.name)}
        ${" "}<progress value=${going.share} max="1">${Math.round(going.share * 100)} %</progress></label></p>`
    }
    ${
      files.length < MOST_FILES &&
      html`<${FileButton} id="f-files" name=${t("documents.files")} described=${wrong ? "h-files e-files" : "h-files"}
        accept=${TYPES.join(",")} take=${take} disabled=${going !== null} multiple />`
    }
  </div>`;
}

/** @param {{files: Sent[], onFiles: (files: Sent[]) => void}} props */
function Chosen({ files, onFiles }) {
  return files.length === 0
    ? null
    : html`<ul class="rows">${files.map(
        (
          file,
        ) => html`<li key=${file.id}><bdi>${plain(file.name)}</bdi> <span class="muted">${sizeText(file.size)}</span>
      ${" "}<button type="button" class="plain" onClick=${() => onFiles(files.filter((one) => one !== file))}>
        ${t("schema.remove")}<span class="unseen"> ${plain(file.name)}</span></button></li>`,
      )}</ul>`;
}

/**
 * Each is fetched when it is tapped: a record says so.
 * @param {{dossier: string, files: Attachment[], purpose?: string |
 * null}} props */
export function Files({ dossier, files, purpose }) {
  const wanted = useRef(/** @type {Attachment | null} */ (null));
  const act = useAct(async () => {
    const file = /** @type {Attachment} */ (wanted.current);
    const path = `/v1/dossiers/${dossier}/attachments/${file.id}`;
    saveFile(await get(path, { as: "blob", purpose: purpose ?? purposeIn(dossier) }), nameOf(file.name));
  });
  return html`<ul class="rows">${files.map(
    (file) => html`<li key=${file.id}><bdi>${plain(file.name)}</bdi>
      ${" "}<span class="muted">${sizeText(file.size)}</span>
      ${" "}<button type="button" class="plain" onClick=${() => ((wanted.current = file), act.run())}>
        ${t("documents.save_file")}<span class="unseen"> ${plain(file.name)}</span></button></li>`,
  )}</ul>
  ${act.refused && html`<${Failed} error=${act.refused} />`}`;
}
