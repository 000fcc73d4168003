// The check page of a consent that was put together: what the patient reads here is what is kept, word for word.
import { useState } from "preact/hooks";
import { Refused, post } from "../../../core/api.js";
import { sayDay } from "../../../core/dates.js";
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { bodyOf, doingOf, dropGiving, keepGiving, openQuestion, readGiving } from "../../../core/giving.js";
import { back, go } from "../../../core/router.js";
import { code, language, listed, t } from "../../../core/words.js";
import { Button, ErrorSummary, useAct } from "../../../parts/form.js";
import { Link } from "../../../parts/link.js";
import { Panel, Summary } from "../../../parts/panel.js";
import { Failed, Shown } from "../../../parts/state.js";
import { Sentences, categoryList } from "./cells.js";
import { Never } from "./never.js";
import { Stop } from "./questions.js";
import { consentsAt, forgetConsents, useConsent, useGranteeName, usePreview, useRequests } from "./reads.js";

/** @typedef {import("../../../core/giving.js").Giving} Giving */
/** @typedef {import("./reads.js").Consent} Consent */
/** @typedef {import("#api").components["schemas"]["ConsentRequest"]} ConsentRequest */

/** Whether the patient gives what was asked, at most until another day. @param {Giving} giving
 * @param {ConsentRequest | null} request */
function isAsAsked(giving, request) {
  const same = (/** @type {string[]} */ a, /** @type {string[]} */ b) => [...a].sort().join() === [...b].sort().join();
  return (
    request !== null &&
    /** @type {any} */ (giving.grantee)?.actor === request.by &&
    same(giving.categories, request.categories) &&
    same(giving.actions, request.actions) &&
    same(giving.purposes, request.purposes)
  );
}

/** What was done in an earlier try stays done. @param {Promise<any>} act */
async function unlessDone(act) {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof Refused && error.code === "conflict")) {
      throw error;
    }
  }
}

/** Gives it, or answers yes where it is what was asked.
 * @param {string} dossier @param {Giving} giving @param {ConsentRequest | null} request @returns {Promise<string>} */
async function give(dossier, giving, request) {
  const how = { query: { language: language.value }, key: giving.key };
  return isAsAsked(giving, request)
    ? (await answer(dossier, request, { answer: "yes", until: giving.until }, how)).given[0].id
    : (await post(consentsAt(dossier), bodyOf(giving), how)).id;
}

/** @param {string} dossier @param {ConsentRequest | null} request @param {any} body @param {any} [how] */
const answer = (dossier, request, body, how) =>
  post(`/v1/dossiers/${dossier}/consent-requests/${request?.id}/answer`, body, how);

/** Ends what it comes in the place of.
 * @param {string} dossier @param {Giving} giving @param {ConsentRequest | null} request */
async function endOthers(dossier, giving, request) {
  if (request !== null && !isAsAsked(giving, request)) {
    await unlessDone(answer(dossier, request, { answer: "no" }));
  }
  if (giving.instead !== null) {
    await unlessDone(post(`${consentsAt(dossier)}/${giving.instead}/withdraw`, undefined));
  }
}

/** @param {{giving: Giving, base: string, name: string}} props */
function Answers({ giving, base, name }) {
  const change = (/** @type {number} */ step, /** @type {string} */ label) =>
    html`<${Link} to=${`${base}/geven/${step}`}>
      ${t("consents.change")}<span class="unseen">: ${label}</span></${Link}>`;
  const rows = [
    ["who", name],
    ["what", categoryList(giving.categories)],
    ["do", t(`consents.do_${doingOf(giving.actions)}`)],
    ["purpose", listed(giving.purposes.map((one) => code("purpose", one)))],
    ["until", giving.until === null ? "" : sayDay(giving.until)],
  ].map(([row, value], i) => {
    const label = t(`consents.row_${row}`);
    return { label, value, act: change(i + 1, label) };
  });
  return html`<${Summary} rows=${rows} />`;
}

/** @param {Consent} covering @param {any} grantee @param {string} name */
function alreadyText({ until, grantee: { role } }, grantee, name) {
  const day = sayDay(/** @type {string} */ (until));
  return role !== undefined && grantee.role === undefined
    ? t("consents.already_role", { name, role: code("role", role), day })
    : t("consents.already_text", { name, day });
}

