// The whole check of an access log, as `tnw access-log --verify` does it: the pages, the key that counts, the growth of
// the log since the visit before, and the witnesses. What it needs it asks for; what is kept it is given, and gives.
import { AccessLog } from "./access_log.js";
import { hex } from "./bytes.js";
import { BrokenOff, Fault, demand } from "./fault.js";
import { firstPage } from "./first.js";
import { confirmWay, followKey } from "./key_change.js";
import { list, object, parseJson } from "./json.js";
import { isSameKey, needEd25519, openCheckpoint, parseKey, shortForm } from "./note.js";
import { checkGrowth, checkGrowthAnswer } from "./tree.js";

/** @typedef {import("./access_log.js").Expected} Expected */
/** @typedef {import("./access_log.js").Head} Head */
/** @typedef {import("./note.js").Key} Key */
/**
 * What this device keeps of a server.
 * @typedef {object} Kept
 * @property {string} key that counts
 * @property {string} note the newest checkpoint that was verified
 * @property {string} noteKey that signed it
 * @property {string[]} witnesses keys of those that it ever named
 * @property {Record<string, {head: Head | null, pending: Expected[]}>} dossiers
 * @property {number} [at] when it was kept
 */
/** @typedef {{text: string, request: string | null}} Answer */
/** @typedef {(path: string, query?: Record<string, string | number | boolean | null>) => Promise<Answer>} Ask an
 * empty text: there is none (204) */
/** @typedef {{dossier: string, kept: Kept | null, expected: Expected[], ask: Ask, onProgress: (checked: number, of:
 *   number) => void, now?: () => number}} Given */

const PAGE = 200;
const PAGES_MAX = 10000;

/** @param {Answer} answer */
const read = (answer) => parseJson(answer.text);

export class Review {
  /** @param {Given} given */
  constructor(given) {
    this.given = given;
    this.now = given.now ?? Date.now;
    /** @type {AccessLog | null} */
    this.log = null;
    /** @type {string | null} */
    this.after = null;
    /** @type {Expected | null} the look whose record no page holds yet */
    this.latest = null;
    this.keyChanged = false;
    /** @type {Key[]} */
    this.witnesses = [];
    this.seal = { checkpoint: "", key: "" };
    /** @type {Key | null} that signs now */
    this.key = null;
    /** @type {import("./key_change.js").Change[]} that lead to it */
    this.changes = [];
  }

  /** All that is needed. Returns the result, and what to keep. */
  async run() {
    await needEd25519();
    const first = read(await this.askPage(null));
    const log = await this.open(first);
    await log.page(first);
    this.after = first.next;
    this.tell();
    for (let i = 0; !log.complete; i++) {
      demand(i < PAGES_MAX, "form", "a list that does not end");
      await this.next();
    }
    const head = log.end();
    await confirmWay(this.changes, log.sealed, this.given.ask);
    await this.checkGrowth();
    const witnessed = await this.askWitnesses();
    return { ...(await this.result(witnessed)), kept: this.keep(head) };
  }

  /** Older lines, which the check did not need. Returns what to keep. */
  async more() {
    const log = this.needLog();
    await this.next();
    return { kept: this.keep(log.end()), after: this.after };
  }

  /** @private */
  needLog() {
    demand(this.log !== null, "form", "not begun");
    return this.log;
  }

  /** @private */
  async next() {
    const log = this.needLog();
    const page = read(await this.askPage(this.after));
    await log.page(page);
    this.after = page.next;
    this.tell();
  }

  /** @private */
  tell() {
    const log = this.needLog();
    const counter = log.entry?.counter ?? 0;
    this.given.onProgress(log.count, log.toCheck);
  }

  /** Each answer names the request under which it is recorded: its record is demanded the next time.
   * @private @param {string | null} after */
  async askPage(after) {
    const { path, query } = firstPage(this.given.dossier);
    const size = this.log?.sealed.size ?? null;
    const answer = await this.given.ask(path, after === null ? query : { proof: true, limit: PAGE, after, size });
    demand(answer.request !== null, "form", "an answer that does not name its request (TNW-Request)");
    this.latest = { request: answer.request, leaf: null, at: this.now() };
    return answer;
  }

