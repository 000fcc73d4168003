// Before the questions, and after: what this is, what was kept, what was sent and how to change it.
import { dayOf, sayDay } from "../../core/dates.js";
import { readDocument, useCategory, useDocuments } from "../../core/dossier.js";
import { keepDraft, readDraft } from "../../core/drafts.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { go } from "../../core/router.js";
import { own } from "../../core/session.js";
import { code, t } from "../../core/words.js";
import { Button, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Panel } from "../../parts/panel.js";
import { Failed, Shown } from "../../parts/state.js";
import { capital, typedValues } from "../../schema/model.js";
import { draftOf } from "./readers.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {Schemas["FragmentHead"]} Head */

/** @param {Head[]} heads @param {(head: Head) => boolean} which */
function newest(heads, which) {
  return heads
    .filter((one) => one.category === "quickscan" && one.retracted === null && which(one))
    .sort((a, b) => (a.updated < b.updated ? 1 : -1))[0];
}

/** @param {{heads: Head[], dossier: string, base: string}} props */
function Begin({ heads, dossier, base }) {
  const kept = readDraft(draftOf(dossier));
  const asked = newest(heads, (one) => !own.value.has(one.author));
  const sent = newest(heads, (one) => own.value.has(one.author));
  const instrument = asked?.author_role === "arbeidsarts" ? "rtw_se" : "riziv_quickscan";
  const begin = () => {
    if (kept === null) {
      keepDraft(draftOf(dossier), { values: {}, instrument });
    }
    go(`${base}/${kept?.content.checked ? "controleren" : "1"}`);
  };
  return sent !== undefined && kept === null
    ? html`<${Sent} sent=${sent} dossier=${dossier} base=${base} />`
    : html`<p>${t("questionnaire.what")}</p>
      <p>${t("questionnaire.how")}</p>
      <p class="acts"><button class="first" onClick=${begin}>
        ${t(kept === null ? "questionnaire.begin" : "questionnaire.go_on")}</button></p>
      ${kept !== null && html`<p class="muted">${t("questionnaire.kept", { day: sayDay(dayOf(kept.at)) })}</p>`}`;
}

/** @param {{sent: Head, dossier: string, base: string}} props */
function Sent({ sent, dossier, base }) {
  const of = useCategory("quickscan");
  const act = useAct(async () => {
    const { content, version } = await readDocument(dossier, sent.id);
    const form = /** @type {Schemas["CategoryForm"]} */ (of.value);
    const { instrument } = /** @type {any} */ (content);
    keepDraft(draftOf(dossier), {
      values: typedValues(form.schema, content),
      instrument,
      sent: sent.id,
      version,
      checked: true,
    });
    go(`${base}/controleren`);
  });
  return html`<${Panel} kind="ok" heading=${t("questionnaire.sent_on", { day: sayDay(dayOf(sent.updated)) })}>
      <p>${t("questionnaire.may_change")}</p></${Panel}>
    <${Shown} of=${of}>${() => html`<p class="acts">
      <${Button} act=${act}>${t("questionnaire.change_answers")}</${Button}></p>`}</${Shown}>
    ${act.refused && html`<${Failed} error=${act.refused} />`}
    <ul class="links">
      <li><${Link} to=${`patient/${dossier}/toestemmingen`}>${t("questionnaire.to_consents")}</${Link}></li>
      <li><${Link} to=${`patient/${dossier}/start`}>${t("core.to_start")}</${Link}></li></ul>`;
}

export default function BeginQuestionnaire() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const heads = useDocuments(dossier);
  const base = `patient/${dossier}/vragenlijst`;
  return html`<h1>${capital(code("category", "quickscan"))}</h1>
    <${Shown} of=${heads}>${(/** @type {{items: Head[]}} */ value) =>
      html`<${Begin} heads=${value.items} dossier=${dossier} base=${base} />`}</${Shown}>`;
}
