// A record of the log: its leaf hash, what it can say, and what links it to its dossiers.
import { equal, fromHex, hex, isWhole, readId, sha256, tag, u64, utf8 } from "./bytes.js";
import { ACTIONS, OWN } from "./actions.js";
import { demand } from "./fault.js";
import { canonical, hasOnly, object } from "./json.js";
import { leafHash } from "./tree.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {Record<string, any>} LogRecord */
/** @typedef {{counter: number, previous: string}} Link */

const LINK = tag("tnw/link/v1");
const ZEROS = "0".repeat(64);
const LISTED_MAX = 4096;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const isText = (/** @type {any} */ value) => typeof value === "string";
const isHash = (/** @type {any} */ value) => isText(value) && /^[0-9a-f]{64}$/.test(value);
const isTime = (/** @type {any} */ value) => isText(value) && TIME.test(value) && !Number.isNaN(Date.parse(value));
const id = (/** @type {string} */ kind) => (/** @type {any} */ value) => readId(value, kind) !== null;
const orNull = (/** @type {(value: any) => boolean} */ is) => (/** @type {any} */ value) => value === null || is(value);
const listOf = (/** @type {(value: any) => boolean} */ is, /** @type {number} */ least) => (/** @type {any} */ value) =>
  Array.isArray(value) && value.length >= least && value.length <= LISTED_MAX && value.every(is);

/** @type {Record<string, (value: any) => boolean>} */
const FORMS = {
  action: (value) => ACTIONS.has(value),
  actor: orNull(id("act_")),
  categories: listOf(isText, 0),
  certificate: orNull(isHash),
  content: orNull(isHash),
  counter: orNull((value) => isWhole(value, 1)),
  decision: (value) => ["permit", "deny", "fail"].includes(value),
  dossier: orNull(id("dos_")),
  ground: (value) => isText(value) && value !== "",
  object: orNull(isText),
  organisation: orNull(id("act_")),
  origin: (value) => isText(value) && /^([0-9a-f]{16}|local|server|many)$/.test(value),
  policy: isHash,
  previous: orNull(isHash),
  purpose: orNull(isText),
  request: orNull(id("req_")),
  role: orNull(isText),
  seq: (value) => isWhole(value),
  status: (value) => isWhole(value, 200) && value <= 599,
  time: isTime,
};
/** Members that only some records have. @type {Record<string, (value: any) => boolean>} */
const PERHAPS = {
  for: id("act_"),
  listed: listOf(isHash, 1),
  map: (value) => hasOnly(value ?? {}, ["root", "size"]) && isHash(value.root) && isWhole(value.size),
  objects: listOf(id("cns_"), 2),
};

const IN_DOSSIER =
  /^(access_log|attachment|consent|dossier|facts|fragment|message|participant|regie|suspension|team|thread|timeline)\./;
const ABOUT_SEVERAL = [
  "dossier.list",
  "dossier.search",
  "due.list",
  "referral.ask",
  "consent.presets",
  "policy.explain",
  "question.list",
];
const DOCTORS = ["huisarts", "adviserend_arts", "arbeidsarts"];
const WITH_DIGEST = ["consent.give", "consent.answer", "consent.withdraw", "attachment.add", "attachment.read"];

/** Whether it has a digest where it can have one. @param {LogRecord} record */
function digestFits(record) {
  const some = record.decision === "permit" && WITH_DIGEST.includes(record.action);
  const several = record.objects === undefined || (record.content !== null && record.objects[0] === record.object);
  return (record.content === null || some) && several;
}

/** Whether it says who did it, and in whose name. @param {LogRecord} record */
function partiesFit(record) {
  const nobodys = record.origin === "server";
  const others = record.actor !== null && record.actor !== record.for;
  const inName = record.for === undefined || (DOCTORS.includes(record.role) && others);
  return (record.request === null) === nobodys && inName;
}

/** Refusals that name nobody are counted, from when on. @param {LogRecord} record */
function countFits(record) {
  const count = /^counted:[1-9]\d* since:(.*)$/.exec(record.ground);
  return (
    record.action !== "refusals.count" ||
    (record.status === 429 && record.decision === "deny" && isTime(count?.[1]) && String(count?.[1]) <= record.time)
  );
}

