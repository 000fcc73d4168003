// The map from each dossier to the counter and the head of its records, and the proof of one entry.
import { equal, fromHex, isWhole, readId, sha256, tag, u64 } from "./bytes.js";
import { demand } from "./fault.js";
import { list, object } from "./json.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{counter: number, head: Bytes}} Entry */

const LEAF = tag("tnw/map/leaf/v1");
const NODE = tag("tnw/map/node/v1");
const EMPTY = new Uint8Array(32);
const DEPTH_MAX = 256;

/** @param {string} dossier */
export async function mapKey(dossier) {
  const id = readId(dossier, "dos_");
  demand(id !== null, "form", "not the id of a dossier");
  return sha256(id);
}

/** @param {Bytes} key @param {Entry} entry */
export const mapLeaf = (key, entry) => sha256(LEAF, key, u64(entry.counter), entry.head);

/** @param {Bytes} key @param {number} depth */
const bit = (key, depth) => (key[depth >> 3] >> (7 - (depth & 7))) & 1;

/** @param {any} shown @returns {Entry} */
function readEntry(shown) {
  demand(isWhole(shown.counter, 1), "form", "an entry of the map without a counter");
  return { counter: shown.counter, head: fromHex(shown.head) };
}

/** What the path ends at: the dossier's entry, another one, or nothing. @param {Record<string, any>} proof
 * @param {Bytes} key @param {number} depth */
async function endOf(proof, key, depth) {
  if (proof.counter !== null || proof.head !== null) {
    demand(proof.other === null, "form", "two ends of one path");
    const entry = readEntry(proof);
    return { hash: await mapLeaf(key, entry), entry };
  }
  if (proof.other === null) {
    return { hash: EMPTY, entry: null };
  }
  const other = object(proof.other, "the other entry");
  const otherKey = fromHex(other.key);
  const shares = Array.from({ length: depth }, (_, at) => bit(otherKey, at) === bit(key, at)).every(Boolean);
  demand(shares && !equal(otherKey, key), "map", "the other entry is not on the path");
  return { hash: await mapLeaf(otherKey, readEntry(other)), entry: null };
}

/**
 * @param {any} shown {counter, head, siblings, other}
 * @param {string} dossier
 * @param {Bytes} root of the map
 * @returns {Promise<Entry | null>} null: the map has none of this dossier
 */
export async function checkMapProof(shown, dossier, root) {
  const proof = object(shown, "the proof of the map");
  const key = await mapKey(dossier);
  const siblings = list(proof.siblings, "the path of the map").map((one) => fromHex(one));
  demand(siblings.length <= DEPTH_MAX, "form", "a path of the map that is too long");
  const last = siblings.at(-1);
  demand(last === undefined || !equal(last, EMPTY), "map", "a path of the map beyond its end");
  const { hash, entry } = await endOf(proof, key, siblings.length);
  let at = hash;
  for (let depth = siblings.length - 1; depth >= 0; depth--) {
    at = await (bit(key, depth) === 0 ? sha256(NODE, at, siblings[depth]) : sha256(NODE, siblings[depth], at));
  }
  demand(equal(at, root), "map", "the proof does not lead to the map that the log names");
  return entry;
}
