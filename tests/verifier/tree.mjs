// The Merkle tree of RFC 9162, section 2.1, and its proofs. Sizes and places are BigInt: shifts of numbers end at 32
// bits.
import { demand, fromHex, sha256, whole } from './bytes.mjs';
import { list, members } from './json.mjs';

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

export function leafHash(record) {
    return sha256(LEAF, record);
}

export function nodeHash(left, right) {
    return sha256(NODE, left, right);
}

export const EMPTY_ROOT = sha256();

// A tree that grows at its end: the perfect subtrees from the left, largest first.
export class Tree {
    constructor() {
        this.size = 0n;
        this.peaks = []; // {hash, level}
    }

    // Returns the hashes of the subtrees that this leaf completes, from level 1 up.
    append(leaf) {
        const completed = [];
        let peak = { hash: leaf, level: 0 };
        while (this.peaks.length > 0 && this.peaks.at(-1).level === peak.level) {
            peak = { hash: nodeHash(this.peaks.pop().hash, peak.hash), level: peak.level + 1 };
            completed.push(peak.hash);
        }
        this.peaks.push(peak);
        this.size += 1n;
        return completed;
    }

    root() {
        const hashes = this.peaks.map((peak) => peak.hash);
        return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
    }
}

// Goes up a path. In: step(beside, left): each hash of it, and whether that stands to the left.
function climb(at, last, path, fault, step) {
    for (const beside of path) {
        demand(last > 0n, fault, 'the path is too long');
        const left = (at & 1n) === 1n || at === last;
        step(beside, left);
        while (left && (at & 1n) === 0n && at !== 0n) {
            at >>= 1n;
            last >>= 1n;
        }
        at >>= 1n;
        last >>= 1n;
    }
    demand(last === 0n, fault, 'the path is too short');
}

// 2.1.3.2
export function checkPath(leaf, seq, size, path, root) {
    demand(seq < size, 'inclusion', `record ${seq} is not in a log of ${size}`);
    let hash = leaf;
    climb(seq, size - 1n, path, 'inclusion', (beside, left) => {
        hash = left ? nodeHash(beside, hash) : nodeHash(hash, beside);
    });
    demand(hash.equals(root), 'inclusion', 'the path does not lead to the root');
}

// 2.1.4.2. In: both with size and root.
export function checkGrowth(older, newer, path) {
    demand(older.size <= newer.size, 'consistency', 'the older one is larger');
    if (older.size === 0n || older.size === newer.size) {
        demand(path.length === 0, 'consistency', 'a path where there is none');
        const root = older.size === 0n ? EMPTY_ROOT : newer.root;
        demand(older.root.equals(root), 'consistency', 'the roots differ');
        return;
    }
    let at = older.size - 1n;
    let last = newer.size - 1n;
    const perfect = (older.size & at) === 0n; // one subtree, whose hash the path leaves out
    const [first, ...rest] = perfect ? [older.root, ...path] : path;
    demand(first !== undefined, 'consistency', 'the path is too short');
    while ((at & 1n) === 1n) {
        at >>= 1n;
        last >>= 1n;
    }
    let [oldHash, newHash] = [first, first];
    climb(at, last, rest, 'consistency', (beside, left) => {
        oldHash = left ? nodeHash(beside, oldHash) : oldHash;
        newHash = left ? nodeHash(beside, newHash) : nodeHash(newHash, beside);
    });
    demand(oldHash.equals(older.root) && newHash.equals(newer.root), 'consistency', 'the path does not join the two');
}

export function hashes(path) {
    demand(list(path).length <= 64, 'form', 'a path of more than 64 hashes');
    return path.map((hash) => fromHex(hash));
}

// The shape Inclusion, against a sealed tree: {size, root}.
export function checkInclusion(proof, sealed, leaf) {
    members(proof, ['seq', 'size', 'leaf', 'root', 'path']);
    demand(
        BigInt(whole(proof.size)) === sealed.size && fromHex(proof.root).equals(sealed.root),
        'inclusion',
        'the proof is for another checkpoint',
    );
    demand(fromHex(proof.leaf).equals(leaf), 'inclusion', 'the proof is for another record');
    checkPath(leaf, BigInt(whole(proof.seq)), sealed.size, hashes(proof.path), sealed.root);
}

// The shape Consistency.
export function checkConsistency(proof, older, newer) {
    members(proof, ['from', 'to', 'path']);
    demand(
        BigInt(whole(proof.from)) === older.size && BigInt(whole(proof.to)) === newer.size,
        'consistency',
        'the proof is for other sizes',
    );
    checkGrowth(older, newer, hashes(proof.path));
}
