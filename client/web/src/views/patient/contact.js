// A talk, asked for by the patient: with whom, how, and what about.
import { post } from "../../core/api.js";
import { useTeam } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { sayDone } from "../../core/status.js";
import { code, listed, plain, t } from "../../core/words.js";
import { DraftLine, useDraft } from "../../parts/draft.js";
import { Button, Choice, ErrorSummary, Text, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Shown } from "../../parts/state.js";
import { helpersOf } from "./helpers.js";
import { WhoReads } from "./who_reads.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {{who: string | null, how: string | null, text: string}} Wanted */

const HOW = ["phone", "visit", "video"];
/** @type {Wanted} */
const NOTHING = { who: null, how: null, text: "" };

/** One choice for each role: what is asked goes to a role. @param {Schemas["Team"]} team */
function whoOf(team) {
  /** @type {Map<string, string[]>} */
  const names = new Map();
  for (const helper of helpersOf(team)) {
    helper.roles.forEach((role) => names.set(role, [...(names.get(role) ?? []), plain(helper.name)]));
  }
  return [...names].map(([role, people]) => ({ value: role, label: listed(people), hint: code("role", role) }));
}

/** @param {Wanted} value */
function missingOf(value) {
  /** @type {Record<string, string>} */
  const missing = {};
  if (value.who === null) {
    missing.who = t("asks.who_missing");
  }
  if (value.how === null) {
    missing.how = t("asks.how_missing");
  }
  return missing;
}

/** @param {{team: Schemas["Team"], dossier: string}} props */
function Form({ team, dossier }) {
  const draft = useDraft(`${dossier}/contact`, NOTHING);
  const { value, change } = draft;
  const who = whoOf(team);
  const act = useAct(async (key) => {
    const text = value.text.trim();
    const content = { kind: "contact", contact_with: value.who, contact_how: value.how, ...(text !== "" && { text }) };
    await post(`/v1/dossiers/${dossier}/fragments`, { category: "verzoek", content }, { key });
    const name = who.find((one) => one.value === value.who)?.label ?? "";
    draft.clear();
    ["fragments", "timeline", "team"].forEach((what) => forget(`${dossier}/${what}`));
    forget("due");
    sayDone(t("asks.contact_sent", { name }));
    scrollTo(0, 0);
  });
  const send = () => {
    const missing = missingOf(value);
    return Object.keys(missing).length > 0 ? act.setErrors(missing) : act.run();
  };
  const set = (/** @type {keyof Wanted} */ name) => (/** @type {string} */ to) => change({ ...value, [name]: to });
  return html`<${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    <${Choice} name="who" legend=${t("asks.who")} options=${who} value=${value.who} onValue=${set("who")}
      error=${act.errors.who} />
    <${Choice} name="how" legend=${t("asks.how")} value=${value.how} onValue=${set("how")} error=${act.errors.how}
      options=${HOW.map((one) => ({ value: one, label: t(`asks.how_${one}`) }))} />
    <${Text} name="text" label=${t("asks.contact_text")} optional rows=${4} max=${4000} value=${value.text}
      onValue=${set("text")} />
    <${WhoReads} category="verzoek" dossier=${dossier} />
    <p><${Button} act=${act} first onClick=${send}>${t("asks.contact_send")}</${Button}></p>
    <${DraftLine} at=${draft.at} restored=${draft.restored} onDrop=${draft.clear} />`;
}

export default function Contact() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const team = useTeam(dossier);
  return html`<h1>${t("asks.contact")}</h1>
    <${Shown} of=${team}>${(/** @type {Schemas["Team"]} */ value) =>
      whoOf(value).length === 0
        ? html`<p>${t("patient.nobody_yet")}</p>
          <p><${Link} to=${`patient/${dossier}/team`}>${t("patient.link_team")}</${Link}></p>`
        : html`<${Form} team=${value} dossier=${dossier} />`}</${Shown}>`;
}
