// What an auditor checks, one answer at a time: a checkpoint with its witnesses, a record in it, and that it only grew.
import { demand } from "./fault.js";
import { list, object } from "./json.js";
import { needEd25519, openCheckpoint, parseKey } from "./note.js";
import { checkLinks, openShownRecord } from "./record.js";
import { checkGrowthAnswer, checkInclusionAnswer } from "./tree.js";

export { isReceipt, checkReceipt } from "./receipt.js";
export { shortForm, parseKey } from "./note.js";

/**
 * The answer of /v1/audit/checkpoint: signed by `key`, and what its members say is what was signed. The witnesses that
 * it names with their keys did cosign.
 * @param {any} answer
 * @param {string} key as text; the one that the auditor holds, else the answer's own
 */
export async function checkCheckpoint(answer, key) {
  const shown = object(answer, "a checkpoint");
  await needEd25519();
  demand(shown.key === key, "key", "it names another key than the log's");
  const told = list(shown.witnesses, "the witnesses");
  const witnesses = await Promise.all(told.map((witness) => parseKey(witness.key)));
  const sealed = await openCheckpoint(shown.checkpoint, await parseKey(key), witnesses);
  demand(sealed.size === shown.size, "size", "the checkpoint has another size than is shown");
  demand(sealed.witnesses.length === told.length, "witnesses", "a witness that did not cosign");
  return sealed;
}

/** Of /v1/audit/records/{seq} and proof/inclusion. @param {any} entry @param {any} proof
 * @param {import("./tree.js").Sealed} sealed */
export async function checkEntry(entry, proof, sealed) {
  const { record, leaf } = await openShownRecord(object(entry, "an entry").record, entry.leaf);
  await checkLinks(record, list(entry.links, "the links"));
  await checkInclusionAnswer(proof, leaf, record.seq, sealed);
  return record;
}

/** Of proof/consistency. @param {any} proof @param {import("./tree.js").Sealed} older
 * @param {import("./tree.js").Sealed} newer */
export const checkConsistency = (proof, older, newer) => checkGrowthAnswer(proof, older, newer);
