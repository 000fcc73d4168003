// What is typed in a form is kept on this device while it is typed, and said so, at most once a minute. Leaving asks.
import { useEffect, useRef, useState } from "preact/hooks";
import { sayTime } from "../core/dates.js";
import { dropDraft, keepDraft, readDraft } from "../core/drafts.js";
import { html } from "../core/html.js";
import { say } from "../core/status.js";
import { unsent } from "../core/unsent.js";
import { t } from "../core/words.js";

const SOON_MS = 500;
const MINUTE_MS = 60000;

/**
 * @template T
 * @param {string} name of the form: ids and codes only
 * @param {T} start what stands there when nothing was kept
 * @param {{asks?: boolean}} [how] asks: whether leaving asks first
 */
export function useDraft(name, start, { asks = true } = {}) {
  const [kept] = useState(() => readDraft(name));
  const [value, setValue] = useState(/** @type {T} */ (kept?.content ?? start));
  const [at, setAt] = useState(kept?.at ?? null);
  const latest = useRef(value);
  const timer = useRef(0);
  const saidAt = useRef(0);
  const pending = useRef(false);
  const keep = () => {
    pending.current = false;
    keepDraft(name, latest.current);
    setAt(Date.now());
    if (Date.now() - saidAt.current > MINUTE_MS) {
      saidAt.current = Date.now();
      say(t("documents.draft_kept"));
    }
  };
  const clear = () => {
    pending.current = false;
    clearTimeout(timer.current);
    dropDraft(name);
    unsent.value = null;
    setAt(null);
  };
  const change = (/** @type {T} */ next) => {
    latest.current = next;
    setValue(next);
    unsent.value = asks ? { keep, drop: clear } : null;
    clearTimeout(timer.current);
    pending.current = true;
    timer.current = setTimeout(keep, SOON_MS);
  };
  useEffect(() => {
    // Who is not asked when leaving, loses nothing by going at once.
    const flush = () => void (pending.current && !asks && keep());
    addEventListener("pagehide", flush);
    return () => {
      removeEventListener("pagehide", flush);
      flush();
      clearTimeout(timer.current);
      unsent.value = null;
    };
  }, []);
  return { value, change, at, clear, keep, restored: kept !== null };
}

/** @param {{at: number | null, restored: boolean, onDrop: () => void}} props */
export function DraftLine({ at, restored, onDrop }) {
  return at === null
    ? null
    : html`<p class="muted small draft">${t("documents.draft_at", { time: sayTime(at) })}
    ${
      restored &&
      html` <button type="button" class="plain"
      onClick=${onDrop}>${t("documents.draft_drop")}</button>`
    }</p>`;
}
