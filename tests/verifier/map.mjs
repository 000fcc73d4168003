// The map from dossiers to the head of their records.
import { demand, fromHex, idBytes, sha256, tag, u64, whole } from './bytes.mjs';
import { list, members } from './json.mjs';

const LEAF = tag('tnw/map/leaf/v1');
const NODE = tag('tnw/map/node/v1');
const EMPTY = Buffer.alloc(32);
const DEPTH_MAX = 256;

export function mapKey(dossier) {
    return sha256(idBytes(dossier, 'dos_'));
}

export function mapLeaf({ key, counter, head }) {
    return sha256(LEAF, key, u64(counter), head);
}

function bit(key, depth) {
    return (key[depth >> 3] >> (7 - (depth & 7))) & 1;
}

// The subtree of these entries, {key, counter, head}, below that depth.
export function mapRoot(entries, depth = 0) {
    if (entries.length === 0) {
        return EMPTY;
    }
    if (entries.length === 1) {
        return mapLeaf(entries[0]);
    }
    const sides = [0, 1].map((side) =>
        mapRoot(
            entries.filter((entry) => bit(entry.key, depth) === side),
            depth + 1,
        ),
    );
    return sha256(NODE, ...sides);
}

// What the path ends at: {hash}, and the entry of the dossier or null.
function endOf(proof, key, depth) {
    if (proof.counter !== null || proof.head !== null) {
        demand(proof.other === null, 'map', 'an entry and another one');
        const entry = { counter: whole(proof.counter, 1), head: fromHex(proof.head) };
        return { hash: mapLeaf({ key, ...entry }), entry };
    }
    if (proof.other === null) {
        return { hash: EMPTY, entry: null };
    }
    members(proof.other, ['key', 'counter', 'head']);
    const other = fromHex(proof.other.key);
    demand(!other.equals(key), 'map', "the other entry is the dossier's own");
    for (let at = 0; at < depth; at++) {
        demand(bit(other, at) === bit(key, at), 'map', 'the other entry is not on the path');
    }
    const counter = whole(proof.other.counter, 1);
    return { hash: mapLeaf({ key: other, counter, head: fromHex(proof.other.head) }), entry: null };
}

// In: proof: {counter, head, siblings, other}. Returns {counter, head} of the dossier, or null: it has no record.
export function checkMapProof(proof, dossier, map) {
    const key = mapKey(dossier);
    const siblings = list(proof.siblings).map((hash) => fromHex(hash));
    demand(siblings.length <= DEPTH_MAX, 'map', 'a path that is too long');
    demand(siblings.length === 0 || !siblings.at(-1).equals(EMPTY), 'map', 'a path beyond its end');
    const end = endOf(proof, key, siblings.length);
    let hash = end.hash;
    for (let depth = siblings.length - 1; depth >= 0; depth--) {
        hash = bit(key, depth) === 0 ? sha256(NODE, hash, siblings[depth]) : sha256(NODE, siblings[depth], hash);
    }
    demand(hash.equals(map), 'map', 'the path does not lead to the map');
    return end.entry;
}
