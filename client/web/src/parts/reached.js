// How somebody of the registry can be reached.
import { get } from "../core/api.js";
import { html } from "../core/html.js";
import { useRead } from "../core/read.js";
import { Mail, Phone } from "./reach.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {{actor: string}} props */
export function Reached({ actor }) {
  /** @type {() => Promise<Schemas["Actor"]>} */
  const read = () => get(`/v1/actors/${actor}`);
  const { value } = useRead(`actors/${actor}`, read);
  const { phone, email } = value?.contact ?? {};
  return !phone && !email
    ? null
    : html`<br /><${Phone} number=${phone ?? null} />${phone && email && " · "}<${Mail} address=${email ?? null} />`;
}
