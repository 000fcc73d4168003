// What somebody in a role does when a person goes back to work, for everybody.
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { rulesOf } from "../../core/rules.js";
import { code, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Nothing } from "../../parts/state.js";

export default function InfoRole() {
  const { which } = here.value.params;
  const rules = rulesOf(which);
  if (rules.length === 0) {
    return html`<h1>${t("core.no_page")}</h1><${Nothing} text=${t("error.not_found")} />`;
  }
  return html`<h1>${t("help.info.role_title", { role: code("role", which) })}</h1>
    <p>${t("help.info.role_lead")}</p>
    <ul class="rows">
      ${rules.map(
        (rule) => html`<li key=${rule.rule}>
        <p><${Link} to=${`info/stap/${rule.rule}`} row=${rule.rule}>${rule.title}</${Link}>
          ${
            rule.status !== "law" && html`<br /><span class="muted">${t(`help.info.standing_${rule.status}`)}</span>`
          }</p>
      </li>`,
      )}
    </ul>`;
}
