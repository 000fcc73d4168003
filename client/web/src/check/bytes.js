// Bytes as the protocol writes them: hex, base64, ids, numbers, and SHA-256, which is the browser's own.
import { demand } from "./fault.js";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const encoder = new TextEncoder();
/** @param {string} text @returns {Bytes} */
export const utf8 = (text) => encoder.encode(text);

/** @param {Uint8Array[]} parts @returns {Bytes} */
export function joined(...parts) {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @param {Uint8Array[]} parts @returns {Promise<Bytes>} */
export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

/** @param {Uint8Array} a @param {Uint8Array} b */
export function equal(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** @param {Uint8Array} bytes */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {any} value @param {number} [size] @returns {Bytes} */
export function fromHex(value, size = 32) {
  const fits = typeof value === "string" && value.length === 2 * size && /^[0-9a-f]*$/.test(value);
  demand(fits, "form", `not ${size} bytes in hex`);
  return Uint8Array.from({ length: size }, (_, i) => parseInt(value.slice(2 * i, 2 * i + 2), 16));
}

/** RFC 4648 section 4, in the one form that it has for these bytes. @param {string} text @returns {Bytes | null} */
export function readBase64(text) {
  try {
    const binary = atob(text);
    return btoa(binary) === text ? Uint8Array.from(binary, (character) => character.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}

/** Eight bytes, the highest first. @param {number} value @returns {Bytes} */
export function u64(value) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** What a hash with a purpose begins with. @param {string} name */
export const tag = (name) => utf8(`${name}\0`);

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The sixteen bytes of an id; null: it is none of that kind. @param {any} text @param {string} kind "dos_" */
export function readId(text, kind) {
  if (typeof text !== "string" || !text.startsWith(kind) || text.length !== kind.length + 26) {
    return null;
  }
  let value = 0n;
  for (const digit of text.slice(kind.length)) {
    const bits = DIGITS.indexOf(digit);
    if (bits < 0) {
      return null;
    }
    value = value * 32n + BigInt(bits);
  }
  return value >> 128n === 0n ? fromHex(value.toString(16).padStart(32, "0"), 16) : null;
}

/** A whole number of JSON. @param {any} value @param {number} [least] */
export function isWhole(value, least = 0) {
  return Number.isSafeInteger(value) && value >= least;
}

/** @param {any} value @returns {number} */
export function whole(value) {
  demand(isWhole(value), "form", "not a whole number");
  return value;
}
