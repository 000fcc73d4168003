// There will be no plan: a report that says why, which the patient reads.
import { useCategory, useSight } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { purposeFor } from "../../core/purpose.js";
import { go } from "../../core/router.js";
import { sayDone } from "../../core/status.js";
import { t } from "../../core/words.js";
import { adding } from "../../parts/adding.js";
import { DocumentForm } from "../../parts/document_form.js";
import { Link } from "../../parts/link.js";
import { Shown } from "../../parts/state.js";

const FIXED = ["procedure", "outcome", "date"];
const START = { values: { procedure: "tnw_traject", outcome: "report" }, files: [] };

export default function NoPlan() {
  const { role, dossier: at } = here.value;
  const dossier = /** @type {string} */ (at);
  const plan = `${role}/${dossier}/plan`;
  const of = useCategory("plan");
  const sight = useSight(dossier);
  const draft = `${dossier}/plan/geen`;
  const purpose = purposeFor(dossier, sight.value, "write", "plan");
  const add = adding({ dossier, category: "plan", purpose, draft });
  const send = async (/** @type {any} */ content, /** @type {any[]} */ files, /** @type {string} */ key) => {
    await add(content, files, key);
    sayDone(t("traject.report_added"));
    go(plan, { replace: true });
  };
  return html`<p><${Link} to=${plan} class="back">${t("traject.plan")}</${Link}></p>
    <h1>${t("traject.no_plan")}</h1>
    <p>${t("traject.no_plan_means")}</p>
    <${Shown} of=${sight}>${() =>
      html`<${Shown} of=${of}>${(/** @type {any} */ form) =>
        html`<${DocumentForm} of=${form} dossier=${dossier} draft=${draft} start=${START} known=${{}} fixed=${FIXED}
        button=${t("traject.report_add")} send=${send} />`}</${Shown}>`}</${Shown}>`;
}
