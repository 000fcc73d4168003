import { hashOf } from "../core/router.js";
import { html } from "../core/html.js";

/**
 * A link to a view. row: what Back puts the focus on again.
 * @param {{to: string, row?: string, current?: boolean, class?: string, children?: any}} props
 */
export function Link({ to, row, current, class: name, children }) {
  return html`<a href=${hashOf(to)} class=${name} data-row=${row}
    aria-current=${current ? "page" : null}>${children}</a>`;
}
