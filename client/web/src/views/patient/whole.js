// Everything about the patient as one page, to print.
import { dayOf, sayDay, sayTime } from "../../core/dates.js";
import { useCategory } from "../../core/dossier.js";
import { html } from "../../core/html.js";
import { code, listed, plain, t } from "../../core/words.js";
import { Content } from "../../parts/content.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {string} moment */
const sayMoment = (moment) => `${sayDay(dayOf(moment))}, ${sayTime(moment)}`;

/** @param {{versions: Schemas["Fragment"][], nameOf: (actor: string) => string}} props */
function Document({ versions, nameOf }) {
  const newest = /** @type {Schemas["Fragment"]} */ (versions.at(-1));
  const form = useCategory(newest.category).value;
  const files = listed(newest.attachments.map((one) => plain(one.name)));
  return html`<section class="document"><h3 class="first-up">${code("category", newest.category)}</h3>
    <p class="muted">${sayMoment(newest.updated)} · ${nameOf(newest.author)}
      ${versions.length > 1 && ` · ${t("papers.version", { n: newest.version })}`}</p>
    ${
      newest.retracted !== null &&
      html`<p>${t("papers.retracted_on", { day: sayDay(dayOf(newest.retracted)) })}
      ${" "}${plain(newest.retracted_reason)}</p>`
    }
    ${form !== null && html`<${Content} of=${form} content=${newest.content} />`}
    ${files && html`<p>${t("download.files", { names: files })}</p>`}
  </section>`;
}

/** @param {{thread: any, nameOf: (actor: string) => string}} props */
function Talk({ thread, nameOf }) {
  return html`<section class="document"><h3><bdi>${plain(thread.subject)}</bdi></h3>
    ${thread.messages.map(
      (/** @type {Schemas["Message"]} */ one) => html`<div class="message" key=${one.id}>
      <p class="muted">${t(`talks.kind_${one.kind}`)} · ${nameOf(one.author)} · ${sayMoment(one.sent)}</p>
      <p class="said">${plain(one.text)}</p></div>`,
    )}
    ${
      thread.conclusion &&
      html`<p class="said"><strong>${t("talks.decided")}</strong> ${plain(thread.conclusion.text)}</p>`
    }
  </section>`;
}

/** @param {{whole: any}} props */
export function Whole({ whole }) {
  /** @type {{actor: string, name: string}[]} */
  const known = [...whole.dossier.participants, whole.dossier.patient];
  const names = new Map(known.map((one) => [one.actor, one.name]));
  const nameOf = (/** @type {string} */ actor) => plain(names.get(actor)) || t("core.somebody");
  return html`<div class="whole">
    <p class="unprinted"><button type="button" onClick=${() => print()}>${t("fiche.print")}</button></p>
    <h2><bdi>${plain(whole.dossier.patient.name)}</bdi></h2>
    <p>${t("fiche.since", { day: sayDay(whole.dossier.start) })}
      ${" "}${t("download.made", { when: sayMoment(whole.made) })}</p>
    <h2>${t("download.team")}</h2>
    <ul>${whole.team.members.map(
      (/** @type {Schemas["TeamMember"]} */ one) =>
        html`<li key=${one.actor + one.role}><bdi>${plain(one.name)}</bdi>, ${code("role", one.role)}</li>`,
    )}</ul>
    <h2>${t("nav.consents")}</h2>
    <ul>${whole.consents.map(
      (/** @type {Schemas["Consent"]} */ one) => html`<li key=${one.id}>${plain(one.sentence)}</li>`,
    )}</ul>
    <h2>${t("papers.title")}</h2>
    ${whole.fragments.map(
      (/** @type {Schemas["Fragment"][]} */ one) =>
        html`<${Document} key=${one[0].id} versions=${one} nameOf=${nameOf} />`,
    )}
    <h2>${t("talks.title")}</h2>
    ${whole.threads.map((/** @type {any} */ one) => html`<${Talk} key=${one.id} thread=${one} nameOf=${nameOf} />`)}
    <h2>${t("nav.log")}</h2>
    <ol>${whole.access_log.map(
      (/** @type {Schemas["Access"]} */ one) => html`<li key=${one.seq}>${plain(one.text)}</li>`,
    )}</ol>
  </div>`;
}
