// Whether a file is a receipt of this log. The key that counts is the one that this device keeps, else the server's; a
// receipt from before a change of the key counts where the log holds that change, signed by the older key.
import { checkErasure, isErasure } from "../check/erasure.js";
import { Fault, demand } from "../check/fault.js";
import { parseJson } from "../check/json.js";
import { confirmWay, followKey } from "../check/key_change.js";
import { isSameKey, needEd25519, openCheckpoint, parseKey } from "../check/note.js";
import { checkReceipt, isReceipt } from "../check/receipt.js";
import { Refused, Unanswered, get } from "./api.js";
import { readKept } from "./kept.js";

/**
 * @typedef {{dossier: string, by: string | null, closed: string | null, emptied: string | null,
 *   complete: string | null}} Erasure the times of its stages; null: not come to
 * @typedef {{state: "real", terms: any, withdrawn: string | null, erasure: Erasure | null, witnesses: number,
 *   known: boolean}
 *   | {state: "wrong", fault: string, seq: number | null, text: string}
 *   | {state: "none"} | {state: "cannot"} | {state: "broken"}} Verdict known: by a key that this device kept
 */

/** A receipt has two terms, two records, two paths and a note. */
const BYTES_MAX = 1024 * 1024;

/** @param {string} path @param {any} [query] */
const ask = async (path, query) => ({ text: await get(path, { query, as: "text" }), request: null });

/**
 * The key by which the receipt is checked, when it is one of this log's.
 * @param {string} named by the receipt @param {string | null} kept
 */
async function keyOf(named, kept) {
  if (kept === named) {
    return parseKey(named);
  }
  const { key, checkpoint } = parseJson((await ask("/v1/audit/checkpoint")).text);
  const [own, now, held] = await Promise.all([parseKey(named), parseKey(key), parseKey(kept ?? key)]);
  if (isSameKey(held, now) && isSameKey(own, now)) {
    return own;
  }
  const sealed = await openCheckpoint(checkpoint, now);
  const changes = parseJson((await ask("/v1/audit/log/keys")).text);
  for (const from of [held, own]) {
    await confirmWay(await followKey(from, now, changes), sealed, ask);
  }
  return own;
}

/** @param {Blob} file @returns {Promise<any>} null: it is no receipt */
async function readReceipt(file) {
  try {
    const value = file.size > BYTES_MAX ? null : parseJson(await file.text());
    return isReceipt(value) || isErasure(value) ? value : null;
  } catch {
    return null;
  }
}

/** @param {Blob} file @returns {Promise<Verdict>} */
export async function judgeReceipt(file) {
  const receipt = await readReceipt(file);
  if (receipt === null) {
    return { state: "none" };
  }
  try {
    await needEd25519();
    const kept = readKept();
    demand(typeof receipt.key === "string", "form", "a receipt that names no key");
    const key = await keyOf(receipt.key, kept?.key ?? null);
    const witnesses = await Promise.all((kept?.witnesses ?? []).map(parseKey));
    const real = /** @type {const} */ ({ state: "real", known: kept !== null });
    if (isErasure(receipt)) {
      const { sealed, ...erasure } = await checkErasure(receipt, key, witnesses);
      return { ...real, terms: null, withdrawn: null, erasure, witnesses: sealed.witnesses.length };
    }
    const { terms, withdrawn, sealed } = await checkReceipt(receipt, key, witnesses);
    return { ...real, terms, withdrawn, erasure: null, witnesses: sealed.witnesses.length };
  } catch (error) {
    if (error instanceof Fault) {
      return { state: "wrong", fault: error.fault, seq: error.seq, text: error.message };
    }
    return { state: error instanceof Refused || error instanceof Unanswered ? "broken" : "cannot" };
  }
}
