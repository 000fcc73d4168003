// Which kind of document to write: those that the reader's role may write in this dossier.
import { get } from "../../core/api.js";
import { useDossier, useSight } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { code, plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Nothing, Shown } from "../../parts/state.js";
import { capital, word } from "../../schema/model.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {{sight: Schemas["ExplanationOfAll"], titles: Schemas["CategoryTitles"], base: string}} props */
function Kinds({ sight, titles, base }) {
  const may = new Set(Object.values(sight.purposes).flatMap((one) => /** @type {string[]} */ (one.write)));
  const kinds = titles.items.filter((one) => may.has(one.category));
  return kinds.length === 0
    ? html`<${Nothing} text=${t("documents.may_write_nothing")} />`
    : html`<ul class="rows kinds">${kinds.map(
        (kind) => html`<li key=${kind.category}>
      <p><${Link} to=${`${base}/nieuw/${kind.category}`} row=${kind.category}>
        ${capital(code("category", kind.category))}</${Link}>
      <br /><span class="muted">${word(kind.help)}</span></p></li>`,
      )}</ul>`;
}

export default function ChooseKind() {
  const { role, dossier: at } = here.value;
  const dossier = /** @type {string} */ (at);
  const people = useDossier(dossier);
  const sight = useSight(dossier);
  const titles = useRead("category", () => get("/v1/categories"));
  return html`<p><${Link} to=${`${role}/${dossier}`} class="back">${t("documents.dossier")}</${Link}></p>
    <h1>${t("documents.new")}</h1>
    <${Shown} of=${people}>${(/** @type {Schemas["Dossier"]} */ value) =>
      html`<p class="lead"><bdi>${plain(value.patient.name)}</bdi></p>`}</${Shown}>
    <${Shown} of=${titles}>${(/** @type {Schemas["CategoryTitles"]} */ all) =>
      html`<${Shown} of=${sight}>${(/** @type {Schemas["ExplanationOfAll"]} */ seen) =>
        html`<${Kinds} sight=${seen} titles=${all} base=${`${role}/${dossier}`} />`}</${Shown}>`}</${Shown}>`;
}
