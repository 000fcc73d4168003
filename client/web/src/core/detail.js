// What the server says is wrong, in the reader's language: by schemas/words/details.json, whose key is its English,
// with {0} and the like for what is in it. The words are fetched with the first refusal.
import { code, entry, listed, needWords } from "./words.js";

/** Before a refusal is told. Without its words it is told by its code alone. */
export const needDetails = () => needWords(["details"]).catch(() => {});

/** @param {string} key */
function pattern(key) {
  const parts = key.split(/\{\d\}/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("(.+?)")}$`, "s");
}

/** {0} as it is, {0:detail} a detail itself, {0:role} and the like codes of that kind.
 * @param {string} text @param {string[]} held */
function fill(text, held) {
  return text.replace(/\{(\d)(?::(\w+))?\}/g, (_, place, kind) => {
    const said = held[Number(place)] ?? "";
    if (kind === "detail") {
      return detail(said) ?? said;
    }
    return kind === undefined ? said : listed(said.split(", ").map((one) => code(kind, one)));
  });
}

/** @param {string | undefined} english @returns {string | null} null: the page has no words for it */
export function detail(english) {
  for (const [key, text] of entry("details") ?? []) {
    const held = (english ?? "").match(pattern(key));
    if (held !== null) {
      return fill(text, held.slice(1));
    }
  }
  return null;
}
