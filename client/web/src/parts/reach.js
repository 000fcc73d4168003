// How to reach somebody: numbers and addresses that can be tapped. Only an address of the web becomes a link to it.
import { html } from "../core/html.js";
import { plain } from "../core/words.js";

/** @param {{number: string | null}} props */
export function Phone({ number }) {
  return number && html`<a href=${`tel:${number.replace(/[^+0-9]/g, "")}`}>${plain(number)}</a>`;
}

/** @param {{address: string | null}} props */
export function Mail({ address }) {
  return address && html`<a href=${`mailto:${encodeURIComponent(address)}`}>${plain(address)}</a>`;
}

/** @param {{url: string | null}} props */
export function Site({ url }) {
  const safe = url !== null && /^https?:\/\//.test(url);
  return safe ? html`<a href=${url} rel="noreferrer noopener" target="_blank">${plain(url)}</a>` : plain(url);
}
