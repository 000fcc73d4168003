// Who is next? Help to refer: the reader decides. With a dossier what is known is read from it, once; without one it
// is about nobody.
import { useEffect, useRef, useState } from "preact/hooks";
import { post } from "../../core/api.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { useRemembered } from "../../core/remembered.js";
import { language, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Shown, Waiting } from "../../parts/state.js";
import { Known, Question, askAgain } from "./who_facts.js";
import { Results } from "./who_results.js";

/** @typedef {import("#api").components["schemas"]["Referral"]} Referral */
/** @typedef {{facts: Record<string, any> | null, skipped: string[]}} Said facts null: nothing was said yet */

/** What is said is sent whole and without the dossier, so that its log has one line, not one for each answer.
 * @param {string | null} dossier @param {Said} said @returns {Promise<Referral>} */
function ask(dossier, said) {
  const body = said.facts ?? (dossier === null ? {} : { dossier });
  return post("/v1/doorverwijshulp", body, { query: { language: language.value } });
}

/** @param {{referral: Referral, said: Said, say: (said: Said) => void}} props */
function Talk({ referral, said, say }) {
  const [changing, setChanging] = useState(/** @type {string | null} */ (null));
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const first = useRef(true);
  const left = referral.asks.filter((one) => !said.skipped.includes(one.fact));
  const asked = changing !== null ? askAgain(changing) : left[0];
  const facts = /** @type {Record<string, any>} */ (referral.facts);
  useEffect(() => {
    if (!first.current) {
      place.current?.focus();
    }
    first.current = false;
  }, [asked?.fact]);
  const answer = (/** @type {any} */ value) => {
    setChanging(null);
    say({ facts: { ...facts, [asked.fact]: value }, skipped: said.skipped.filter((one) => one !== asked.fact) });
  };
  const skip = () => {
    if (changing !== null) {
      const { [changing]: _, ...rest } = facts;
      setChanging(null);
      say({ facts: rest, skipped: [...said.skipped, changing] });
    } else {
      say({ ...said, skipped: [...said.skipped, asked.fact] });
    }
  };
  return html`<h2>${t("who.known")}</h2>
    <${Known} facts=${facts} change=${setChanging} />
    <div tabindex="-1" ref=${place}>${
      asked === undefined
        ? html`<p>${t("who.no_more")}</p>`
        : html`<${Question} key=${asked.fact} ask=${asked} value=${facts[asked.fact]} left=${changing ? 0 : left.length}
            answer=${answer} skip=${skip} />`
    }</div>
    <${Results} referral=${referral} />`;
}

export default function Who() {
  const { role, dossier } = here.value;
  const [said, say] = useRemembered(`${dossier ?? "nobody"}/who`, /** @type {Said} */ ({ facts: null, skipped: [] }));
  const last = useRef(/** @type {Referral | null} */ (null));
  const name = `${dossier ?? "nobody"}/who/${JSON.stringify(said.facts)}`;
  const referral = useRead(name, () => ask(dossier, said), { spoken: true });
  last.current = referral.value ?? last.current;
  const talk = (/** @type {Referral} */ value) => html`<${Talk} referral=${value} said=${said} say=${say} />`;
  const back = html`<p><${Link} to=${`${role}/${dossier}`} class="back">${t("who.back")}</${Link}></p>`;
  return html`${dossier !== null && back}
    <h1>${t("nav.who")}</h1>
    <p class="lead">${t("who.lead")}</p>
    ${dossier === null && html`<p class="muted">${t("who.nobody")}</p>`}
    ${
      referral.value === null && referral.error === null && last.current !== null
        ? html`<${Waiting} again=${referral.again} />${talk(last.current)}`
        : html`<${Shown} of=${referral}>${talk}</${Shown}>`
    }`;
}
