// The patient's access log with proofs: complete, unchanged, in order.
import { demand, fromHex, whole } from './bytes.mjs';
import { list, members, same } from './json.mjs';
import { checkMapProof } from './map.mjs';
import { openCheckpoint } from './note.mjs';
import { checkLinkTo, checkRecord, recordLeaf } from './record.mjs';
import { checkPath, hashes } from './tree.mjs';

const SHOWN = ['seq', 'time', 'role', 'action', 'object', 'categories', 'purpose', 'decision', 'ground', 'status'];
const PARTIES = ['actor', 'organisation'];
const WORDS = ['reason', 'text']; // the server's
const ITEM = [...SHOWN, ...PARTIES, 'for', ...WORDS, 'count', 'first', 'until', 'record', 'leaf', 'link', 'inclusion'];

const WAIT_MAX_MS = 30_000;
const MAP = ['record', 'path', 'counter', 'head', 'siblings', 'other'];

export class AccessLog {
    // trust: {key, witnesses, quorum}; known: {counter, head} of an earlier check, or null; requests: of earlier looks.
    constructor(dossier, trust, known = null, requests = []) {
        this.dossier = dossier;
        this.trust = trust;
        this.known = known;
        this.requests = new Set(requests);
        this.newest = null; // time of the newest record
        this.sealed = null;
        this.last = null; // the record that was shown before this one
        this.found = 0; // of what the map counts
        this.unmapped = 0; // in the log, and not counted yet
        this.unsealed = 0;
    }

    page(answer) {
        members(answer, ['items', 'next', 'sealed']);
        demand(this.next !== null, 'complete', 'a page behind the last one');
        demand(answer.next === null || typeof answer.next === 'string', 'form', 'no place to go on');
        if (this.sealed === null) {
            this.begin(answer.sealed);
        } else {
            demand(answer.sealed === null, 'form', 'a second checkpoint');
        }
        list(answer.items).forEach((item) => this.item(item));
        this.next = answer.next;
    }

    begin(sealed) {
        members(sealed, ['checkpoint', 'key', 'map']);
        demand(sealed.key === this.trust.key.text, 'key', "not the log's key");
        this.sealed = openCheckpoint(sealed.checkpoint, this.trust.key, this.trust.witnesses, this.trust.quorum);
        const { record, path, ...proof } = members(sealed.map, MAP);
        checkRecord(record);
        demand(BigInt(record.seq) === this.sealed.size - 1n, 'map', 'not the last record');
        demand(Object.hasOwn(record, 'map'), 'map', 'the last record names no map');
        checkPath(recordLeaf(record), BigInt(record.seq), this.sealed.size, hashes(path), this.sealed.root);
        this.mapped = record.map.size;
        this.entry = checkMapProof(proof, this.dossier, fromHex(record.map.root));
    }

    item(item) {
        members(item, ITEM);
        const record = checkRecord(item.record);
        const leaf = recordLeaf(record);
        demand(fromHex(item.leaf).equals(leaf), 'record', 'not its leaf hash');
        checkShown(item, record);
        checkLinkTo(record, this.dossier, item.link);
        this.follow(record.seq, item.link, leaf);
        this.seal(record.seq, item, leaf);
        this.last = { seq: record.seq, link: item.link };
        this.remember(item.link.counter, leaf);
        this.checkFreshness(record);
    }

    // Each look leaves a record, and a map counts what was recorded within a second.
    checkFreshness(record) {
        this.requests.delete(record.request);
        this.newest ??= Date.parse(record.time);
        demand(
            record.seq < this.mapped || this.newest - Date.parse(record.time) <= WAIT_MAX_MS,
            'stale',
            `record ${record.seq} has waited too long for a map that counts it`,
        );
    }

    // The record that its successor speaks of.
    follow(seq, link, leaf) {
        if (this.last === null) {
            return;
        }
        demand(seq < this.last.seq, 'order', `record ${seq} behind record ${this.last.seq}`);
        demand(
            link.counter === this.last.link.counter - 1 && leaf.toString('hex') === this.last.link.previous,
            'chain',
            `record ${seq} is not the one in front of record ${this.last.seq}`,
        );
    }

    seal(seq, item, leaf) {
        if (seq < this.mapped) {
            this.count(seq, item.link.counter, leaf);
        }
        if (BigInt(seq) >= this.sealed.size) {
            demand(item.inclusion === null, 'inclusion', `record ${seq} is not sealed and has a proof`);
            this.unsealed++;
            return;
        }
        members(item.inclusion, ['size', 'path']);
        demand(BigInt(whole(item.inclusion.size)) === this.sealed.size, 'inclusion', 'a proof for another checkpoint');
        checkPath(leaf, BigInt(seq), this.sealed.size, hashes(item.inclusion.path), this.sealed.root);
        this.unmapped += seq >= this.mapped ? 1 : 0;
    }

    // The first of these is the newest that the map counts.
    count(seq, counter, leaf) {
        const { entry } = this;
        demand(
            this.found > 0 || (entry !== null && entry.counter === counter && entry.head.equals(leaf)),
            'head',
            `record ${seq} is not the newest that the map counts`,
        );
        this.found++;
    }

    remember(counter, leaf) {
        if (this.known !== null && counter === this.known.counter) {
            demand(leaf.equals(this.known.head), 'known', `record ${counter} of the dossier was another one`);
            this.known = null;
        }
    }

    // After the last page. Returns {counter, head} to keep, or null.
    end() {
        demand(this.sealed !== null && this.next === null, 'complete', 'there is more');
        demand(this.last === null || this.last.link.counter === 1, 'complete', 'the oldest records are left out');
        demand((this.entry === null) === (this.found === 0), 'complete', 'all records are left out');
        demand(this.known === null, 'known', 'a record that was there is not there any more');
        demand(
            this.requests.size === 0,
            'stale',
            'the record of an earlier look is not there: the answer is older than it',
        );
        return this.entry;
    }
}

function checkShown(item, record) {
    for (const name of SHOWN) {
        demand(same(item[name], record[name]), 'shown', `${name} is not what was recorded`);
    }
    for (const name of PARTIES) {
        demand(
            item[name] === null ? record[name] === null : members(item[name], ['id', 'name']).id === record[name],
            'shown',
            `${name} is not what was recorded`,
        );
    }
    const recorded = record.for ?? null;
    demand(
        item.for === null ? recorded === null : members(item.for, ['id', 'name']).id === recorded,
        'shown',
        'for is not what was recorded',
    );
    demand(item.count === 1 && item.first === item.time && item.until === item.time, 'shown', 'several records as one');
}
