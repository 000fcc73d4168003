// The plan of a TNW-traject: four parts, each for itself, then sent together. Before the third signature there is none.
import { nameIn, newestOf, useCategory, useDocument, useDocuments, useDossier, useSight } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { purposeFor } from "../../core/purpose.js";
import { useRemembered } from "../../core/remembered.js";
import { own } from "../../core/session.js";
import { sayDone } from "../../core/status.js";
import { plain, t } from "../../core/words.js";
import { adding } from "../../parts/adding.js";
import { Content } from "../../parts/content.js";
import { Body, SIGNERS } from "../../parts/document.js";
import { WhoReads } from "../../parts/document_form.js";
import { DraftLine } from "../../parts/draft.js";
import { Button, ErrorSummary, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Panel } from "../../parts/panel.js";
import { Fetched, Shown } from "../../parts/state.js";
import { BackToDossier } from "../care/back.js";
import { PARTS, draftOf, examinePlan, usePlanDraft } from "./draft.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {{dossier: string, base: string}} Where */

/** One part: the whole row is the link, and what is done is only said. @param {{part: string, done: boolean, base:
 *   string}} props */
function Task({ part, done, base }) {
  return html`<li><${Link} to=${`${base}/plan/${part}`} row=${part} class="task">
    <span>${t(`traject.part_${part}`)}</span>
    <span class="muted">${t(done ? "traject.done" : "traject.not_yet")}</span></${Link}></li>`;
}

/** @param {{of: Schemas["CategoryForm"], sight: Schemas["ExplanationOfAll"]} & Where} props */
function Making({ of, sight, dossier, base }) {
  const draft = usePlanDraft(dossier);
  const [tried, setTried] = useRemembered(`${dossier}/plan-tried`, 0);
  const { content, wrong, errors } = examinePlan(of, draft.value.values);
  const { procedure: _, outcome: __, ...said } = content; // of themselves
  const done = PARTS.filter((part) => Object.keys(wrong[part]).length === 0);
  const purpose = purposeFor(dossier, sight, "write", "plan");
  const add = adding({ dossier, category: "plan", purpose, draft: draftOf(dossier) });
  const act = useAct(async (key) => {
    await add(content, draft.value.files, key);
    setTried(0);
    sayDone(t("traject.plan_added"));
  });
  const submit = () => {
    setTried(tried + 1);
    if (Object.keys(errors).length === 0) {
      void act.run();
    }
  };
  const shown = tried > 0 ? errors : {};
  return html`<${ErrorSummary} key=${tried} errors=${shown} refused=${act.refused}
      to=${(/** @type {string} */ name) => `${base}/plan/${name.split(".")[0]}`} />
    <p class="lead">${t("traject.parts_done", { n: done.length, all: PARTS.length })}</p>
    <ul class="rows tasks">${PARTS.map(
      (part) => html`<${Task} key=${part} part=${part} done=${done.includes(part)} base=${base} />`,
    )}</ul>
    ${done.length === PARTS.length && html`<h2>${t("traject.look_again")}</h2><${Content} of=${of} content=${said} />`}
    <${WhoReads} category="plan" />
    <p class="acts"><${Button} act=${act} first onClick=${submit}>${t("traject.plan_add")}</${Button}></p>
    <${DraftLine} at=${draft.at} restored=${false} onDrop=${() => undefined} />
    <p><${Link} to=${`${base}/plan/geen`}>${t("traject.no_plan")}</${Link}></p>`;
}

/** @param {Where} props */
function Make({ dossier, base }) {
  const of = useCategory("plan");
  const sight = useSight(dossier);
  return html`<${Shown} of=${sight}>${(/** @type {any} */ seen) =>
    html`<${Shown} of=${of}>${(/** @type {any} */ form) =>
      html`<${Making} of=${form} sight=${seen} dossier=${dossier} base=${base} />`}</${Shown}>`}</${Shown}>`;
}

