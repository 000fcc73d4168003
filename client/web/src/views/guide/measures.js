// Measures that help somebody to work again: what they are, who asks for them, and how sure that is.
import { useState } from "preact/hooks";
import { get } from "../../core/api.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { code, codesOf, language, listed, plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Details, Summary } from "../../parts/panel.js";
import { Select } from "../../parts/form.js";
import { useRows } from "../../parts/rows.js";
import { Shown } from "../../parts/state.js";
import { inGuide } from "./guide.js";

/** @typedef {import("#api").components["schemas"]["Measures"]["items"][number]} Measure */

function useMeasures() {
  const query = { language: language.value };
  return useRead("measures", () => get("/v1/measures", { query }), { spoken: true });
}

/** @param {Measure} measure */
const certainty = (measure) => t(`guide.status_${measure.status}`, { year: measure.as_of });

/** @param {{measure: Measure}} props */
function Row({ measure }) {
  const serves = listed(measure.for.map((one) => code("serves", one)));
  return html`<li><${Link} to=${inGuide(`maatregelen/${measure.code}`)} row=${measure.code} class="task under">
    <strong>${plain(measure.title)}</strong>
    <span class="muted">${[serves, certainty(measure)].filter(Boolean).join(" · ")}</span></${Link}></li>`;
}

/** @param {{items: Measure[]}} props */
function List({ items }) {
  const [whose, setWhose] = useState("");
  const [region, setRegion] = useState("");
  const fit = items.filter(
    (one) =>
      (whose === "" || one.for.some((each) => each === whose)) &&
      (region === "" || one.regions.some((each) => each === region)),
  );
  const options = (/** @type {string} */ kind) => [
    { value: "", label: t("guide.all") },
    ...codesOf(kind).map((value) => ({ value, label: code(kind, value) })),
  ];
  return html`<div class="search">
      <${Select} name="for" label=${t("guide.row_serves")} value=${whose} onValue=${setWhose}
        options=${options("serves")} />
      <${Select} name="region" label=${t("guide.row_regions")} value=${region} onValue=${setRegion}
        options=${options("region")} />
    </div>
    <p role="status">${t("guide.of_all", { n: fit.length, all: items.length })}</p>
    <ul class="rows">${fit.map((one) => html`<${Row} key=${one.code} measure=${one} />`)}</ul>`;
}

/** @param {{measure: Measure}} props */
function One({ measure }) {
  const all = (/** @type {string} */ kind, /** @type {string[]} */ list) =>
    list.length > 0 && listed(list.map((one) => code(kind, one)));
  const row = (/** @type {string} */ name, /** @type {any} */ value) =>
    value && { label: t(`guide.row_${name}`), value };
  return html`<h2>${plain(measure.title)}</h2>
    <p>${plain(measure.explanation)}</p>
    <${Summary} rows=${[
      row("serves", all("serves", measure.for)),
      row("regions", all("region", measure.regions)),
      row("asked_by", all("role", measure.asked_by)),
      row("where", measure.where && plain(measure.where)),
      row("offices", all("organisation", measure.offices)),
      row("cost", measure.cost && plain(measure.cost)),
      row("benefit", measure.benefit && plain(measure.benefit)),
      row("certain", certainty(measure)),
    ]} />
    <${Details} summary=${t("guide.source")}><p>${plain(measure.source)}</p></${Details}>`;
}

export default function Measures() {
  const measures = useMeasures();
  const wanted = here.value.params.code;
  useRows();
  if (wanted === undefined) {
    return html`<h1>${t("nav.measures")}</h1><p class="lead">${t("guide.measures_lead")}</p>
      <${Shown} of=${measures}>${(/** @type {any} */ value) => html`<${List} items=${value.items} />`}</${Shown}>`;
  }
  const back = html`<p><${Link} to=${inGuide("maatregelen")} class="back">${t("nav.measures")}</${Link}></p>
    <h1>${t("guide.measure_title")}</h1>`;
  return html`${back}<${Shown} of=${measures}>${(/** @type {any} */ value) => {
    const measure = value.items.find((/** @type {Measure} */ one) => one.code === wanted);
    return measure === undefined ? html`<p>${t("error.not_found")}</p>` : html`<${One} measure=${measure} />`;
  }}</${Shown}>`;
}
