// A table of fiches as a spreadsheet writes it, as rows: the columns are those of `tnwd directory export`. Strict, as
// there: what two programs would read differently is refused. Pure.

const SEPARATORS = [",", ";"];
/** @type {Record<string, string[]>} */
const COLUMNS = {
  text: ["ref", "name", "kind", "place", "address", "phone", "email", "url", "cost", "project"],
  day: ["valid_until", "verified_on", "actor"],
  list: ["zones", "regions", "help", "serves", "languages", "referrers"],
  about: ["about_nl", "about_fr", "about_de", "about_en"],
  flag: ["reimbursed", "accessible", "referral_needed"],
  number: ["waiting_weeks"],
  json: ["professional"],
};
const KIND = new Map(Object.entries(COLUMNS).flatMap(([kind, names]) => names.map((name) => [name, kind])));
const YES = ["yes", "ja", "oui", "true", "1"];
const NO = ["no", "nee", "nein", "non", "false", "0"];
const NEEDED = ["ref", "name", "kind"];

/** The records of RFC 4180; null: quotes that do not end, or stand where none may. @param {string} text
 * @param {string} separator @returns {string[][] | null} */
function recordsIn(text, separator) {
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^"\\r\\n${separator}]*))(${separator}|\\r?\\n|$)`, "y");
  const records = [[""]].slice(1);
  /** @type {string[]} */
  let record = [];
  while (field.lastIndex < text.length || record.length > 0) {
    const found = field.exec(text);
    if (found === null) {
      return null;
    }
    record.push(found[1]?.replaceAll('""', '"').replaceAll("\r\n", "\n") ?? found[2]);
    if (found[3] !== separator) {
      records.push(record);
      record = [];
    }
  }
  return records.filter((one) => one.length > 1 || one[0] !== "");
}

/** A spreadsheet would compute what begins so: the export puts a quote in front. @param {string} field */
const unquoted = (field) => (/^'[=+\-@']/.test(field) ? field.slice(1) : field);

/** @param {string} kind @param {string} field @returns {any} */
function valueOf(kind, field) {
  switch (kind) {
    case "list":
      return field.split("|").map((one) => one.trim());
    case "flag":
      return YES.includes(field) ? true : NO.includes(field) ? false : field;
    case "number":
      return /^\d{1,6}$/.test(field) ? Number(field) : field;
    case "json":
      return jsonOf(field);
    default:
      return field;
  }
}

/** What is no JSON stays text: the server refuses it, by its place. @param {string} field */
function jsonOf(field) {
  try {
    return JSON.parse(field);
  } catch {
    return field;
  }
}

/** @param {string[]} names @param {string[]} record */
function rowOf(names, record) {
  /** @type {Record<string, any>} */
  const row = {};
  names.forEach((name, i) => {
    const field = unquoted(record[i]);
    const kind = KIND.get(name) ?? "text";
    if (field === "") {
      return;
    }
    if (kind === "about") {
      row.about = { ...row.about, [name.slice("about_".length)]: field };
    } else {
      row[name] = valueOf(kind, field);
    }
  });
  return row;
}

/** @param {string} text @returns {any[] | null} null: it is no table of fiches; a record of another length is null */
export function rowsOfCsv(text) {
  const whole = text.replace(/^\ufeff/, "");
  const [line] = whole.split(/\r?\n/, 1);
  const separator = SEPARATORS.find((one) => line.split(one).length > 1) ?? ",";
  const [names, ...records] = recordsIn(whole, separator) ?? [];
  const fits =
    names !== undefined &&
    names.every((name, i) => KIND.has(name) && names.indexOf(name) === i) &&
    NEEDED.every((name) => names.includes(name));
  return fits ? records.map((record) => (record.length === names.length ? rowOf(names, record) : null)) : null;
}
