// The log as tiles (C2SP tlog-tiles): up to 256 hashes of one level side by side, and bundles of the records.
import { demand } from './bytes.mjs';
import { leafHash, nodeHash } from './tree.mjs';

const WIDTH = 256n;

// x001/x234/067, with .p/W when it is not full.
export function tilePath(index, width = 256) {
    let text = String(index % 1000n).padStart(3, '0');
    for (let rest = index / 1000n; rest > 0n; rest /= 1000n) {
        text = `x${String(rest % 1000n).padStart(3, '0')}/${text}`;
    }
    return width === 256 ? text : `${text}.p/${width}`;
}

// The tiles of a log of that size: [{level, index, width}], from the lowest level up.
export function tilesOf(size) {
    const tiles = [];
    for (let level = 0, count = size; count > 0n; level++, count /= WIDTH) {
        for (let index = 0n; index * WIDTH < count; index++) {
            const left = count - index * WIDTH;
            tiles.push({ level, index, width: left < WIDTH ? Number(left) : 256 });
        }
    }
    return tiles;
}

export function tileHashes(bytes, width) {
    demand(bytes.length === 32 * width, 'form', `a tile of ${bytes.length} bytes for ${width} hashes`);
    return Array.from({ length: width }, (_, i) => bytes.subarray(32 * i, 32 * i + 32));
}

// The root of a perfect subtree.
function perfect(level) {
    let row = level;
    while (row.length > 1) {
        row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i], row[2 * i + 1]));
    }
    return row[0];
}

// All tiles against a checkpoint. In: read({level, index, width}): its bytes.
export function checkTiles(sealed, read) {
    const levels = [];
    for (const tile of tilesOf(sealed.size)) {
        const row = (levels[tile.level] ??= []);
        row.push(...tileHashes(read(tile), tile.width));
    }
    for (let level = 0; level + 1 < levels.length; level++) {
        for (let i = 0; i < levels[level + 1].length; i++) {
            demand(
                perfect(levels[level].slice(256 * i, 256 * i + 256)).equals(levels[level + 1][i]),
                'tile',
                `hash ${i} of level ${level + 1} is not that of the tile below`,
            );
        }
    }
    demand(rootOf(sealed.size, levels).equals(sealed.root), 'root', 'the tiles do not give the root');
    return levels[0] ?? [];
}

// Largest subtrees first, each from the highest tiles that hold it.
function rootOf(size, levels) {
    const peaks = [];
    let from = 0n;
    for (let height = 62n; height >= 0n; height--) {
        const width = 1n << height;
        if ((size & width) === 0n) {
            continue;
        }
        const level = Number(height / 8n);
        const span = 1n << BigInt(8 * level);
        peaks.push(perfect(levels[level].slice(Number(from / span), Number((from + width) / span))));
        from += width;
    }
    return peaks.reduceRight((right, left) => nodeHash(left, right));
}

// The records of a bundle: each its length, 16 bits, and its bytes.
export function bundleRecords(bytes) {
    const records = [];
    for (let at = 0; at < bytes.length;) {
        demand(at + 2 <= bytes.length, 'form', 'a bundle that is cut');
        const end = at + 2 + bytes.readUInt16BE(at);
        demand(end <= bytes.length, 'form', 'a bundle that is cut');
        records.push(bytes.subarray(at + 2, end));
        at = end;
    }
    return records;
}

export function checkBundle(bytes, leaves) {
    const records = bundleRecords(bytes);
    demand(records.length === leaves.length, 'form', 'a bundle of another width');
    records.forEach((record, i) =>
        demand(leafHash(record).equals(leaves[i]), 'record', `record ${i} of a bundle is another one`),
    );
    return records;
}
