// What is told above each view: no connection, something new, something unsent, something done.
import { useEffect, useRef } from "preact/hooks";
import { here } from "../core/here.js";
import { html } from "../core/html.js";
import { isField } from "../core/keys.js";
import { freshRows } from "../core/news.js";
import { fresh, mended, offline } from "../core/poll.js";
import { forget } from "../core/read.js";
import { go, goOn, heldBack } from "../core/router.js";
import { done, say } from "../core/status.js";
import { unsent } from "../core/unsent.js";
import { t } from "../core/words.js";

const SAY_AGAIN_MS = 30000;
const TYPING_MS = 5000;
let saidAt = 0;

/** Says it once in a while, and not to somebody who types. @param {string | null} text */
function useSaidSeldom(text) {
  useEffect(() => {
    let timer = 0;
    const attempt = () => {
      const wait = isField(document.activeElement) ? TYPING_MS : saidAt + SAY_AGAIN_MS - Date.now();
      if (wait > 0) {
        timer = setTimeout(attempt, wait);
        return;
      }
      saidAt = Date.now();
      say(/** @type {string} */ (text));
    };
    if (text !== null) {
      attempt();
    }
    return () => clearTimeout(timer);
  }, [text]);
}

/** What was read of it is read anew, now that somebody asks. */
function showOfDossier() {
  const { dossier } = here.value;
  fresh.value = fresh.value.filter((event) => event.dossier !== dossier);
  forget(`${dossier}/`);
  document.querySelector("main")?.focus();
}

/** Where it is told; an employer has no inbox, but a list of what is asked of them. @type {Record<string, string>} */
const TOLD_AT = { patient: "patient", werkgever: "werkgever/te-doen" };

/** @param {string | null} role */
function showInbox(role) {
  const dossiers = new Set(fresh.value.map((event) => event.dossier));
  fresh.value = [];
  ["inbox", "questions", "due", "me"].forEach(forget);
  dossiers.forEach((dossier) => dossier !== null && forget(`${dossier}/`));
  go(TOLD_AT[role ?? ""] ?? `${role}/postvak`);
  document.querySelector("main")?.focus();
}

/** After these there is no such dossier for the reader any more, and nothing in it. */
const GONE = ["dossier.erased", "erasure.complete", "participant.removed"];

/** The reader decides when to see it: nothing moves by itself. */
function News() {
  const { role, dossier } = here.value;
  const n = freshRows.value;
  const own = fresh.value.filter((event) => event.dossier === dossier);
  const ofThis = dossier !== null && own.length > 0 && !own.some(({ type }) => GONE.includes(type));
  const text = n === 0 ? null : ofThis ? t("core.news_dossier") : t("core.news", { n });
  useSaidSeldom(text);
  if (text === null) {
    return null;
  }
  const show = dossier !== null && ofThis ? showOfDossier : () => showInbox(role);
  return html`<p class="bar news">${text} <button class="plain" onClick=${show}>${t("core.show")}</button></p>`;
}

/** Somebody is about to leave what they typed. */
function Leaving() {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => box.current?.focus(), []);
  const leave = (/** @type {"keep" | "drop"} */ how) => () => {
    unsent.value?.[how]();
    unsent.value = null;
    goOn();
  };
  return html`<section class="bar warn leaving" tabindex="-1" ref=${box} role="alert">
    <p>${t("core.unsent")}</p>
    <p><button onClick=${() => (heldBack.value = null)}>${t("core.stay")}</button>
      ${" "}<button onClick=${leave("keep")}>${t("core.keep_draft")}</button>
      ${" "}<button onClick=${leave("drop")}>${t("core.drop")}</button></p>
  </section>`;
}

export function Bars() {
  const urgent = unsent.value === null ? "status" : "alert";
  return html`
    ${offline.value && html`<p class="bar warn" role=${urgent}>${t("core.offline")}</p>`}
    ${mended.value && html`<p class="bar ok" role="status">${t("core.mended")}</p>`}
    ${heldBack.value !== null && html`<${Leaving} />`}
    ${done.value !== null && html`<p class="bar ok done">${t("core.done", { what: done.value })}</p>`}
    <${News} />`;
}