  /** The key that counts is the one that is kept, else the log's own. @private @param {any} first */
  async open(first) {
    const { dossier, kept, expected } = this.given;
    const { key, checkpoint } = object(first?.sealed, "the seal");
    this.seal = { key, checkpoint };
    const named = await parseKey(key);
    const held = kept === null ? named : await parseKey(kept.key);
    this.key = named;
    if (!isSameKey(held, named)) {
      this.changes = await followKey(held, named, read(await this.given.ask("/v1/audit/log/keys")));
      this.keyChanged = true;
    }
    this.witnesses = await this.knownWitnesses(kept?.witnesses ?? []);
    const before = kept?.dossiers[dossier];
    this.log = new AccessLog({
      dossier,
      key: named,
      witnesses: this.witnesses,
      known: before?.head ?? null,
      expected: [...expected, ...(before?.pending ?? [])],
      now: this.now(),
    });
    return this.log;
  }

  /** @private @param {string[]} texts */
  knownWitnesses(texts) {
    return Promise.all(texts.map((text) => parseKey(text)));
  }

  /** Since the visit before, the whole log only grew. @private */
  async checkGrowth() {
    const { kept } = this.given;
    if (kept === null) {
      return;
    }
    const older = await openCheckpoint(kept.note, await parseKey(kept.noteKey), [], this.now());
    await this.join(older, this.needLog().sealed);
  }

  /** @private @param {import("./tree.js").Sealed} older @param {import("./tree.js").Sealed} newer */
  async join(older, newer) {
    if (older.size === 0 || older.size >= newer.size) {
      await checkGrowth(older, newer, []);
      return;
    }
    const query = { from: older.size, to: newer.size };
    await checkGrowthAnswer(read(await this.given.ask("/v1/audit/proof/consistency", query)), older, newer);
  }

  /** Who saw the same log: the newest checkpoint that a witness cosigned, joined to this one. @private */
  async askWitnesses() {
    const { sealed } = this.needLog();
    const answer = await this.given.ask("/v1/audit/checkpoint", { witnessed: 1 });
    if (answer.text === "") {
      return [];
    }
    const shown = object(read(answer), "a checkpoint");
    const told = await this.knownWitnesses(list(shown.witnesses, "the witnesses").map((one) => one?.key));
    const fresh = told.filter((one) => !this.witnesses.some((known) => isSameKey(known, one)));
    this.witnesses = [...this.witnesses, ...fresh];
    const { key } = this;
    if (key === null || shown.key !== key.text) {
      return []; // of the time before the key changed
    }
    const seen = await openCheckpoint(shown.checkpoint, key, this.witnesses, this.now());
    demand(shown.size === seen.size, "size", "the server says another size than the witnessed note");
    const [older, newer] = seen.size <= sealed.size ? [seen, sealed] : [sealed, seen];
    await this.join(older, newer);
    return seen.witnesses;
  }

  /** @private @param {import("./note.js").Witness[]} witnesses */
  async result(witnesses) {
    const log = this.needLog();
    return {
      counter: log.entry?.counter ?? 0,
      newer: log.unmapped,
      newest: log.newestMapped,
      first: this.given.kept === null || this.given.kept.dossiers[log.dossier] === undefined,
      keyChanged: this.keyChanged,
      witnesses: witnesses.map((one) => ({ name: one.name, time: one.time })),
      size: log.sealed.size,
      root: hex(log.sealed.root),
      key: log.trust.key.name,
      shortKey: await shortForm(log.trust.key),
      after: this.after,
    };
  }

  /** @private @param {Head | null} head @returns {Kept} */
  keep(head) {
    const log = this.needLog();
    const { kept, dossier } = this.given;
    const pending = this.latest === null ? log.pending : [this.latest, ...log.pending];
    return {
      key: this.seal.key,
      note: this.seal.checkpoint,
      noteKey: this.seal.key,
      witnesses: this.witnesses.map((one) => one.text),
      dossiers: { ...kept?.dossiers, [dossier]: { head, pending } },
    };
  }
}

/** What became of it, as plain data. @param {unknown} error */
export function outcomeOf(error) {
  if (error instanceof Fault) {
    return { state: "fault", fault: error.fault, text: error.message, seq: error.seq, more: error.more };
  }
  return { state: error instanceof BrokenOff ? "broken" : "cannot", text: String(error) };
}
