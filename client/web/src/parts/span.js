// How long somebody has been ill, as people count it.
import { daysBetween } from "../core/dates.js";
import { t } from "../core/words.js";

const WEEKS_UNTIL = 183;
const MONTH = 30.44;

/** "6 weken". @param {string} start @param {string} today */
export function howLong(start, today) {
  const days = Math.max(0, daysBetween(start, today));
  if (days < 14) {
    return t("care.days", { n: days });
  }
  return days < WEEKS_UNTIL
    ? t("care.weeks", { n: Math.floor(days / 7) })
    : t("care.months", { n: Math.floor(days / MONTH) });
}
