// The known answers of tests/vectors, and what stands beside them that must be refused: vectors.mjs FOLDER.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AccessLog } from './access_log.mjs';
import { Refusal, idBytes } from './bytes.mjs';
import { kinds } from './evidence.mjs';
import { mapKey, mapLeaf, mapRoot } from './map.mjs';
import { openNote, parseKey } from './note.mjs';
import { contentDigest } from './receipt.mjs';
import { checkRecord, commitment, linksOf, recordLeaf } from './record.mjs';
import { tamper } from './tamper.mjs';
import { checkGrowth, checkPath, nodeHash, Tree } from './tree.mjs';

const folder = process.argv[2];

function read(name) {
    return readFileSync(`${folder}/${name}`, 'utf8');
}

function refused(fault, run) {
    assert.throws(run, (error) => error instanceof Refusal && error.fault === fault);
}

const [log, witness] = ['log', 'witness'].map((name) => parseKey(read(`note/${name}.vkey`).trim()));
const note = read('note/checkpoint.note');
const lines = note.trimEnd().split('\n');
const [signature, cosignature] = lines.slice(-2);
const body = `${lines.slice(0, -2).join('\n')}\n`;

function signed(...signatures) {
    return `${body}${signatures.join('\n')}\n`;
}

const answers = JSON.parse(read('evidence/answers.json'));
const keys = { log: parseKey(answers.keys.log), witness: parseKey(answers.keys.witness) };
const trust = { key: keys.log, witnesses: [keys.witness], quorum: 1 };
const entries = (map) =>
    map.entries.map(({ dossier, counter, head }) => ({
        key: mapKey(dossier),
        counter,
        head: Buffer.from(head, 'hex'),
    }));
const hexes = (buffers) => buffers.map((buffer) => buffer.toString('hex'));

// KIND FILE…
const evidence = [
    ['checkpoint', 'checkpoint.note'],
    ['access_log', 'dossier', 'access_log.json'],
    ['access_log', 'dossier', 'access_log_behind.json'],
    ['receipt', 'receipt.json'],
    ['receipt', 'receipt_withdrawn.json'],
    ['export', 'checkpoint.note', 'export.ndjson'],
];

const at = (size) => ({ size: BigInt(size), root: Buffer.from(answers.roots[size], 'hex') });

