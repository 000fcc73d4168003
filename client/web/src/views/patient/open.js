// A patient opens their own dossier: the first day, and the work. Whom it is about, the certificate says.
import { useState } from "preact/hooks";
import { post } from "../../core/api.js";
import { readDay } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { go } from "../../core/router.js";
import { me, self } from "../../core/session.js";
import { t } from "../../core/words.js";
import { Button, Choice, Day, ErrorSummary, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";

const WORK = ["employed", "unemployed", "self_employed", "contract_ended"];

/** @param {import("../../core/api.js").Refused} refused @returns {Record<string, string>} */
function place(refused) {
  const wrong = refused.errors.some((one) => one.pointer === "/start");
  return wrong ? { start: t("patient.start_far") } : {};
}

export default function Open() {
  const [start, setStart] = useState("");
  const [employment, setEmployment] = useState(/** @type {string | null} */ (null));
  const act = useAct(async (key) => {
    const patient = { niss: me.value.identity.value, name: self.value.name };
    const made = await post("/v1/dossiers", { patient, start: readDay(start), employment }, { key });
    forget("dossiers");
    go(`patient/${made.id}/start`, { replace: true });
  }, place);
  const send = () => {
    /** @type {Record<string, string>} */
    const missing = {};
    if (readDay(start) === null) {
      missing.start = t("patient.start_missing");
    }
    if (employment === null) {
      missing.employment = t("patient.employment_missing");
    }
    return Object.keys(missing).length > 0 ? act.setErrors(missing) : act.run();
  };
  const options = WORK.map((value) => ({ value, label: t(`patient.employment_${value}`) }));
  return html`<p><${Link} to="patient" class="back">${t("patient.own_dossiers")}</${Link}></p>
    <h1>${t("patient.open_dossier")}</h1>
    <p>${t("patient.open_lead")}</p>
    <${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    <${Day} name="start" label=${t("patient.first_day")} value=${start} onValue=${setStart} error=${act.errors.start} />
    <${Choice} name="employment" legend=${t("patient.employment")} options=${options} value=${employment}
      onValue=${setEmployment} error=${act.errors.employment} />
    <p><${Button} act=${act} first onClick=${send}>${t("patient.open_dossier")}</${Button}></p>`;
}
