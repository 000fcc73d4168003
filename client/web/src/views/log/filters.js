// What of the lines is shown. Kept in the history's entry, never in the address; the check never knows of it.
import { useRef, useState } from "preact/hooks";
import { readDay, typedDay } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { plain, t } from "../../core/words.js";
import { Choice, Day, Select } from "../../parts/form.js";
import { Details } from "../../parts/panel.js";
import { KINDS, NO_FILTER, isOwn } from "./fold.js";

/** @typedef {import("./fold.js").Filter} Filter */

/** @returns {Filter} */
export function keptFilter() {
  return { ...NO_FILTER, ...history.state?.looks };
}

/** @param {Filter} filter */
function keepFilter(filter) {
  history.replaceState({ ...history.state, looks: filter }, "");
}

/** Everybody who stands in the lines, once. @param {import("./fold.js").Access[]} items @param {Set<string>} own */
function peopleIn(items, own) {
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const item of items) {
    if (item.actor !== null && !isOwn(item, own)) {
      names.set(item.actor.id, plain(item.actor.name));
    }
  }
  return [...names].sort(([, a], [, b]) => a.localeCompare(b)).map(([value, label]) => ({ value, label }));
}

/** How many are set. @param {Filter} filter */
const countOf = (filter) =>
  [filter.who, filter.what, filter.refused, filter.from, filter.until, filter.own].filter(Boolean).length;

/** @param {Filter} filter */
function summaryOf(filter) {
  const n = countOf(filter);
  return n === 0 ? t("looks.filter_none") : t("looks.filter_some", { n });
}

/**
 * @param {{items: import("./fold.js").Access[], own: Set<string>, filter: Filter, onFilter: (filter: Filter) => void}}
 *   props
 */
export function Filters({ items, own, filter, onFilter }) {
  const [draft, setDraft] = useState({ from: typed(filter.from), until: typed(filter.until) });
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}));
  const wanted = useRef(filter);
  const set = (/** @type {Partial<Filter>} */ change) => (wanted.current = { ...wanted.current, ...change });
  const apply = () => {
    const from = draft.from === "" ? null : readDay(draft.from);
    const until = draft.until === "" ? null : readDay(draft.until);
    const wrong = Object.fromEntries(
      [
        ["from", draft.from !== "" && from === null],
        ["until", draft.until !== "" && until === null],
      ].flatMap(([name, is]) => (is ? [[name, t("looks.day_wrong")]] : [])),
    );
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) {
      const next = { ...wanted.current, from, until };
      keepFilter(next);
      onFilter(next);
    }
  };
  const everybody = { value: "", label: t("looks.everybody") };
  const everything = { value: "", label: t("looks.everything") };
  const kinds = [...Object.keys(KINDS), "rest"].map((kind) => ({ value: kind, label: t(`looks.kind.${kind}`) }));
  const flags = [
    { value: "refused", label: t("looks.only_refused") },
    { value: "own", label: t("looks.show_own") },
  ];
  const chosen = flags.map(({ value }) => value).filter((name) => wanted.current[/** @type {"own"} */ (name)]);
  const [flagged, setFlagged] = useState(chosen);
  return html`<${Details} summary=${summaryOf(filter)}>
    <${Select} name="who" label=${t("looks.filter_who")} options=${[everybody, ...peopleIn(items, own)]}
      value=${wanted.current.who} onValue=${(/** @type {string} */ who) => set({ who })} />
    <${Select} name="what" label=${t("looks.filter_what")} options=${[everything, ...kinds]}
      value=${wanted.current.what} onValue=${(/** @type {string} */ what) => set({ what })} />
    <${Day} name="from" label=${t("looks.filter_from")} value=${draft.from} error=${errors.from} optional
      onValue=${(/** @type {string} */ from) => setDraft({ ...draft, from })} />
    <${Day} name="until" label=${t("looks.filter_until")} value=${draft.until} error=${errors.until} optional
      onValue=${(/** @type {string} */ until) => setDraft({ ...draft, until })} />
    <${Choice} name="flags" legend=${t("looks.filter_also")} many options=${flags} value=${flagged}
      onValue=${(/** @type {string[]} */ names) => {
        setFlagged(names);
        set({ refused: names.includes("refused"), own: names.includes("own") });
      }} />
    <p><button onClick=${apply}>${t("looks.filter_show")}</button></p>
  </${Details}>`;
}

/** @param {string | null} day */
const typed = (day) => (day === null ? "" : typedDay(day));
