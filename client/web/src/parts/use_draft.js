// What is typed is kept on the device while it is typed, and leaving asks what to do with it.
import { useEffect, useRef, useState } from "preact/hooks";
import { dropDraft, keepDraft, readDraft } from "../core/drafts.js";
import { unsent } from "../core/unsent.js";

const PAUSE_MS = 600;

/**
 * @template T
 * @param {string} form "dos_…/fit_note"
 * @param {T} empty
 * @param {(content: T) => boolean} some whether there is something to lose
 * @returns {{content: T, set: (change: Partial<T>) => void, at: number | null, sent: () => void}}
 */
export function useDraft(form, empty, some) {
  const [draft, setDraft] = useState(() => {
    const kept = readDraft(form);
    return { content: { ...empty, ...kept?.content }, at: kept?.at ?? null };
  });
  const newest = useRef(draft.content);
  newest.current = draft.content;
  const timer = useRef(0);
  const keep = () => {
    clearTimeout(timer.current);
    keepDraft(form, newest.current);
  };
  const drop = () => {
    clearTimeout(timer.current);
    dropDraft(form);
    unsent.value = null;
  };
  const set = (/** @type {Partial<T>} */ change) => {
    const content = { ...newest.current, ...change };
    newest.current = content;
    setDraft((old) => ({ ...old, content }));
    clearTimeout(timer.current);
    if (!some(content)) {
      drop();
      return;
    }
    unsent.value = { keep, drop };
    timer.current = setTimeout(() => {
      keep();
      setDraft((old) => ({ ...old, at: Date.now() }));
    }, PAUSE_MS);
  };
  useEffect(() => () => (clearTimeout(timer.current), void (unsent.value = null)), []);
  const sent = () => {
    drop();
    newest.current = empty;
    setDraft({ content: empty, at: null });
  };
  return { content: draft.content, set, at: draft.at, sent };
}
