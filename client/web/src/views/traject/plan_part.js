// One part of the plan: a small form of its own. What is typed stays on this device; sending is the plan's own view.
import { useEffect, useState } from "preact/hooks";
import { useCategory } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useRemembered } from "../../core/remembered.js";
import { go } from "../../core/router.js";
import { t } from "../../core/words.js";
import { DraftLine } from "../../parts/draft.js";
import { ErrorSummary } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Fields } from "../../parts/schema_form.js";
import { Shown } from "../../parts/state.js";
import { contentOf, fieldsOf } from "../../schema/model.js";
import { PARTS, asPlan, examinePlan, usePlanDraft } from "./draft.js";

/** @typedef {import("#api").components["schemas"]["CategoryForm"]} CategoryForm */

/** Whoever comes from the summary of what is wrong stands at the field. @param {string[]} places */
function useFocusOn(places) {
  useEffect(() => {
    const timer = setTimeout(() => document.getElementById(`f-${places[0]}`)?.focus());
    return () => clearTimeout(timer);
  }, []);
}

/** @param {{of: CategoryForm, dossier: string, part: string, plan: string}} props */
function Part({ of, dossier, part, plan }) {
  const draft = usePlanDraft(dossier);
  const [tried] = useRemembered(`${dossier}/plan-tried`, 0);
  const [errors, setErrors] = useState(() => (tried > 0 ? examinePlan(of, draft.value.values).wrong[part] : {}));
  const [summed, setSummed] = useState(/** @type {Record<string, string>} */ ({}));
  useFocusOn(Object.keys(errors));
  const next = () => {
    const { values, wrong } = examinePlan(of, draft.value.values);
    draft.change({ ...draft.value, values });
    draft.keep();
    setErrors(wrong[part]);
    setSummed(wrong[part]);
    if (Object.keys(wrong[part]).length === 0) {
      go(plan);
    }
  };
  const values = asPlan(draft.value.values);
  const all = fieldsOf(of.form);
  return html`<${ErrorSummary} errors=${summed} />
    <${Fields} fields=${all.filter((one) => one.name === part)} all=${all} schema=${of.schema}
      content=${contentOf(of, values)} values=${values} errors=${errors} known=${{}} required=${new Set(PARTS)}
      onValues=${(/** @type {Record<string, any>} */ changed) => draft.change({ ...draft.value, values: changed })} />
    <p class="acts"><button class="first" onClick=${next}>${t("core.next")}</button></p>
    <${DraftLine} at=${draft.at} restored=${false} onDrop=${() => undefined} />`;
}

export default function PlanPart() {
  const { role, dossier: at, params } = here.value;
  const dossier = /** @type {string} */ (at);
  const plan = `${role}/${dossier}/plan`;
  const of = useCategory("plan");
  return html`<p><${Link} to=${plan} class="back">${t("traject.plan")}</${Link}></p>
    <h1>${PARTS.includes(params.part) ? t(`traject.part_${params.part}`) : t("core.no_page")}</h1>
    ${
      PARTS.includes(params.part) &&
      html`<${Shown} of=${of}>${(/** @type {CategoryForm} */ form) =>
        html`<${Part} of=${form} dossier=${dossier} part=${params.part} plan=${plan} />`}</${Shown}>`
    }`;
}
