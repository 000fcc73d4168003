import { hashOf } from "../core/router.js";
import { html } from "../core/html.js";

/**
 * A link to a view. row: what Back puts the focus on again. label: for whoever hears it apart from what it stands with.
 * @param {{to: string, row?: string, label?: string, current?: boolean, class?: string, children?: any}} props
 */
export function Link({ to, row, label, current, class: name, children }) {
  return html`<a href=${hashOf(to)} class=${name} data-row=${row} aria-label=${label}
    aria-current=${current ? "page" : null}>${children}</a>`;
}
