// The kinds of documents in the words of who helps: the server's speak to the patient.
import { code, t } from "../../core/words.js";

/** @param {string} category */
export function categoryWord(category) {
  switch (category) {
    case "fit_note":
      return t("care.category_fit_note");
    case "opmerking":
      return t("care.category_opmerking");
    default:
      return code("category", category);
  }
}
