// Days and times as people in Belgium read and type them. A day is "2026-11-27", as the API has it; a moment is an
// RFC 3339 text. Pure, but for the language.
import { inLanguage, t } from "./words.js";

const ZONE = "Europe/Brussels";
const DAY_MS = 86400000;

/** @param {Intl.DateTimeFormatOptions} parts of a day */
const writing = (parts) =>
  inLanguage((language) => {
    const made = new Intl.DateTimeFormat(`${language}-BE`, { timeZone: "UTC", ...parts });
    made.format(0); // the first takes longest
    return made;
  });
const inFull = writing({ day: "numeric", month: "long", year: "numeric" });
const withWeekday = writing({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const inShort = writing({ weekday: "short", day: "numeric", month: "short" });
const BELGIAN_TIME = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const BELGIAN_DAY = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** @param {string} day */
const atNoon = (day) => new Date(`${day}T12:00:00Z`);

/** "27 november 2026". @param {string} day */
export function sayDay(day) {
  return inFull().format(atNoon(day));
}

/** "vrijdag 27 november 2026". @param {string} day */
export function sayWeekday(day) {
  return withWeekday().format(atNoon(day));
}

/** "vr. 27 nov.", for rows of a list. @param {string} day */
export function sayShort(day) {
  return inShort().format(atNoon(day));
}

/** Hour and minute in Belgium: "09", "05". @param {string | number | Date} moment */
const clock = (moment) => BELGIAN_TIME.format(new Date(moment)).split(":");

/** "14.32 uur", of a moment. @param {string | number | Date} moment */
export function sayTime(moment) {
  const [hour, minute] = clock(moment);
  return t("core.time", { hour: String(Number(hour)), minute });
}

/** The day in Belgium on which a moment falls. @param {string | number | Date} moment */
export function dayOf(moment) {
  return BELGIAN_DAY.format(new Date(moment));
}

export function today() {
  return dayOf(Date.now());
}

/** @param {string} day @param {number} days */
export function addDays(day, days) {
  return new Date(atNoon(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day some months on; the last of its month where it has none. @param {string} day @param {number} months */
export function addMonths(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last), 12)).toISOString().slice(0, 10);
}

/** The order of days, or of moments: earliest first, none at the end.
 * @param {string | null} a @param {string | null} b */
export function inTime(a, b) {
  return Number((a ?? "9") > (b ?? "9")) - Number((a ?? "9") < (b ?? "9"));
}

/** Days from one to the other. @param {string} from @param {string} to */
export function daysBetween(from, to) {
  return Math.round((atNoon(to).getTime() - atNoon(from).getTime()) / DAY_MS);
}

/** @param {number} year @param {number} month @param {number} date @returns {string | null} */
function real(year, month, date) {
  const full = year < 100 ? 2000 + year : year;
  const day = new Date(Date.UTC(full, month - 1, date, 12));
  const fits = day.getUTCFullYear() === full && day.getUTCMonth() === month - 1 && day.getUTCDate() === date;
  return fits ? day.toISOString().slice(0, 10) : null;
}

/** What somebody typed as a day: 18/10/2026, 18-10-26, 18.10.2026, 2026-10-18, vandaag, +3m, +10d, +2w, +1j. Null:
 * it is
 * none. @param {string} text */
export function readDay(text) {
  const typed = text.trim().toLowerCase();
  if (typed === t("core.today_typed") || typed === "vandaag") {
    return today();
  }
  const ahead = typed.match(/^\+\s?(\d{1,3})\s?([dwmjay])$/);
  if (ahead !== null) {
    const n = Number(ahead[1]);
    return ahead[2] === "d"
      ? addDays(today(), n)
      : ahead[2] === "w"
        ? addDays(today(), 7 * n)
        : addMonths(today(), ahead[2] === "m" ? n : 12 * n);
  }
  const iso = typed.match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/);
  if (iso !== null) {
    return real(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  }
  const usual = typed.match(/^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})$/);
  return usual === null ? null : real(Number(usual[3]), Number(usual[2]), Number(usual[1]));
}

/** As a field shows it: "27/11/2026". @param {string} day */
export function typedDay(day) {
  return day.split("-").reverse().join("/");
}

/** "6.35.12 uur". @param {string | number | Date} moment */
export function saySecond(moment) {
  const second = String(new Date(moment).getUTCSeconds()).padStart(2, "0");
  const [hour, minute] = clock(moment);
  return t("core.time", { hour: String(Number(hour)), minute: `${minute}.${second}` });
}

/** When a day begins in Belgium, as the API takes it. @param {string} day */
export function momentOf(day) {
  const utc = Date.parse(`${day}T00:00:00Z`);
  return new Date(utc - Number(clock(utc)[0]) * 3600000).toISOString();
}
