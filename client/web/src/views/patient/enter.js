// From "patient" to the patient's dossier: the open one, else the newest. Without any, they may open one.
import { useEffect } from "preact/hooks";
import { getAll } from "../../core/api.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { go } from "../../core/router.js";
import { own } from "../../core/session.js";
import { t } from "../../core/words.js";
import { Shown } from "../../parts/state.js";

export default function Enter() {
  const dossiers = useRead("dossiers", () => getAll("/v1/dossiers"));
  const mine = (dossiers.value?.items ?? []).filter((/** @type {any} */ one) => own.value.has(one.patient.actor));
  const best = mine.find((/** @type {any} */ one) => one.state === "open") ?? mine[0];
  useEffect(() => {
    if (best !== undefined) {
      go(`patient/${best.id}/start`, { replace: true });
    }
  }, [best]);
  return html`<h1>${t("patient.start_title")}</h1>
    <${Shown} of=${dossiers}>${() => best === undefined && html`<p>${t("patient.no_dossier")}</p>`}</${Shown}>`;
}
