// Hours of the day, as the API has them ("14:30") and as people type and read them; and a meeting as a calendar has it.
import { momentOf } from "../../core/dates.js";
import { t } from "../../core/words.js";

const MINUTE_MS = 60000;

/** "14.30 uur". @param {string} time "14:30" */
export function sayClock(time) {
  const [hour, minute] = time.split(":");
  return t("core.time", { hour: String(Number(hour)), minute });
}

/** 14:30, 14.30, 14u30, 14 u, 14. Null: it is none. @param {string} typed @returns {string | null} */
export function readClock(typed) {
  const parts = typed
    .trim()
    .toLowerCase()
    .match(/^(\d{1,2})(?:\s*[:.uh]\s*(\d{2})?)?(?:\s*(?:uur|uhr))?$/);
  if (parts === null) {
    return null;
  }
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)];
  return hour > 23 || minute > 59 ? null : `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** When it begins: as the day does in Belgium, and the hours behind it; around the change of the clock the day is an
 * hour longer or shorter, which only its early hours can tell. @param {string} day @param {string} time */
function beginOf(day, time) {
  const [hour, minute] = time.split(":").map(Number);
  const wanted = hour * 60 + minute;
  const begin = Date.parse(momentOf(day)) + wanted * MINUTE_MS;
  const shown = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Brussels", hour: "2-digit", minute: "2-digit" })
    .format(new Date(begin))
    .split(":")
    .map(Number);
  return new Date(begin + (wanted - shown[0] * 60 - shown[1]) * MINUTE_MS);
}

/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** Lines of at most 75 octets (RFC 5545, 3.1). @param {string} line */
function folded(line) {
  const lines = [""];
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > 74) {
      lines.push("");
      octets = 0;
    }
    lines[lines.length - 1] += character;
    octets += size;
  }
  return lines.join("\r\n ");
}

/** @param {import("#api").components["schemas"]["MomentHead"]} moment */
export function calendarOf(moment) {
  const stamp = (/** @type {Date} */ at) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const start =
    moment.time === null
      ? `DTSTART;VALUE=DATE:${moment.date.replaceAll("-", "")}`
      : `DTSTART:${stamp(beginOf(moment.date, moment.time))}`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//tnwd//netwerkmoment//NL",
    "BEGIN:VEVENT",
    `UID:${moment.id}`,
    `DTSTAMP:${stamp(new Date())}`,
    start,
    `SUMMARY:${escaped(moment.theme)}`,
    `LOCATION:${escaped(moment.place)}`,
    ...(moment.text === "" ? [] : [`DESCRIPTION:${escaped(moment.text)}`]),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
