// One netwerkmoment: when, where, for whom; signing up and off; and for who organises it, changing and calling it off.
import { post, remove } from "../../core/api.js";
import { dayOf, sayDay, sayWeekday, today } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useKeys } from "../../core/keys.js";
import { forget } from "../../core/read.js";
import { go } from "../../core/router.js";
import { saveFile } from "../../core/save.js";
import { own } from "../../core/session.js";
import { sayDone } from "../../core/status.js";
import { code, listed, plain, t } from "../../core/words.js";
import { Button, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Details, Panel, Summary } from "../../parts/panel.js";
import { Name } from "../../parts/person.js";
import { Failed, Fetched, Shown } from "../../parts/state.js";
import { CasusRows } from "./casus_rows.js";
import { calendarOf, sayClock } from "./clock.js";
import { Back, below, forConferring, useCasusList, useMoment } from "./zone.js";

/** @typedef {import("#api").components["schemas"]["MomentWhole"]} Moment */

/** @param {{moment: Moment}} props */
function Facts({ moment }) {
  const invited = [
    ...moment.roles.map((one) => code("role", one)),
    ...moment.kinds.map((one) => code("organisation", one)),
  ];
  const when = [sayWeekday(moment.date), moment.time && sayClock(moment.time)].filter(Boolean).join(", ");
  return html`<${Summary}
    rows=${[
      { label: t("zone.moment.row_when"), value: when },
      { label: t("zone.moment.row_where"), value: html`<bdi>${plain(moment.place)}</bdi>` },
      { label: t("zone.moment.row_zone"), value: html`<bdi>${plain(moment.zone)}</bdi>` },
      { label: t("zone.moment.row_for"), value: invited.length > 0 ? listed(invited) : t("zone.moment.for_all") },
      { label: t("zone.moment.row_by"), value: html`<${Name} name=${moment.name} />` },
      { label: t("zone.moment.row_guests"), value: String(moment.guests) },
    ]}
  />`;
}

/** @param {{moment: Moment, reread: () => Promise<void>}} props */
function SignUp({ moment, reread }) {
  const act = useAct(async (key) => {
    const path = `/v1/netwerkmomenten/${moment.id}/signup`;
    await (moment.signed_up ? remove(path) : post(path, {}, { key }));
    await reread();
    sayDone(t(moment.signed_up ? "zone.moment.off_done" : "zone.moment.up_done"));
  });
  const label = t(moment.signed_up ? "zone.moment.sign_off" : "zone.moment.sign_up");
  return html`${moment.signed_up && html`<p class="state">${t("zone.moment.signed_up")}</p>`}
    <p class="acts"><${Button} act=${act} first>${label}</${Button}></p>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}`;
}

/** @param {{moment: Moment, reread: () => Promise<void>}} props */
function CallOff({ moment, reread }) {
  const act = useAct(async (key) => {
    await post(`/v1/netwerkmomenten/${moment.id}/cancel`, {}, { key });
    await reread();
    sayDone(t("zone.moment.cancel_done"));
  });
  return html`<${Details} summary=${t("zone.moment.cancel")}>
    <p>${t("zone.moment.cancel_hint")}</p>
    <p><${Button} act=${act}>${t("zone.moment.cancel_it")}</${Button}></p>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}
  </${Details}>`;
}

/** @param {{moment: Moment, open: boolean, reread: () => Promise<void>}} props open: it is still to come */
function Organise({ moment, open, reread }) {
  const guests = moment.signups ?? [];
  return html`<h2>${t("zone.moment.guests", { n: guests.length })}</h2>
    ${
      guests.length > 0 &&
      html`<ul>
      ${guests.map((one) => html`<li key=${one.actor}><${Name} name=${one.name} /></li>`)}
    </ul>`
    }
    ${
      open &&
      html`<p><${Link} to=${below(`netwerkmomenten/${moment.id}/wijzigen`)} class="button">
        ${t("zone.moment.change")}</${Link}></p>
      <${CallOff} moment=${moment} reread=${reread} />`
    }`;
}

/** The case discussions of that day in which the reader takes part. @param {{id: string}} props */
function Linked({ id }) {
  const list = useCasusList(id);
  return html`<h2>${t("zone.moment.casus")}</h2>
    <${Shown} of=${list}>${(/** @type {any} */ { items }) =>
      items.length === 0 ? html`<p>${t("zone.moment.no_casus")}</p>` : html`<${CasusRows} items=${items} />`}</${Shown}>
    <p><${Link} to=${below(`netwerkmomenten/${id}/casus`)} class="button">${t("zone.moment.new_casus")}</${Link}></p>`;
}

/** @param {{moment: Moment, reread: () => Promise<void>}} props */
function Whole({ moment, reread }) {
  const organises = own.value.has(moment.organiser);
  const open = moment.cancelled === null && moment.date >= today();
  const save = () =>
    saveFile(new Blob([calendarOf(moment)], { type: "text/calendar" }), t("zone.moment.calendar_file"));
  return html`${
    moment.cancelled !== null &&
    html`<${Panel} kind="warn" heading=${t("zone.moment.cancelled")}>
      <p>${t("zone.moment.cancelled_on", { day: sayDay(dayOf(moment.cancelled)) })}</p></${Panel}>`
  }
    <${Facts} moment=${moment} />
    ${moment.text !== "" && html`<p class="text">${plain(moment.text)}</p>`}
    ${open && !organises && html`<${SignUp} moment=${moment} reread=${reread} />`}
    ${open && html`<p><button class="plain" onClick=${save}>${t("zone.moment.calendar")}</button></p>`}
    ${organises && html`<${Organise} moment=${moment} open=${open} reread=${reread} />`}
    <${Linked} id=${moment.id} />`;
}

function MomentView() {
  const id = here.value.params.moment;
  const read = useMoment(id);
  useKeys({ u: () => go(below("netwerkmomenten")) });
  const moment = /** @type {Moment | undefined} */ (read.value?.moment);
  const reread = async () => {
    forget("moments");
    await read.again();
  };
  return html`<${Back} to="netwerkmomenten">${t("zone.moment.title")}</${Back}>
    <h1 data-title=${t("zone.moment.one")}>${
      moment === undefined ? t("zone.moment.one") : html`<bdi>${plain(moment.theme)}</bdi>`
    }</h1>
    <${Shown} of=${read}>${(/** @type {any} */ value) =>
      html`<${Whole} moment=${value.moment} reread=${reread} />`}</${Shown}>
    <${Fetched} at=${read.at} again=${read.again} />`;
}

export default forConferring(MomentView);
