// The sentence of what a check found (include/tnw/verify.h), for an overview or a file.
import { dayOf, sayDay, sayTime, today } from "../core/dates.js";
import { t } from "../core/words.js";

/** Which words go with it. @type {Record<string, string[]>} */
const WHY = {
  places: ["missing", "chain", "head", "order", "size", "time"],
  changed: ["record", "shown", "link", "terms", "subject", "rule"],
  seal: ["form", "signature", "inclusion", "root", "map", "witnesses"],
  key: ["key"],
  past: ["fork", "consistency", "known"],
};

/** "vandaag 14.32 uur". @param {string | number} moment */
export function momentOf(moment) {
  const day = dayOf(moment);
  return `${day === today() ? t("looks.today") : sayDay(day)} ${sayTime(moment)}`;
}

/** @param {{fault: string, more?: any}} found more: of a stale answer, when the visit was that is not in it */
export function faultText({ fault, more }) {
  if (fault === "stale") {
    const visit = more ? `${t("looks.visit", { when: momentOf(more) })} ` : "";
    return visit + t("looks.why_old");
  }
  const why = Object.keys(WHY).find((one) => WHY[one].includes(fault)) ?? "seal";
  return t(`looks.why_${why}`);
}
