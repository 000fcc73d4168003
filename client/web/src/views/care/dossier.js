// One dossier, for who helps: what this person can still do, who is on, what the reader may see.
import { purposeOf, useDocuments, useDossier, useSight, useTeam, useThreads } from "../../core/dossier.js";
import { howLong } from "../../parts/span.js";
import { sayDay, today } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { go } from "../../core/router.js";
import { t } from "../../core/words.js";
import { Name } from "../../parts/person.js";
import { useRows } from "../../parts/rows.js";
import { Fetched, Shown } from "../../parts/state.js";
import { Acts, Purpose } from "./dossier_acts.js";
import { Documents, NotSeen } from "./documents.js";
import { Lead, Members, Turn } from "./members.js";
import { NationalNumber } from "./number.js";
import { Talks } from "./talks.js";
import { Traject } from "../traject/steps.js";
import { Link } from "../../parts/link.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** The name of the patient, which no title of the window says. @param {{dossier: Schemas["Dossier"] | null}} props */
export function Heading({ dossier }) {
  return html`<h1 data-title=${t("care.dossier")}>
    ${dossier === null ? t("care.dossier") : html`<${Name} name=${dossier.patient.name} />`}</h1>`;
}

/** @param {{dossier: Schemas["Dossier"]}} props */
function Facts({ dossier }) {
  const facts = [
    howLong(dossier.start, today()),
    t(`care.employment_${dossier.employment}`),
    t(`care.${dossier.state}`),
  ];
  return html`<p class="muted">${facts.join(" · ")}</p>
    ${
      dossier.kept.state !== "open" &&
      dossier.kept.erased_from !== null &&
      html`<p>${t("care.kept_reading", { day: sayDay(dossier.kept.erased_from) })}</p>`
    }
    ${dossier.double_of.length > 0 && html`<p>${t("care.double")}</p>`}`;
}

/** @param {string} dossier */
function useAll(dossier) {
  const whole = useDossier(dossier);
  const team = useTeam(dossier);
  const sight = useSight(dossier);
  const confers = sight.value !== null && !sight.value.never.confer;
  const threads = useThreads(confers ? dossier : null);
  const purpose = purposeOf(dossier, sight.value);
  const documents = useDocuments(dossier, { purpose, wanted: sight.value !== null });
  const again = async () => {
    for (const one of [whole, team, sight, threads, documents]) {
      await one.again();
    }
  };
  return { whole, team, sight, threads, documents, purpose, confers, again };
}

/** @param {{all: any, id: string}} props */
function Whole({ all, id }) {
  const { whole, team, sight, threads, documents, purpose, confers } = all;
  const people = [...(team.value?.members ?? []), whole.value.patient];
  return html`<div class="about"><${Facts} dossier=${whole.value} />
    <${NationalNumber} niss=${whole.value.patient.niss} />
    ${team.value && html`<${Lead} team=${team.value} id=${id} /><${Turn} team=${team.value} />`}
    <${Purpose} id=${id} sight=${sight.value} purpose=${purpose} />
    </div>
    <${Acts} id=${id} sight=${sight.value} purpose=${purpose} />
    <div class="two"><div>
      ${
        here.value.role === "tnw_coordinator" &&
        documents.value &&
        html`<${Traject} id=${id} team=${team.value} heads=${documents.value.items} />`
      }
      <h2>${t("care.documents")}</h2>
      <${Shown} of=${documents}>${(/** @type {any} */ value) =>
        html`<${Documents} items=${value.items} people=${people} id=${id} />`}</${Shown}>
      <${Shown} of=${sight}>${(/** @type {any} */ value) =>
        html`<${NotSeen} sight=${value} purpose=${purpose} id=${id} />`}</${Shown}>
    </div><div>
      ${
        confers &&
        html`<${Shown} of=${threads}>${(/** @type {any} */ value) =>
          html`<${Talks} items=${value.items} id=${id} />`}</${Shown}>`
      }
      <${Shown} of=${team}>${(/** @type {any} */ value) => html`<${Members} team=${value} id=${id} brief />`}</${Shown}>
      <p><${Link} to=${`${here.value.role}/${id}/tijdlijn`}>${t("care.timeline")}</${Link}></p>
    </div></div>`;
}

/** A key does what a link of the view does, and only where there is one. @param {string} end of its address */
function follow(end) {
  /** @type {HTMLElement | null} */ (document.querySelector(`main a[href$="/${end}"]`))?.click();
}

export default function DossierView() {
  const id = /** @type {string} */ (here.value.dossier);
  const whole = useDossier(id);
  useRows({
    t: () => follow("toestemming-vragen"),
    v: () => follow("overleg/nieuw"),
    n: () => document.querySelector("main details.new summary")?.parentElement?.setAttribute("open", ""),
    u: () => go(`${here.value.role}/patienten`),
  });
  return html`<${Heading} dossier=${whole.value} />
    <${Shown} of=${whole}>${() => html`<${Read} id=${id} />`}</${Shown}>`;
}

/** The rest is asked for when the dossier itself may be seen: who may not leaves one refusal in its log, not five.
 * @param {{id: string}} props */
function Read({ id }) {
  const all = useAll(id);
  return html`<${Whole} all=${all} id=${id} /><${Fetched} at=${all.whole.at} again=${all.again} />`;
}
