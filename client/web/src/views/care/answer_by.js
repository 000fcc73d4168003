// Until when an answer is asked for.
import { addDays, readDay, today } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { t } from "../../core/words.js";
import { Day, Select } from "../../parts/form.js";

const TERMS = ["none", "work3", "week1", "week2", "day"];
const SATURDAY = 6;

/** Without Saturdays and Sundays. @param {string} day @param {number} count */
function workingDays(day, count) {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    const weekday = new Date(`${at}T12:00:00Z`).getUTCDay();
    left -= weekday !== 0 && weekday !== SATURDAY ? 1 : 0;
  }
  return at;
}

/** @param {string} term @param {string} day as it was typed @returns {string | null} */
export function lastDay(term, day) {
  switch (term) {
    case "work3":
      return workingDays(today(), 3);
    case "week1":
      return addDays(today(), 7);
    case "week2":
      return addDays(today(), 14);
    default:
      return term === "day" ? readDay(day) : null;
  }
}

/** @param {{term: string, day: string, set: (change: {term?: string, day?: string}) => void, error?: string}} props */
export function AnswerBy({ term, day, set, error }) {
  return html`<${Select} name="term" label=${t("talk.by")} value=${term}
      onValue=${(/** @type {string} */ value) => set({ term: value })}
      options=${TERMS.map((value) => ({ value, label: t(`talk.term_${value}`) }))} />
    ${
      term === "day" &&
      html`<${Day} name="day" label=${t("talk.last_day")} value=${day} error=${error}
      onValue=${(/** @type {string} */ value) => set({ day: value })} />`
    }`;
}
