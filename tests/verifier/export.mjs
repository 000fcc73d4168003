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
        this.marks = []; // {size, root, named} at the sizes of older checkpoints
        this.news = []; // [seq, dossier, entry] that the map below does not have yet
        this.mapped = new Map(); // dossier → its entry in the map that was named last
        this.named = 0; // 1 + seq of the record that named it
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
            this.news.push([current.record.seq, link.dossier, { counter: link.counter, head: current.leaf }]);
        }
        if (current.record.action === 'map.root') {
            this.checkMap(current.record);
        }
        this.record = null;
    }

    // A map that a record names is that of the records before it, and leaves out none in front of the last one named.
    checkMap({ seq, map }) {
        demand(map.size >= this.named, 'map', `record ${seq} names an older map`);
        while (this.news.length > 0 && this.news[0][0] < map.size) {
            const [, dossier, entry] = this.news.shift();
            this.mapped.set(dossier, entry);
        }
        const entries = [...this.mapped].map(([dossier, { counter, head }]) => ({
            key: mapKey(dossier),
            counter,
            head,
        }));
        demand(mapRoot(entries).equals(fromHex(map.root)), 'map', `record ${seq} names another map`);
        this.named = seq + 1;
    }

    mark() {
        const mark = { size: this.tree.size, root: this.tree.root(), named: BigInt(this.named) };
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
    demand(mark.named === sealed.size, 'map', `the last record of ${sealed.size} does not name the map`);
}
