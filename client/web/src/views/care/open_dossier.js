// A new dossier about the patient whose number was looked for.
import { useState } from "preact/hooks";
import { post } from "../../core/api.js";
import { readDay } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { go } from "../../core/router.js";
import { sayDone } from "../../core/status.js";
import { t } from "../../core/words.js";
import { Button, Choice, Day, ErrorSummary, Text, useAct } from "../../parts/form.js";

const EMPLOYMENTS = ["employed", "unemployed", "self_employed", "contract_ended"];

/** @param {{name: string, start: string, employment: string | null}} typed */
function wrongIn(typed) {
  /** @type {Record<string, string>} */
  const errors = {};
  if (typed.name.trim() === "") {
    errors.name = t("care.error_name");
  }
  if (readDay(typed.start) === null) {
    errors.start = t("care.error_start");
  }
  if (typed.employment === null) {
    errors.employment = t("care.error_employment");
  }
  return errors;
}

/** @param {import("../../core/api.js").Refused} refused */
function place(refused) {
  const known = { "/start": "start", "/patient/name": "name", "/employment": "employment" };
  return Object.fromEntries(
    refused.errors.flatMap((one) => {
      const name = known[/** @type {keyof typeof known} */ (one.pointer)];
      return name === undefined ? [] : [[name, t(`care.error_${name}`)]];
    }),
  );
}

/** @param {{niss: string}} props */
export function OpenDossier({ niss }) {
  const [typed, setTyped] = useState({ name: "", start: "", employment: /** @type {string | null} */ (null) });
  const set = (/** @type {Partial<typeof typed>} */ change) => setTyped((old) => ({ ...old, ...change }));
  const act = useAct(async (key) => {
    const wrong = wrongIn(typed);
    if (Object.keys(wrong).length > 0) {
      act.setErrors(wrong);
      return;
    }
    const patient = { niss, name: typed.name.trim() };
    const body = { patient, start: readDay(typed.start), employment: typed.employment };
    const dossier = await post("/v1/dossiers", body, { key });
    forget("dossiers");
    go(`${here.value.role}/${dossier.id}`);
    sayDone(t("care.opened"));
  }, place);
  return html`<${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    <${Text} name="name" label=${t("care.name")} value=${typed.name} error=${act.errors.name} max=${200}
      onValue=${(/** @type {string} */ name) => set({ name })} />
    <${Day} name="start" label=${t("care.first_day")} value=${typed.start} error=${act.errors.start}
      onValue=${(/** @type {string} */ start) => set({ start })} />
    <${Choice} name="employment" legend=${t("care.work")} value=${typed.employment} error=${act.errors.employment}
      onValue=${(/** @type {string} */ employment) => set({ employment })}
      options=${EMPLOYMENTS.map((one) => ({ value: one, label: t(`care.employment_${one}`) }))} />
    <p><${Button} act=${act} first>${t("care.open_it")}</${Button}></p>`;
}
