// What the reader writes in a thread. A question to them makes its answer the form; else they say what it is.
import { useState } from "preact/hooks";
import { post } from "../../core/api.js";
import { readDay } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useKeys } from "../../core/keys.js";
import { say } from "../../core/status.js";
import { plain, t } from "../../core/words.js";
import { Button, Choice, ErrorSummary, Text, useAct } from "../../parts/form.js";
import { Details } from "../../parts/panel.js";
import { DraftLine, useDraft } from "../../parts/draft.js";
import { AnswerBy, lastDay } from "./answer_by.js";
import { Files } from "./files.js";
import { References } from "./references.js";
import { askedOf, nameOf } from "./thread_reads.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {{kind: string, text: string, reply: string | null, to: string[], term: string, day: string,
 *   decision: string | null, step: boolean, fragments: string[]}} Typed */

/** @type {Typed} */
const EMPTY = {
  kind: "",
  text: "",
  reply: null,
  to: [],
  term: "none",
  day: "",
  decision: null,
  step: false,
  fragments: [],
};
const STARTING = ["vraag", "advies", "overlegverzoek", "beslissing", "doorverwijzing"];
const ANSWERING = ["antwoord", "advies", "beslissing"];
const FOR_SOMEBODY = ["vraag", "antwoord", "overlegverzoek"];
const ASKING = ["vraag", "overlegverzoek"];
/** @type {Record<string, string>} */
const KEYS = { v: "vraag", d: "advies", b: "beslissing" };
const LONGEST = 20000;

/** A medewerker sends some kinds only. @param {string[]} kinds */
const allowed = (kinds) =>
  here.value.role === "medewerker" ? kinds.filter((kind) => FOR_SOMEBODY.includes(kind)) : kinds;

/** @param {Typed} typed @param {any} question @param {{attachment: string, name: string}[]} attachments */
function bodyOf(typed, question, attachments) {
  const asking = question === undefined && ASKING.includes(typed.kind);
  const by = asking ? lastDay(typed.term, typed.day) : null;
  return {
    kind: typed.kind,
    text: typed.text,
    ...(question && { reply_to: question.message }),
    ...(question?.step && typed.decision && { decision: typed.decision }),
    ...(typed.fragments.length > 0 && { fragments: typed.fragments }),
    ...(attachments.length > 0 && { attachments }),
    ...(asking && typed.to.length > 0 && { to: typed.to }),
    ...(by && { answer_by: by }),
    ...(asking && typed.step && { step: "toestemming_aa" }),
  };
}

/** @param {Typed} typed @param {any} question */
function wrongIn(typed, question) {
  /** @type {Record<string, string>} */
  const errors = {};
  if (typed.kind === "beslissing" && question?.step && typed.decision === null) {
    errors.decision = t("talk.error_decision");
  }
  if (typed.text.trim() === "") {
    errors.text = t("talk.error_text");
  }
  if (ASKING.includes(typed.kind) && typed.term === "day" && readDay(typed.day) === null) {
    errors.day = t("talk.error_day");
  }
  return errors;
}

/** @param {{question: any, typed: Typed, set: (change: Partial<Typed>) => void, error?: string}} props */
function Kind({ question, typed, set, error }) {
  if (question.step) {
    const word = (/** @type {string} */ value) =>
      question.step === "toestemming_aa" ? t(`talk.traject_${value}`) : t(`talk.decide_${value}`);
    return html`<${Choice} name="decision" legend=${t("talk.your_decision")} value=${typed.decision} error=${error}
      onValue=${(/** @type {string} */ decision) => set({ decision, kind: "beslissing" })}
      options=${["yes", "no"].map((value) => ({ value, label: word(value) }))} />`;
  }
  return html`<div class="kinds"><${Choice} name="kind" legend=${t("talk.kind")} value=${typed.kind}
    onValue=${(/** @type {string} */ kind) => set({ kind })}
    options=${allowed(ANSWERING).map((value) => ({ value, label: t(`talk.kind_${value}`) }))} /></div>`;
}

