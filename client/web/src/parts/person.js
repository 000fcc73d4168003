// People by name and role. A name is somebody's own text: kept apart from the words around it.
import { html } from "../core/html.js";
import { code, plain, t } from "../core/words.js";

/** @param {{name: string | null | undefined}} props */
export function Name({ name }) {
  return name ? html`<bdi>${plain(name)}</bdi>` : t("core.somebody");
}

/**
 * "Dr. Tom Claes, arbeidsarts".
 * @param {{name: string | null | undefined, role: string | null | undefined}} props
 */
export function Person({ name, role }) {
  return html`<${Name} name=${name} />${role && `, ${code("role", role)}`}`;
}
