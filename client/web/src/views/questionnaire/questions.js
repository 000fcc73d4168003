// The patient's questionnaire: one question a screen, who may read the answers, and a check before it is sent. What was
// answered stays on this device until then.
import { useState } from "preact/hooks";
import { useCategory, useDossier } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { go } from "../../core/router.js";
import { code, t } from "../../core/words.js";
import { DraftLine, useDraft } from "../../parts/draft.js";
import { Choice, ErrorSummary } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Fields, atFields, examine } from "../../parts/schema_form.js";
import { Shown } from "../../parts/state.js";
import { capital, contentOf, fieldsOf, isAsked, requiredOf } from "../../schema/model.js";
import { Check } from "./check.js";
import { NONE, draftOf, readersOf } from "./readers.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {import("./readers.js").Answers} Answers */

/** The questions themselves: what is asked once it is answered. @param {Schemas["CategoryForm"]} of */
function questionsOf(of) {
  const all = fieldsOf(of.form);
  const answered = { state: "answered" };
  return all.filter((one) => one.when?.field === "state" && isAsked(all, of.schema, answered, one));
}

/** @param {{base: string, at: number}} props */
function Back({ base, at }) {
  const to = at === 1 ? base : `${base}/${at - 1}`;
  return html`<p><${Link} to=${to} class="back">${t("questionnaire.back")}</${Link}></p>`;
}

/** What is wrong with this one answer. @param {Schemas["CategoryForm"]} of @param {Answers} answers
 * @param {string} name */
function wrongWith(of, answers, name) {
  const { errors } = examine(of, { ...answers.values, state: "answered" });
  return Object.fromEntries(Object.entries(errors).filter(([place]) => place.split(".")[0] === name));
}

/**
 * @param {{of: Schemas["CategoryForm"], people: Schemas["Dossier"], at: number, base: string, dossier: string}} props
 */
function Screen({ of, people, at, base, dossier }) {
  const questions = questionsOf(of);
  const count = questions.length + 1;
  const {
    value,
    change,
    at: keptAt,
    keep,
  } = useDraft(draftOf(dossier), /** @type {Answers} */ ({ values: {} }), { asks: false });
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}));
  const field = questions[at - 1];
  const next = () => {
    const wrong =
      field !== undefined
        ? wrongWith(of, value, field.name)
        : value.readers?.length
          ? {}
          : { readers: t("questionnaire.choose_readers") };
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) {
      keep();
      go(value.checked || at === count ? `${base}/controleren` : `${base}/${at + 1}`);
    }
  };
  const all = fieldsOf(of.form);
  const values = { ...value.values, state: "answered" };
  return html`<${Back} base=${base} at=${at} />
    <h1 class="count">${t("questionnaire.of", { n: at, all: count })}</h1>
    <${ErrorSummary} errors=${errors} />
    <div class="question">
    ${
      field === undefined
        ? html`<${Readers} people=${people} chosen=${value.readers ?? []} error=${errors.readers}
            onChosen=${(/** @type {string[]} */ readers) => change({ ...value, readers })} />`
        : html`<${Fields} fields=${[field]} all=${all} schema=${of.schema} content=${contentOf(of, values)}
            values=${values} errors=${errors} known=${{}} required=${requiredOf(of, contentOf(of, values))}
            onValues=${(/** @type {any} */ changed) => change({ ...value, values: changed })} />`
    }
    </div>
    <p class="acts"><button class="first" onClick=${next}>${t("core.next")}</button></p>
    <${DraftLine} at=${keptAt} restored=${false} onDrop=${() => undefined} />
    <p>${keptAt !== null && t("questionnaire.not_sent")}</p>`;
}

/**
 * Nobody, or some.
 * @param {{people: Schemas["Dossier"], chosen: string[], error?: string, onChosen: (readers: string[])
 * => void}} props */
function Readers({ people, chosen, error, onChosen }) {
  const options = [...readersOf(people), { value: NONE, label: t("questionnaire.nobody") }];
  const take = (/** @type {string[]} */ wanted) => {
    const added = wanted.find((one) => !chosen.includes(one));
    onChosen(added === NONE ? [NONE] : wanted.filter((one) => one !== NONE));
  };
  return html`<${Choice} name="readers" many legend=${t("questionnaire.who_reads")}
    hint=${t("questionnaire.who_reads_hint")}
    options=${options} value=${chosen} onValue=${take} error=${error} />`;
}

export default function Questionnaire() {
  const { dossier: where, params } = here.value;
  const dossier = /** @type {string} */ (where);
  const base = `patient/${dossier}/vragenlijst`;
  const of = useCategory("quickscan");
  const people = useDossier(dossier);
  const at = Number(params.place);
  const ready = of.value !== null && people.value !== null;
  return html`${!ready && html`<h1>${capital(code("category", "quickscan"))}</h1>`}
    <${Shown} of=${of}>${(/** @type {Schemas["CategoryForm"]} */ form) =>
      html`<${Shown} of=${people}>${(/** @type {Schemas["Dossier"]} */ value) =>
        at >= 1 && at <= questionsOf(form).length + 1
          ? html`<${Screen} key=${at} of=${form} people=${value} at=${at} base=${base} dossier=${dossier} />`
          : html`<${Check} of=${form} people=${value} base=${base} dossier=${dossier}
            questions=${questionsOf(form)} />`}
    </${Shown}>`}</${Shown}>`;
}
