// The access log of one dossier with its proofs, page by page, newest first: that it is all that was recorded, each
// line as it was recorded, in order, in the log that the checkpoint signs; and that it is of now.
import { equal, fromHex, hex } from "./bytes.js";
import { Fault, demand } from "./fault.js";
import { list, object } from "./json.js";
import { checkMapProof } from "./map.js";
import { openCheckpoint } from "./note.js";
import { openLink, openRecord, openShownRecord } from "./record.js";
import { differs } from "./shown.js";
import { checkInclusion, readPath } from "./tree.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{request: string, leaf: string | null, at: number}} Expected a look before this one: its record must be
 * there, and be this one where its leaf is known. at: when, by the device's clock */
/** @typedef {{counter: number, head: string}} Head */

/** A map counts what was recorded within a second; a server under load may take longer. */
const WAIT_MAX_MS = 30000;
const EXPECTED_MAX = 64;

export class AccessLog {
  /**
   * @param {{dossier: string, key: import("./note.js").Key, witnesses?: import("./note.js").Key[], known?: Head | null,
   *   expected?: Expected[], now?: number}} of known: what was proven before
   */
  constructor({ dossier, key, witnesses = [], known = null, expected = [], now = Date.now() }) {
    this.dossier = dossier;
    this.trust = { key, witnesses, now };
    this.known = known;
    /** @type {Map<string, Expected>} */
    this.missed = new Map(expected.map((one) => [one.request, one]));
    /** @type {Expected[]} */
    this.pending = [];
    /** @type {import("./map.js").Entry | null} */
    this.entry = null;
    this.sealed = { size: 0, root: /** @type {Bytes} */ (new Uint8Array(32)), text: "" };
    /** @type {import("./note.js").Witness[]} */
    this.cosigned = [];
    this.mapped = 0;
    this.begun = false;
    this.ended = false;
    /** What was proven before was reached: the rest hangs on it. */
    this.joined = false;
    /** @type {{seq: number, link: import("./record.js").Link, inMap: boolean} | null} */
    this.last = null;
    this.newest = 0;
    /** @type {string | null} time of the newest record that the map counts */
    this.newestMapped = null;
    this.unmapped = 0;
    this.count = 0;
  }

  /** Nothing more has to be read for the check. */
  get complete() {
    return this.ended || (this.joined && this.missed.size === 0);
  }

  /** How many lines the check will have seen, as far as it is known now. */
  get toCheck() {
    const below = this.missed.size > 0 || this.known === null ? 0 : this.known.counter - 1;
    return Math.max(this.count, (this.entry?.counter ?? 0) + this.unmapped - below);
  }

  /** The next page, as it was answered. @param {any} answer */
  async page(answer) {
    const page = object(answer, "a page");
    demand(!this.ended, "form", "a page behind the last one");
    demand(page.next === null || typeof page.next === "string", "form", "a page that does not say how it goes on");
    if (!this.begun) {
      await this.begin(object(page.sealed, "the seal"));
    } else {
      demand(page.sealed === null, "form", "a second seal");
    }
    for (const item of list(page.items, "the lines")) {
      await this.line(object(item, "a line"));
    }
    this.ended = page.next === null;
  }

  /** @private @param {Record<string, any>} seal */
  async begin(seal) {
    const { key, witnesses, now } = this.trust;
    demand(seal.key === key.text, "key", "it names another key than the log's");
    const { witnesses: cosigned, ...sealed } = await openCheckpoint(seal.checkpoint, key, witnesses, now);
    const map = object(seal.map, "the map");
    const { record, leaf } = await openRecord(map.record);
    const last = record.seq + 1 === sealed.size && record.map !== undefined;
    demand(last, "map", "the record that names the map is not the checkpoint's last one", record.seq);
    await checkInclusion(leaf, record.seq, readPath(map.path), sealed);
    this.entry = await checkMapProof(map, this.dossier, fromHex(record.map.root));
    const counter = this.entry?.counter ?? 0;
    const before = this.known?.counter ?? 0;
    demand(before <= counter, "known", `the map counts ${counter} records, and ${before} were proven before`);
    Object.assign(this, { sealed, cosigned, mapped: record.map.size, begun: true });
  }

