// Somebody asks for consent. The request is its own check page: one tap answers, and yes and no weigh the same.
import { useEffect, useRef } from "preact/hooks";
import { post } from "../../../core/api.js";
import { sayDay } from "../../../core/dates.js";
import { here } from "../../../core/here.js";
import { html } from "../../../core/html.js";
import { answersOf } from "../../../core/giving.js";
import { go } from "../../../core/router.js";
import { code, language, plain, t } from "../../../core/words.js";
import { Button, ErrorSummary, useAct } from "../../../parts/form.js";
import { Link } from "../../../parts/link.js";
import { Panel } from "../../../parts/panel.js";
import { Shown } from "../../../parts/state.js";
import { startGiving } from "./acts.js";
import { Sentences } from "./cells.js";
import { forgetConsents, useRequests } from "./reads.js";

/** @typedef {import("#api").components["schemas"]["ConsentRequest"]} ConsentRequest */

/** @param {{request: ConsentRequest, dossier: string}} props */
function Open({ request, dossier }) {
  const name = plain(request.name ?? t("core.somebody"));
  const answer = (/** @type {"yes" | "no"} */ said) => async (/** @type {string} */ key) => {
    const path = `/v1/dossiers/${dossier}/consent-requests/${request.id}/answer`;
    const { given } = await post(path, { answer: said }, { query: { language: language.value }, key });
    if (given.length > 0) {
      go(`patient/${dossier}/toestemmingen/${given[0].id}/klaar`, { replace: true });
    }
    forgetConsents(dossier);
  };
  const yes = useAct(answer("yes"));
  const no = useAct(answer("no"));
  const adapt = () =>
    startGiving({ grantee: { actor: request.by }, ...answersOf(request), request: request.id }, "controleren");
  return html`<h1 data-title=${t("consents.asked_title")}>${t("consents.asks", { name })}</h1>
    <${ErrorSummary} errors=${{}} refused=${yes.refused ?? no.refused} />
    <p>${t("consents.asks_role", { role: code("role", request.role) })}</p>
    ${request.text !== "" && html`<blockquote class="text"><p><bdi>${plain(request.text)}</bdi></p></blockquote>`}
    <p>${t("consents.if_yes")}</p>
    <${Sentences} sentences=${[request.sentence]} />
    <p>${t("consents.rest_closed")}</p>
    <p class="acts"><${Button} act=${yes}>${t("consents.yes")}</${Button}
      ><${Button} act=${no}>${t("consents.no")}</${Button}></p>
    <p><button class="plain" onClick=${adapt}>${t("consents.adapt")}</button></p>
    <p class="muted">${t("consents.no_is_fine")} ${t("consents.asks_until", { day: sayDay(request.expires) })}</p>`;
}

/** What became of it. @param {{request: ConsentRequest, dossier: string}} props */
function Answered({ request, dossier }) {
  const name = plain(request.name ?? t("core.somebody"));
  const focus = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => focus.current?.focus(), []);
  const heading = { yes: t("consents.said_yes"), no: t("consents.said_no"), expired: t("consents.said_nothing") };
  const state = /** @type {"yes" | "no" | "expired"} */ (request.state);
  return html`<h1 data-title=${t("consents.asked_title")}>${t("consents.asks", { name })}</h1>
    <${Panel} heading=${heading[state]} focus=${focus}>
      ${state === "no" && html`<p>${t("consents.only_no", { name })}</p>`}
      ${
        request.consent !== null &&
        html`<p><${Link} to=${`patient/${dossier}/toestemmingen/${request.consent}`}>
        ${t("consents.look_at")}</${Link}></p>`
      }
    </${Panel}>
    <${Sentences} sentences=${[request.sentence]} />
    ${
      state !== "yes" &&
      html`<p><button class="plain" onClick=${() =>
        startGiving({ grantee: { actor: request.by }, ...answersOf(request) }, "controleren")}>
        ${t("consents.yes_after_all")}</button></p>`
    }
    <p><${Link} to=${`patient/${dossier}/start`}>${t("core.to_start")}</${Link}></p>`;
}

export default function RequestPage() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const requests = useRequests(dossier);
  return html`${requests.value === null && html`<h1>${t("consents.asked_title")}</h1>`}
    <${Shown} of=${requests}>${(/** @type {ConsentRequest[]} */ all) => {
      const request = all.find((one) => one.id === here.value.params.request);
      if (request === undefined) {
        return html`<h1>${t("error.not_found")}</h1>`;
      }
      const View = request.state === "open" ? Open : Answered;
      return html`<${View} request=${request} dossier=${dossier} />`;
    }}</${Shown}>`;
}
