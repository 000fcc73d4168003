// A receipt: that a consent was given, and withdrawn, with these very words.
import { equal, fromHex, hex, sha256, tag, utf8 } from "./bytes.js";
import { Fault, demand } from "./fault.js";
import { canonical, hasOnly, list, object } from "./json.js";
import { openCheckpoint } from "./note.js";
import { openShownRecord } from "./record.js";
import { checkInclusionAnswer } from "./tree.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{salt: Bytes, sealed: import("./tree.js").Sealed, among: any}} Context */

const CONTENT = tag("tnw/consent/v1");
const ACT = tag("tnw/consents/v1");
const TYPE = "tnw/receipt/v1";
const MEMBERS = ["type", "consent", "salt", "given", "withdrawn", "checkpoint", "key"];
const GIVEN = { actions: ["consent.give", "consent.answer"], when: "granted", who: "granted_by" };
const WITHDRAWN = { actions: ["consent.withdraw"], when: "withdrawn", who: "withdrawn_by" };

/** @param {Bytes} salt @param {any} terms */
export const contentDigest = (salt, terms) => sha256(CONTENT, salt, utf8(canonical(terms)));

/** Whether it is one at all. @param {any} value */
export function isReceipt(value) {
  return value !== null && typeof value === "object" && value.type === TYPE;
}

/** What the record of an act holds, of which this consent may be one of several.
 * @param {Record<string, any>} record @param {any} terms @param {Context} context */
async function contentOf(record, terms, { salt, among }) {
  const digest = await contentDigest(salt, terms);
  if (record.objects === undefined) {
    return digest;
  }
  const place = record.objects.indexOf(terms.id);
  const digests = list(among, "the digests of an act").map((one) => fromHex(one));
  const there = digests.length === record.objects.length && equal(digests[place] ?? new Uint8Array(), digest);
  demand(there && record.objects.lastIndexOf(terms.id) === place, "terms", "not one of the act's consents", record.seq);
  return sha256(ACT, ...digests);
}

/**
 * One of its steps: the record says so of these terms, and is in the log.
 * @param {any} shown @param {typeof GIVEN} step @param {any} terms @param {Context} context
 */
async function checkStep(shown, step, terms, context) {
  const { record, leaf } = await openShownRecord(object(shown, "a step").record, shown.leaf);
  const { seq } = record;
  const about = record.dossier === terms.dossier && (record.objects ?? [record.object]).includes(terms.id);
  const does = step.actions.includes(record.action) && record.decision === "permit";
  demand(about && does, "subject", `record ${seq} is about something else`, seq);
  const content = hex(await contentOf(record, terms, context));
  demand(record.content === content, "terms", "the terms are not those that were recorded", seq);
  await checkInclusionAnswer(shown.inclusion, leaf, seq, context.sealed);
  const told = record.time === terms[step.when] && record.actor === terms[step.who];
  demand(told, "subject", "given or withdrawn at another time, or by another", seq);
  return record;
}

/** @param {any} shown @param {any} terms @param {Record<string, any>} given @param {Context} context */
async function checkWithdrawal(shown, terms, given, context) {
  const ended = object(object(shown, "a step").consent, "the terms");
  const record = await checkStep(shown, WITHDRAWN, ended, { ...context, among: undefined });
  const before = canonical({ ...ended, withdrawn: null, withdrawn_by: null });
  const is = typeof ended.withdrawn === "string" && before === canonical(terms);
  demand(is, "subject", "what was withdrawn is not what was given");
  demand(record.seq > given.seq && record.objects === undefined, "subject", "withdrawn before it was given");
  return ended;
}

/**
 * In: the parsed file, and the key that counts. Returns the terms as they were given and, where it was withdrawn, when.
 * @param {any} receipt @param {import("./note.js").Key} key @param {import("./note.js").Key[]} [witnesses]
 */
export async function checkReceipt(receipt, key, witnesses = []) {
  const formed = isReceipt(receipt) && hasOnly(receipt, MEMBERS, ["among"]);
  demand(formed, "form", "not a receipt");
  demand(receipt.key === key.text, "key", "it names another key than the log's");
  const sealed = await openCheckpoint(receipt.checkpoint, key, witnesses);
  const terms = object(receipt.consent, "the terms");
  demand(terms.withdrawn === null && terms.withdrawn_by === null, "subject", "a grant that is withdrawn");
  const context = { salt: fromHex(receipt.salt, 16), sealed, among: receipt.among };
  const given = await checkStep(receipt.given, GIVEN, terms, context);
  if (given.objects === undefined && receipt.among !== undefined) {
    throw new Fault("terms", "digests of an act that has none", given.seq);
  }
  const ended = receipt.withdrawn === null ? null : await checkWithdrawal(receipt.withdrawn, terms, given, context);
  return { terms, withdrawn: ended?.withdrawn ?? null, sealed };
}
