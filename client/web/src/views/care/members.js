// Who is on, who keeps the overview, and whose turn it is.
import { principal } from "../../core/acting.js";
import { post } from "../../core/api.js";
import { inTime, sayDay } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { own, self } from "../../core/session.js";
import { sayDone } from "../../core/status.js";
import { code, plain, t } from "../../core/words.js";
import { Button, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Panel } from "../../parts/panel.js";
import { Name, Person } from "../../parts/person.js";
import { Failed } from "../../parts/state.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

const LEADING = ["huisarts", "adviserend_arts", "arbeidsarts", "tnw_coordinator"];

/** @param {{team: Schemas["Team"], id: string, over?: boolean}} props over: it can be taken over from somebody */
export function Lead({ team, id, over }) {
  const leads = LEADING.includes(here.value.role ?? "");
  const act = useAct(async (key) => {
    await post(`/v1/dossiers/${id}/regie`, { actor: self.value.id }, { key });
    forget(`${id}/team`);
    forget("due");
    sayDone(t("care.lead_taken"));
  });
  if (team.regie !== null && team.alert === null) {
    const role = team.regie.role ?? team.members.find((one) => one.actor === team.regie?.actor)?.role;
    const mine = own.value.has(team.regie.actor);
    return html`<p>${t("care.lead")} <${Person} name=${team.regie.name} role=${role} />${
      mine && ` (${t("care.you")})`
    }</p>
      ${
        over &&
        leads &&
        !mine &&
        role !== "patient" &&
        html`<p><${Button} act=${act}>${t("care.take_over")}</${Button}>
          <br /><span class="muted">${t("care.take_over_told")}</span></p>
        ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}`
      }`;
  }
  if (!leads) {
    return html`<p>${t("care.no_lead")}</p>`;
  }
  return html`<${Panel} kind="warn"><p>${t("care.no_lead")}</p>
    <p class="acts"><${Button} act=${act}>${t("care.take_lead")}</${Button}>
      <${Link} class="button" to=${`${here.value.role}/${id}/overleg/nieuw`}>${t("care.ask_somebody")}</${Link}></p>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}
  </${Panel}>`;
}

/** The duty that comes first; of law, and open. @param {Schemas["Team"]} team */
function firstDuty(team) {
  const open = team.members.flatMap((member) =>
    member.next
      .filter((step) => step.duty && step.status === "law" && ["due", "overdue"].includes(step.state))
      .map((step) => ({ member, step })),
  );
  return open.sort((a, b) => inTime(a.step.due, b.step.due))[0];
}

/** @param {{team: Schemas["Team"]}} props */
export function Turn({ team }) {
  const first = firstDuty(team);
  if (first === undefined) {
    return html`<p>${t("care.nobodys_turn")}</p>`;
  }
  const { member, step } = first;
  return html`<p><strong>${t("care.turn")}</strong> ${
    own.value.has(member.actor) ? t("care.yours") : html`<${Name} name=${member.name} />`
  }${step.due && `, ${t("inbox.by", { day: sayDay(step.due) })}`}.
    <br /><span class="muted">${plain(step.title)}</span></p>`;
}

/** @param {{member: Schemas["TeamMember"]}} props */
function Member({ member }) {
  const next = member.next.find((step) => step.status === "law" && step.duty);
  return html`<li><p><${Person} name=${member.name} role=${member.role} />${
    own.value.has(member.actor) && ` (${t("care.you")})`
  }
    ${
      next &&
      html`<br /><span class="muted">${t("care.next")} ${plain(next.title)}${
        next.due && `, ${t("inbox.by", { day: sayDay(next.due) })}`
      }</span>`
    }</p></li>`;
}

/** @param {{team: Schemas["Team"], id: string, brief?: boolean}} props brief: with a link to the whole */
export function Members({ team, id, brief }) {
  const toTeam = principal.value === null ? "care.to_team" : "care.team"; // in a name nobody is invited
  return html`<h2>${t("care.team")} (${team.members.length})</h2>
    <ul class="rows team">${team.members.map((member) =>
      brief
        ? html`<li key=${member.actor + member.role}><p><${Name}
          name=${member.name} />, ${code("role", member.role)}</p></li>`
        : html`<${Member} key=${member.actor + member.role} member=${member} />`,
    )}</ul>
    ${brief && html`<p><${Link} to=${`${here.value.role}/${id}/team`}>${t(toTeam)}</${Link}></p>`}`;
}