// The proofs as RFC 9162 makes them, sections 2.1.3.1 and 2.1.4.1: from the leaves, by recursion.
function rootOf(leaves) {
    if (leaves.length === 1) {
        return leaves[0];
    }
    const half = largestPower(leaves.length);
    return nodeHash(rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

function largestPower(count) {
    let power = 1;
    while (2 * power < count) {
        power *= 2;
    }
    return power;
}

function pathOf(seq, leaves) {
    if (leaves.length === 1) {
        return [];
    }
    const half = largestPower(leaves.length);
    const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
    return seq < half ? [...pathOf(seq, left), rootOf(right)] : [...pathOf(seq - half, right), rootOf(left)];
}

function growthOf(older, leaves, whole) {
    if (older === leaves.length) {
        return whole ? [] : [rootOf(leaves)];
    }
    const half = largestPower(leaves.length);
    const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
    return older <= half
        ? [...growthOf(older, left, whole), rootOf(right)]
        : [...growthOf(older - half, right, false), rootOf(left)];
}

const tests = {
    'an id is sixteen bytes'() {
        for (const { text, bytes } of answers.ids) {
            assert.equal(idBytes(text, text.slice(0, 4)).toString('hex'), bytes);
        }
        refused('form', () => idBytes('dos_8ZZZZZZZZZZZZZZZZZZZZZZZZZ', 'dos_')); // 2^128
        refused('form', () => idBytes('dos_0000000000000000000000000U', 'dos_'));
    },
    'a record has its leaf, and its listed are the commitments to its links'() {
        for (const { record, leaf, links } of answers.records) {
            assert.equal(recordLeaf(JSON.parse(record)).toString('hex'), leaf);
            assert.deepEqual(
                hexes(links.map(commitment)),
                links.map((link) => link.commitment),
            );
            linksOf(
                JSON.parse(record),
                links.map(({ commitment: _, ...link }) => link),
            );
        }
    },
    'a record that says what none can say is refused'() {
        const record = JSON.parse(answers.records[0].record);
        const hash = answers.roots[0];
        const nobody = { dossier: null, counter: null, previous: null, object: null, categories: [] };
        const wrong = [
            { action: 'fragment.eat' },
            { status: 404 },
            { decision: 'deny' },
            { ground: '' },
            { dossier: null, counter: null, previous: null },
            { listed: [hash] },
            { content: hash },
            { origin: '127.0.0.1' },
            { origin: 'server' },
            { request: null },
            { action: 'clock.reset' },
            { ...nobody, action: 'map.root' },
            { ...nobody, action: 'refusals.count', ground: 'counted:0', decision: 'deny', status: 429 },
        ];
        checkRecord(record);
        wrong.forEach((change) => refused('rule', () => checkRecord({ ...record, ...change })));
    },
    'the records give a root at each size'() {
        const tree = new Tree();
        answers.roots.forEach((root, size) => {
            assert.equal(tree.root().toString('hex'), root, `of ${size} records`);
            tree.append(Buffer.from(answers.records[size].leaf, 'hex'));
        });
    },
    'each record is in the log of each size, and each size is the start of each larger one'() {
        const leaves = answers.records.map(({ leaf }) => Buffer.from(leaf, 'hex'));
        for (let size = 1; size < answers.roots.length; size++) {
            const sealed = at(size);
            for (let seq = 0; seq < size; seq++) {
                const path = pathOf(seq, leaves.slice(0, size));
                checkPath(leaves[seq], BigInt(seq), sealed.size, path, sealed.root);
                refused('inclusion', () => checkPath(leaves[seq], BigInt(seq ^ 1), sealed.size, path, sealed.root));
                refused('inclusion', () =>
                    checkPath(leaves[seq], BigInt(seq), sealed.size, [...path, leaves[0]], sealed.root),
                );
                if (path.length > 0) {
                    refused('inclusion', () =>
                        checkPath(leaves[seq], BigInt(seq), sealed.size, path.slice(1), sealed.root),
                    );
                }
            }
            for (let older = 0; older <= size; older++) {
                const path = older === 0 || older === size ? [] : growthOf(older, leaves.slice(0, size), true);
                checkGrowth(at(older), sealed, path);
                refused('consistency', () => checkGrowth(at(older), sealed, [...path, leaves[0]]));
                if (older < size && older > 0) {
                    refused('consistency', () => checkGrowth({ ...at(older), root: at(older - 1).root }, sealed, path));
                    refused('consistency', () => checkGrowth(sealed, at(older), path));
                }
            }
        }
    },
    'who knows a record of before finds it again'() {
        const answer = JSON.parse(read('evidence/access_log.json'));
        const dossier = read('evidence/dossier');
        const { leaf, link } = answer.items.find((item) => item.inclusion !== null);
        const look = (counter, head) => {
            const log = new AccessLog(dossier, trust, { counter, head: Buffer.from(head, 'hex') });
            log.page(answer);
            return log.end();
        };
        assert.equal(look(link.counter, leaf).counter, answers.map.entries[0].counter);
        refused('known', () =>
            look(
                link.counter,
                answers.roots[1].replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
            ),
        );
        refused('known', () => look(answer.items.length + 1, leaf));
    },
    'the heads of the dossiers give the map'() {
        for (const map of [answers.map, answers.map_behind]) {
            assert.equal(mapRoot(entries(map)).toString('hex'), map.root);
            assert.deepEqual(
                hexes(entries(map).map((entry) => entry.key)),
                map.entries.map((entry) => entry.key),
            );
            assert.deepEqual(
                hexes(entries(map).map(mapLeaf)),
                map.entries.map((entry) => entry.leaf),
            );
        }
    },
    'the terms of a consent give its content'() {
        for (const { salt, terms, content } of answers.consents) {
            assert.equal(contentDigest(Buffer.from(salt, 'hex'), terms).toString('hex'), content);
        }
    },
    'what is shown holds, and does not with any one thing wrong'() {
        for (const [kind, ...names] of evidence) {
            const files = names.map((name) => readFileSync(`${folder}/evidence/${name}`));
            console.log(tamper({ trust, kind, names, files }));
            refused(kind === 'checkpoint' ? 'signature' : 'key', () => kinds[kind]({ ...trust, key: log }, files));
        }
    },
    'a note with a signature and a cosignature'() {
        assert.deepEqual(openNote(note, log, [witness]).witnesses, [{ name: witness.name, time: 1767225600n }]);
    },
    'a note of somebody else, with two signatures'() {
        for (const key of read('note/golang.vkeys').trim().split('\n').map(parseKey)) {
            assert.match(openNote(read('note/golang.note'), key).text, /cryptography/);
        }
    },
    'lines of strangers are let stand, whatever they say'() {
        const strangers = ['\u2014 somebody AAAA', '\u2014 somebody AAAA', '\u2014 not even base64!', '\u2014 x'];
        assert.equal(openNote(signed(...strangers, signature, cosignature), log, [witness]).witnesses.length, 1);
    },
    'two lines of a known key are refused'() {
        refused('signature', () => openNote(signed(signature, signature, cosignature), log));
        refused('signature', () => openNote(signed(signature, cosignature, cosignature), log, [witness]));
    },
    'a witness who is missing counts'() {
        refused('quorum', () => openNote(signed(signature), log, [witness]));
        assert.equal(openNote(signed(signature), log, [witness], 0).witnesses.length, 0);
    },
    'a cosignature without a time is refused'() {
        const [, name, base64] = cosignature.split(' ');
        const bytes = Buffer.from(base64, 'base64');
        bytes.fill(0, 4, 12);
        const timeless = `\u2014 ${name} ${bytes.toString('base64')}`;
        refused('cosignature', () => openNote(signed(signature, timeless), log, [witness]));
    },
    'a key whose id is not its own is refused'() {
        refused('key', () => parseKey(log.text.replace(/\+[0-9a-f]{8}\+/, '+00000000+')));
    },
    'more than sixteen lines are refused'() {
        const many = Array.from({ length: 16 }, () => '\u2014 x AAAA');
        refused('form', () => openNote(signed(...many, signature), log));
    },
};

for (const [claim, run] of Object.entries(tests)) {
    try {
        run();
    } catch (error) {
        error.message = `${claim}: ${error.message}`;
        throw error;
    }
}
console.log(`${Object.keys(tests).length} known answers`);
