// Signed notes (C2SP signed-note), keys, cosignatures (tlog-cosignature v1) and checkpoints.
import { createPublicKey, verify } from 'node:crypto';
import { demand, fromBase64, sha256, u64 } from './bytes.mjs';
import { utf8 } from './json.mjs';

const NOTE_MAX = 128 * 1024;
const SIGNATURES_MAX = 16;
const SIGNATURE_MAX = 6 * 1024;
const LOG = 0x01;
const WITNESS = 0x04;
const SPKI = Buffer.from('302a300506032b6570032100', 'hex'); // RFC 8410: what stands in front of 32 bytes

export function keyId(name, kind, bytes) {
    return sha256(Buffer.from(`${name}\n`), Buffer.from([kind]), bytes).subarray(0, 4);
}

// NAME+ID+BASE64. Returns {text, name, id, kind, key}.
export function parseKey(text) {
    const parts = /^([^\s+]{1,128})\+([0-9a-f]{8})\+(\S+)$/u.exec(text);
    demand(parts !== null && Buffer.byteLength(parts[1]) <= 128, 'key', `not a key: ${text}`);
    const bytes = fromBase64(parts[3]);
    demand(bytes.length === 33 && (bytes[0] === LOG || bytes[0] === WITNESS), 'key', `not an Ed25519 key: ${text}`);
    const id = keyId(parts[1], bytes[0], bytes.subarray(1));
    demand(id.toString('hex') === parts[2], 'key', `its id is not its own: ${text}`);
    const key = createPublicKey({ key: Buffer.concat([SPKI, bytes.subarray(1)]), format: 'der', type: 'spki' });
    return { text, name: parts[1], id, kind: bytes[0], key };
}

// Returns {text, lines: [{name, rest}]}: what is signed, and who may have signed it.
export function parseNote(source) {
    const bytes = Buffer.from(source);
    demand(bytes.length <= NOTE_MAX, 'form', 'a note of more than 128 KiB');
    const note = utf8(bytes);
    demand(!/[\u0000-\u0009\u000b-\u001f]/.test(note), 'form', 'a control character in a note');
    const border = note.lastIndexOf('\n\n');
    demand(border >= 0 && note.endsWith('\n'), 'form', 'a note without an empty line');
    const lines = note.slice(border + 2, -1).split('\n');
    demand(lines.length <= SIGNATURES_MAX, 'form', 'more than 16 signatures');
    return { text: note.slice(0, border + 1), lines: lines.map(parseLine) };
}

function parseLine(line) {
    demand(line.startsWith('\u2014 '), 'form', 'a signature line without its dash');
    const parts = /^\u2014 (\S+) (\S+)$/u.exec(line);
    return parts === null ? { name: null } : { name: parts[1], base64: parts[2] };
}

// The one line of that key, or null. Strangers' lines do not matter, whatever stands in them.
function findSignature(note, key) {
    const found = note.lines.filter((line) => line.name === key.name && startsWithId(line.base64, key.id));
    demand(found.length <= 1, 'signature', `two signatures of ${key.name}`);
    if (found.length === 0) {
        return null;
    }
    const bytes = fromBase64(found[0].base64);
    demand(bytes.length <= SIGNATURE_MAX, 'form', 'a signature of more than 6 KiB');
    return bytes.subarray(4);
}

function startsWithId(base64, id) {
    return Buffer.from(base64, 'base64').subarray(0, 4).equals(id);
}

function checkLogSignature(note, key) {
    const signature = findSignature(note, key);
    demand(signature !== null, 'signature', `not signed by ${key.name}`);
    demand(
        signature.length === 64 && verify(null, Buffer.from(note.text), key.key, signature),
        'signature',
        `the signature of ${key.name} does not hold`,
    );
}

// Returns the time in seconds, or null when that witness did not cosign.
function checkCosignature(note, key) {
    const signature = findSignature(note, key);
    if (signature === null) {
        return null;
    }
    demand(signature.length === 72, 'cosignature', `the cosignature of ${key.name} has another length`);
    const time = signature.readBigUInt64BE(0);
    demand(time > 0n && time < 1n << 63n, 'cosignature', `the cosignature of ${key.name} has no time`);
    const message = Buffer.from(`cosignature/v1\ntime ${time}\n${note.text}`);
    demand(
        verify(null, message, key.key, signature.subarray(8)),
        'cosignature',
        `the cosignature of ${key.name} does not hold`,
    );
    return time;
}

// Any note of a log: in that key's name, with cosignatures of at least `quorum` of the witnesses.
// Returns {text, witnesses: [{name, time}]}.
export function openNote(source, key, witnesses = [], quorum = witnesses.length) {
    demand(key.kind === LOG && witnesses.every((witness) => witness.kind === WITNESS), 'key', 'a key of another kind');
    const note = parseNote(source);
    checkLogSignature(note, key);
    const times = witnesses.map((witness) => ({ name: witness.name, time: checkCosignature(note, witness) }));
    const there = times.filter((witness) => witness.time !== null);
    demand(there.length >= quorum, 'quorum', `${there.length} witnesses of ${quorum}`);
    return { text: note.text, witnesses: there };
}

// Returns {size, root, text, witnesses}.
export function openCheckpoint(source, key, witnesses, quorum) {
    const note = openNote(source, key, witnesses, quorum);
    const lines = note.text.split('\n');
    demand(lines.length === 4 && lines[3] === '', 'form', 'a checkpoint has three lines');
    const [origin, size, rootText] = lines;
    demand(origin === key.name, 'origin', `a checkpoint of ${origin}`);
    demand(/^(?:0|[1-9][0-9]{0,18})$/.test(size) && BigInt(size) < 1n << 63n, 'form', 'a checkpoint without a size');
    const root = fromBase64(rootText);
    demand(root.length === 32, 'form', 'a root of another length');
    return { size: BigInt(size), root, text: note.text, witnesses: note.witnesses };
}