/** @param {{thread: Schemas["Thread"], typed: Typed, set: (change: Partial<Typed>) => void, error?: string}} props */
function Asking({ thread, typed, set, error }) {
  const others = thread.participants.filter((one) => one.view === "all" || thread.started_by !== one.actor);
  const adviser = thread.participants.some((one) => one.role === "adviserend_arts");
  const decides = adviser && thread.procedure === "tnw_traject" && here.value.role !== "adviserend_arts";
  return html`<${Choice} many name="to" legend=${t("talk.to_whom")} hint=${t("talk.to_all")} value=${typed.to}
      onValue=${(/** @type {string[]} */ to) => set({ to })}
      options=${others.map((one) => ({ value: one.actor, label: plain(one.name) }))} />
    <${AnswerBy} term=${typed.term} day=${typed.day} set=${set} error=${error} />
    ${
      decides &&
      typed.kind === "vraag" &&
      html`<${Choice} many name="step" legend=${t("talk.decision_asked")} value=${typed.step ? ["step"] : []}
      onValue=${(/** @type {string[]} */ chosen) => set({ step: chosen.length > 0 })}
      options=${[{ value: "step", label: t("talk.ask_traject") }]} />`
    }`;
}

/** Which kind, where nobody asks the reader anything. @param {{onKind: (kind: string) => void}} props */
function Starts({ onKind }) {
  return html`<p class="acts">${allowed(STARTING).map(
    (kind) => html`<button key=${kind} onClick=${() => onKind(kind)}>${t(`talk.start_${kind}`)}</button>`,
  )}</p>`;
}

/** @param {Schemas["Thread"]} thread @param {Typed} typed */
function questionOf(thread, typed) {
  const asked = askedOf(thread);
  return typed.kind === "" || ANSWERING.includes(typed.kind)
    ? (asked.find((one) => one.message === typed.reply) ?? asked[0])
    : undefined;
}

/** @param {{thread: Schemas["Thread"], dossier: string, reread: () => Promise<void>}} props */
export function Compose({ thread, dossier, reread }) {
  const draft = useDraft(`${dossier}/${thread.id}`, EMPTY, { some: (typed) => typed.text !== "" });
  const question = questionOf(thread, draft.value);
  const kind = draft.value.kind || (question ? (question.step ? "beslissing" : "antwoord") : "");
  const typed = { ...draft.value, kind };
  const others = { ...thread, participants: thread.participants.filter((one) => one.actor !== question?.by) };
  const [attachments, setAttachments] = useState(/** @type {{attachment: string, name: string}[]} */ ([]));
  const toField = () => requestAnimationFrame(() => document.getElementById("f-text")?.focus());
  const start = (/** @type {string} */ wanted) => (draft.set({ kind: wanted }), void toField());
  const act = useAct(async (key) => {
    const wrong = wrongIn(typed, question);
    if (Object.keys(wrong).length > 0) {
      act.setErrors(wrong);
      return;
    }
    const sent = await post(`/v1/threads/${thread.id}/messages`, bodyOf(typed, question, attachments), { key });
    draft.clear();
    setAttachments([]);
    await reread();
    say(t("talk.sent"));
    requestAnimationFrame(() => document.getElementById(sent.id)?.focus());
  });
  useKeys({
    a: () => (question ? void toField() : undefined),
    ...Object.fromEntries(Object.entries(KEYS).map(([key, one]) => [key, () => start(one)])),
  });
  const onKey = (/** @type {KeyboardEvent} */ event) =>
    event.key === "Enter" && (event.ctrlKey || event.metaKey) && void act.run();
  if (kind === "") {
    return html`<${Starts} onKind=${start} />`;
  }
  return html`<div class="compose" onKeyDown=${onKey}>
    <h2>${question ? t("talk.answer_to", { who: plain(nameOf(thread, question.by)) }) : t(`talk.start_${kind}`)}</h2>
    <${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    ${question && html`<${Kind} ...${{ question, typed }} set=${draft.set} error=${act.errors.decision} />`}
    ${
      !question &&
      ASKING.includes(kind) &&
      html`<${Asking} thread=${others} typed=${typed} set=${draft.set} error=${act.errors.day} />`
    }
    <${Text} name="text" rows=${5} max=${LONGEST} label=${t(question?.step ? "talk.reason" : "talk.text")}
      value=${typed.text} onValue=${(/** @type {string} */ text) => draft.set({ kind, text })}
        error=${act.errors.text} />
    <${Details} summary=${t("talk.add")}>
      <${References} dossier=${dossier} purpose=${thread.procedure} chosen=${typed.fragments}
        onChosen=${(/** @type {string[]} */ fragments) => draft.set({ fragments })} />
      <${Files} dossier=${dossier} files=${attachments} onFiles=${setAttachments} />
    </${Details}>
    <p class="hint">${t("talk.patient_reads")}</p>
    <p class="acts"><${Button} act=${act} first inName>${t("talk.send")}</${Button}>
      ${!question && html`<button onClick=${draft.clear}>${t("talk.stop")}</button>`}</p>
    <${DraftLine} at=${draft.at} restored=${draft.restored} onDrop=${draft.clear} />
  </div>`;
}
