// The keys of professionals, and the switch for them.
import { html } from "../../core/html.js";
import { keysOn, setKeys } from "../../core/keys.js";
import { t } from "../../core/words.js";

const KEYS = [
  ["?", "keys"],
  ["/", "find"],
  ["g p", "inbox"],
  ["g t", "due"],
  ["g z", "patients"],
  ["g w", "who"],
  ["j, k", "rows"],
  ["Enter", "open"],
  ["u", "back"],
  ["a", "answer"],
  ["v", "question"],
  ["d", "advice"],
  ["b", "decision"],
  ["l", "read"],
  ["Ctrl+Enter", "send"],
  ["n", "document"],
  ["t", "consent"],
];

export default function Keys() {
  const on = keysOn();
  return html`<h1>${t("help.keys")}</h1>
    <p>${t("help.keys_lead")}</p>
    <p><button onClick=${() => setKeys(!on)} aria-pressed=${on ? "true" : "false"}>
      ${t(on ? "help.keys_off" : "help.keys_on")}</button></p>
    <table><caption>${t("help.keys_table")}</caption>
      <thead><tr><th scope="col">${t("help.key")}</th><th scope="col">${t("help.does")}</th></tr></thead>
      <tbody>${KEYS.map(
        ([key, name]) => html`<tr key=${key}>
        <th scope="row"><kbd>${key}</kbd></th><td>${t(`help.key_${name}`)}</td></tr>`,
      )}</tbody>
    </table>`;
}
