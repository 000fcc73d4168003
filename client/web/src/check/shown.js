// What a line of the access log shows is what its record says. Names, `reason` and `text` are the server's own words.
import { same } from "./json.js";

const SAME = ["seq", "time", "role", "action", "object", "categories", "purpose", "decision", "ground", "status"];
const PARTIES = ["actor", "organisation", "for"];

/** @param {any} item @param {Record<string, any>} record @returns {string | null} the first member that differs */
export function differs(item, record) {
  const party = (/** @type {any} */ shown) => (shown === null ? null : (shown?.id ?? ""));
  const other = SAME.find((name) => !same(item[name] ?? null, record[name]) || !Object.hasOwn(item, name));
  const otherParty = PARTIES.find((name) => party(item[name]) !== (record[name] ?? null));
  const folded = item.count !== 1 ? "count" : null; // a line with proof stands for one record
  const span = ["first", "until"].find((name) => item[name] !== record.time);
  return other ?? otherParty ?? folded ?? span ?? null;
}
