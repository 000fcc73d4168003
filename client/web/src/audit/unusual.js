// Unusual access in the records of the log: each rule looks at all of them and finds reasons to ask, never a proof of
// wrong. Who, where and what are ids; the rules are those of `tnw audit report`.
import { dayOf } from "../core/dates.js";

/** @typedef {"many" | "care" | "denials" | "recorded"} Kind */
/** @typedef {{kind: Kind, who: string, dossier: string | null, first: any, last: any, count: number}} Finding */

export const KINDS = /** @type {Kind[]} */ (["many", "care", "denials", "recorded"]);
/** More dossiers on a day than a consulting day has; more refusals in a row than a mistake makes; two weeks. */
const LIMITS = { many: 30, denials: 5, days: 14 };
const DAY_MS = 86400000;

/** Of nobody in the registry the certificate. @param {any} record */
const whoOf = (record) => record.actor ?? record.certificate;
/** @param {any} record */
const dossierOf = (record) => record.dossier ?? (record.object?.startsWith("dos_") ? record.object : null);
/** @param {any} record */
const permitted = (record) => record.decision === "permit";
/** One record can count refusals: "counted:7 since:…". @param {any} record */
const timesOf = (record) =>
  record.action === "refusals.count" ? Number(record.ground.match(/^counted:(\d+)/)?.[1] ?? 1) : 1;

/** @template T @param {T[]} items @param {(item: T) => string} key @returns {Map<string, T[]>} */
function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    groups.has(name) ? groups.get(name).push(item) : groups.set(name, [item]);
  }
  return groups;
}

/** @param {any[]} records @returns {Finding[]} */
function findMany(records) {
  const touches = records.filter((one) => permitted(one) && dossierOf(one) && whoOf(one) && one.role !== "patient");
  return [...grouped(touches, (one) => `${whoOf(one)} ${dayOf(one.time)}`).values()]
    .map((day) => ({
      kind: /** @type {Kind} */ ("many"),
      who: whoOf(day[0]),
      dossier: null,
      first: day[0],
      last: day[day.length - 1],
      count: new Set(day.map(dossierOf)).size,
    }))
    .filter((finding) => finding.count > LIMITS.many);
}

/** Which consents the patient gave, as far as the log has come. @param {any[]} records */
function ownConsents(records) {
  return new Set(
    records
      .filter((one) => one.action === "consent.give" && permitted(one) && one.ground === "own_dossier")
      .flatMap((one) => one.objects ?? [one.object]),
  );
}

/** What each did in a dossier, and what began or ended their part. An access comes before what ends it.
 * @param {any[]} records */
function stepsOfCare(records) {
  const given = ownConsents(records);
  const rests = (/** @type {any} */ one) =>
    [...one.ground.matchAll(/consent:(\S+)/g)].some(([, consent]) => given.has(consent));
  const outside = ["patient", "auditor", "beheerder"];
  const closed = new Set();
  /** @type {{who: string, dossier: string, kind: "access" | "begin" | "end", closed: boolean, record: any}[]} */
  const steps = [];
  for (const record of records.filter((one) => permitted(one) && dossierOf(one))) {
    const { action, object, role } = record;
    const dossier = dossierOf(record);
    const step = { who: whoOf(record), dossier, closed: closed.has(dossier), record };
    const opens = action === "dossier.open";
    if (step.who && !outside.includes(role) && !opens && action !== "dossier.close" && !rests(record)) {
      steps.push({ ...step, kind: "access" });
    }
    if (opens && role !== "patient") {
      steps.push({ ...step, kind: "begin" });
    }
    if (action === "participant.add" || action === "participant.remove") {
      steps.push({ ...step, who: object, kind: action === "participant.add" ? "begin" : "end" });
    }
    if (action === "dossier.close") {
      closed.add(dossier);
    } else if (action === "dossier.reopen") {
      closed.delete(dossier);
    }
  }
  return steps;
}

