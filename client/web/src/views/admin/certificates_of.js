// With which certificates somebody works here: their fingerprint, when they were used last, how long they hold.
import { get } from "../../core/api.js";
import { dayOf, daysBetween, inTime, sayDay, today } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { t } from "../../core/words.js";
import { Shown } from "../../parts/state.js";

/** @typedef {import("#api").components["schemas"]["Certificates"]} Certificates */
/** @typedef {Certificates["items"][0]} Certificate */

const SOON = 30;

/** In groups, as people compare them aloud. @param {string} fingerprint */
const grouped = (fingerprint) => fingerprint.match(/.{4}/g)?.join(" ") ?? fingerprint;

/** @param {{until: string}} props */
export function Ends({ until }) {
  const day = dayOf(until);
  const left = daysBetween(today(), day);
  if (left > SOON) {
    return t("admin.certificate_until", { day: sayDay(day) });
  }
  return html`<strong class="late">${
    left < 0 ? t("admin.certificate_ended", { day: sayDay(day) }) : t("admin.certificate_ends", { n: left })
  }</strong>`;
}

/** @param {{one: Certificate}} props */
function Row({ one }) {
  return html`<li><p><${Ends} until=${one.valid_until} />
    <br />${t("admin.certificate_used", { day: sayDay(one.last_used), first: sayDay(one.first_used) })}
    <br /><span class="muted small">${t("admin.fingerprint")} <span class="fingerprint">${grouped(
      one.fingerprint,
    )}</span></span></p></li>`;
}

/** @param {{actor: string}} props */
export function CertificatesOf({ actor }) {
  /** @type {() => Promise<Certificates>} */
  const read = () => get(`/v1/actors/${actor}/certificates`);
  const found = useRead(`actor/${actor}/certificates`, read);
  return html`<h2>${t("admin.certificates")}</h2>
    <${Shown} of=${found}>${(/** @type {Certificates} */ { items }) =>
      items.length === 0
        ? html`<p>${t("admin.no_certificate")}</p>`
        : html`<ul class="rows plain">${[...items]
            .sort((a, b) => inTime(b.last_used, a.last_used))
            .map((one) => html`<${Row} key=${one.fingerprint} one=${one} />`)}</ul>`}</${Shown}>`;
}
