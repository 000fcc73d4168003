// Bytes, texts and hashes as docs/protocol.md writes them.
import { createHash } from 'node:crypto';

// What does not hold, and where: fault is the word of the client's steps for it.
export class Refusal extends Error {
    constructor(fault, text) {
        super(text);
        this.fault = fault;
    }
}

export function demand(holds, fault, text) {
    if (!holds) {
        throw new Refusal(fault, text);
    }
}

export function sha256(...parts) {
    const hash = createHash('sha256');
    for (const part of parts) {
        hash.update(part);
    }
    return hash.digest();
}

// 64 lower-case digits, or as many as that.
export function fromHex(text, size = 32) {
    demand(
        typeof text === 'string' && text.length === 2 * size && /^[0-9a-f]*$/.test(text),
        'form',
        `not ${size} bytes in hex: ${text}`,
    );
    return Buffer.from(text, 'hex');
}

// RFC 4648 section 4: with padding, no other characters, no stray bits.
export function fromBase64(text) {
    const bytes = Buffer.from(text, 'base64');
    demand(bytes.toString('base64') === text, 'form', `not base64: ${text}`);
    return bytes;
}

export function u64(value) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(value));
    return bytes;
}

// The tag of a hash with a purpose: its name and a zero.
export function tag(name) {
    return Buffer.from(`${name}\0`, 'latin1');
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

// The 16 bytes of an id: 26 digits of base 32, the first of which holds three bits.
export function idBytes(text, prefix) {
    demand(
        typeof text === 'string' && text.startsWith(prefix) && text.length === prefix.length + 26,
        'form',
        `not an id ${prefix}…: ${text}`,
    );
    let value = 0n;
    for (const digit of text.slice(prefix.length)) {
        const bits = CROCKFORD.indexOf(digit);
        demand(bits >= 0, 'form', `not an id: ${text}`);
        value = (value << 5n) | BigInt(bits);
    }
    demand(value >> 128n === 0n, 'form', `more than 128 bits: ${text}`);
    return Buffer.from(value.toString(16).padStart(32, '0'), 'hex');
}

// A whole number of JSON, from 0 (or `least`) on.
export function whole(value, least = 0) {
    demand(Number.isSafeInteger(value) && value >= least, 'form', `not a whole number from ${least} on: ${value}`);
    return value;
}
