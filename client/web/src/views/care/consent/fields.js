// What a professional asks to be allowed, or records that the patient allowed: the same four questions.
import { addDays, addMonths, readDay, sayDay, today } from "../../../core/dates.js";
import { PURPOSES } from "../../../core/sight.js";
import { html } from "../../../core/html.js";
import { code, codesOf, t } from "../../../core/words.js";
import { Choice, Day, Select } from "../../../parts/form.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {{categories: string[], confer: boolean, purpose: string, term: string, day: string}} Wanted */

const TERMS = ["m3", "m6", "y1", "day"];

/** @param {Wanted} wanted @returns {string | null} */
export function untilOf(wanted) {
  switch (wanted.term) {
    case "m3":
      return addMonths(today(), 3);
    case "m6":
      return addMonths(today(), 6);
    case "y1":
      return addDays(addMonths(today(), 12), -1);
    default:
      return readDay(wanted.day);
  }
}

/** As the API takes it. @param {Wanted} wanted */
export function termsOf(wanted) {
  return {
    categories: wanted.categories,
    actions: wanted.confer ? ["read", "confer"] : ["read"],
    purposes: [wanted.purpose],
    until: untilOf(wanted),
  };
}

/** @param {Wanted} wanted */
export function wrongTerms(wanted) {
  /** @type {Record<string, string>} */
  const errors = {};
  const until = untilOf(wanted);
  if (wanted.categories.length === 0) {
    errors.categories = t("asking.error_categories");
  }
  if (until === null) {
    errors.day = t("asking.error_day");
  } else if (until <= today()) {
    errors.day = t("asking.error_past");
  }
  return errors;
}

/** What this role may be given and has not yet. @param {Schemas["ExplanationOfAll"]} sight @param {string} purpose */
function possible(sight, purpose) {
  const seen = /** @type {string[]} */ (/** @type {Record<string, Schemas["Sight"]>} */ (sight.purposes)[purpose].read);
  const never = /** @type {string[]} */ (sight.never.read);
  return codesOf("category").filter((one) => !never.includes(one) && !seen.includes(one));
}

/**
 * @param {{wanted: Wanted, set: (change: Partial<Wanted>) => void, sight: Schemas["ExplanationOfAll"],
 *   errors: Record<string, string>}} props
 */
export function Terms({ wanted, set, sight, errors }) {
  const open = possible(sight, wanted.purpose);
  const until = untilOf(wanted);
  return html`<${Select} name="purpose" label=${t("asking.for_what")} value=${wanted.purpose}
      onValue=${(/** @type {string} */ purpose) => set({ purpose, categories: [] })}
      options=${PURPOSES.map((one) => ({ value: one, label: code("purpose", one) }))} />
    <div class="halves"><${Choice} many name="categories" legend=${t("asking.what")}
      value=${wanted.categories} error=${errors.categories}
      onValue=${(/** @type {string[]} */ categories) => set({ categories })}
      options=${open.map((one) => ({ value: one, label: code("category", one) }))} /></div>
    ${
      !sight.never.confer &&
      html`<${Choice} name="confer" legend=${t("asking.to_do")} value=${wanted.confer ? "confer" : "read"}
      onValue=${(/** @type {string} */ one) => set({ confer: one === "confer" })}
      options=${["read", "confer"].map((one) => ({ value: one, label: t(`asking.${one}`) }))} />`
    }
    <${Select} name="term" label=${t("asking.until")} value=${wanted.term}
      onValue=${(/** @type {string} */ term) => set({ term })}
      hint=${until !== null && wanted.term !== "day" ? t("asking.until_day", { day: sayDay(until) }) : null}
      options=${TERMS.map((one) => ({ value: one, label: t(`asking.term_${one}`) }))} />
    ${
      wanted.term === "day" &&
      html`<${Day} name="day" label=${t("asking.last_day")} value=${wanted.day} error=${errors.day}
      onValue=${(/** @type {string} */ day) => set({ day })} />`
    }`;
}
