// How a view shows what it reads: not yet, not at all, or from when.
import { useEffect, useState } from "preact/hooks";
import { Refused } from "../core/api.js";
import { sayTime } from "../core/dates.js";
import { detail } from "../core/detail.js";
import { here } from "../core/here.js";
import { html } from "../core/html.js";
import { me } from "../core/session.js";
import { say } from "../core/status.js";
import { t } from "../core/words.js";
import { Link } from "./link.js";
import { Panel } from "./panel.js";
import { startOf } from "./shell.js";

const SOON_MS = 300;
const LONG_MS = 10000;

/** @param {{again?: () => void}} props */
export function Waiting({ again }) {
  const [since, setSince] = useState(0);
  useEffect(() => {
    const soon = setTimeout(() => (setSince(1), say(t("core.wait"))), SOON_MS);
    const long = setTimeout(() => setSince(2), LONG_MS);
    return () => (clearTimeout(soon), clearTimeout(long));
  }, []);
  return since === 0
    ? null
    : html`<p class="muted">${since === 1 ? t("core.wait") : t("core.wait_long")}
    ${since === 2 && again && html` <button class="plain" onClick=${again}>${t("core.try_again")}</button>`}</p>`;
}

/** Seconds until it may be asked again; then it is, once. @param {{wait: number, again?: () => void}} props */
function Countdown({ wait, again }) {
  const [left, setLeft] = useState(Math.max(1, wait));
  useEffect(() => {
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : again?.()), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return html`<p>${t("error.rate_limited", { n: left })}</p>`;
}

const NOT_HERE = [
  "not_found",
  "dossier_closed",
  "dossier_read_only",
  "thread_closed",
  "conflict",
  "version_conflict",
  "consent_required",
  "category_not_for_role",
  "not_author",
  "withdrawn_by_patient",
  "quota_exceeded",
  "role_not_allowed",
  "role_not_held",
  "acting_role",
  "acting_not_allowed",
  "audit_unavailable",
  "storage_full",
  "cross_site",
  "body_too_large",
  "unsupported_media_type",
  "invalid_body",
  "certificate_revoked",
  "certificate_expired",
  "certificate_refused",
  "actor_unknown",
  "actor_disabled",
  "actor_required",
];

/** The sentence of an error. @param {any} error */
export function errorText(error) {
  if (!(error instanceof Refused)) {
    return t("error.unanswered");
  }
  return t(NOT_HERE.includes(error.code) ? `error.${error.code}` : "error.internal");
}

/** What the server said beyond that sentence. Of what is not there it says nothing, and neither does the page.
 * @param {any} error @returns {string | null} */
function whyOf(error) {
  const tells = error instanceof Refused && error.code !== "not_found" && NOT_HERE.includes(error.code);
  return tells ? detail(error.message) : null;
}

/**
 * Why there is nothing to show, and what can be done.
 * @param {{error: any, again?: () => void, ask?: any}} props ask: for what is lacking a consent
 */
export function Failed({ error, again, ask }) {
  if (error instanceof Refused && error.code === "rate_limited") {
    return html`<${Countdown} wait=${error.wait} again=${again} />`;
  }
  const { role } = here.value;
  const code = error instanceof Refused ? error.code : "unanswered";
  const severalRoles = (me.value?.roles.length ?? 0) > 1;
  const ours = ["internal", "unavailable", "unanswered", "audit_unavailable", "not_sealed_yet"].includes(code);
  return html`<div class="failed" role="alert">
    <p>${errorText(error)}</p>
    ${whyOf(error) && html`<p>${whyOf(error)}</p>`}
    ${code === "consent_required" && ask}
    ${code === "not_found" && role && html`<p><${Link} to=${startOf(role)}>${t("core.to_start")}</${Link}></p>`}
    ${code.startsWith("role_not") && severalRoles && html`<p><${Link} to="rol">${t("core.change_role")}</${Link}></p>`}
    ${ours && again && html`<p><button onClick=${again}>${t("core.try_again")}</button></p>`}
    ${error.request && html`<p class="muted small">${t("error.number", { number: error.request })}</p>`}
  </div>`;
}

/** "Opgehaald om 14.32 uur. [Ververs]". @param {{at: number | null, again: () => void}} props */
export function Fetched({ at, again }) {
  return at === null
    ? null
    : html`<p class="fetched muted small">${t("core.fetched", { time: sayTime(at) })}
    ${" "}<button class="plain" onClick=${again}>${t("core.refresh")}</button></p>`;
}

/**
 * What was read, or its state.
 * @param {{of: any, ask?: any, children: (value: any) => any}} props of: what useRead gave
 */
export function Shown({ of, ask, children }) {
  if (of.error !== null) {
    return html`<${Failed} error=${of.error} again=${of.again} ask=${ask} />`;
  }
  return of.value === null ? html`<${Waiting} again=${of.again} />` : children(of.value);
}

/** @param {{text: string}} props */
export function Nothing({ text }) {
  return html`<${Panel}><p>${text}</p></${Panel}>`;
}
