// Rows of the guide in a file, held against those that there are: which are new, which change, which cannot be brought
// in. Pure. A file is what `tnwd directory export` writes: CSV, or with --json a list, {"items": […]}, or a row a line.
import { rowsOfCsv } from "./csv.js";
import { t } from "../core/words.js";

/** @typedef {"new" | "changed" | "same" | "wrong"} State */
/** @typedef {{line: number, row: any, name: string, state: State, why: string | null}} Row */

/** @param {string} text @returns {any[] | null} null: it is no table */
export function rowsIn(text) {
  if (!/^\s*[[{]/.test(text)) {
    return rowsOfCsv(text);
  }
  try {
    const value = JSON.parse(text);
    const rows = Array.isArray(value) ? value : (value.items ?? [value]);
    return Array.isArray(rows) ? rows : null;
  } catch {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    try {
      return lines.length > 1 ? lines.map((line) => JSON.parse(line)) : null;
    } catch {
      return null;
    }
  }
}

/** Null, and what is not there, say the same. @param {any} row */
function said(row) {
  return Object.fromEntries(
    Object.entries(row ?? {}).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
}

/** @param {any} row @param {Set<string>} seen @returns {string | null} */
function wrongWith(row, seen) {
  if (row === null || typeof row !== "object" || Array.isArray(row)) {
    return t("admin.row_no_row");
  }
  const lacking = ["ref", "name", "kind", "about"].find((name) => !row[name]);
  return lacking !== undefined
    ? t("admin.row_lacks", { what: lacking })
    : seen.has(row.ref)
      ? t("admin.row_double")
      : null;
}

/** @param {any} a @param {any} b @returns {boolean} */
function same(a, b) {
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") {
    return a === b;
  }
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => same(a[name], b[name]));
}

/** Only what the file says is held against what there is. @param {any} row @param {any} before */
function changes(row, before) {
  const now = said(row);
  const was = said(before);
  return Object.keys(now).some((name) => !same(now[name], was[name]));
}

/** @param {any[]} rows @param {any[]} known @returns {Row[]} */
export function held(rows, known) {
  const byRef = new Map(known.map((row) => [row.ref, row]));
  const seen = new Set();
  return rows.map((row, i) => {
    const why = wrongWith(row, seen);
    const before = byRef.get(row?.ref);
    seen.add(row?.ref);
    const state = why ? "wrong" : before === undefined ? "new" : changes(row, before) ? "changed" : "same";
    return { line: i + 1, row, name: String(row?.name ?? row?.ref ?? ""), state, why };
  });
}

/** A row as the import takes it. @param {any} row */
export function bodyOf({ verified_on, ...fiche }) {
  return verified_on ? { fiche, verified_on } : { fiche };
}
