// A netwerkmoment as it is typed: a new one, or one of the reader's own that changes. About no patient either.
import { useState } from "preact/hooks";
import { post, put } from "../../core/api.js";
import { readDay, today, typedDay } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { go } from "../../core/router.js";
import { self } from "../../core/session.js";
import { sayDone } from "../../core/status.js";
import { code, codesOf, plain, t } from "../../core/words.js";
import { Button, Choice, Day, ErrorSummary, Text, useAct } from "../../parts/form.js";
import { Details } from "../../parts/panel.js";
import { Shown } from "../../parts/state.js";
import { DraftLine, useDraft } from "../../parts/draft.js";
import { PROFESSIONALS } from "../guide/guide.js";
import { readClock } from "./clock.js";
import { MarkedText, useMarks } from "./marked.js";
import { Back, below, forConferring, useMoment } from "./zone.js";

/** @typedef {import("#api").components["schemas"]["MomentWhole"]} Moment */
/** @typedef {{date: string, time: string, zone: string, theme: string, place: string, text: string, roles: string[],
 *   kinds: string[], open: boolean}} Typed */

/** @returns {Typed} */
const nothing = () => ({
  date: "",
  time: "",
  zone: self.value?.contact?.zone ?? "",
  theme: "",
  place: "",
  text: "",
  roles: [],
  kinds: [],
  open: false,
});

/** @param {Moment} moment @returns {Typed} */
const typedOf = (moment) => ({
  date: typedDay(moment.date),
  time: moment.time?.replace(":", ".") ?? "",
  zone: moment.zone,
  theme: moment.theme,
  place: moment.place,
  text: moment.text,
  roles: moment.roles,
  kinds: moment.kinds,
  open: moment.open,
});

/** @param {Typed} typed */
function bodyOf(typed) {
  const time = readClock(typed.time);
  return {
    date: readDay(typed.date),
    ...(time && { time }),
    zone: typed.zone.trim(),
    theme: typed.theme,
    place: typed.place,
    ...(typed.text !== "" && { text: typed.text }),
    ...(typed.roles.length > 0 && { roles: typed.roles }),
    ...(typed.kinds.length > 0 && { kinds: typed.kinds }),
    open: typed.open,
  };
}

/** @param {Typed} typed */
function wrongIn(typed) {
  const day = readDay(typed.date);
  return {
    ...(typed.theme.trim() === "" && { theme: t("zone.moment.error_theme") }),
    ...(day === null && { date: t("zone.moment.error_day") }),
    ...(day !== null && day < today() && { date: t("zone.moment.error_past") }),
    ...(typed.time.trim() !== "" && readClock(typed.time) === null && { time: t("zone.moment.error_time") }),
    ...(typed.place.trim() === "" && { place: t("zone.moment.error_place") }),
    ...(typed.zone.trim() === "" && { zone: t("zone.moment.error_zone") }),
  };
}

/** @param {{typed: Typed, set: (change: Partial<Typed>) => void}} props */
function Whom({ typed, set }) {
  const options = (/** @type {string} */ kind, /** @type {string[]} */ codes) =>
    codes.map((value) => ({ value, label: code(kind, value) }));
  return html`<${Details} summary=${t("zone.moment.whom")} open=${typed.roles.length + typed.kinds.length > 0}>
      <p class="hint">${t("zone.moment.whom_hint")}</p>
      <${Choice} many name="roles" legend=${t("zone.moment.roles")} value=${typed.roles}
        onValue=${(/** @type {string[]} */ roles) => set({ roles })} options=${options("role", PROFESSIONALS)} />
      <div class="columns"><${Choice} many name="kinds" legend=${t("zone.moment.kinds")} value=${typed.kinds}
        onValue=${(/** @type {string[]} */ kinds) => set({ kinds })}
        options=${options("organisation", codesOf("organisation"))} /></div>
    </${Details}>
    <${Choice} many name="open" legend=${t("zone.moment.open")} value=${typed.open ? ["open"] : []}
      onValue=${(/** @type {string[]} */ chosen) => set({ open: chosen.length > 0 })}
      options=${[{ value: "open", label: t("zone.moment.open_all"), hint: t("zone.moment.open_hint") }]} />`;
}