/** Whose signature lacks. @param {{signed: string[]} & Where} props */
function Before({ signed, dossier, base }) {
  const people = useDossier(dossier).value;
  const name = (/** @type {string} */ role) =>
    plain(
      role === "patient"
        ? people?.patient.name
        : nameIn(people, people?.participants.find((/** @type {any} */ one) => one.role === role)?.actor ?? ""),
    );
  const lacking = SIGNERS.filter((role) => !signed.includes(role));
  return html`<${Panel} heading=${t("traject.before_third")}>
    ${
      signed.length > 0 &&
      html`<p>${t("traject.lacking", {
        who: lacking
          .map((role) => name(role))
          .filter(Boolean)
          .join(", "),
      })}</p>`
    }
    <p><${Link} to=${`${base}/engagement`}>${t("traject.to_engagement")}</${Link}></p></${Panel}>`;
}

/** @param {Schemas["Fragment"]} document */
const signersOf = (document) => document.signatures.map((one) => one.role);

/** @param {{id: string} & Where} props */
function AfterThird({ id, dossier, base }) {
  const engagement = useDocument(dossier, id);
  return html`<${Shown} of=${engagement}>${(/** @type {Schemas["Fragment"]} */ value) =>
    value.complete
      ? html`<${Make} dossier=${dossier} base=${base} />`
      : html`<${Before} signed=${signersOf(value)} dossier=${dossier}
          base=${base} />`}</${Shown}>
    ${!engagement.value?.complete && html`<${Fetched} at=${engagement.at} again=${engagement.again} />`}`;
}

/** The plan that there is, or why there is none. @param {{document: Schemas["Fragment"]} & Where} props */
function Written({ document, dossier, base }) {
  const [again, setAgain] = useRemembered(`${dossier}/plan-again`, false);
  const report = /** @type {any} */ (document.content).outcome === "report";
  if (report && again) {
    return html`<${Make} dossier=${dossier} base=${base} />`;
  }
  return html`${report && html`<p class="lead">${t("traject.no_plan")}</p>`}
    <${Body} document=${document} dossier=${dossier} />
    <p class="acts">
      ${report && html`<button onClick=${() => setAgain(true)}>${t("traject.plan_after_all")}</button>`}
      ${
        own.value.has(document.author) &&
        html`<${Link} class="button"
          to=${`${base}/document/${document.id}/wijzigen`}>${t("traject.new_version")}</${Link}>`
      }
      ${!report && html`<${Link} class="button" to=${`${base}/opvolging`}>${t("traject.to_follow_up")}</${Link}>`}
    </p>`;
}

/** @param {{id: string} & Where} props */
function Known({ id, dossier, base }) {
  const document = useDocument(dossier, id);
  return html`<${Shown} of=${document}>${(/** @type {Schemas["Fragment"]} */ value) =>
    html`<${Written} document=${value} dossier=${dossier} base=${base} />`}</${Shown}>
    <${Fetched} at=${document.at} again=${document.again} />`;
}

export default function Plan() {
  const { role, dossier: at } = here.value;
  const dossier = /** @type {string} */ (at);
  const where = { dossier, base: `${role}/${dossier}` };
  const documents = useDocuments(dossier);
  return html`<${BackToDossier} dossier=${dossier} /><h1>${t("traject.plan")}</h1>
    <${Shown} of=${documents}>${(/** @type {{items: Schemas["FragmentHead"][]}} */ { items }) => {
      const plan = newestOf(
        items.filter((/** @type {any} */ one) => one.author_role === "tnw_coordinator"),
        "plan",
      );
      const engagement = newestOf(items, "engagement");
      return plan !== undefined
        ? html`<${Known} id=${plan.id} ...${where} />`
        : engagement === undefined
          ? html`<${Before} signed=${[]} ...${where} />`
          : html`<${AfterThird} id=${engagement.id} ...${where} />`;
    }}</${Shown}>`;
}
