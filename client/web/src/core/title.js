// The title of the tab: what the view is, how many new things wait, whether something is wrong. No name of a person:
// those stand in <bdi>, and are left out.
import { effect, signal } from "@preact/signals";
import { here } from "./here.js";
import { newRows } from "./news.js";
import { shown } from "./router.js";
import { language, t } from "./words.js";

/** Summaries of errors that are shown. */
export const wrong = signal(0);

/** @param {Element | null} heading data-title: what it says where its <bdi> is no name */
function said(heading) {
  const copy = /** @type {Element | undefined} */ (heading?.cloneNode(true));
  copy?.querySelectorAll("bdi").forEach((name) => name.remove());
  const text = (heading?.getAttribute("data-title") ?? copy?.textContent ?? "").replace(/\s+/g, " ").trim();
  const nav = shown.value.route?.nav;
  return text !== "" ? text : nav === undefined ? t("core.dossier") : t(`nav.${nav}`);
}

function setTitle() {
  const { role } = here.value;
  const n = role === null || role === "patient" ? 0 : newRows.value; // a patient has no inbox to empty
  const begin = `${wrong.value > 0 ? `${t("core.wrong")}: ` : ""}${n > 0 ? `(${n}) ` : ""}`;
  const title = `${begin}${said(document.querySelector("main h1"))} – ${t("core.site")}`;
  if (document.title !== title) {
    document.title = title;
  }
}

/** From now on, whenever the heading or what is told beside it changes. */
export function startTitles() {
  effect(() => {
    void [wrong.value, newRows.value, here.value, shown.value, language.value];
    queueMicrotask(setTitle);
  });
  let before = "";
  const changed = () => {
    const heading = document.querySelector("main h1");
    const text = `${heading?.textContent} ${heading?.getAttribute("data-title")}`;
    if (text !== before) {
      before = text;
      setTitle();
    }
  };
  new MutationObserver(changed).observe(document.body, { childList: true, subtree: true, characterData: true });
}
