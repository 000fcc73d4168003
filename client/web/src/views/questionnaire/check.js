// The last screen of the questionnaire: all answers, each with its way back, who may read them, and one button.
import { useEffect, useRef } from "preact/hooks";
import { newKey, post, put } from "../../core/api.js";
import { dropDraft, keepDraft, readDraft } from "../../core/drafts.js";
import { html } from "../../core/html.js";
import { forget, useRead } from "../../core/read.js";
import { go } from "../../core/router.js";
import { language, plain, t } from "../../core/words.js";
import { Content } from "../../parts/content.js";
import { Button, ErrorSummary, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Panel } from "../../parts/panel.js";
import { examine } from "../../parts/schema_form.js";
import { Shown } from "../../parts/state.js";
import { word } from "../../schema/model.js";
import { NONE, draftOf, grantsFor } from "./readers.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {import("./readers.js").Answers} Answers */
/** @typedef {import("../../schema/model.js").FormField} FormField */

/** @param {Schemas["CategoryForm"]} of @param {Answers} answers */
function contentOfAnswers(of, answers) {
  const fixed = { instrument: answers.instrument ?? "riziv_quickscan", state: "answered" };
  return examine(of, { ...answers.values, ...fixed, date: "" });
}

/** What they will be able to read, in the words of the consent. @param {{dossier: string, readers: string[]}} props */
function Grants({ dossier, readers }) {
  const body = grantsFor(readers);
  const name =
    body === null ? null : `${dossier}/consents/preview ${[...readers].sort().join(",").replaceAll(" ", "_")}`;
  const query = { language: language.value };
  const said = useRead(name, () => post(`/v1/dossiers/${dossier}/consents/preview`, body, { query }), { spoken: true });
  return body === null
    ? html`<p>${t("questionnaire.nobody_yet")}</p>`
    : html`<${Shown} of=${said}>${(/** @type {Schemas["ConsentPreview"]} */ value) =>
        html`${value.sentences.map((one) => html`<p key=${one}>${plain(one)}</p>`)}`}</${Shown}>`;
}

/** First the answers, then who may read them; what was stored once is not sent again. @param {string} dossier
 * @param {string} base */
function useSending(dossier, base) {
  const stored = useRef(/** @type {string | null} */ (null));
  const second = useRef(newKey());
  return async (/** @type {Answers} */ answers, /** @type {any} */ content, /** @type {string} */ key) => {
    const path = `/v1/dossiers/${dossier}/fragments`;
    if (stored.current === null) {
      const made = answers.sent
        ? await put(`${path}/${answers.sent}`, { content }, { version: String(answers.version) })
        : await post(path, { category: "quickscan", content }, { key });
      stored.current = made.id;
      keepDraft(draftOf(dossier), { ...answers, sent: made.id, version: made.version });
    }
    const grants = grantsFor(answers.readers ?? []);
    if (grants !== null) {
      const query = { language: language.value };
      await post(`/v1/dossiers/${dossier}/consents`, grants, { key: second.current, query });
    }
    dropDraft(draftOf(dossier));
    forget(dossier);
    forget("due");
    go(`${base}/klaar`, { replace: true });
  };
}

/**
 * @param {{of: Schemas["CategoryForm"], people: Schemas["Dossier"], base: string, dossier: string, questions:
 *   FormField[]}} props
 */
export function Check({ of, base, dossier, questions }) {
  const answers = /** @type {Answers | null} */ (readDraft(draftOf(dossier))?.content ?? null);
  const send = useSending(dossier, base);
  const { content, errors } = contentOfAnswers(of, answers ?? { values: {} });
  const lacksReaders = (answers?.readers ?? []).length === 0;
  const act = useAct(async (key) => send(/** @type {Answers} */ (answers), content, key));
  useEffect(() => {
    if (answers !== null && !answers.checked) {
      keepDraft(draftOf(dossier), { ...answers, checked: true });
    }
  }, []);
  const placeOf = (/** @type {string} */ name) => questions.findIndex((one) => one.name === name.split(".")[0]) + 1;
  const change = (/** @type {number} */ place, /** @type {string} */ what) =>
    html`<${Link} to=${`${base}/${place}`}>${t("questionnaire.change")}<span class="unseen">: ${what}</span></${Link}>`;
  const open = Object.keys(errors);
  const last = questions.length + 1;
  return html`<p><${Link} to=${`${base}/${last}`} class="back">${t("questionnaire.back")}</${Link}></p>
    <h1>${t("questionnaire.check")}</h1>
    <${ErrorSummary} errors=${{}} refused=${act.refused} />
    ${open.map(
      (name) => html`<p key=${name} class="error">${errors[name]}
      ${" "}${placeOf(name) > 0 && change(placeOf(name), "")}</p>`,
    )}
    <${Content} of=${of} content=${pick(content, questions)}
      act=${(/** @type {FormField} */ field) => change(placeOf(field.name), word(field.label))} />
    <h2>${t("questionnaire.who_reads")}</h2>
    ${
      lacksReaders
        ? html`<p class="error">${t("questionnaire.choose_readers")}</p>`
        : html`<${Grants} dossier=${dossier} readers=${answers?.readers ?? [NONE]} />`
    }
    <p>${change(last, t("questionnaire.who_reads"))}</p>
    <${Panel}><p>${t("questionnaire.not_before")}</p></${Panel}>
    ${
      open.length === 0 &&
      !lacksReaders &&
      html`<p class="acts"><${Button} act=${act} first>${t("questionnaire.send")}</${Button}></p>`
    }`;
}

/** @param {any} content @param {FormField[]} questions */
function pick(content, questions) {
  return Object.fromEntries(Object.entries(content).filter(([name]) => questions.some((one) => one.name === name)));
}
