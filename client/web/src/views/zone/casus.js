// One case discussion, as a calm correspondence: the case, what was said, what the reader says, how it ended.
import { dayOf, sayDay } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useKeys } from "../../core/keys.js";
import { forget } from "../../core/read.js";
import { go } from "../../core/router.js";
import { own } from "../../core/session.js";
import { plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Details, Panel } from "../../parts/panel.js";
import { Name } from "../../parts/person.js";
import { Fetched, Shown } from "../../parts/state.js";
import { CasusClose } from "./casus_close.js";
import { CasusSay } from "./casus_say.js";
import { Said, TheCase, nameIn } from "./casus_said.js";
import { Back, below, forConferring, useCasus, useSaid } from "./zone.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

/** @param {{casus: Schemas["Casus"]}} props */
function Invited({ casus }) {
  return html`<${Details} summary=${t("zone.casus.invited", { n: casus.members.length })}>
    <ul>${casus.members.map(
      (one) =>
        html`<li key=${one.actor}>
          <${Name} name=${one.name} />${own.value.has(one.actor) && ` (${t("zone.casus.you")})`}${
            one.actor === casus.author && `, ${t("zone.casus.author")}`
          }
        </li>`,
    )}</ul>
  </${Details}>`;
}

/** @param {{casus: Schemas["Casus"]}} props */
function Ended({ casus }) {
  return html`<${Panel} heading=${t("zone.casus.closed")}>
    <p class="text">${plain(casus.conclusion)}</p>
    <p class="muted"><${Name} name=${nameIn(casus, casus.closed_by)} />${
      casus.closed && `, ${sayDay(dayOf(casus.closed))}`
    }</p></${Panel}>`;
}

/** @param {{casus: Schemas["Casus"], said: Schemas["CasusMessage"][], reread: () => Promise<void>}} props */
function Talk({ casus, said, reread }) {
  return html`<p class="muted">
      ${t("zone.casus.since", { day: sayDay(dayOf(casus.opened)) })}${
        casus.moment !== null &&
        html` · <${Link} to=${below(`netwerkmomenten/${casus.moment}`)}>${t("zone.casus.of_moment")}</${Link}>`
      }
    </p>
    <${Invited} casus=${casus} />
    <ol class="messages">
      <${TheCase} casus=${casus} />
      ${said.map((one) => html`<${Said} key=${one.id} message=${one} casus=${casus} said=${said} />`)}
    </ol>
    ${
      casus.state === "closed"
        ? html`<${Ended} casus=${casus} />`
        : html`<${CasusSay} casus=${casus} said=${said} reread=${reread} /> ${
            own.value.has(casus.author) && html`<${CasusClose} casus=${casus} reread=${reread} />`
          }`
    }`;
}

function Casus() {
  const id = here.value.params.casus;
  const casus = useCasus(id);
  const said = useSaid(casus.value === null ? null : id);
  useKeys({ u: () => go(below("casus")) });
  const reread = async () => {
    await said.again();
    await casus.again();
    forget("casus/list");
  };
  return html`<${Back} to="casus">${t("zone.casus.all")}</${Back}>
    <h1 data-title=${t("zone.casus.title")}>${
      casus.value === null ? t("zone.casus.title") : html`<bdi>${plain(casus.value.subject)}</bdi>`
    }</h1>
    <${Shown} of=${casus}>${(/** @type {any} */ value) =>
      html`<${Shown} of=${said}>${(/** @type {any} */ list) =>
        html`<${Talk} casus=${value} said=${list.items} reread=${reread} />`}</${Shown}>`}</${Shown}>
    <${Fetched} at=${said.at} again=${reread} />`;
}

export default forConferring(Casus);
