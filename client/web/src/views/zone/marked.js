// A text that must be about nobody. What the server found in it is marked in the field itself, named above it and in
// the summary, from where a tap selects it; a mark goes when its place is changed.
import { useState } from "preact/hooks";
import { html } from "../../core/html.js";
import { plain } from "../../core/words.js";
import { Field } from "../../parts/form.js";
import { markText, marksOf, moveMarks, piecesOf } from "./telltale.js";

/** @typedef {import("./telltale.js").Mark} Mark */
/** @typedef {import("../../core/api.js").Refused} Refused */

/**
 * The marks of a form's texts, and what its summary says of them.
 * @param {Record<string, string>} texts by the field's name, as they are now
 */
export function useMarks(texts) {
  const [marks, setMarks] = useState(/** @type {Record<string, Mark[]>} */ ({}));
  const said = (/** @type {string} */ name, /** @type {Mark} */ mark) => plain(markText(texts[name], mark));
  /** At the field, what is found twice is said once. @param {string} name @param {Mark[]} list */
  const allSaid = (name, list) => [...new Set(list.map((one) => said(name, one)))].join("\n");
  /** For useAct: which fields the server means. @param {Refused} refused @returns {Record<string, string>} */
  const place = (refused) => {
    const found = marksOf(refused.errors, texts);
    setMarks(found);
    return Object.fromEntries(Object.entries(found).map(([name, list]) => [name, allSaid(name, list)]));
  };
  const change = (/** @type {string} */ name, /** @type {string} */ after) =>
    setMarks((old) => ({ ...old, [name]: moveMarks(old[name] ?? [], texts[name], after) }));
  /** What is still to be mended. @param {Record<string, string>} errors of the act */
  const left = (errors) =>
    Object.fromEntries(
      Object.entries(errors)
        .map(([name, text]) => [name, name in marks ? allSaid(name, marks[name]) : text])
        .filter(([, text]) => text !== ""),
    );
  const places = Object.entries(marks).flatMap(([name, list]) =>
    list.map((one) => ({ name, start: one.start, end: one.end, text: said(name, one) })),
  );
  return { marks, place, change, left, places, clear: () => setMarks({}) };
}

/**
 * @param {{name: string, label: any, hint?: any, value: string, onValue: (value: string) => void, marks: ReturnType<
 *   typeof useMarks>, error?: string, optional?: boolean, rows?: number, max?: number}} props rows: 1 for a text of one
 *   line
 */
export function MarkedText({ name, label, hint, value, onValue, marks, error, optional, rows = 5, max }) {
  const take = (/** @type {any} */ event) => {
    const typed = event.currentTarget.value;
    const text = rows === 1 ? typed.replace(/\n/g, " ") : typed;
    marks.change(name, text);
    onValue(text);
  };
  const pieces = piecesOf(value, marks.marks[name] ?? []);
  const field = { name, label, hint, error, optional };
  return html`<${Field} ...${field}>${(/** @type {any} */ attributes) => html`<div class="marked">
    <div class="behind" aria-hidden="true">${pieces.map(({ text, marked }) =>
      marked ? html`<span class="found-here">${text}</span>` : text,
    )}${"\n"}</div>
    <textarea ...${attributes} rows=${rows} maxlength=${max} value=${value} onInput=${take} />
  </div>`}</${Field}>`;
}
