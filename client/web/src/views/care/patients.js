// The reader's patients, by name; and one more, by national number, which is checked here, sent once, and kept nowhere.
import { useState } from "preact/hooks";
import { useDossiers } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useKeys } from "../../core/keys.js";
import { t } from "../../core/words.js";
import { Text } from "../../parts/form.js";
import { useRows } from "../../parts/rows.js";
import { Fetched, Shown } from "../../parts/state.js";
import { FindByNumber } from "./find.js";
import { PatientRow } from "./patient_row.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

const SEARCHING = ["huisarts", "adviserend_arts", "arbeidsarts", "tnw_coordinator"];
const MANY = 8;
/** What a role calls the people of its dossiers. @type {Record<string, [string, string]>} */
const CALLED = {
  werkgever: ["nav.workers", "care.your_workers"],
  bemiddelaar: ["nav.people", "care.your_people"],
  hulpverlener: ["nav.people", "care.your_people"],
};
const called = () => CALLED[here.value.role ?? ""] ?? ["care.patients", "care.your_patients"];

/** Without capitals and accents. @param {string} text */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** @param {{items: Schemas["Dossier"][]}} props */
function Own({ items }) {
  const [name, setName] = useState("");
  const words = folded(name).split(/\s+/).filter(Boolean);
  const fitting = items
    .filter((one) => words.every((word) => folded(one.patient.name).includes(word)))
    .sort((a, b) => a.state.localeCompare(b.state) * -1 || a.patient.name.localeCompare(b.patient.name));
  return html`<h2>${t(called()[1], { n: items.length })}</h2>
    ${
      items.length > MANY &&
      html`<${Text} name="filter" label=${t("care.filter")} value=${name} onValue=${setName} />
      <p role="status" class="muted">${t("care.shown", { n: fitting.length, all: items.length })}</p>`
    }
    ${
      items.length === 0
        ? html`<p>${t("care.no_patients")}</p>`
        : html`<ul class="rows turns">${fitting.map(
            (one) => html`<${PatientRow} key=${one.id}
          dossier=${one} />`,
          )}</ul>`
    }`;
}

export default function Patients() {
  const dossiers = useDossiers();
  const searches = SEARCHING.includes(here.value.role ?? "");
  useRows();
  useKeys({
    "/": () => document.getElementById("f-niss")?.focus(),
  });
  return html`<h1>${t(called()[0])}</h1>
    ${searches && html`<${FindByNumber} />`}
    <${Shown} of=${dossiers}>${(/** @type {any} */ value) => html`<${Own} items=${value.items} />`}</${Shown}>
    <${Fetched} at=${dossiers.at} again=${dossiers.again} />`;
}
