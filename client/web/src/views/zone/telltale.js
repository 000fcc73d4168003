// Where a text tells whom it is about, as the server found it (server/rules/telltale/): a place in the text, and in the
// reader's words what to write instead. The server never repeats what stands there; the page has the text itself.
import { t } from "../../core/words.js";

/** @typedef {{start: number, end: number, kind: string}} Mark in UTF-16 units, as a field counts */

/** What the server says of each kind, and what of the text belongs to it. */
const NUMBER = /^(?:[a-z]{1,3}\s?)?[+(]?\d(?:[\d\s.,/()+-]*\d)?/i;
export const KINDS = /** @type {[RegExp, string, RegExp][]} */ ([
  [/a national number \(NISS\)/, "niss", NUMBER],
  [/a NIHII number/, "nihii", NUMBER],
  [/an enterprise number \(CBE\)/, "cbe", NUMBER],
  [/a phone number/, "phone", NUMBER],
  [/a long number/, "number", NUMBER],
  [/an e-mail address/, "email", /^[^\s,;?!()<>]*[^\s,;?!()<>.]/],
  [/a day of birth/, "birth", /^\d{1,4}(?:[\s./-]+(?:\p{L}+|\d{1,2}))?[\s./-]+\d{1,4}/u],
  [/looks like an address/, "address", /^[^\s,;?!]+(?:\s+\d+\w*)?/],
  [/a name of one of your patients/, "name", /^[\p{L}\p{M}'’-]+/u],
]);

/** The server counts characters, from 1; a field counts UTF-16 units. @param {string} text @param {number} character */
function placeOf(text, character) {
  return [...text].slice(0, character - 1).join("").length;
}

/** @param {string} text @param {string} detail @returns {Mark | null} */
function markOf(text, detail) {
  const at = detail.match(/^at character (\d+) /);
  if (at === null) {
    return null;
  }
  const [, kind, shape] = KINDS.find(([said]) => said.test(detail)) ?? [null, "any", /^\S+/];
  const start = placeOf(text, Number(at[1]));
  const rest = text.slice(start);
  const found = rest.match(shape)?.[0] ?? rest.match(/^\S+/)?.[0] ?? rest.slice(0, 1);
  return { start, end: start + found.length, kind };
}

/** In the order of the text. @param {{pointer: string, detail: string}[]} errors @param {Record<string, string>} texts
 *   by the field's name @returns {Record<string, Mark[]>} */
export function marksOf(errors, texts) {
  /** @type {Record<string, Mark[]>} */
  const marks = {};
  for (const { pointer, detail } of errors) {
    const name = pointer.slice(1);
    const mark = name in texts ? markOf(texts[name], detail) : null;
    if (mark !== null) {
      (marks[name] ??= []).push(mark);
    }
  }
  Object.values(marks).forEach((list) => list.sort((a, b) => a.start - b.start));
  return marks;
}

/** While the author types: what stands elsewhere moves along, what was touched is mended as far as the page can tell.
 * @param {Mark[]} marks @param {string} before @param {string} after @returns {Mark[]} */
export function moveMarks(marks, before, after) {
  const least = Math.min(before.length, after.length);
  let same = 0;
  while (same < least && before[same] === after[same]) {
    same++;
  }
  let end = 0;
  while (end < least - same && before[before.length - 1 - end] === after[after.length - 1 - end]) {
    end++;
  }
  const by = after.length - before.length;
  return marks.flatMap((mark) => {
    if (mark.end <= same) {
      return [mark];
    }
    return mark.start >= before.length - end ? [{ ...mark, start: mark.start + by, end: mark.end + by }] : [];
  });
}

/** The text in pieces, marked or not. @param {string} text @param {Mark[]} marks */
export function piecesOf(text, marks) {
  const pieces = [];
  let at = 0;
  for (const { start, end } of marks) {
    if (end > at) {
      pieces.push({ text: text.slice(at, Math.max(at, start)), marked: false });
      pieces.push({ text: text.slice(Math.max(at, start), end), marked: true });
      at = end;
    }
  }
  return [...pieces, { text: text.slice(at), marked: false }];
}

/** "“85.02.15-951.10” lijkt op een rijksregisternummer. Laat het weg." @param {string} text @param {Mark} mark */
export function markText(text, mark) {
  return `“${text.slice(mark.start, mark.end).trim()}” ${t(`zone.found.${mark.kind}`)}`;
}
