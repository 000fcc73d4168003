// What a step of the return to work is, for everybody: from the rules that the page was built with, so nothing is read.
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { ruleOf } from "../../core/rules.js";
import { code, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Summary } from "../../parts/panel.js";
import { Nothing } from "../../parts/state.js";

export default function InfoStep() {
  const rule = ruleOf(here.value.params.step);
  if (rule === null) {
    return html`<h1>${t("core.no_page")}</h1><${Nothing} text=${t("error.not_found")} />`;
  }
  const standing = rule.status !== "law" ? rule.status : rule.duty ? "duty" : "may";
  const who = rule.who.map(
    (role, i) => html`${i > 0 && ", "}<${Link} to=${`info/rol/${role}`} key=${role}>${code("role", role)}</${Link}>`,
  );
  return html`<h1>${rule.title}</h1>
    <p>${rule.text}</p>
    <${Summary} rows=${[
      { label: t("help.info.who"), value: who },
      { label: t("help.info.standing"), value: t(`help.info.standing_${standing}`) },
      { label: t("help.info.benefit"), value: rule.benefit },
    ]} />`;
}
