// What the views of a zone share: for whom they are, and what professionals do together beside dossiers. All of it is
// done in one's own name, also by who acts for somebody.
import { get, getAll } from "../../core/api.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { confers } from "../guide/guide.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** A route below the reader's role. @param {string} path */
export const below = (path) => `${here.value.role}/${path}`;

/** For those roles; whoever else comes to the address asks the server nothing. @param {() => any} View */
export function forConferring(View) {
  return () =>
    confers()
      ? html`<${View} />`
      : html`<h1>${t("core.no_page")}</h1>
          <p>${t("error.role_not_allowed")}</p>`;
}

/** @param {{to: string, children?: any}} props */
export function Back({ to, children }) {
  return html`<p><${Link} to=${below(to)} class="back">${children}</${Link}></p>`;
}

/** All in which the reader takes part, or those of one netwerkmoment. @param {string | null} [moment] */
export function useCasusList(moment = null) {
  /** @type {() => Promise<{items: Schemas["CasusHead"][], more: boolean}>} */
  const read = () => getAll("/v1/casus", { query: { moment, limit: 200 } });
  return useRead(`casus/list/${moment ?? ""}`, read);
}

/** @param {string} id */
export function useCasus(id) {
  /** @type {() => Promise<Schemas["Casus"]>} */
  const read = () => get(`/v1/casus/${id}`);
  return useRead(`casus/${id}`, read);
}

/** @param {string | null} id null: not yet */
export function useSaid(id) {
  /** @type {() => Promise<{items: Schemas["CasusMessage"][], more: boolean}>} */
  const read = () => getAll(`/v1/casus/${id}/messages`, { query: { limit: 200 } });
  return useRead(id === null ? null : `casus/${id}/messages`, read);
}

/** With the version that a change goes by. @param {string} id */
export function useMoment(id) {
  const read = async () => {
    const response = await get(`/v1/netwerkmomenten/${id}`, { as: "response" });
    const version = (response.headers.get("ETag") ?? "").replaceAll('"', "");
    return { moment: /** @type {Schemas["MomentWhole"]} */ (await response.json()), version };
  };
  return useRead(`moment/${id}`, read);
}
