// A new thread: with whom, about what, and the first question, in one form.
import { useState } from "preact/hooks";
import { post } from "../../core/api.js";
import { newestOf, purposeOf, useDocuments, useSight, useTeam } from "../../core/dossier.js";
import { PURPOSES } from "../../core/sight.js";
import { readDay } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { go } from "../../core/router.js";
import { own } from "../../core/session.js";
import { sayDone } from "../../core/status.js";
import { code, plain, t } from "../../core/words.js";
import { Button, Choice, ErrorSummary, Select, Text, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Details } from "../../parts/panel.js";
import { Shown } from "../../parts/state.js";
import { DraftLine, useDraft } from "../../parts/draft.js";
import { InPerson } from "./back.js";
import { AnswerBy, lastDay } from "./answer_by.js";
import { ByEmployer, ByName } from "./people.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {import("./people.js").Found} Found */

const CONFERRING = ["huisarts", "adviserend_arts", "arbeidsarts", "tnw_coordinator", "bemiddelaar", "hulpverlener"];
const EMPTY = {
  subject: "",
  text: "",
  term: "none",
  day: "",
  people: /** @type {string[]} */ ([]),
  purpose: "",
  step: false,
  fragments: /** @type {string[]} */ ([]),
};

/** Before any traject, what doctors speak about is how the illness is followed.
 * @param {Schemas["Team"]} team @param {Schemas["ExplanationOfAll"]} sight @param {string} dossier */
function usualPurpose(team, sight, dossier) {
  const chosen = purposeOf(dossier, sight);
  const started = team.members.some((one) => one.role === "tnw_coordinator");
  const other = sight.purposes.opvolging_ao;
  return chosen === "tnw_traject" && !started && other.confer ? "opvolging_ao" : chosen;
}

/** @param {typeof EMPTY} typed */
function wrongIn(typed) {
  /** @type {Record<string, string>} */
  const errors = {};
  if (typed.people.length === 0) {
    errors.people = t("talk.error_people");
  }
  if (typed.subject.trim() === "") {
    errors.subject = t("talk.error_subject");
  }
  if (typed.text.trim() === "") {
    errors.text = t("talk.error_text");
  }
  if (typed.term === "day" && readDay(typed.day) === null) {
    errors.day = t("talk.error_day");
  }
  return errors;
}

/** Who does not take part is invited first; then the thread, then its question: each once, however often it is tried.
 * @param {string} dossier @param {typeof EMPTY} typed @param {Found[]} added @param {string} key */
async function begin(dossier, typed, added, key) {
  const at = `/v1/dossiers/${dossier}`;
  for (const one of added.filter((other) => typed.people.includes(other.actor))) {
    await post(`${at}/participants`, { actor: one.actor, role: one.role }, { key: `${key}.${one.actor}` });
  }
  const body = { procedure: typed.purpose, subject: typed.subject.trim(), participants: typed.people };
  const thread = await post(`${at}/threads`, body, { key: `${key}.thread` });
  const by = lastDay(typed.term, typed.day);
  const question = {
    kind: "vraag",
    text: typed.text,
    ...(by && { answer_by: by }),
    ...(typed.step && { step: "toestemming_aa" }),
    ...(typed.fragments.length > 0 && { fragments: typed.fragments }),
  };
  await post(`/v1/threads/${thread.id}/messages`, question, { key: `${key}.question` });
  return thread.id;
}

/** What the adviserend arts is asked in a trajectory: whether it may begin, or to sign.
 * @param {string | undefined} about @param {Schemas["Team"]} team @param {string | undefined} engagement
 * @returns {typeof EMPTY} */
function begunWith(about, team, engagement) {
  if (about !== "toestemming_aa" && about !== "engagement") {
    return EMPTY;
  }
  return {
    ...EMPTY,
    people: team.members
      .filter((one) => one.role === "adviserend_arts")
      .map((one) => one.actor)
      .slice(0, 1),
    purpose: "tnw_traject",
    subject: t(`talk.about_${about}`),
    text: t(`talk.text_${about}`),
    term: "week1",
    step: about === "toestemming_aa",
    fragments: about === "engagement" && engagement ? [engagement] : [],
  };
}

