// The patient is with the doctor and agrees: the doctor writes it down, with how; the patient is told and can undo it.
import { useEffect, useRef, useState } from "preact/hooks";
import { post } from "../../../core/api.js";
import { purposeOf, useSight } from "../../../core/dossier.js";
import { readDay, today, typedDay } from "../../../core/dates.js";
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { forget } from "../../../core/read.js";
import { self } from "../../../core/session.js";
import { code, language, plain, t } from "../../../core/words.js";
import { Button, Choice, Day, ErrorSummary, Text, useAct } from "../../../parts/form.js";
import { Link } from "../../../parts/link.js";
import { Panel } from "../../../parts/panel.js";
import { Shown } from "../../../parts/state.js";
import { BackToDossier } from "../back.js";
import { PatientReads } from "./patient_reads.js";
import { Terms, termsOf, wrongTerms } from "./fields.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

const KINDS = ["eid_reading", "eid_signing", "paper"];
const EMPTY = {
  categories: /** @type {string[]} */ ([]),
  confer: false,
  purpose: "",
  term: "m3",
  day: "",
  kind: /** @type {string | null} */ (null),
  reference: "",
  agreed: "",
};

/** @param {typeof EMPTY} typed */
function bodyOf(typed) {
  return {
    effect: "grant",
    grantee: { actor: self.value.id },
    ...termsOf(typed),
    evidence: { kind: typed.kind, reference: typed.reference.trim(), date: readDay(typed.agreed) },
  };
}

/** @param {typeof EMPTY} typed */
function wrongIn(typed) {
  const errors = wrongTerms(typed);
  const agreed = readDay(typed.agreed);
  if (typed.kind === null) {
    errors.kind = t("asking.error_kind");
  }
  if (typed.reference.trim() === "") {
    errors.reference = t("asking.error_reference");
  }
  if (agreed === null || agreed > today()) {
    errors.agreed = t("asking.error_agreed");
  }
  return errors;
}

/**
 * @param {{typed: typeof EMPTY, set: (change: Partial<typeof EMPTY>) => void, errors: Record<string, string>}}
 *   props
 */
function Evidence({ typed, set, errors }) {
  return html`<${Choice} name="kind" legend=${t("asking.how")} value=${typed.kind} error=${errors.kind}
      onValue=${(/** @type {string} */ kind) => set({ kind })}
      options=${KINDS.map((one) => ({ value: one, label: code("evidence", one) }))} />
    <${Text} name="reference" label=${t("asking.where_kept")} hint=${t("asking.where_hint")} max=${200}
      value=${typed.reference} error=${errors.reference}
      onValue=${(/** @type {string} */ reference) => set({ reference })} />
    <${Day} name="agreed" label=${t("asking.agreed_on")} value=${typed.agreed} error=${errors.agreed}
      onValue=${(/** @type {string} */ agreed) => set({ agreed })} />`;
}

/** @param {{consent: Schemas["Consent"], dossier: string}} props */
function Recorded({ consent, dossier }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => heading.current?.focus(), []);
  return html`<${Panel} kind="ok" heading=${t("asking.recorded")} focus=${heading}>
      <p>${plain(consent.sentence)}</p><p>${t("asking.can_undo")}</p></${Panel}>
    <p><${Link} to=${`${here.value.role}/${dossier}`}>${t("asking.back")}</${Link}></p>`;
}

/** @param {{sight: Schemas["ExplanationOfAll"], dossier: string, onRecorded: (consent: any) => void}} props */
function Steps({ sight, dossier, onRecorded }) {
  const [typed, setTyped] = useState({ ...EMPTY, purpose: purposeOf(dossier, sight), agreed: typedDay(today()) });
  const [sentences, setSentences] = useState(/** @type {string[] | null} */ (null));
  const set = (/** @type {any} */ change) => setTyped((old) => ({ ...old, ...change }));
  const at = `/v1/dossiers/${dossier}/consents`;
  const query = { language: language.value };
  const check = useAct(async () => {
    const wrong = wrongIn(typed);
    if (Object.keys(wrong).length > 0) {
      check.setErrors(wrong);
      return;
    }
    setSentences((await post(`${at}/preview`, bodyOf(typed), { query })).sentences);
  });
  const record = useAct(async (key) => {
    onRecorded(await post(at, bodyOf(typed), { key, query }));
    ["sight", "fragments", "threads"].forEach((one) => forget(`${dossier}/${one}`));
  });
  if (sentences !== null) {
    return html`<${PatientReads} texts=${sentences} under=${t("asking.can_undo")} act=${record}
      button=${t("asking.record_it")} onBack=${() => setSentences(null)} />`;
  }
  return html`<${ErrorSummary} errors=${check.errors} refused=${check.refused} />
    <${Terms} wanted=${typed} set=${set} sight=${sight} errors=${check.errors} />
    <${Evidence} typed=${typed} set=${set} errors=${check.errors} />
    <p><${Button} act=${check} first>${t("core.next")}</${Button}></p>`;
}

export default function Record() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const [consent, setConsent] = useState(/** @type {Schemas["Consent"] | null} */ (null));
  return html`<${BackToDossier} dossier=${dossier} /><h1>${t("asking.record_title")}</h1>
    ${
      consent !== null
        ? html`<${Recorded} consent=${consent} dossier=${dossier} />`
        : html`<p>${t("asking.record_lead")}</p><${Form} dossier=${dossier} onRecorded=${setConsent} />`
    }`;
}

/** @param {{dossier: string, onRecorded: (consent: any) => void}} props */
function Form({ dossier, onRecorded }) {
  const sight = useSight(dossier);
  return html`<${Shown} of=${sight}>${(/** @type {any} */ value) =>
    html`<${Steps} sight=${value} dossier=${dossier} onRecorded=${onRecorded} />`}</${Shown}>`;
}
