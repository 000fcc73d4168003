// A screen left alone hides what is on it. It is still there: showing it again reads nothing.
import { useEffect, useState } from "preact/hooks";
import { html } from "../core/html.js";
import { t } from "../core/words.js";

const LEFT_ALONE_MS = 15 * 60 * 1000;

/** @param {{children?: any}} props */
export function Blank({ children }) {
  const [hidden, setHidden] = useState(false);
  useEffect(() => {
    let timer = 0;
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setHidden(true), LEFT_ALONE_MS);
    };
    const acts = ["pointerdown", "keydown", "scroll"];
    acts.forEach((act) => addEventListener(act, touched, { passive: true, capture: true }));
    touched();
    return () => (clearTimeout(timer), acts.forEach((act) => removeEventListener(act, touched, { capture: true })));
  }, []);
  const show = () => {
    setHidden(false);
    document.querySelector("main")?.focus();
  };
  return html`${
    hidden &&
    html`<div class="panel"><p>${t("core.hidden")}</p>
      <p><button class="first" onClick=${show}>${t("core.show_again")}</button></p></div>`
  }
    <div hidden=${hidden}>${children}</div>`;
}
