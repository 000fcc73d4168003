// Who takes part, what each does next, who keeps the overview; and inviting somebody.
import { post } from "../../core/api.js";
import { useTeam } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { sayDone } from "../../core/status.js";
import { plain, t } from "../../core/words.js";
import { useAct } from "../../parts/form.js";
import { Failed, Fetched, Shown } from "../../parts/state.js";
import { BackToDossier } from "./back.js";
import { Lead, Members } from "./members.js";
import { ByEmployer, ByName } from "./people.js";
import { useRef } from "preact/hooks";

const INVITING = ["huisarts", "adviserend_arts", "arbeidsarts", "tnw_coordinator"];
const INVITED = [...INVITING, "bemiddelaar", "werkgever", "medewerker", "hulpverlener"];

/** @param {{dossier: string}} props */
function Invite({ dossier }) {
  const who = useRef(/** @type {import("./people.js").Found | null} */ (null));
  const act = useAct(async (key) => {
    const one = /** @type {import("./people.js").Found} */ (who.current);
    await post(`/v1/dossiers/${dossier}/participants`, { actor: one.actor, role: one.role }, { key });
    forget(`${dossier}/team`);
    forget("dossiers");
    sayDone(t("care.invited", { who: plain(one.name) }));
  });
  const pick = (/** @type {import("./people.js").Found} */ one) => {
    who.current = one;
    void act.run();
  };
  return html`<h2>${t("care.invite")}</h2><p>${t("care.invite_no_consent")}</p>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}
    <${ByEmployer} dossier=${dossier} act=${t("care.invite_one")} onPick=${pick} />
    <${ByName} roles=${INVITED} act=${t("care.invite_one")} onPick=${pick} />`;
}

export default function TeamView() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const team = useTeam(dossier);
  return html`<${BackToDossier} dossier=${dossier} /><h1>${t("care.team")}</h1>
    <${Shown} of=${team}>${(/** @type {any} */ value) =>
      html`<${Lead} team=${value} id=${dossier} over /><${Members} team=${value} id=${dossier} />`}</${Shown}>
    ${INVITING.includes(here.value.role ?? "") && html`<${Invite} dossier=${dossier} />`}
    <${Fetched} at=${team.at} again=${team.again} />`;
}
