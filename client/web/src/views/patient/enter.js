// From "patient" to the patient's dossier. With several they choose; without any they may open one.
import { useEffect } from "preact/hooks";
import { inTime, sayDay } from "../../core/dates.js";
import { useOwnDossiers } from "../../core/dossier.js";
import { html } from "../../core/html.js";
import { go } from "../../core/router.js";
import { t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Panel } from "../../parts/panel.js";
import { Shown } from "../../parts/state.js";
import { Gone } from "./told.js";

/** @typedef {import("#api").components["schemas"]["Dossier"]} Dossier */

function None() {
  return html`<${Panel}><p>${t("patient.no_dossier")}</p></${Panel}>
    <p><${Link} to="patient/nieuw" class="button">${t("patient.open_dossier")}</${Link}></p>
    <p><${Link} to="patient/gewist">${t("patient.erased_dossiers")}</${Link}></p>`;
}

/** @param {{dossiers: Dossier[]}} props */
function Several({ dossiers }) {
  const doubled = dossiers.some((one) => one.double_of.length > 0);
  const newest = [...dossiers].sort((a, b) => inTime(b.start, a.start));
  const open = dossiers.some((one) => one.state === "open");
  return html`${doubled && html`<${Panel} kind="warn"><p>${t("patient.doubled")}</p></${Panel}>`}
    <p>${t("patient.choose_dossier")}</p>
    <ul class="rows">${newest.map(
      (one) => html`<li key=${one.id}>
      <${Link} to=${`patient/${one.id}/start`} class="task" row=${one.id}>
        <span>${t("patient.dossier_since", { day: sayDay(one.start) })}</span>
        <span class="muted">${t(`patient.state_${one.state}`)}</span></${Link}></li>`,
    )}</ul>
    ${!open && html`<p><${Link} to="patient/nieuw">${t("patient.open_dossier")}</${Link}></p>`}
    <p><${Link} to="patient/gewist">${t("patient.erased_dossiers")}</${Link}></p>`;
}

export default function Enter() {
  const dossiers = useOwnDossiers();
  const only = dossiers.value?.length === 1 ? dossiers.value[0].id : null;
  useEffect(() => {
    if (only !== null) {
      go(`patient/${only}/start`, { replace: true });
    }
  }, [only]);
  return html`<h1>${only === null ? t("patient.own_dossiers") : t("patient.start_title")}</h1>
    <${Gone} />
    <${Shown} of=${dossiers}>${(/** @type {Dossier[]} */ mine) =>
      mine.length === 0 ? html`<${None} />` : mine.length > 1 && html`<${Several} dossiers=${mine} />`}</${Shown}>`;
}
