// Going through the rows of a list by keys: j and k, Enter opens what has the focus.
import { useKeys } from "../core/keys.js";

/** @param {number} step */
function move(step) {
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("main [data-row]")]).filter(
    (row) => row.offsetParent !== null,
  );
  const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[next]?.focus();
}

/** @param {Record<string, () => void>} [more] other keys of the view */
export function useRows(more = {}) {
  useKeys({ j: () => move(1), k: () => move(-1), ...more });
}
