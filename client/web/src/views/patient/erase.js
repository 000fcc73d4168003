// The patient has their dossier erased: first what goes and what stays, then a check, with the sentence that they agree
// to. Both come from the server, which takes the sentence back.
import { useRef, useState } from "preact/hooks";
import { get, post } from "../../core/api.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forgetNews } from "../../core/news.js";
import { forget, useRead } from "../../core/read.js";
import { back, go } from "../../core/router.js";
import { language, t } from "../../core/words.js";
import { Button, Choice, ErrorSummary, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Panel } from "../../parts/panel.js";
import { Shown } from "../../parts/state.js";

/** @typedef {import("#api").components["schemas"]["Erasure"]} Erasure */

/** The last one is said to nobody: who chose another by mistake takes it back with it. */
const UNSAID = "unsaid";
const REASONS = ["not_needed", "mistake", "no_trust", "other", UNSAID];

/** @param {{erasure: Erasure, onSure: () => void}} props */
function Told({ erasure, onSure }) {
  return html`<h1>${t("download.erasure.title")}</h1>
    <h2>${t("download.erasure.goes")}</h2><p>${erasure.goes}</p>
    <h2>${t("download.erasure.stays")}</h2><p>${erasure.stays}</p>
    <p>${t("download.erasure.first_save")}
      ${" "}<${Link} to=${`patient/${erasure.dossier}/downloaden`}>${t("download.erasure.to_save")}</${Link}></p>
    <p class="acts"><button onClick=${onSure}>${t("download.erasure.go_on")}</button
      ><button onClick=${back}>${t("download.erasure.no")}</button></p>`;
}

/** @param {{erasure: Erasure}} props */
function Check({ erasure }) {
  const { dossier, understood } = erasure;
  const [reason, setReason] = useState(/** @type {string | null} */ (null));
  const said = reason === null || reason === UNSAID ? { understood } : { understood, reason };
  const sent = useRef({ key: "", body: said }); // a second try that was not answered says what the first one did
  const act = useAct(async (key) => {
    sent.current = sent.current.key === key ? sent.current : { key, body: said };
    await post(`/v1/dossiers/${dossier}/erase`, sent.current.body, { key });
    forgetNews(dossier);
    forget("dossiers");
    forget("erasures");
    forget(dossier);
    go("patient/gewist", { replace: true });
  });
  return html`<h1>${t("download.erasure.check")}</h1>
    <${ErrorSummary} errors=${{}} refused=${act.refused} />
    <${Choice} name="reason" value=${reason} onValue=${setReason} hint=${t("download.erasure.reason_hint")}
      legend=${html`${t("download.erasure.reason")} <span class="muted">${t("form.optional")}</span>`}
      options=${REASONS.map((one) => ({ value: one, label: t(`download.erasure.reason_${one}`) }))} />
    <${Panel} kind="warn"><p>${understood}</p></${Panel}>
    <p class="acts"><${Button} act=${act}>${t("download.erasure.yes")}</${Button}
      ><button onClick=${back}>${t("download.erasure.no")}</button></p>`;
}

export default function Erase() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const [sure, setSure] = useState(false);
  /** @type {() => Promise<Erasure>} */
  const read = () => get(`/v1/dossiers/${dossier}/erasure`, { query: { language: language.value } });
  const erasure = useRead(`${dossier}/erasure`, read);
  return html`${erasure.value === null && html`<h1>${t("download.erasure.title")}</h1>`}
    <${Shown} of=${erasure}>${(/** @type {Erasure} */ it) =>
      sure
        ? html`<${Check} erasure=${it} />`
        : html`<${Told} erasure=${it} onSure=${() => setSure(true)} />`}</${Shown}>`;
}
