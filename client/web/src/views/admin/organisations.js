// The organisations that are registered; what the guide tells of them comes in by import.
import { html } from "../../core/html.js";
import { t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Registry } from "./people.js";

export default function Organisations() {
  return html`<h1>${t("admin.organisations")}</h1>
    <p>${t("admin.organisations_lead")}</p>
    <p class="acts"><${Link} to="beheerder/mensen/nieuw" class="button">${t("admin.new")}</${Link}>
      ${" "}<${Link} to="beheerder/gids">${t("admin.to_guide")}</${Link}>
      ${" "}<${Link} to="beheerder/knelpunten">${t("admin.to_obstacles")}</${Link}></p>
    <${Registry} kind="organisation" />`;
}
