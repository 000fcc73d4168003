// The known answers of tests/vectors, and what stands beside them that must be refused: vectors.mjs FOLDER.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Refusal } from './bytes.mjs';
import { openNote, parseKey } from './note.mjs';

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

const tests = {
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
