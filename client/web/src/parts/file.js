// A field for a file. The browser's own speaks the browser's language and shows a name as it came: here it is unseen,
// and the page's words stand on a button in its place.
import { html } from "../core/html.js";
import { t } from "../core/words.js";

/**
 * @param {{id: string, name?: string, described: string, accept: string, take: (files: File[]) => void,
 *   disabled?: boolean, multiple?: boolean}} props name: which file it is, for who listens; take: may be called with
 *   the same file again
 */
export function FileButton({ id, name, described, accept, take, disabled = false, multiple = false }) {
  const chosen = (/** @type {any} */ event) => {
    const field = event.currentTarget;
    const files = [...field.files];
    field.value = "";
    if (files.length > 0) {
      take(files);
    }
  };
  return html`<input
      type="file"
      class="unseen file"
      id=${id}
      accept=${accept}
      disabled=${disabled}
      multiple=${multiple}
      aria-describedby=${described}
      onChange=${chosen}
    />
    <label for=${id} class="button"
      >${name && html`<span class="unseen">${name}: </span>`}${t("form.choose_file")}</label
    >`;
}