/** @param {{team: Schemas["Team"], sight: Schemas["ExplanationOfAll"], dossier: string, start: typeof EMPTY}} props */
function Form({ team, sight, dossier, start }) {
  const { about } = here.value.params;
  const some = (/** @type {typeof EMPTY} */ typed) => typed.text !== start.text || typed.subject !== start.subject;
  const draft = useDraft(about ? `${dossier}/overleg/${about}` : `${dossier}/overleg`, start, { some });
  const [added, setAdded] = useState(/** @type {Found[]} */ ([]));
  const purpose = draft.value.purpose || usualPurpose(team, sight, dossier);
  const typed = { ...draft.value, purpose };
  const members = team.members.filter((one) => CONFERRING.includes(one.role) && !own.value.has(one.actor));
  const people = [...members, ...added.filter((one) => !members.some((member) => member.actor === one.actor))];
  const pick = (/** @type {Found} */ one) => {
    setAdded([...added.filter((other) => other.actor !== one.actor), one]);
    draft.set({ people: [...new Set([...typed.people, one.actor])] });
  };
  const act = useAct(async (key) => {
    const wrong = wrongIn(typed);
    if (Object.keys(wrong).length > 0) {
      act.setErrors(wrong);
      return;
    }
    const thread = await begin(dossier, typed, added, key);
    draft.clear();
    [`${dossier}/team`, `${dossier}/threads`, "due", "dossiers"].forEach(forget);
    go(`${here.value.role}/${dossier}/overleg/${thread}`, { replace: true });
    sayDone(t("talk.sent"));
  });
  const ask = html`<p><${Link} class="button" to=${`${here.value.role}/${dossier}/toestemming-vragen`}>
    ${t("care.ask_consent")}</${Link}></p>`;
  return html`<${ErrorSummary} errors=${act.errors} refused=${act.refused} ask=${ask} />
    <${Choice} many name="people" legend=${t("talk.with_whom")} hint=${t("talk.sees_later")} value=${typed.people}
      error=${act.errors.people} onValue=${(/** @type {string[]} */ chosen) => draft.set({ people: chosen })}
      options=${people.map((one) => ({ value: one.actor, label: `${plain(one.name)}, ${code("role", one.role)}` }))} />
    <${ByEmployer} dossier=${dossier} act=${t("care.add")} onPick=${pick} />
    <${Details} summary=${t("care.somebody_else")}><p>${t("care.invite_no_consent")}</p>
      <${ByName} roles=${CONFERRING} act=${t("care.add")} onPick=${pick} /></${Details}>
    <${Select} name="purpose" label=${t("talk.about_which")} value=${purpose}
      onValue=${(/** @type {string} */ one) => draft.set({ purpose: one })}
      options=${PURPOSES.map((one) => ({ value: one, label: code("purpose", one) }))} />
    <${Text} name="subject" label=${t("talk.subject")} max=${200} value=${typed.subject} error=${act.errors.subject}
      onValue=${(/** @type {string} */ subject) => draft.set({ subject })} />
    <${Text} name="text" rows=${5} max=${20000} label=${t("talk.first_question")} value=${typed.text}
      error=${act.errors.text} onValue=${(/** @type {string} */ text) => draft.set({ text })} />
    ${typed.step && html`<p>${t("talk.ask_traject")}</p>`}
    ${typed.fragments.length > 0 && html`<p>${t("talk.with_engagement")} ${t("talk.patient_decides")}</p>`}
    <${AnswerBy} term=${typed.term} day=${typed.day} set=${draft.set} error=${act.errors.day} />
    <p class="hint">${t("talk.patient_reads")}</p>
    <p><${Button} act=${act} first>${t("talk.send_question")}</${Button}></p>
    <${DraftLine} at=${draft.at} restored=${draft.restored} onDrop=${draft.clear} />`;
}

/** @param {{team: Schemas["Team"], sight: Schemas["ExplanationOfAll"], dossier: string}} props */
function Begun({ team, sight, dossier }) {
  const { about } = here.value.params;
  const documents = useDocuments(dossier, { wanted: about === "engagement" });
  const form = (/** @type {string | undefined} */ engagement) =>
    html`<${Form} team=${team} sight=${sight} dossier=${dossier} start=${begunWith(about, team, engagement)} />`;
  return about !== "engagement"
    ? form(undefined)
    : html`<${Shown} of=${documents}>${(/** @type {{items: Schemas["FragmentHead"][]}} */ { items }) =>
        form(newestOf(items, "engagement")?.id)}</${Shown}>`;
}

export default function NewThread() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const team = useTeam(dossier);
  const sight = useSight(dossier);
  return html`<${InPerson} dossier=${dossier} title=${t("talk.new_title")}><${Shown} of=${team}>${(
    /** @type {any} */ members,
  ) =>
    html`<${Shown} of=${sight}>${(/** @type {any} */ value) =>
      html`<${Begun} team=${members} sight=${value} dossier=${dossier} />`}</${Shown}>`}</${Shown}></${InPerson}>`;
}
