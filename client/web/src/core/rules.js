// The rules of the timeline as the build put them in (schemas/timeline.json): what each step is, in the version that is
// in force today. Said to the patient, or of the patient to whoever else reads.
import { today } from "./dates.js";
import { me } from "./session.js";
import { entry } from "./words.js";

/** @typedef {{rule: string, title: string, text: string, who: string[], status: "law" | "announced" | "own", duty:
 *   boolean, benefit: string}} Rule */

/** @param {any} version @param {string} day */
const inForce = (version, day) => (version.from ?? "") <= day && (version.until ?? "9") >= day;

/** @param {{to: string, of?: string}} said */
function words(said) {
  const patient = me.value?.roles.includes("patient") && me.value.roles.length === 1;
  return patient ? said.to : (said.of ?? said.to);
}

/** @param {string} name @returns {Rule | null} null: there is none, or none today */
export function ruleOf(name) {
  const rules = entry("rules") ?? {};
  const rule = Object.hasOwn(rules, name) ? rules[name] : null;
  const version = rule?.versions.findLast((/** @type {any} */ one) => inForce(one, today()));
  return version === undefined || version === null
    ? null
    : { ...version, rule: name, title: words(rule.title), text: words(version.text), benefit: words(version.benefit) };
}

/** What happened, and with which step. @param {string} text @param {string | null} rule */
export function withStep(text, rule) {
  const title = rule === null ? undefined : ruleOf(rule)?.title;
  return title === undefined ? text : `${text}: ${title}`;
}

/** What a role does. @param {string} role @returns {Rule[]} */
export function rulesOf(role) {
  return Object.keys(entry("rules") ?? {}).flatMap((name) => {
    const rule = ruleOf(name);
    return rule?.who.includes(role) ? [rule] : [];
  });
}