/** @param {any[]} records @returns {Finding[]} */
function findCare(records) {
  /** @type {Finding[]} */
  const findings = [];
  for (const steps of grouped(stepsOfCare(records), (step) => `${step.dossier} ${step.who}`).values()) {
    let takesPart = false;
    let stretch = /** @type {Finding | null} */ (null);
    for (const { kind, who, dossier, closed, record } of steps) {
      if (kind === "access" && !(takesPart && !closed)) {
        if (stretch === null) {
          stretch = { kind: "care", who, dossier, first: record, last: record, count: 0 };
          findings.push(stretch);
        }
        stretch.last = record;
        stretch.count++;
      } else {
        stretch = null;
      }
      takesPart = kind === "access" ? takesPart : kind === "begin";
    }
  }
  return findings;
}

/** A look at the inbox in between ends no row. @param {any[]} records @returns {Finding[]} */
function findDenials(records) {
  const answers = records.filter(
    (one) => whoOf(one) && (one.decision === "deny" || (permitted(one) && dossierOf(one) !== null)),
  );
  /** @type {Finding[]} */
  const rows = [];
  for (const own of grouped(answers, whoOf).values()) {
    let row = /** @type {Finding | null} */ (null);
    for (const record of own) {
      if (record.decision !== "deny") {
        row = null;
        continue;
      }
      const dossier = dossierOf(record);
      if (row === null) {
        row = { kind: "denials", who: whoOf(record), dossier, first: record, last: record, count: 0 };
        rows.push(row);
      }
      row.dossier = row.dossier === dossier ? dossier : null;
      row.last = record;
      row.count += timesOf(record);
    }
  }
  return rows.filter((row) => row.count >= LIMITS.denials);
}

/** Backwards, so that the patient's next own act in each dossier is known. @param {any[]} records
 * @returns {Finding[]} */
function findRecorded(records) {
  const end = Date.parse(records[records.length - 1]?.time ?? 0);
  const next = new Map();
  /** @type {Finding[]} */
  const findings = [];
  for (const record of [...records].reverse().filter(permitted)) {
    const dossier = dossierOf(record);
    const term = Date.parse(record.time) + LIMITS.days * DAY_MS;
    if (record.role === "patient") {
      next.set(dossier, Date.parse(record.time));
    }
    if (record.action === "consent.give" && record.ground === "recorded" && end > term) {
      if ((next.get(dossier) ?? Infinity) > term) {
        findings.push({ kind: "recorded", who: whoOf(record), dossier, first: record, last: record, count: 1 });
      }
    }
  }
  return findings;
}

/** In order of time. @param {any[]} records all of the log, from the first @returns {Finding[]} */
export function findUnusual(records) {
  return [findMany, findCare, findDenials, findRecorded]
    .flatMap((find) => find(records))
    .sort((a, b) => a.first.seq - b.first.seq);
}

/** What the rules need of a record, so that a large log fits. @param {any} record */
export function leanRecord({
  seq,
  time,
  actor,
  certificate,
  dossier,
  object,
  objects,
  ground,
  action,
  role,
  decision,
}) {
  return { seq, time, actor, certificate, dossier, object, objects, ground, action, role, decision };
}

/** The Monday of a day's week. @param {string} day */
export function weekOf(day) {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

/** How many of each kind began in each week, weeks without any in between. @param {Finding[]} findings */
export function perWeek(findings) {
  const weeks = findings.map((one) => weekOf(dayOf(one.first.time)));
  const [first, last] = [weeks.reduce((a, b) => (a < b ? a : b), "9"), weeks.reduce((a, b) => (a > b ? a : b), "")];
  /** @type {{week: string, counts: Record<Kind, number>, all: number}[]} */
  const rows = [];
  for (
    let week = first;
    week <= last;
    week = weekOf(new Date(Date.parse(week) + 10 * DAY_MS).toISOString().slice(0, 10))
  ) {
    const here = findings.filter((_, i) => weeks[i] === week);
    const counts = /** @type {Record<Kind, number>} */ (
      Object.fromEntries(KINDS.map((kind) => [kind, here.filter((one) => one.kind === kind).length]))
    );
    rows.push({ week, counts, all: here.length });
  }
  return rows;
}
