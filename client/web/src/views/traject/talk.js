// A contact that was had, or to which somebody did not come: which step it was is known from where one comes from.
import { useRef } from "preact/hooks";
import { today, typedDay } from "../../core/dates.js";
import { useCategory, useDossier, useSight, useTimeline } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { purposeFor } from "../../core/purpose.js";
import { go } from "../../core/router.js";
import { sayDone } from "../../core/status.js";
import { plain, t } from "../../core/words.js";
import { adding } from "../../parts/adding.js";
import { DocumentForm } from "../../parts/document_form.js";
import { ownSteps, useKnown } from "../../parts/known.js";
import { Link } from "../../parts/link.js";
import { Nothing, Shown } from "../../parts/state.js";
import { isTalk } from "../../parts/step_act.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

const OTHER = "ander";

/** @param {{of: Schemas["CategoryForm"], sight: Schemas["ExplanationOfAll"], dossier: string, rule: string, back:
 *   string}} props */
function Form({ of, sight, dossier, rule, back }) {
  const known = ownSteps(useKnown(dossier, rule === OTHER ? of : null), here.value.role);
  const draft = `${dossier}/opvolging/${rule}`;
  const purpose = purposeFor(dossier, sight, "write", "opvolging");
  const add = adding({ dossier, category: "opvolging", purpose, draft });
  const send = async (/** @type {any} */ content, /** @type {any[]} */ files, /** @type {string} */ key) => {
    await add(content, files, key);
    sayDone(t("traject.talk_added"));
    go(back, { replace: true });
  };
  const start = { values: { date: typedDay(today()), ...(rule !== OTHER && { step: rule }) }, files: [] };
  return html`<${DocumentForm} of=${of} dossier=${dossier} draft=${draft} start=${start} known=${known}
    fixed=${rule === OTHER ? [] : ["step"]} button=${t("traject.talk_add")} send=${send} />`;
}

export default function Talk() {
  const { role, dossier: at, params } = here.value;
  const dossier = /** @type {string} */ (at);
  const rule = params.step;
  const back = `${role}/${dossier}/opvolging`;
  const of = useCategory("opvolging");
  const sight = useSight(dossier);
  const people = useDossier(dossier);
  const timeline = useTimeline(dossier);
  const title = useRef(/** @type {string | null} */ (null)); // stays while the timeline is read anew
  const step = timeline.value?.items.find((/** @type {Schemas["Step"]} */ one) => one.rule === rule);
  title.current = step?.title ?? title.current;
  if (rule !== OTHER && !isTalk(rule)) {
    return html`<h1>${t("core.no_page")}</h1><${Nothing} text=${t("error.not_found")} />`;
  }
  return html`<p><${Link} to=${back} class="back">${t("traject.follow_up")}</${Link}></p>
    <h1>${
      title.current
        ? html`<bdi>${plain(title.current)}</bdi>`
        : t(rule === OTHER ? "traject.other_talk" : "traject.talk")
    }</h1>
    <${Shown} of=${people}>${(/** @type {Schemas["Dossier"]} */ value) =>
      html`<p class="lead"><bdi>${plain(value.patient.name)}</bdi></p>`}</${Shown}>
    <${Shown} of=${sight}>${(/** @type {Schemas["ExplanationOfAll"]} */ seen) =>
      Object.values(seen.purposes).some((one) => one.write.some((may) => may === "opvolging"))
        ? html`<${Shown} of=${of}>${(/** @type {Schemas["CategoryForm"]} */ form) =>
            html`<${Form} of=${form} sight=${seen} dossier=${dossier} rule=${rule} back=${back} />`}</${Shown}>`
        : html`<p>${t("error.consent_required")}</p>`}</${Shown}>`;
}
