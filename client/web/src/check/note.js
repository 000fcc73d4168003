// Signed notes (C2SP signed-note), the keys of logs and witnesses, cosignatures (tlog-cosignature) and checkpoints.
import { equal, hex, joined, readBase64, sha256, utf8 } from "./bytes.js";
import { CannotCompute, demand } from "./fault.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{text: string, name: string, id: string, kind: number, bytes: Bytes}} Key */
/** @typedef {{text: string, lines: {name: string, signature: string}[]}} Note */
/** @typedef {{name: string, time: number}} Witness time: seconds since 1970 */

const NOTE_MAX = 128 * 1024;
const LINES_MAX = 16;
const SIGNATURE_MAX = 6 * 1024;
const LOG = 0x01;
const WITNESS = 0x04;
const AHEAD_S = 300;
const DASH = "\u2014 ";

/** @param {string} name @param {Bytes} kindAndKey @returns {Promise<string>} */
async function keyId(name, kindAndKey) {
  return hex((await sha256(utf8(`${name}\n`), kindAndKey)).subarray(0, 4));
}

/** NAME+ID+BASE64. @param {any} text @returns {Promise<Key>} */
export async function parseKey(text) {
  const parts = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(typeof text === "string" ? text : "");
  const bytes = parts === null ? null : readBase64(parts[3]);
  demand(parts !== null && bytes !== null && utf8(parts[1]).length <= 128, "key", "not a key");
  demand(bytes.length === 33 && (bytes[0] === LOG || bytes[0] === WITNESS), "key", "not a key of Ed25519");
  demand((await keyId(parts[1], bytes)) === parts[2], "key", "a key whose id is not its own");
  return { text, name: parts[1], id: parts[2], kind: bytes[0], bytes: bytes.slice(1) };
}

/** @param {Bytes} bytes */
const importKey = (bytes) => crypto.subtle.importKey("raw", bytes, { name: "Ed25519" }, false, ["verify"]);

/** Whether this browser computes Ed25519. The key is RFC 8032's first one. */
export async function needEd25519() {
  const known = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
  try {
    await importKey(Uint8Array.from(known.match(/../g) ?? [], (pair) => parseInt(pair, 16)));
  } catch (error) {
    throw new CannotCompute(String(error));
  }
}

/** @param {Bytes} bytes of the public key @param {Bytes} signature @param {string} message */
export async function signed(bytes, signature, message) {
  try {
    return await crypto.subtle.verify({ name: "Ed25519" }, await importKey(bytes), signature, utf8(message));
  } catch {
    return false; // no key of the curve: needEd25519 was asked before
  }
}

/** @param {any} source @returns {Note} */
export function parseNote(source) {
  demand(typeof source === "string" && source.length <= NOTE_MAX, "form", "not a note");
  demand(!/[\u0000-\u0009\u000b-\u001f]/.test(source), "form", "a control character in a note");
  const border = source.lastIndexOf("\n\n");
  demand(border >= 0 && source.endsWith("\n"), "form", "a note without signatures");
  const lines = source.slice(border + 2, -1).split("\n");
  const fit = lines.length <= LINES_MAX && lines.every((line) => line.startsWith(DASH));
  demand(fit, "form", "not the signatures of a note");
  return { text: source.slice(0, border + 1), lines: lines.map(readLine) };
}

/** Of a stranger's line nothing matters. @param {string} line */
function readLine(line) {
  const parts = /^(\S+) (\S+)$/u.exec(line.slice(DASH.length));
  return { name: parts?.[1] ?? "", signature: parts?.[2] ?? "" };
}

/** The id that a signature begins with, whatever follows it. @param {string} base64 */
function idOf(base64) {
  return hex(readBase64(base64.slice(0, 8))?.subarray(0, 4) ?? new Uint8Array());
}

/** The one signature of that key; null: none. @param {Note} note @param {Key} key @param {string} fault */
function signatureOf(note, key, fault) {
  const found = note.lines.filter((line) => line.name === key.name && idOf(line.signature) === key.id);
  demand(found.length <= 1, fault, `two signatures of ${key.name}`);
  const bytes = found.length === 0 ? null : readBase64(found[0].signature);
  demand(found.length === 0 || (bytes !== null && bytes.length <= SIGNATURE_MAX), fault, "not a signature");
  return bytes?.slice(4) ?? null;
}

/** @param {Note} note @param {Key} key */
async function checkSignature(note, key) {
  const signature = signatureOf(note, key, "signature");
  demand(signature !== null, "signature", `not signed by ${key.name}`);
  const holds = signature.length === 64 && (await signed(key.bytes, signature, note.text));
  demand(holds, "signature", `the signature of ${key.name} does not hold`);
}

/** When that witness cosigned; null: it did not. @param {Note} note @param {Key} key @param {number} latest */
async function cosignedAt(note, key, latest) {
  const signature = signatureOf(note, key, "witnesses");
  if (signature === null) {
    return null;
  }
  const wrong = `the cosignature of ${key.name} is wrong`;
  demand(signature.length === 72, "witnesses", wrong);
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  demand(time > 0n && time <= BigInt(latest), "witnesses", wrong);
  const message = `cosignature/v1\ntime ${time}\n${note.text}`;
  demand(await signed(key.bytes, signature.slice(8), message), "witnesses", wrong);
  return Number(time);
}

/**
 * A checkpoint, signed in the name of that key.
 * @param {any} source
 * @param {Key} key
 * @param {Key[]} [witnesses] whose cosignatures are looked for
 * @param {number} [now] milliseconds: a cosignature is not of the future
 */
export async function openCheckpoint(source, key, witnesses = [], now = Date.now()) {
  demand(key.kind === LOG && witnesses.every((one) => one.kind === WITNESS), "key", "a key of another kind");
  const note = parseNote(source);
  await checkSignature(note, key);
  const [origin, size, base64, ...rest] = note.text.split("\n");
  const root = readBase64(base64 ?? "");
  demand(rest.length === 1 && root?.length === 32, "form", "not the text of a checkpoint");
  demand(/^(0|[1-9]\d*)$/.test(size) && Number.isSafeInteger(Number(size)), "form", "a checkpoint without a size");
  demand(origin === key.name, "signature", "a checkpoint of another log");
  /** @type {Witness[]} */
  const cosigned = [];
  for (const witness of witnesses) {
    const time = await cosignedAt(note, witness, Math.floor(now / 1000) + AHEAD_S);
    if (time !== null) {
      cosigned.push({ name: witness.name, time });
    }
  }
  return { size: Number(size), root, text: note.text, witnesses: cosigned };
}

/** What stands on paper beside a screen: the key's fingerprint, short enough to read aloud. @param {Key} key */
export async function shortForm(key) {
  const digest = hex((await sha256(joined(Uint8Array.of(key.kind), key.bytes))).subarray(0, 8));
  return (digest.match(/.{4}/g) ?? []).join(" ");
}

/** @param {Key} a @param {Key} b */
export const isSameKey = (a, b) => a.kind === b.kind && a.name === b.name && equal(a.bytes, b.bytes);
