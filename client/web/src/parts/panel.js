// Boxes that say how something stands: a border and a heading in words, never colour alone.
import { html } from "../core/html.js";
import { Below } from "./room.js";

/**
 * @param {{kind?: "ok" | "warn" | "bad" | "plain", heading?: any, id?: string, focus?: any, children?: any}} props
 *   focus: a ref
 */
export function Panel({ kind = "plain", heading, id, focus, children }) {
  return html`<section class=${`panel ${kind}`} id=${id}>
    ${heading && html`<h2 tabindex="-1" ref=${focus}>${heading}</h2>`}
    ${children}
  </section>`;
}

/** Rows of "label: value". @param {{rows: (null | false | undefined | {label: any, value: any, act?: any})[]}} props */
export function Summary({ rows }) {
  return html`<dl class="summary">
    ${rows.map(
      (row) =>
        row &&
        html`<div key=${row.label}>
      <dt>${row.label}</dt><dd>${row.value}</dd>${row.act && html`<dd class="act">${row.act}</dd>`}
    </div>`,
    )}
  </dl>`;
}

/** What is folded away is made behind what one sees.
 * @param {{summary: any, open?: boolean, class?: string, children?: any}} props */
export function Details({ summary, open, class: name, children }) {
  return html`<details open=${open} class=${name}><summary>${summary}</summary>
    <div class="inside"><${Below} now=${open}>${children}</${Below}></div></details>`;
}