/** What is done by nobody is about nobody; what is done in a dossier names it. @param {LogRecord} record */
function subjectFits(record) {
  const { action, dossier } = record;
  const somebody = dossier !== null || record.object !== null || record.categories.length > 0;
  const named = dossier !== null || record.decision !== "permit" || ABOUT_SEVERAL.includes(action);
  const lists = record.listed === undefined || ABOUT_SEVERAL.includes(action);
  const inside = IN_DOSSIER.test(action);
  return !(OWN.includes(action) && !inside && somebody) && (named || !inside) && lists;
}

/** Why it is no record that this server can have written; null: it is one. @param {LogRecord} record */
function broken(record) {
  const names = Object.keys(FORMS);
  if (!hasOnly(record, names, Object.keys(PERHAPS))) {
    return "a member is missing or unknown";
  }
  const forms = Object.entries({ ...FORMS, ...PERHAPS });
  const misformed = forms.find(([name, fits]) => Object.hasOwn(record, name) && !fits(record[name]));
  const linked = record.dossier !== null;
  const first = record.counter === 1;
  const checks = {
    "a member of another form": misformed === undefined,
    "half a link": linked === (record.counter !== null) && linked === (record.previous !== null),
    "a first record behind another": !linked || first === (record.previous === ZEROS),
    "a status that does not go with its decision": (record.decision === "permit") === record.status < 400,
    "a map that it cannot name": (record.action === "map.root") === (record.map !== undefined),
    "a map of records to come": record.map === undefined || record.map?.size <= record.seq,
    "about what it cannot be about": misformed !== undefined || subjectFits(record),
    "a digest that it cannot have": misformed !== undefined || digestFits(record),
    "somebody who cannot have done it": misformed !== undefined || partiesFit(record),
    "a count that is none": misformed !== undefined || countFits(record),
  };
  return Object.entries(checks).find(([, fits]) => !fits)?.[0] ?? null;
}

/** @param {LogRecord} record */
export const recordLeaf = (record) => leafHash(utf8(canonical(record)));

/** @param {any} shown @returns {Promise<{record: LogRecord, leaf: Bytes, seq: number, why: string | null}>} */
async function read(shown) {
  const record = object(shown, "a record");
  demand(isWhole(record.seq), "form", "a record without its place");
  return { record, leaf: await recordLeaf(record), seq: record.seq, why: broken(record) };
}

/** A record alone. @param {any} shown */
export async function openRecord(shown) {
  const { record, leaf, seq, why } = await read(shown);
  demand(why === null, "rule", `record ${seq}: ${why}`, seq);
  return { record, leaf };
}

/** A record as it is shown beside its leaf hash. @param {any} shown @param {any} leafShown hex */
export async function openShownRecord(shown, leafShown) {
  const { record, leaf, seq, why } = await read(shown);
  demand(equal(fromHex(leafShown), leaf), "record", `record ${seq} is not what its leaf hash stands for`, seq);
  demand(why === null, "rule", `record ${seq}: ${why}`, seq);
  return { record, leaf };
}

/** What stands in `listed` for a dossier. @param {string} dossier @param {Link} link */
export async function commitment(dossier, link) {
  const bytes = readId(dossier, "dos_");
  demand(bytes !== null, "form", "not the id of a dossier");
  return hex(await sha256(LINK, bytes, u64(link.counter), fromHex(link.previous)));
}

/** The record's link to this dossier, as it is shown: its own, or one of those to which it is committed.
 * @param {LogRecord} record @param {string} dossier @param {any} shown @returns {Promise<Link>} */
export async function openLink(record, dossier, shown) {
  const link = object(shown, "a link");
  const formed = isWhole(link.counter, 1) && isHash(link.previous);
  demand(formed && (link.counter === 1) === (link.previous === ZEROS), "form", "a link of another form", record.seq);
  const { counter, previous } = link;
  const borne =
    record.dossier === dossier
      ? record.counter === counter && record.previous === previous
      : (record.listed ?? []).includes(await commitment(dossier, { counter, previous }));
  demand(borne, "link", `record ${record.seq} does not bear the link that is shown with it`, record.seq);
  return { counter, previous };
}

/** The openings of all that a list showed, as an auditor sees them. @param {LogRecord} record @param {any[]} links */
export async function checkLinks(record, links) {
  const listed = record.listed ?? [];
  demand(links.length === listed.length, "link", `record ${record.seq} has other links than are shown`, record.seq);
  for (const [i, link] of links.entries()) {
    const fits = isWhole(link.counter, 1) && (await commitment(link.dossier, link)) === listed[i];
    demand(fits, "link", `record ${record.seq} does not bear the link ${i} that is shown`, record.seq);
  }
}
