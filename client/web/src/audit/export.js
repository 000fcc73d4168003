// The whole log, page by page: each record is looked at where it stands, and at the end the tree of all must be the
// one that was sealed. What is checked is given to `take`, and what was read to `keep`.
import { get } from "../core/api.js";
import { equal, utf8 } from "../check/bytes.js";
import { checkCheckpoint } from "../check/audited.js";
import { CannotCompute, Fault } from "../check/fault.js";
import { parseJson } from "../check/json.js";
import { leafHash, nodeHash } from "../check/tree.js";

/** @typedef {import("../check/bytes.js").Bytes} Bytes */

/** The tree's peaks: of each full subtree its size and its hash (RFC 9162, section 2.1). */
class Peaks {
  /** @type {{size: number, hash: Bytes}[]} */
  all = [];

  /** @param {Bytes} leaf */
  async add(leaf) {
    let peak = { size: 1, hash: leaf };
    for (let last = this.all.at(-1); last?.size === peak.size; last = this.all.at(-1)) {
      peak = { size: 2 * peak.size, hash: await nodeHash(last.hash, peak.hash) };
      this.all.pop();
    }
    this.all.push(peak);
  }

  async root() {
    let [hash, ...rest] = this.all.map((peak) => peak.hash).reverse();
    for (const left of rest) {
      hash = await nodeHash(left, hash);
    }
    return hash;
  }
}

/**
 * @param {{take?: (record: any) => void, keep?: (text: string) => void, told: (done: number, size: number) => void,
 *   signal?: AbortSignal}} how
 * @returns {Promise<import("../check/tree.js").Sealed>} of what holds; throws a Fault of what does not
 */
export async function readExport({ take, keep, told, signal }) {
  const checkpoint = await get("/v1/audit/checkpoint", { signal });
  const sealed = await checkCheckpoint(checkpoint);
  const peaks = new Peaks();
  let seq = 0;
  for (let from = /** @type {string | null} */ ("0"); from !== null; ) {
    const query = { from, size: sealed.size };
    const page = await get("/v1/audit/export", { query, signal, as: "response" });
    from = page.headers.get("TNW-Next");
    const text = await page.text();
    for (const line of text.split("\n").filter((/** @type {string} */ one) => one !== "")) {
      const value = parseJson(line);
      if (value.action === undefined) {
        continue; // hashes and links: the tree alone decides here
      }
      if (value.seq !== seq) {
        throw new Fault("order", "a record is not the next one", seq);
      }
      await peaks.add(await leafHash(utf8(line)));
      take?.(value);
      seq++;
    }
    keep?.(text.endsWith("\n") ? text : `${text}\n`);
    told(seq, sealed.size);
  }
  if (seq !== sealed.size || !equal(await peaks.root(), sealed.root)) {
    throw new Fault("root", "the records do not give the sealed tree");
  }
  keep?.(`${JSON.stringify({ checkpoint: checkpoint.checkpoint, key: checkpoint.key })}\n`);
  return sealed;
}

/** The same as a verdict: what holds, or what does not. @param {Parameters<typeof readExport>[0]} how */
export async function judgeExport(how) {
  try {
    return await readExport(how);
  } catch (error) {
    if (error instanceof Fault || error instanceof CannotCompute) {
      return error;
    }
    throw error;
  }
}
