// The Merkle tree of the log (RFC 9162, section 2.1): that a record is in it, and that it only grew.
import { equal, fromHex, joined, sha256, whole } from "./bytes.js";
import { Fault, demand } from "./fault.js";
import { list, object } from "./json.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{size: number, root: Bytes}} Sealed what a checkpoint says */

const PATH_MAX = 64;
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** @param {Uint8Array} record */
export const leafHash = (record) => sha256(LEAF, record);
/** @param {Uint8Array} left @param {Uint8Array} right */
export const nodeHash = (left, right) => sha256(joined(NODE, left, right));

/** @param {any} value @returns {Bytes[]} */
export function readPath(value) {
  const path = list(value, "a path");
  demand(path.length <= PATH_MAX, "form", "a path that is too long");
  return path.map((one) => fromHex(one));
}

/**
 * Goes up a path from one place.
 * @param {number} place
 * @param {number} last the last place of the tree
 * @param {Bytes[]} path
 * @param {(beside: Bytes, left: boolean) => Promise<void>} step left: what is beside stands there
 * @returns {Promise<boolean>} whether it ends at the top
 */
async function climb(place, last, path, step) {
  let [at, end] = [place, last];
  const up = () => ([at, end] = [Math.floor(at / 2), Math.floor(end / 2)]);
  for (const beside of path) {
    if (end === 0) {
      return false;
    }
    const left = at % 2 === 1 || at === end;
    await step(beside, left);
    while (left && at % 2 === 0 && at !== 0) {
      up();
    }
    up();
  }
  return end === 0;
}

/** 2.1.3.2. @param {Bytes} leaf @param {number} seq @param {Bytes[]} path @param {Sealed} sealed */
export async function checkInclusion(leaf, seq, path, sealed) {
  const wrong = `record ${seq} is not proven to be in the log of ${sealed.size}`;
  demand(seq < sealed.size, "inclusion", wrong, seq);
  let hash = leaf;
  const arrived = await climb(seq, sealed.size - 1, path, async (beside, left) => {
    hash = await (left ? nodeHash(beside, hash) : nodeHash(hash, beside));
  });
  demand(arrived && equal(hash, sealed.root), "inclusion", wrong, seq);
}

/** A tree of one subtree, whose hash a proof leaves out. @param {number} size */
const isPowerOfTwo = (size) => Number.isInteger(Math.log2(size));

/** 2.1.4.2: the older log is the start of the newer one. @param {Sealed} older @param {Sealed} newer
 * @param {Bytes[]} path */
export async function checkGrowth(older, newer, path) {
  const wrong = () => new Fault("consistency", `the log of ${older.size} is not the start of that of ${newer.size}`);
  if (older.size > newer.size) {
    throw wrong();
  }
  if (older.size === 0 || older.size === newer.size) {
    const root = older.size === 0 ? await sha256() : newer.root;
    if (!equal(older.root, root)) {
      throw older.size === 0 ? wrong() : new Fault("fork", `two logs of ${older.size} records`);
    }
    demand(path.length === 0, "consistency", "a path where there is none");
    return;
  }
  const [first, ...rest] = isPowerOfTwo(older.size) ? [older.root, ...path] : path;
  if (first === undefined) {
    throw wrong();
  }
  let [at, last] = [older.size - 1, newer.size - 1];
  while (at % 2 === 1) {
    [at, last] = [(at - 1) / 2, Math.floor(last / 2)];
  }
  let [old, fresh] = [first, first];
  const arrived = await climb(at, last, rest, async (beside, left) => {
    old = left ? await nodeHash(beside, old) : old;
    fresh = await (left ? nodeHash(beside, fresh) : nodeHash(fresh, beside));
  });
  if (!arrived || !equal(old, older.root) || !equal(fresh, newer.root)) {
    throw wrong();
  }
}

/** The answer of proof/inclusion, for the leaf that it must be of. @param {any} answer @param {Bytes} leaf
 * @param {number} seq @param {Sealed} sealed */
export async function checkInclusionAnswer(answer, leaf, seq, sealed) {
  const proof = object(answer, "a proof");
  const fits = proof.seq === seq && proof.size === sealed.size && equal(fromHex(proof.root), sealed.root);
  demand(fits, "inclusion", `the proof of record ${seq} is for another record or log`, seq);
  demand(equal(fromHex(proof.leaf), leaf), "record", `record ${seq} is not what its hash stands for`, seq);
  await checkInclusion(leaf, seq, readPath(proof.path), sealed);
}

/** The answer of proof/consistency. @param {any} answer @param {Sealed} older @param {Sealed} newer */
export async function checkGrowthAnswer(answer, older, newer) {
  const proof = object(answer, "a proof");
  const fits = whole(proof.from) === older.size && whole(proof.to) === newer.size;
  demand(fits, "consistency", "the proof is for other sizes");
  await checkGrowth(older, newer, readPath(proof.path));
}
