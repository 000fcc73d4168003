// From the key that is held to the one that signs now, over changes each of which the older key signed.
import { readBase64 } from "./bytes.js";
import { demand } from "./fault.js";
import { list, object, parseJson } from "./json.js";
import { isSameKey, parseKey, signed } from "./note.js";
import { openShownRecord } from "./record.js";
import { checkInclusionAnswer } from "./tree.js";

/** @typedef {import("./note.js").Key} Key */
/** @typedef {{seq: number, leaf: import("./bytes.js").Bytes, old: Key, fresh: Key}} Change */

const GROUND = /^new:(\S+) old:(\S+) signature:(\S+)$/;
const CHANGES_MAX = 256;

/** A change that its old key signed; null: it is none. @param {any} item @returns {Promise<Change | null>} */
async function openChange(item) {
  const { record, leaf } = await openShownRecord(object(item, "a change").record, item.leaf);
  const parts = record.action === "log_key.change" ? GROUND.exec(record.ground) : null;
  if (parts === null) {
    return null;
  }
  const [fresh, old] = [await parseKey(parts[1]), await parseKey(parts[2])];
  const message = `tnw-log-key-change/v1\n${old.text}\n${fresh.text}\n${record.seq}\n`;
  const signature = readBase64(parts[3]);
  const holds = signature !== null && (await signed(old.bytes, signature, message));
  return holds ? { seq: record.seq, leaf, old, fresh } : null;
}

/** Each change on the way must be in the log that the new key signs.
 * @param {Change[]} way @param {import("./tree.js").Sealed} sealed @param {import("./review.js").Ask} ask */
export async function confirmWay(way, sealed, ask) {
  for (const { seq, leaf } of way) {
    const answer = await ask("/v1/audit/proof/inclusion", { seq, size: sealed.size });
    await checkInclusionAnswer(parseJson(answer.text), leaf, seq, sealed);
  }
}

/**
 * Backwards, from the key that is named: one that never signed is on no such way.
 * @param {Key} held @param {Key} named @param {any} answer of /v1/audit/log/keys
 * @returns {Promise<Change[]>} oldest first; each must be in the log that the new key signs
 */
export async function followKey(held, named, answer) {
  const items = list(object(answer, "the changes").items, "the changes");
  demand(items.length <= CHANGES_MAX, "form", "too many changes of the key");
  /** @type {Change[]} */
  const way = [];
  let wanted = named;
  for (const item of [...items].reverse()) {
    if (isSameKey(wanted, held)) {
      break;
    }
    const change = await openChange(item);
    if (change !== null && isSameKey(change.fresh, wanted)) {
      way.unshift(change);
      wanted = change.old;
    }
  }
  demand(isSameKey(wanted, held), "key", "the key that is held did not sign the change to this one");
  return way;
}