/**
 * @param {{draft: ReturnType<typeof useDraft<Typed>>, button: string, send: (body: any, key: string) => Promise<void>,
 *   again?: () => void}} props again: what it changed meanwhile can be read
 */
function Form({ draft, button, send, again }) {
  const typed = draft.value;
  const { theme, place, text } = typed;
  const marks = useMarks({ theme, place, text });
  const act = useAct(async (key) => {
    marks.clear();
    const wrong = wrongIn(typed);
    if (Object.keys(wrong).length > 0) {
      act.setErrors(wrong);
      return;
    }
    await send(bodyOf(typed), key);
  }, marks.place);
  const errors = marks.left(act.errors);
  const field = (/** @type {"date" | "time" | "zone" | "theme" | "place" | "text"} */ name) => ({
    name,
    label: t(`zone.moment.field_${name}`),
    value: typed[name],
    error: errors[name],
    onValue: (/** @type {string} */ value) => draft.set({ [name]: value }),
  });
  return html`<${ErrorSummary} errors=${errors} refused=${act.refused} places=${marks.places}
      told=${act.errors} />
    ${
      act.refused?.code === "version_conflict" &&
      html`<p><button onClick=${again}>${t("zone.moment.show_newest")}</button></p>`
    }
    <${MarkedText} ...${field("theme")} rows=${1} max=${200} marks=${marks} />
    <${Day} ...${field("date")} />
    <${Text} ...${field("time")} width="short" optional hint=${t("zone.moment.time_hint")} max=${10} />
    <${MarkedText} ...${field("place")} rows=${1} max=${200} marks=${marks} hint=${t("zone.moment.place_hint")} />
    <${MarkedText} ...${field("text")} optional rows=${4} max=${2000} marks=${marks}
      hint=${t("zone.moment.text_hint")} />
    <${Text} ...${field("zone")} max=${64} />
    <${Whom} typed=${typed} set=${draft.set} />
    <p class="acts"><${Button} act=${act} first>${button}</${Button}>
      </p>
    <${DraftLine} at=${draft.at} restored=${draft.restored} onDrop=${draft.clear} />`;
}

function New() {
  const [start] = useState(nothing);
  const draft = useDraft("moment/new", start, {
    some: (typed) => typed.theme + typed.place + typed.text + typed.date !== "",
  });
  const send = async (/** @type {any} */ body, /** @type {string} */ key) => {
    const made = await post("/v1/netwerkmomenten", body, { key });
    draft.clear();
    forget("moment");
    go(below(`netwerkmomenten/${made.id}`), { replace: true });
    sayDone(t("zone.moment.made"));
  };
  return html`<${Form} draft=${draft} button=${t("zone.moment.make")} send=${send} />`;
}

/** @param {{moment: Moment, version: string, again: () => void}} props */
function Change({ moment, version, again }) {
  const [start] = useState(() => typedOf(moment));
  const was = JSON.stringify(start);
  const draft = useDraft(moment.id, start, { some: (typed) => JSON.stringify(typed) !== was });
  const send = async (/** @type {any} */ body) => {
    await put(`/v1/netwerkmomenten/${moment.id}`, body, { version });
    draft.clear();
    forget("moment");
    go(below(`netwerkmomenten/${moment.id}`), { replace: true });
    sayDone(t("zone.moment.changed"));
  };
  return html`<p class="lead">${t("zone.moment.change_lead", { n: moment.guests, theme: plain(moment.theme) })}</p>
    <${Form} draft=${draft} button=${t("zone.moment.keep")} send=${send} again=${again} />`;
}

function ChangeOne() {
  const read = useMoment(here.value.params.moment);
  return html`<${Shown} of=${read}>${(/** @type {any} */ value) =>
    html`<${Change} ...${value} key=${value.version} again=${read.again} />`}</${Shown}>`;
}

function MomentForm() {
  const { moment } = here.value.params;
  return moment === undefined
    ? html`<${Back} to="netwerkmomenten">${t("zone.moment.title")}</${Back}>
        <h1>${t("zone.moment.new")}</h1><p class="lead">${t("zone.moment.new_lead")}</p><${New} />`
    : html`<${Back} to=${`netwerkmomenten/${moment}`}>${t("zone.moment.one")}</${Back}>
        <h1>${t("zone.moment.change")}</h1><${ChangeOne} />`;
}

export default forConferring(MomentForm);
