// Question 5: until when, that day included.
import { useState } from "preact/hooks";
import { addDays, addMonths, daysBetween, readDay, sayDay, today, typedDay } from "../../../core/dates.js";
import { html } from "../../../core/html.js";
import { t } from "../../../core/words.js";
import { Choice, Day } from "../../../parts/form.js";
import { Shown } from "../../../parts/state.js";
import { useCeiling } from "./reads.js";

const MONTHS = [3, 6, 12];

/** @param {import("./question_who.js").Asked & {latest: string}} props latest: what the policy lets it be */
function Until({ giving, errors, next, latest }) {
  const days = MONTHS.map((months) => addMonths(today(), months));
  const usual = giving.until !== null && days.includes(giving.until);
  const [chosen, setChosen] = useState(giving.until === null ? null : usual ? giving.until : "other");
  const [typed, setTyped] = useState(giving.until === null || usual ? "" : typedDay(giving.until));
  const go = () => {
    const until = chosen === "other" ? readDay(typed) : chosen;
    next({ until }, wrong(until));
  };
  /** @param {string | null} until @returns {Record<string, string>} */
  const wrong = (until) =>
    chosen === null
      ? { until: t("consents.wrong_until") }
      : until === null
        ? { day: t("consents.wrong_day") }
        : until <= today()
          ? { day: t("consents.wrong_past") }
          : until > latest
            ? { day: t("consents.wrong_late", { day: sayDay(latest) }) }
            : {};
  const options = [
    ...MONTHS.map((months, i) => ({ value: days[i], label: t(`consents.months_${months}`), hint: sayDay(days[i]) })),
    { value: "other", label: t("consents.other_day") },
  ];
  return html`<${Choice} page name="until" legend=${t("consents.q_until")} options=${options} value=${chosen}
      hint=${t("consents.until_latest", { day: sayDay(latest) })} onValue=${setChosen} error=${errors.until} />
    ${
      chosen === "other" &&
      html`<${Day} name="day" label=${t("consents.until_day")} value=${typed} onValue=${setTyped}
      error=${errors.day} />`
    }
    <p><button class="first" onClick=${go}>${t("core.next")}</button></p>`;
}

/** @param {import("./question_who.js").Asked} props */
export function UntilQuestion(props) {
  const { dossier, giving } = props;
  const ceiling = useCeiling(dossier, giving.grantee);
  const beginsIn = giving.from === null ? 0 : daysBetween(today(), giving.from);
  return html`${ceiling.value === null && html`<h1>${t("consents.q_until")}</h1>`}
    <${Shown} of=${ceiling}>${(/** @type {any} */ { items }) =>
      html`<${Until} ...${props} latest=${addDays(items[0].latest, beginsIn)} />`}</${Shown}>`;
}
