// The mark of a step: its shape says how it stands, its colour only repeats it.
import { html } from "../core/html.js";

const SHAPES = {
  done: html`<g><circle r="8" class="full" /><path d="M-4 0l3 3 5-6" class="cut" /></g>`,
  due: html`<path d="M0-9L9 0 0 9-9 0z" class="full" />`,
  overdue: html`<g><path d="M0-9L9 8H-9z" class="full" /><path d="M0-3v5M0 4v2" class="cut" /></g>`,
  coming: html`<circle r="7" class="hollow" />`,
  may: html`<rect x="-7" y="-7" width="14" height="14" class="hollow" />`,
  announced: html`<circle r="7" class="hollow dotted" />`,
  suspended: html`<path d="M-4-8V8M4-8V8" class="hollow bars" />`,
};

/** Inside an SVG of its own or of the picture. @param {{look: import("../core/steps.js").Look}} props */
export function Shape({ look }) {
  return html`<g class=${`shape ${look}`}>${SHAPES[look]}</g>`;
}

/** @param {{look: import("../core/steps.js").Look}} props */
export function Marker({ look }) {
  return html`<svg class="marker" viewBox="-10 -10 20 20" width="20" height="20" aria-hidden="true">
    <${Shape} look=${look} />
  </svg>`;
}
