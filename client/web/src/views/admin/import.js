// Bringing rows of the guide in from a file: first a page that says what would change, row by row; nothing is stored
// before the last tap.
import { useState } from "preact/hooks";
import { Refused, getAll, post } from "../../core/api.js";
import { detail } from "../../core/detail.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { sayDone } from "../../core/status.js";
import { plain, t } from "../../core/words.js";
import { bodyOf, held, rowsIn } from "../../registry/table.js";
import { FileButton } from "../../parts/file.js";
import { Button, useAct } from "../../parts/form.js";
import { Panel } from "../../parts/panel.js";
import { Failed } from "../../parts/state.js";

/** @typedef {import("../../registry/table.js").Row} Row */

/** As many rows at once as the server takes; all of them are brought in, or none. */
const BATCH = 64;
const MOST = 20000;

/** @param {{rows: Row[]}} props */
function Table({ rows }) {
  return html`<div class="wide" role="region" tabindex="0" aria-label=${t("admin.rows")}><table>
    <caption>${t("admin.rows")}</caption>
    <thead><tr>${["line", "row", "row_state"].map(
      (one) => html`<th scope="col" key=${one}>${t(`admin.${one}`)}</th>`,
    )}</tr></thead>
    <tbody>${rows.map(
      (row) => html`<tr key=${row.line}><td>${row.line}</td><td><bdi>${plain(row.name)}</bdi></td>
      <td>${t(`admin.row_${row.state}`)}${row.why && html`: ${row.why}`}</td></tr>`,
    )}</tbody>
  </table></div>`;
}

/** The server names the row of its piece that it refuses.
 * @param {unknown} error @param {Row[]} piece @param {Row[]} all */
function placed(error, piece, all) {
  const first = error instanceof Refused ? error.errors[0] : undefined;
  const at = first?.pointer.match(/^\/fiches\/(\d+)/)?.[1];
  const wrong = at === undefined ? undefined : piece[Number(at)];
  if (wrong === undefined || first === undefined) {
    throw error;
  }
  return all.map((row) =>
    row === wrong ? { ...row, state: /** @type {const} */ ("wrong"), why: detail(first.detail) ?? first.detail } : row,
  );
}

/** @param {{rows: Row[], onRows: (rows: Row[] | null) => void}} props */
function Check({ rows, onRows }) {
  const count = (/** @type {Row["state"]} */ state) => rows.filter((row) => row.state === state).length;
  const act = useAct(async () => {
    const wanted = rows.filter((row) => row.state === "new" || row.state === "changed");
    for (let at = 0; at < wanted.length; at += BATCH) {
      const piece = wanted.slice(at, at + BATCH);
      try {
        await post("/v1/directory/import", { fiches: piece.map((row) => bodyOf(row.row)) });
      } catch (error) {
        onRows(placed(error, piece, rows));
        return;
      }
    }
    forget("fiches");
    sayDone(t("admin.imported", { n: wanted.length }));
    onRows(null);
  });
  const wrong = count("wrong");
  const brought = count("new") + count("changed");
  return html`<h2>${t("admin.check_title")}</h2>
    <p class="lead">${["new", "changed", "same", "wrong"]
      .map((state) => `${count(/** @type {Row["state"]} */ (state))} ${t(`admin.row_${state}`)}`)
      .join(" · ")}</p>
    ${
      wrong > 0 &&
      html`<${Panel} kind="bad" heading=${t("admin.rows_wrong")}>
      <p>${t("admin.rows_wrong_text")}</p></${Panel}>`
    }
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}
    <p class="acts">
      ${
        wrong === 0 &&
        brought > 0 &&
        html`
        <${Button} act=${act} first>${t("admin.bring_in", { n: brought })}</${Button}>`
      }
      <button onClick=${() => onRows(null)}>${t("admin.other_file")}</button></p>
    <${Table} rows=${rows.filter((row) => row.state !== "same")} />`;
}

/** @param {{onRows: (rows: Row[]) => void}} props */
function ChooseFile({ onRows }) {
  const [wrong, setWrong] = useState(/** @type {string | undefined} */ (undefined));
  const [file, setFile] = useState(/** @type {File | null} */ (null));
  const take = (/** @type {File[]} */ [chosen]) => (setFile(chosen), setWrong(undefined));
  const act = useAct(async () => {
    const rows = file === null ? null : rowsIn(await file.text());
    if (rows === null || rows.length === 0) {
      setWrong(t(file === null ? "admin.choose_file" : "admin.no_table"));
      return;
    }
    const known = await getAll("/v1/directory/export", { query: { professional: 1, limit: 200 } }, MOST);
    onRows(held(rows, known.items));
  });
  return html`<div class=${wrong ? "field wrong" : "field"}>
      <p class="legend">${t("admin.file")}</p>
      <p class="hint" id="h-file">${t("admin.file_hint")}</p>
      ${wrong && html`<p class="error" id="e-file" role="alert">${wrong}</p>`}
      <${FileButton} id="f-file" name=${t("admin.file")} described=${wrong ? "h-file e-file" : "h-file"}
        accept=".csv,.json,.ndjson,text/csv,application/json" take=${take} />
      ${file !== null && html` <bdi>${plain(file.name)}</bdi>`}
    </div>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}
    <p><${Button} act=${act} first>${t("admin.check_file")}</${Button}></p>`;
}

export default function Import() {
  const [rows, setRows] = useState(/** @type {Row[] | null} */ (null));
  return html`<h1>${t("admin.import")}</h1>
    <p>${t("admin.import_lead")}</p>
    ${rows === null ? html`<${ChooseFile} onRows=${setRows} />` : html`<${Check} rows=${rows} onRows=${setRows} />`}`;
}
