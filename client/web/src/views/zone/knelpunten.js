// Obstacles on the way back to work: one is told by its code, and counted; read are only numbers by theme, of quarters
// that are over, with a little chance in them, so that nobody is found behind one.
import { useState } from "preact/hooks";
import { get, post } from "../../core/api.js";
import { today } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { sayDone } from "../../core/status.js";
import { language, plain, t } from "../../core/words.js";
import { Button, Choice, ErrorSummary, Select, useAct } from "../../parts/form.js";
import { Shown } from "../../parts/state.js";
import { confers } from "../guide/guide.js";
import { Back } from "./zone.js";

/** @typedef {import("#api").components["schemas"]["KnelpuntList"]["items"][number]} Knelpunt */
/** @typedef {import("#api").components["schemas"]["KnelpuntCounts"]} Counts */

const QUARTERS = 8;
/** Who reads the numbers too, and tells of none. */
const READING = ["auditor", "beheerder"];

/** "kwartaal 3 van 2026". @param {string} quarter "2026-Q3" */
function sayQuarter(quarter) {
  const [year, n] = quarter.split("-Q");
  return t("zone.quarter", { year, n });
}

/** The quarters that are over, newest first. */
function quartersOver() {
  const [year, month] = today().split("-").map(Number);
  const now = year * 4 + Math.floor((month - 1) / 3);
  return Array.from({ length: QUARTERS }, (_, i) => {
    const quarter = now - 1 - i;
    return `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
  });
}

/** @param {{items: Knelpunt[]}} props */
function Tell({ items }) {
  const [chosen, setChosen] = useState("");
  const themes = [...new Set(items.map((one) => one.theme))];
  const act = useAct(async (key) => {
    if (chosen === "") {
      act.setErrors({ [`code-${themes[0]}`]: t("zone.knelpunt.error_choose") });
      return;
    }
    const { quarter } = await post("/v1/knelpunten", { code: chosen }, { key });
    setChosen("");
    sayDone(t("zone.knelpunt.done", { quarter: sayQuarter(quarter) }));
  });
  return html`<${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    ${themes.map((theme) => {
      const those = items.filter((one) => one.theme === theme);
      return html`<${Choice}
        key=${theme}
        name=${`code-${theme}`}
        legend=${plain(those[0].theme_text)}
        value=${chosen}
        onValue=${setChosen}
        error=${act.errors[`code-${theme}`]}
        options=${those.map((one) => ({ value: one.code, label: plain(one.text) }))}
      />`;
    })}
    <p class="hint">${t("zone.knelpunt.once")}</p>
    <p><${Button} act=${act} first>${t("zone.knelpunt.tell")}</${Button}></p>`;
}

/** @param {{counts: Counts}} props */
function Table({ counts }) {
  return html`<table>
    <caption>
      ${t("zone.knelpunt.people", { quarter: sayQuarter(counts.quarter) })}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t("zone.knelpunt.theme")}</th>
        <th scope="col">${t("zone.knelpunt.count")}</th>
      </tr>
    </thead>
    <tbody>
      ${counts.items.map(
        (one) =>
          html`<tr key=${one.theme}>
            <th scope="row">${plain(one.text)}</th>
            <td>${one.people === null ? t("zone.knelpunt.few") : t("zone.knelpunt.about", { n: one.people })}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function Numbers() {
  const quarters = quartersOver();
  const [quarter, setQuarter] = useState(quarters[0]);
  const query = { quarter, language: language.value };
  const counts = useRead(`knelpunt/${quarter}`, () => get("/v1/knelpunten/counts", { query }), {
    spoken: true,
  });
  return html`<p>${t("zone.knelpunt.numbers_lead")}</p>
    <${Select} name="quarter" label=${t("zone.knelpunt.quarter")} value=${quarter} onValue=${setQuarter}
      options=${quarters.map((value) => ({ value, label: sayQuarter(value) }))} />
    <${Shown} of=${counts}>${(/** @type {Counts} */ value) => html`<${Table} counts=${value} />`}</${Shown}>`;
}

function Telling() {
  const query = { language: language.value };
  const list = useRead("knelpunten", () => get("/v1/knelpunten", { query }), { spoken: true });
  const [wanted, setWanted] = useState(false);
  return html`<${Back} to="gids">${t("nav.guide")}</${Back}>
    <h1>${t("zone.knelpunt.title")}</h1>
    <p class="lead">${t("zone.knelpunt.lead")}</p>
    <${Shown} of=${list}>${(/** @type {any} */ { items }) => html`<${Tell} items=${items} />`}</${Shown}>
    <h2>${t("zone.knelpunt.numbers")}</h2>
    ${
      wanted
        ? html`<${Numbers} />`
        : html`<p><button onClick=${() => setWanted(true)}>${t("zone.knelpunt.show_numbers")}</button></p>`
    }`;
}

export default function Knelpunten() {
  const role = here.value.role ?? "";
  if (READING.includes(role)) {
    return html`<h1>${t("zone.knelpunt.title")}</h1>
      <${Numbers} />`;
  }
  return confers()
    ? html`<${Telling} />`
    : html`<h1>${t("core.no_page")}</h1>
        <p>${t("error.role_not_allowed")}</p>`;
}
