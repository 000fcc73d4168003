// What an auditor checks, one answer at a time: a checkpoint with its witnesses, a record in it, and that it only grew.
import { demand } from "./fault.js";
import { followKey } from "./key_change.js";
import { list, object } from "./json.js";
import { isSameKey, needEd25519, openCheckpoint, parseKey } from "./note.js";
import { checkLinks, openShownRecord } from "./record.js";
import { checkGrowthAnswer, checkInclusionAnswer } from "./tree.js";

export { isReceipt, checkReceipt } from "./receipt.js";
export { shortForm, parseKey } from "./note.js";

/**
 * The answer of /v1/audit/checkpoint: signed by the key that it names, and what its members say is what was signed. The
 * witnesses that it names with their keys did cosign.
 * @param {any} answer
 */
export async function checkCheckpoint(answer) {
  const shown = object(answer, "a checkpoint");
  await needEd25519();
  const told = list(shown.witnesses, "the witnesses");
  const witnesses = await Promise.all(told.map((witness) => parseKey(witness.key)));
  const sealed = await openCheckpoint(shown.checkpoint, await parseKey(shown.key), witnesses);
  demand(sealed.size === shown.size, "size", "the checkpoint has another size than is shown");
  demand(sealed.witnesses.length === told.length, "witnesses", "a witness that did not cosign");
  return sealed;
}

/** The newest seal that this device verified. @param {import("./review.js").Kept} kept */
export const openKept = async (kept) => openCheckpoint(kept.note, await parseKey(kept.noteKey));

/**
 * The key that this device holds signed the change to the one that signs now, and each change is in the log.
 * @param {string} held @param {string} named @param {import("./tree.js").Sealed} sealed by that
 * @param {(path: string, query?: any) => Promise<any>} ask
 */
export async function checkKeyChange(held, named, sealed, ask) {
  const [older, newer] = [await parseKey(held), await parseKey(named)];
  if (isSameKey(older, newer)) {
    return;
  }
  for (const { seq, leaf } of await followKey(older, newer, await ask("/v1/audit/log/keys"))) {
    const proof = await ask("/v1/audit/proof/inclusion", { seq, size: sealed.size });
    await checkInclusionAnswer(proof, leaf, seq, sealed);
  }
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
