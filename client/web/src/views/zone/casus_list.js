// The case discussions in which the reader takes part.
import { html } from "../../core/html.js";
import { useKeys } from "../../core/keys.js";
import { go } from "../../core/router.js";
import { t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { useRows } from "../../parts/rows.js";
import { Fetched, Nothing, Shown } from "../../parts/state.js";
import { CasusRows } from "./casus_rows.js";
import { Back, below, forConferring, useCasusList } from "./zone.js";

function CasusList() {
  const list = useCasusList();
  useRows();
  useKeys({ u: () => go(below("gids")) });
  return html`<${Back} to="gids">${t("nav.guide")}</${Back}>
    <h1>${t("zone.casus.title")}</h1>
    <p class="lead">${t("zone.casus.lead")}</p>
    <p><${Link} to=${below("casus/nieuw")} class="button">${t("zone.casus.new")}</${Link}></p>
    <${Shown} of=${list}>${(/** @type {any} */ { items, more }) =>
      html` ${
        items.length === 0 ? html`<${Nothing} text=${t("zone.casus.none")} />` : html`<${CasusRows} items=${items} />`
      }
        ${more && html`<p>${t("zone.casus.more")}</p>`}
        <${Fetched} at=${list.at} again=${list.again} />`}</${Shown}>`;
}

export default forConferring(CasusList);
