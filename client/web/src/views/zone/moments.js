// Where professionals of a zone meet: the days to come.
import { useState } from "preact/hooks";
import { getAll } from "../../core/api.js";
import { sayWeekday } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { useKeys } from "../../core/keys.js";
import { useRead } from "../../core/read.js";
import { go } from "../../core/router.js";
import { own, self } from "../../core/session.js";
import { plain, t } from "../../core/words.js";
import { Text } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { useRows } from "../../parts/rows.js";
import { Fetched, Nothing, Shown } from "../../parts/state.js";
import { sayClock } from "./clock.js";
import { Back, below, forConferring } from "./zone.js";

/** @typedef {import("#api").components["schemas"]["MomentHead"]} MomentHead */

/** How it stands for the reader. @param {MomentHead} moment */
function stateOf(moment) {
  if (moment.cancelled !== null) {
    return t("zone.moment.cancelled");
  }
  return own.value.has(moment.organiser)
    ? t("zone.moment.yours", { n: moment.guests })
    : moment.signed_up
      ? t("zone.moment.signed_up")
      : null;
}

/** @param {{moment: MomentHead}} props */
function Row({ moment }) {
  const when = [sayWeekday(moment.date), moment.time && sayClock(moment.time)].filter(Boolean).join(", ");
  const state = stateOf(moment);
  return html`<li><${Link} to=${below(`netwerkmomenten/${moment.id}`)} row=${moment.id} class="turn">
    <span class="line"><bdi>${plain(moment.theme)}</bdi></span>
    <span>${when}</span>
    <span class="muted"><bdi>${plain(moment.place)}</bdi></span>
    ${state && html`<span class="state">${state}</span>`}
  </${Link}></li>`;
}

/** Which zone was asked for stays with the place in the history. */
function useWantedZone() {
  const [zone, setZone] = useState(/** @type {string} */ (history.state?.zone ?? ""));
  const ask = (/** @type {string} */ wanted) => {
    history.replaceState({ ...history.state, zone: wanted }, "");
    setZone(wanted);
  };
  return /** @type {const} */ ([zone, ask]);
}

/** @param {{asked: string, ask: (zone: string) => void}} props */
function OtherZone({ asked, ask }) {
  const [zone, setZone] = useState(asked);
  const mine = self.value?.contact?.zone;
  const send = (/** @type {Event} */ event) => (event.preventDefault(), ask(zone.trim()));
  return html`<form class="search" role="search" onSubmit=${send}>
    <${Text}
      name="zone"
      label=${t("zone.moment.zone")}
      optional
      max=${64}
      value=${zone}
      onValue=${setZone}
      hint=${mine ? t("zone.moment.zone_hint", { zone: plain(mine) }) : t("zone.moment.zone_none")}
    />
    <p><button type="submit">${t("zone.moment.show")}</button></p>
  </form>`;
}

function Moments() {
  const [zone, ask] = useWantedZone();
  const query = { zone, limit: 200 };
  const list = useRead(`moments/${zone}`, () => getAll("/v1/netwerkmomenten", { query }, 400));
  useRows();
  useKeys({ u: () => go(below("gids")) });
  return html`<${Back} to="gids">${t("nav.guide")}</${Back}>
    <h1>${t("zone.moment.title")}</h1>
    <p class="lead">${t("zone.moment.lead")}</p>
    <p><${Link} to=${below("netwerkmomenten/nieuw")} class="button">${t("zone.moment.new")}</${Link}></p>
    <${OtherZone} asked=${zone} ask=${ask} />
    <${Shown} of=${list}>${(/** @type {{items: MomentHead[], more: boolean}} */ { items }) =>
      html` ${
        items.length === 0
          ? html`<${Nothing} text=${t("zone.moment.none")} />`
          : html`<ul class="rows turns">
              ${items.map((one) => html`<${Row} key=${one.id} moment=${one} />`)}
            </ul>`
      }
        <${Fetched} at=${list.at} again=${list.again} />`}</${Shown}>`;
}

export default forConferring(Moments);