/** What already says it, or forbids it. @param {{dossier: string, base: string, item: any, instead: string | null}}
 * props */
export function Already({ dossier, base, item, instead }) {
  const covering = (item.covered_by ?? []).find((/** @type {string} */ id) => id !== instead) ?? null;
  const shutting = item.excluded_by?.[0] ?? null;
  const other = useConsent(dossier, covering);
  const name = useGranteeName(covering === null ? null : item.grantee);
  return html`${
    covering !== null &&
    other.value !== null &&
    html`<${Panel} heading=${t("consents.already")}>
      <p>${alreadyText(other.value, item.grantee, name)}</p></${Panel}>`
  }
    ${
      shutting !== null &&
      html`<${Panel} kind="warn" heading=${t("consents.shut")}><p>${t("consents.shut_text")}</p>
      <p><${Link} to=${`${base}/${shutting}/intrekken`}>${t("consents.readmit")}</${Link}></p></${Panel}>`
    }`;
}

/** @param {{giving: Giving, dossier: string, base: string, request: ConsentRequest | null}} props */
function Check({ giving, dossier, base, request }) {
  const [now, setNow] = useState(giving);
  const name = useGranteeName(now.grantee);
  const old = useConsent(dossier, now.instead);
  const preview = usePreview(dossier, now.key, bodyOf(now));
  const act = useAct(async () => {
    const id = await give(dossier, now, request).catch((error) => {
      if (error instanceof Refused) {
        setNow(keepGiving(dossier, {})); // it was answered: what is sent next is another act
      }
      throw error;
    });
    await endOthers(dossier, now, request); // refused here, the same key finds the same consent again
    dropGiving(dossier);
    go(`${base}/${id}/klaar`, { replace: true });
    forgetConsents(dossier);
  });
  if (preview.error instanceof Refused && preview.error.code === "invalid_body") {
    return html`<${Panel} kind="warn" heading=${t("form.wrong")}><p>${t("consents.too_long")}</p></${Panel}>
      <${Answers} giving=${now} base=${base} name=${name} />`;
  }
  return html`<${ErrorSummary} errors=${{}} refused=${act.refused} />
    <${Shown} of=${preview}>${(/** @type {any} */ { items, sentences, notes }) => html`
      <${Sentences} sentences=${sentences} />
      <${Already} dossier=${dossier} base=${base} item=${items[0]} instead=${now.instead} />
      <${Answers} giving=${now} base=${base} name=${name} />
      <${Never} notes=${notes} />
      ${old.value !== null && html`<p>${t("consents.instead")}</p><${Sentences} sentences=${[old.value.sentence]} />`}
      ${old.error !== null && html`<${Failed} error=${old.error} again=${old.again} />`}
      ${request !== null && html`<p>${t(isAsAsked(now, request) ? "consents.answers_yes" : "consents.answers_no")}</p>`}
      <p>${t("consents.nothing_yet")}</p>
      <p><${Button} first act=${act}>${t("consents.give_this")}</${Button}></p>`}</${Shown}>`;
}

export default function CheckPage() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const base = `patient/${dossier}/toestemmingen`;
  const [giving] = useState(() => readGiving(dossier));
  const requests = useRequests(giving.request === null ? null : dossier);
  const open = openQuestion(giving);
  if (open !== null) {
    go(`${base}/geven/${open}`, { replace: true });
    return html`<h1>${t("consents.check_title")}</h1>`;
  }
  const request = requests.value?.find((one) => one.id === giving.request && one.state === "open") ?? null;
  return html`<p class="progress"><button class="plain back" onClick=${back}>${t("consents.back")}</button></p>
    <h1>${t("consents.check_title")}</h1>
    ${
      giving.request === null || requests.value !== null
        ? html`<${Check} giving=${giving} dossier=${dossier} base=${base} request=${request} />`
        : html`<${Shown} of=${requests}>${() => null}</${Shown}>`
    }
    <${Stop} to=${base} />`;
}
