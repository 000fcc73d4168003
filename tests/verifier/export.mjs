// An export of the whole log: lines, their hashes and links, and the checkpoint behind them.
import { demand, fromHex } from './bytes.mjs';
import { canonical, list, members, parseJson, utf8 } from './json.mjs';
import { mapKey, mapRoot } from './map.mjs';
import { checkRecord, checkTime, linksOf } from './record.mjs';
import { leafHash, Tree } from './tree.mjs';

const ZEROS = '0'.repeat(64);

export class Export {
    constructor() {
        this.tree = new Tree();
        this.heads = new Map(); // dossier → {counter, head}
        this.record = null; // whose lines are being read
        this.last = null; // the one before it
        this.entries = new Map(); // of the newest map: dossier → {key, counter, head}
        this.mapped = 0; // of how many records it is made
        this.unmapped = []; // {links, leaf} of the others
        this.lastMap = -1; // seq of the record that names it
        this.marks = []; // {size, root} at the sizes of older checkpoints
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
            this.marks.push({ size: this.tree.size, root: this.tree.root() });
        }
        checkRecord(record);
        checkTime(record, this.last?.time ?? '');
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

    // All of a record was read: its links continue their dossiers, and a map is that of the records so far.
    finish() {
        const current = this.record;
        if (current === null) {
            return;
        }
        demand(current.hashed, 'form', `record ${current.record.seq} without its hashes`);
        const links = linksOf(current.record, current.openings ?? []);
        for (const link of links) {
            const before = this.heads.get(link.dossier) ?? { counter: 0, head: Buffer.from(ZEROS, 'hex') };
            demand(
                link.counter === before.counter + 1 && fromHex(link.previous).equals(before.head),
                'chain',
                `record ${current.record.seq} does not follow the one before it in its dossier`,
            );
            this.heads.set(link.dossier, { counter: link.counter, head: current.leaf });
        }
        this.unmapped.push({ links, leaf: current.leaf });
        if (Object.hasOwn(current.record, 'map')) {
            this.checkMap(current.record);
        }
        this.last = current.record;
        this.record = null;
    }

    checkMap(record) {
        const { root, size } = record.map;
        demand(size > this.lastMap, 'map', `record ${record.seq} names a map that counts too few records`);
        this.lastMap = record.seq;
        for (const { links, leaf } of this.unmapped.splice(0, size - this.mapped)) {
            for (const link of links) {
                this.entries.set(link.dossier, { key: mapKey(link.dossier), counter: link.counter, head: leaf });
            }
        }
        this.mapped = size;
        demand(
            mapRoot([...this.entries.values()]).equals(fromHex(root)),
            'map',
            `record ${record.seq}: the records do not give the map that it names`,
        );
    }

    // Returns {size, root}.
    end() {
        this.finish();
        demand(this.last === null || Object.hasOwn(this.last, 'map'), 'map', 'the last record names no map');
        return { size: this.tree.size, root: this.tree.root() };
    }
}

export function checkMark(mark, sealed) {
    demand(mark !== undefined && mark.size === sealed.size, 'complete', `records for a checkpoint of ${sealed.size}`);
    demand(mark.root.equals(sealed.root), 'root', `the records do not give the root of ${sealed.size}`);
}
