// An export of the whole log: lines, their hashes and links, and the checkpoint behind them.
import { demand, fromHex } from './bytes.mjs';
import { canonical, list, members, parseJson, utf8 } from './json.mjs';
import { mapKey, mapRoot } from './map.mjs';
import { openCheckpoint } from './note.mjs';
import { checkRecord, linksOf } from './record.mjs';
import { leafHash, Tree } from './tree.mjs';

const ZEROS = '0'.repeat(64);

export class Export {
    constructor() {
        this.tree = new Tree();
        this.heads = new Map(); // dossier → {counter, head}
        this.record = null; // whose lines are being read
        this.marks = []; // {size, root, map} at the sizes of older checkpoints
        this.sizes = new Set();
    }

    // To be compared on the way: an older checkpoint.
    markAt(size) {
        this.sizes.add(size);
    }

    line(bytes) {
        const text = utf8(bytes);
        const value = parseJson(text);
        demand(canonical(value) === text, 'form', 'a line that is not canonical JSON');
        if (Object.hasOwn(value, 'hashes')) {
            this.hashLine(value);
        } else if (Object.hasOwn(value, 'links')) {
            this.linkLine(value);
        } else {
            this.recordLine(value, bytes);
        }
    }

    recordLine(record, bytes) {
        this.finish();
        if (this.sizes.has(this.tree.size)) {
            this.mark();
        }
        checkRecord(record);
        demand(
            BigInt(record.seq) === this.tree.size,
            'order',
            `record ${record.seq} where record ${this.tree.size} belongs`,
        );
        const leaf = leafHash(bytes);
        this.record = { record, leaf, hashes: [leaf, ...this.tree.append(leaf)], openings: null, hashed: false };
    }

    hashLine(value) {
        members(value, ['hashes', 'seq']);
        const current = this.record;
        demand(
            current !== null && !current.hashed && value.seq === current.record.seq,
            'order',
            'hashes without their record',
        );
        const given = list(value.hashes).map((hash) => fromHex(hash));
        demand(
            given.length === current.hashes.length && given.every((hash, i) => hash.equals(current.hashes[i])),
            'record',
            `record ${value.seq}: not what the hashes behind it stand for`,
        );
        current.hashed = true;
    }

    linkLine(value) {
        members(value, ['links', 'seq']);
        const current = this.record;
        demand(
            current !== null && current.hashed && current.openings === null && value.seq === current.record.seq,
            'order',
            'links without their record',
        );
        current.openings = list(value.links);
        demand(current.openings.length > 0, 'form', 'a line of no links');
    }

    // All of a record was read: its links continue their dossiers.
    finish() {
        const current = this.record;
        if (current === null) {
            return;
        }
        demand(current.hashed, 'form', `record ${current.record.seq} without its hashes`);
        for (const link of linksOf(current.record, current.openings ?? [])) {
            const before = this.heads.get(link.dossier) ?? { counter: 0, head: Buffer.from(ZEROS, 'hex') };
            demand(
                link.counter === before.counter + 1 && fromHex(link.previous).equals(before.head),
                'chain',
                `record ${current.record.seq} does not follow the one before it in its dossier`,
            );
            this.heads.set(link.dossier, { counter: link.counter, head: current.leaf });
        }
        this.record = null;
    }

    mark() {
        const entries = [...this.heads].map(([dossier, { counter, head }]) => ({
            key: mapKey(dossier),
            counter,
            head,
        }));
        const mark = { size: this.tree.size, root: this.tree.root(), map: mapRoot(entries) };
        this.marks.push(mark);
        return mark;
    }

    end() {
        this.finish();
        return this.mark();
    }
}

export function checkMark(mark, sealed) {
    demand(mark !== undefined && mark.size === sealed.size, 'complete', `records for a checkpoint of ${sealed.size}`);
    demand(mark.root.equals(sealed.root), 'root', `the records do not give the root of ${sealed.size}`);
    demand(mark.map.equals(sealed.map), 'map', `the records do not give the map of ${sealed.size}`);
}
