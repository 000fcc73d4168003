// What a fiche tells, as rows: its open level, and the one for professionals.
import { sayDay } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { code, language, listed, plain, t } from "../../core/words.js";
import { Summary } from "../../parts/panel.js";
import { Mail, Phone, Site } from "../../parts/reach.js";

/** @typedef {import("#api").components["schemas"]["Fiche"]} Fiche */
/** @typedef {import("#api").components["schemas"]["FicheWhole"]} FicheWhole */

/** What it does, in the reader's language or else in one that it tells. @param {{about: any}} props */
function About({ about }) {
  const told = about[language.value] !== undefined ? language.value : Object.keys(about)[0];
  return html`<p class="said" lang=${told}><bdi>${plain(about[told])}</bdi></p>`;
}

/** @param {string} name @param {any} value */
const row = (name, value) => (value === null || value === "" ? null : { label: t(`guide.row_${name}`), value });
/** @param {string} kind @param {string[]} list */
const codes = (kind, list) => (list.length === 0 ? null : listed(list.map((one) => code(kind, one))));
/** @param {boolean | null} said */
const yesNo = (said) => (said === null ? null : t(said ? "guide.yes" : "guide.no"));
/** @param {string | null} text */
const text = (text) => (text === null ? null : html`<bdi class="said">${plain(text)}</bdi>`);

/** @param {{fiche: Fiche}} props */
export function Open({ fiche }) {
  const languages = fiche.languages.map((one) => t(`core.language_${one}`));
  const on = fiche.verified_on;
  return html`<${About} about=${fiche.about} />
    <${Summary} rows=${[
      row("place", text(fiche.place)),
      row("address", text(fiche.address)),
      row("phone", fiche.phone && html`<${Phone} number=${fiche.phone} />`),
      row("email", fiche.email && html`<${Mail} address=${fiche.email} />`),
      row("url", fiche.url && html`<${Site} url=${fiche.url} />`),
      row("help", codes("help", fiche.help)),
      row("serves", codes("serves", fiche.serves)),
      row("zones", fiche.zones.length === 0 ? null : text(listed(fiche.zones))),
      row("regions", codes("region", fiche.regions)),
      row("languages", languages.length === 0 ? null : listed(languages)),
      row("waiting", fiche.waiting_weeks === null ? null : t("guide.weeks", { n: fiche.waiting_weeks })),
      row("cost", text(fiche.cost)),
      row("reimbursed", yesNo(fiche.reimbursed)),
      row("accessible", yesNo(fiche.accessible)),
      row("referral", yesNo(fiche.referral_needed)),
      row("referrers", codes("role", fiche.referrers)),
      row("project", text(fiche.project)),
      row("valid_until", fiche.valid_until && sayDay(fiche.valid_until)),
    ]} />
    <p class="muted">${on === null ? t("guide.never_verified") : t("guide.verified", { day: sayDay(on) })}
      ${fiche.stale && html` <strong>${t("guide.stale")}</strong>`}</p>`;
}

/** @param {{fiche: FicheWhole}} props */
export function Professional({ fiche }) {
  const { contacts = [], remarks = "" } = fiche.professional ?? {};
  if (contacts.length === 0 && remarks === "") {
    return html`<p>${t("guide.no_professional")}</p>`;
  }
  return html`<ul>${contacts.map(
    (one) =>
      html`<li key=${one.name}><bdi>${plain(one.name)}</bdi>${[one.function, one.phone, one.email]
        .filter(Boolean)
        .map((part) => html`, <bdi>${plain(part)}</bdi>`)}</li>`,
  )}</ul>
  ${remarks && html`<p class="said"><bdi>${plain(remarks)}</bdi></p>`}`;
}
