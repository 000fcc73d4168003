// The receipt of an erasure: as the log says, a dossier was closed, emptied, and no key is left to read it by.
import { demand } from "./fault.js";
import { hasOnly, object } from "./json.js";
import { openCheckpoint } from "./note.js";
import { openShownRecord } from "./record.js";
import { checkInclusionAnswer } from "./tree.js";

const TYPE = "tnw/erasure/v1";
/** In this order; the two later ones are the server's own. @type {[string, string][]} */
const STAGES = [
  ["closed", "dossier.erase"],
  ["emptied", "dossier.emptied"],
  ["complete", "dossier.erased"],
];
const MEMBERS = ["type", "dossier", ...STAGES.map(([name]) => name), "checkpoint", "key"];

/** Whether it is one at all. @param {any} value */
export function isErasure(value) {
  return value !== null && typeof value === "object" && value.type === TYPE;
}

/**
 * The record of one stage: about this dossier, and in the log.
 * @param {any} receipt @param {number} stage @param {import("./tree.js").Sealed} sealed
 */
async function checkStage(receipt, stage, sealed) {
  const [name, action] = STAGES[stage];
  const shown = object(receipt[name], "a stage");
  demand(hasOnly(shown, ["record", "leaf", "inclusion"]), "form", "a stage of another form");
  const { record, leaf } = await openShownRecord(shown.record, shown.leaf);
  const { seq } = record;
  const does = record.action === action && record.decision === "permit" && record.dossier === receipt.dossier;
  const own = stage === 0 || (record.origin === "server" && record.actor === null);
  demand(does && own, "subject", `record ${seq} is about something else`, seq);
  await checkInclusionAnswer(shown.inclusion, leaf, seq, sealed);
  return record;
}

/**
 * In: the parsed file, and the key that counts. Returns the time of each stage that it came to, and by whom it was
 * asked for: null, when a term or an order ended the dossier.
 * @param {any} receipt @param {import("./note.js").Key} key @param {import("./note.js").Key[]} [witnesses]
 */
export async function checkErasure(receipt, key, witnesses = []) {
  demand(isErasure(receipt) && hasOnly(receipt, MEMBERS), "form", "not a receipt of an erasure");
  demand(receipt.key === key.text, "key", "it names another key than the log's");
  const sealed = await openCheckpoint(receipt.checkpoint, key, witnesses);
  /** @type {Record<string, any>[]} */
  const records = [];
  for (let stage = 0; stage < STAGES.length && (stage === 0 || receipt[STAGES[stage][0]] !== null); stage++) {
    records.push(await checkStage(receipt, stage, sealed));
  }
  const hole = STAGES.slice(records.length).some(([name]) => receipt[name] !== null);
  demand(!hole, "form", "a stage behind one that is missing");
  for (const [i, { seq, counter }] of records.slice(1).entries()) {
    const before = records[i];
    demand(seq > before.seq && counter > before.counter, "order", `record ${seq} is not behind ${before.seq}`, seq);
  }
  const [closed, emptied, complete] = STAGES.map((_, i) => /** @type {string | null} */ (records[i]?.time ?? null));
  return { dossier: receipt.dossier, by: records[0].actor, closed, emptied, complete, sealed };
}
