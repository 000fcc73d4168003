// Asking the patient for consent: what, for what, until when, and why in words that the patient reads.
import { post } from "../../../core/api.js";
import { purposeOf, useSight } from "../../../core/dossier.js";
import { sayDay } from "../../../core/dates.js";
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { forget } from "../../../core/read.js";
import { language, plain, t } from "../../../core/words.js";
import { Button, ErrorSummary, Text, useAct } from "../../../parts/form.js";
import { Link } from "../../../parts/link.js";
import { Panel } from "../../../parts/panel.js";
import { Shown } from "../../../parts/state.js";
import { DraftLine, useDraft } from "../../../parts/draft.js";
import { useEffect, useRef, useState } from "preact/hooks";
import { InPerson } from "../back.js";
import { Earlier, earlierOf } from "./earlier.js";
import { PatientReads } from "./patient_reads.js";
import { Terms, termsOf, wrongTerms } from "./fields.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

const RECORDING = ["huisarts", "adviserend_arts", "arbeidsarts"];
/** Who may begin to confer: what mostly comes next. */
const STARTING = [...RECORDING, "tnw_coordinator"];
const EMPTY = { categories: /** @type {string[]} */ ([]), confer: false, purpose: "", term: "m3", day: "", text: "" };

/** @param {{request: Schemas["ConsentRequest"], dossier: string}} props */
function Asked({ request, dossier }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => heading.current?.focus(), []);
  return html`<${Panel} kind="ok" heading=${t("asking.asked")} focus=${heading}>
      <p>${t("asking.told")}</p>
      <p>${t("asking.open_until", { day: sayDay(request.expires) })}</p></${Panel}>
    <h2>${t("asking.patient_reads")}</h2>
    <blockquote><p>${plain(request.text)}</p><p>${plain(request.sentence)}</p></blockquote>
    <p class="acts">${
      STARTING.includes(here.value.role ?? "") &&
      html`<${Link} class="button" to=${`${here.value.role}/${dossier}/overleg/nieuw`}>
      ${t("care.ask_question")}</${Link}>`
    }
      <${Link} to=${`${here.value.role}/${dossier}`}>${t("asking.back")}</${Link}></p>`;
}

/** @param {{sight: Schemas["ExplanationOfAll"], dossier: string, onAsked: (request: any) => void}} props */
function Form({ sight, dossier, onAsked }) {
  const draft = useDraft(`${dossier}/toestemming-vragen`, EMPTY, { some: (typed) => typed.text !== "" });
  const [read, setRead] = useState(/** @type {Schemas["ConsentRequestPreview"] | null} */ (null));
  const wanted = { ...draft.value, purpose: draft.value.purpose || purposeOf(dossier, sight) };
  const body = () => ({ ...termsOf(wanted), text: wanted.text.trim() });
  const at = `/v1/dossiers/${dossier}/consent-requests`;
  const query = { language: language.value };
  const check = useAct(async () => {
    const wrong = wrongTerms(wanted);
    if (wanted.text.trim() === "") {
      wrong.text = t("asking.error_text");
    }
    if (Object.keys(wrong).length > 0) {
      check.setErrors(wrong);
      return;
    }
    setRead(await post(`${at}/preview`, body(), { query }));
  });
  const send = useAct(async (key) => {
    const request = await post(at, body(), { key, query });
    draft.clear();
    forget("due");
    forget(earlierOf(dossier));
    onAsked(request);
  });
  if (read !== null) {
    return html`<${PatientReads} texts=${[wanted.text.trim(), read.sentence]} act=${send}
      under=${t("asking.open_until", { day: sayDay(read.expires) })} button=${t("asking.send")}
      onBack=${() => setRead(null)} />`;
  }
  return html`<${ErrorSummary} errors=${check.errors} refused=${check.refused} />
    <${Terms} wanted=${wanted} set=${draft.set} sight=${sight} errors=${check.errors} />
    <${Text} name="text" rows=${4} max=${1000} label=${t("asking.why")} hint=${t("asking.why_hint")}
      value=${wanted.text}
      error=${check.errors.text} onValue=${(/** @type {string} */ text) => draft.set({ text })} />
    <p><${Button} act=${check} first>${t("core.next")}</${Button}></p>
    <${DraftLine} at=${draft.at} restored=${draft.restored} onDrop=${draft.clear} />
    ${
      RECORDING.includes(here.value.role ?? "") &&
      html`<p>${t("asking.with_you")} <${Link} to=${`${here.value.role}/${dossier}/toestemming-vastleggen`}>${t(
        "asking.record",
      )}</${Link}></p>`
    }`;
}

export default function Ask() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const sight = useSight(dossier);
  const [request, setRequest] = useState(/** @type {any} */ (null));
  return html`<${InPerson} dossier=${dossier} title=${t("asking.title")}>${
    request !== null
      ? html`<${Asked} request=${request} dossier=${dossier} />`
      : html`<${Shown} of=${sight}>${(/** @type {any} */ value) =>
          html`<${Earlier} dossier=${dossier} />
            <${Form} sight=${value} dossier=${dossier} onAsked=${setRequest} />`}</${Shown}>`
  }</${InPerson}>`;
}