  /** @private @param {Record<string, any>} item */
  async line(item) {
    const { record, leaf } = await openShownRecord(item.record, item.leaf);
    const { seq } = record;
    const before = this.last;
    demand(before === null || seq < before.seq, "order", `record ${seq} stands behind record ${before?.seq}`, seq);
    const other = differs(item, record);
    demand(other === null, "shown", `record ${seq} has another "${other}" than is shown`, seq);
    const link = await openLink(record, this.dossier, item.link);
    const inMap = seq < this.mapped;
    this.follow(seq, link, leaf, inMap);
    await this.seal(seq, leaf, item.inclusion);
    this.time(record, hex(leaf), inMap);
    this.last = { seq, link, inMap };
    this.count++;
  }

  /** Its place among the dossier's records: what its successor says of it, or what the map does.
   * @private @param {number} seq @param {import("./record.js").Link} link @param {Bytes} leaf @param {boolean} inMap */
  follow(seq, link, leaf, inMap) {
    const { last, entry, known } = this;
    const isHead = inMap && !last?.inMap;
    demand(!isHead || entry !== null, "head", "the map has no record of this dossier", seq);
    const expected = isHead ? (entry?.counter ?? 0) : (last?.link.counter ?? 0) - 1;
    const missing = (isHead || last !== null) && link.counter < expected;
    demand(!missing, "missing", `${expected - link.counter} records before record ${seq} are left out`, seq);
    const head = !isHead || (link.counter === expected && equal(leaf, /** @type {any} */ (entry).head));
    demand(head, "head", `record ${seq} is not the newest one that the map names`, seq);
    const follows = last === null || (link.counter === last.link.counter - 1 && hex(leaf) === last.link.previous);
    demand(follows, "chain", `record ${seq} is not the one that record ${last?.seq} follows`, seq);
    if (known !== null && link.counter === known.counter) {
      demand(hex(leaf) === known.head, "known", `record ${seq} is not the one that was proven before`, seq);
      this.joined = true;
    }
  }

  /** In the sealed log, or newer than it. @private @param {number} seq @param {Bytes} leaf @param {any} shown */
  async seal(seq, leaf, shown) {
    if (seq >= this.sealed.size) {
      demand(shown === null, "form", `a proof of record ${seq}, which is not sealed yet`, seq);
      return;
    }
    const inclusion = object(shown, "a proof");
    demand(inclusion.size === this.sealed.size, "inclusion", `record ${seq}: a proof for another log`, seq);
    await checkInclusion(leaf, seq, readPath(inclusion.path), this.sealed);
  }

  /** Whether it is of now, by the times of the records alone. @private @param {import("./record.js").LogRecord} record
   * @param {string} leaf @param {boolean} inMap */
  time(record, leaf, inMap) {
    const { seq, request } = record;
    const time = Date.parse(record.time);
    this.newest = Math.max(this.newest, time);
    const late = !inMap && this.newest - time > WAIT_MAX_MS;
    demand(!late, "stale", `record ${seq} waits too long for a map that counts it`, seq);
    this.unmapped += inMap ? 0 : 1;
    this.newestMapped ??= inMap ? record.time : null;
    const expected = this.missed.get(request);
    if (expected !== undefined) {
      const same = expected.leaf === null || expected.leaf === leaf;
      demand(same, "known", `record ${seq} is not the one that was shown before`, seq);
      this.missed.delete(request);
    }
    if (!inMap && request !== null && this.pending.length < EXPECTED_MAX) {
      this.pending.push({ request, leaf, at: time });
    }
  }

  /** After the last page that was needed. Returns what is known from now on. @returns {Head | null} */
  end() {
    const { last, entry } = this;
    const whole = this.ended || !this.joined; // what goes on below what was proven is read when it is wanted
    const below = whole && last !== null ? last.link.counter - 1 : 0;
    const missing = Math.max(below, !this.joined && !last?.inMap ? (entry?.counter ?? 0) : 0);
    demand(this.complete && missing === 0, "missing", `${missing} records before the last one are left out`, last?.seq);
    const [missed] = this.missed.values();
    if (missed !== undefined) {
      throw new Fault("stale", `${missed.request} was answered before and is not there`, null, missed.at);
    }
    return entry === null ? null : { counter: entry.counter, head: hex(entry.head) };
  }
}
