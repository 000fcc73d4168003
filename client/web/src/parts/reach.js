// How to reach somebody: numbers and addresses that can be tapped. Only an address of the web becomes a link to it.
import { get } from "../core/api.js";
import { html } from "../core/html.js";
import { useRead } from "../core/read.js";
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

/** @typedef {import("#api").components["schemas"]} Schemas */

/** How somebody of the registry can be reached. @param {{actor: string}} props */
export function Reached({ actor }) {
  /** @type {() => Promise<Schemas["Actor"]>} */
  const read = () => get(`/v1/actors/${actor}`);
  const { value } = useRead(`actors/${actor}`, read);
  const { phone, email } = value?.contact ?? {};
  return !phone && !email
    ? null
    : html`<br /><${Phone} number=${phone ?? null} />${phone && email && " · "}<${Mail} address=${email ?? null} />`;
}
