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
 * @param {{asks?: boolean, some?: (value: T) => boolean}} [how] asks: whether leaving asks first; some: whether there
 *   is something to lose
 */
export function useDraft(name, start, { asks = true, some = () => true } = {}) {
  const [kept] = useState(() => readDraft(name));
  const [value, setValue] = useState(/** @type {T} */ ({ ...start, ...kept?.content }));
  const [at, setAt] = useState(kept?.at ?? null);
  const latest = useRef(value);
  const timer = useRef(0);
  const saidAt = useRef(0);
  const pending = useRef(false);
  const keep = () => {
    pending.current = false;
    clearTimeout(timer.current);
    keepDraft(name, latest.current);
    setAt(Date.now());
    if (Date.now() - saidAt.current > MINUTE_MS) {
      saidAt.current = Date.now();
      say(t("form.draft_kept"));
    }
  };
  const drop = () => {
    pending.current = false;
    clearTimeout(timer.current);
    dropDraft(name);
    unsent.value = null;
    setAt(null);
  };
  const change = (/** @type {T} */ next) => {
    latest.current = next;
    setValue(next);
    if (!some(next)) {
      drop();
      return;
    }
    unsent.value = asks ? { keep, drop } : null;
    clearTimeout(timer.current);
    pending.current = true;
    timer.current = setTimeout(keep, SOON_MS);
  };
  /** Some of it. @param {Partial<T>} part */
  const set = (part) => change({ ...latest.current, ...part });
  /** It was sent, or is not wanted: the form is as new. */
  const clear = () => {
    drop();
    latest.current = start;
    setValue(start);
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
  return { value, change, set, at, clear, keep, restored: kept !== null };
}

/** @param {{at: number | null, restored: boolean, onDrop: () => void}} props */
export function DraftLine({ at, restored, onDrop }) {
  return at === null
    ? null
    : html`<p class="muted small draft">${t("form.draft_at", { time: sayTime(at) })}
    ${
      restored &&
      html` <button type="button" class="plain"
      onClick=${onDrop}>${t("form.draft_drop")}</button>`
    }</p>`;
}
