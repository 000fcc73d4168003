// A receipt that somebody kept as a file: whether it is real. Computed here, from the file and the log's key.
import { useEffect, useRef, useState } from "preact/hooks";
import { sayDay } from "../../../core/dates.js";
import { doingOf } from "../../../core/giving.js";
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { judgeReceipt } from "../../../core/judge_receipt.js";
import { code, listed, t } from "../../../core/words.js";
import { FileButton } from "../../../parts/file.js";
import { Details, Panel, Summary } from "../../../parts/panel.js";
import { categoryList } from "./cells.js";
import { sayMoment } from "./ending.js";
import { useGranteeName } from "./reads.js";

/** @typedef {import("../../../core/judge_receipt.js").Verdict} Verdict */

/** Which words go with what was found. @type {Record<string, string[]>} */
const WHY = {
  changed: ["record", "rule", "terms", "subject", "order"],
  key: ["key"],
  whole: ["form"],
};

/** What the terms say, which are proven; the name of who has it is the registry's. @param {{terms: any}} props */
function Said({ terms }) {
  const { effect, grantee, categories, actions, purposes, from, until } = terms;
  const name = useGranteeName(grantee);
  const all = purposes[0] === "*"; // as of an exclusion of everything
  const shut = effect === "exclude";
  return html`<${Summary} rows=${[
    { label: t("consents.row_who"), value: name },
    { label: t("consents.row_what"), value: categoryList(categories) },
    !shut && { label: t("consents.row_do"), value: t(`consents.do_${doingOf(actions)}`) },
    !all && {
      label: t("consents.row_purpose"),
      value: listed(purposes.map((/** @type {string} */ one) => code("purpose", one))),
    },
    { label: t("consents.file.from"), value: sayDay(from) },
    { label: t("consents.row_until"), value: until === null ? t("consents.no_end") : sayDay(until) },
  ]} />`;
}

/** @param {{erasure: import("../../../core/judge_receipt.js").Erasure}} props */
function Erased({ erasure: { dossier, by, closed, emptied, complete } }) {
  const say = (/** @type {string | null} */ moment) =>
    moment === null ? t("consents.file.not_then") : sayMoment(moment);
  return html`<p>${t(by === null ? "consents.file.erased_for" : "consents.file.erased")}</p>
    <${Summary} rows=${[
      { label: t("consents.file.closed"), value: say(closed) },
      { label: t("consents.file.emptied"), value: say(emptied) },
      { label: t("consents.file.complete"), value: say(complete) },
      { label: t("consents.file.dossier"), value: dossier },
    ]} />
    <p>${t("consents.file.erased_word")}</p>`;
}

/** @param {Extract<Verdict, {state: "real"}>} verdict */
function RealConsent({ terms, withdrawn }) {
  const shut = terms.effect === "exclude";
  const said = (/** @type {string} */ word, /** @type {string} */ moment) =>
    html`<p>${t(`consents.file.${word}${shut ? "_shut" : ""}`, { when: sayMoment(moment) })}</p>`;
  return html`${said("given", terms.granted)}
    ${withdrawn === null ? html`<p>${t("consents.file.not_told")}</p>` : said("withdrawn", withdrawn)}
    <${Said} terms=${terms} />
    ${terms.evidence !== null && html`<p>${t("consents.file.recorded")}</p>`}
    ${terms.dossier !== here.value.dossier && html`<p>${t("consents.file.other_dossier")}</p>`}`;
}

/** @param {Extract<Verdict, {state: "real"}>} verdict */
function Real(verdict) {
  const { erasure, witnesses, known } = verdict;
  return html`${erasure !== null ? html`<${Erased} erasure=${erasure} />` : html`<${RealConsent} ...${verdict} />`}
    ${witnesses > 0 && html`<p>${t("looks.witnesses", { n: witnesses })}</p>`}
    ${!known && html`<p class="small muted">${t("consents.file.key_of_server")}</p>`}`;
}

/** @param {Extract<Verdict, {state: "wrong"}>} verdict */
function Wrong({ fault, seq, text }) {
  const why = Object.keys(WHY).find((one) => WHY[one].includes(fault)) ?? "seal";
  const technical = seq === null ? t("looks.technical", { fault }) : t("looks.technical_at", { fault, seq });
  return html`<p>${t(`consents.file.why_${why}`)}</p>
    <${Details} summary=${technical}><p class="small" lang="en">${text}</p></${Details}>`;
}

const KINDS = { real: "ok", wrong: "bad", none: "warn", cannot: "warn", broken: "warn" };

/** @param {{verdict: Verdict}} props */
function Outcome({ verdict }) {
  const focus = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => focus.current?.focus(), [verdict]);
  const { state } = verdict;
  return html`<${Panel} kind=${KINDS[state]} heading=${t(`consents.file.${state}`)} focus=${focus}>
    ${state === "real" && html`<${Real} ...${verdict} />`}
    ${state === "wrong" && html`<${Wrong} ...${verdict} />`}
    ${(state === "cannot" || state === "broken") && html`<p>${t(`consents.file.${state}_text`)}</p>`}
  </${Panel}>`;
}

export function CheckFile() {
  const [verdict, setVerdict] = useState(/** @type {Verdict | null} */ (null));
  const take = async (/** @type {File[]} */ [file]) => {
    setVerdict(null);
    setVerdict(await judgeReceipt(file));
  };
  return html`<h2>${t("consents.file.title")}</h2>
    <div class="field">
      <p class="hint" id="h-receipt">${t("consents.file.choose_hint")}</p>
      <${FileButton} id="f-receipt" described="h-receipt" accept=".json,application/json" take=${take} />
    </div>
    ${verdict !== null && html`<${Outcome} verdict=${verdict} />`}`;
}
