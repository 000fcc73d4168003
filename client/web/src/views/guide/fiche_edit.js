// Changing the fiche of one's own organisation, as a whole; who changes it says that it is right today.
import { useState } from "preact/hooks";
import { get, put } from "../../core/api.js";
import { readDay, typedDay } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget, useRead } from "../../core/read.js";
import { go } from "../../core/router.js";
import { sayDone } from "../../core/status.js";
import { code, codesOf, t } from "../../core/words.js";
import { Button, Choice, Day, ErrorSummary, Text, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Shown } from "../../parts/state.js";
import { confers, inGuide } from "./guide.js";

/** @typedef {import("#api").components["schemas"]["FicheWhole"]} FicheWhole */

/** Lines of text: what each may hold, and how it is typed. */
const TEXTS = [
  { name: "name", max: 200 },
  { name: "place", max: 100, optional: true },
  { name: "address", max: 300, rows: 3, optional: true },
  { name: "phone", max: 40, type: "tel", optional: true },
  { name: "email", max: 254, type: "email", optional: true },
  { name: "url", max: 500, type: "url", optional: true },
  { name: "cost", max: 300, optional: true },
  { name: "project", max: 200, optional: true },
];
const LANGUAGES = ["nl", "fr", "de", "en"];
/** Each with the kind of its codes. */
const LISTS = { help: "help", serves: "serves", regions: "region" };
const ANSWERS = ["reimbursed", "accessible", "referral_needed"];

/** As it is typed. @param {FicheWhole} fiche @returns {any} */
function typed(fiche) {
  return {
    ...Object.fromEntries(TEXTS.map(({ name }) => [name, /** @type {any} */ (fiche)[name] ?? ""])),
    ...Object.fromEntries(LANGUAGES.map((one) => [`about_${one}`, /** @type {any} */ (fiche.about)[one] ?? ""])),
    ...Object.fromEntries(ANSWERS.map((name) => [name, String(/** @type {any} */ (fiche)[name])])),
    help: fiche.help,
    serves: fiche.serves,
    regions: fiche.regions,
    languages: fiche.languages,
    zones: fiche.zones.join("\n"),
    waiting_weeks: fiche.waiting_weeks === null ? "" : String(fiche.waiting_weeks),
    valid_until: fiche.valid_until === null ? "" : typedDay(fiche.valid_until),
    remarks: fiche.professional?.remarks ?? "",
  };
}

/** @param {string} text */
const lines = (text) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** As the server takes it: what is empty is not told. @param {any} now @param {FicheWhole} fiche */
function bodyOf(now, fiche) {
  const told = Object.fromEntries(TEXTS.map(({ name }) => [name, now[name].trim()]).filter(([, text]) => text !== ""));
  const about = LANGUAGES.map((one) => [one, now[`about_${one}`].trim()]).filter(([, text]) => text !== "");
  const answers = ANSWERS.filter((name) => now[name] !== "null").map((name) => [name, now[name] === "true"]);
  const remarks = now.remarks.trim();
  return {
    ...told,
    kind: fiche.kind,
    about: Object.fromEntries(about),
    ...Object.fromEntries(answers),
    help: now.help,
    serves: now.serves,
    regions: now.regions,
    languages: now.languages,
    zones: lines(now.zones),
    referrers: fiche.referrers,
    ...(now.waiting_weeks.trim() !== "" && { waiting_weeks: Number(now.waiting_weeks) }),
    ...(now.valid_until !== "" && { valid_until: readDay(now.valid_until) ?? now.valid_until }),
    ...(confers() && {
      professional: { contacts: fiche.professional?.contacts ?? [], ...(remarks !== "" && { remarks }) },
    }),
  };
}

/** Which field the server means. @param {import("../../core/api.js").Refused} refused */
function placed(refused) {
  return Object.fromEntries(
    refused.errors.map(({ pointer }) => {
      const [, first, second] = pointer.split("/");
      const name = first === "about" ? `about_${second ?? "nl"}` : first === "professional" ? "remarks" : first;
      return [name, t("guide.wrong_field", { field: t(`guide.field_${name}`) })];
    }),
  );
}

/** @param {{fiche: FicheWhole, version: string}} props */
function Form({ fiche, version }) {
  const [now, setNow] = useState(() => typed(fiche));
  const act = useAct(async () => {
    await put(`/v1/fiches/${fiche.id}`, bodyOf(now, fiche), { version });
    forget("fiche");
    sayDone(t("guide.changed"));
    go(inGuide(`gids/${fiche.id}`));
  }, placed);
  const field = (/** @type {string} */ name) => ({
    name,
    label: t(`guide.field_${name}`),
    legend: t(`guide.field_${name}`),
    value: now[name],
    error: act.errors[name],
    onValue: (/** @type {any} */ value) => setNow((/** @type {any} */ old) => ({ ...old, [name]: value })),
  });
  const list = (/** @type {"help" | "serves" | "regions"} */ name) => {
    const kind = LISTS[name];
    const options = codesOf(kind).map((value) => ({ value, label: code(kind, value) }));
    return html`<${Choice} ...${field(name)} many options=${options} />`;
  };
  const spoken = LANGUAGES.map((value) => ({ value, label: t(`core.language_${value}`) }));
  return html`<${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    ${TEXTS.map((one) => html`<${Text} key=${one.name} ...${one} ...${field(one.name)} />`)}
    ${LANGUAGES.map((one) => html`<${Text} key=${one} ...${field(`about_${one}`)} rows=${3} max=${1000} optional />`)}
    ${list("help")}${list("serves")}${list("regions")}
    <${Choice} ...${field("languages")} many options=${spoken} />
    <${Text} ...${field("zones")} rows=${3} optional hint=${t("guide.one_a_line")} />
    <${Text} ...${field("waiting_weeks")} width="short" inputmode="numeric" optional />
    ${ANSWERS.map(
      (name) =>
        html`<${Choice} key=${name} ...${field(name)} options=${["true", "false", "null"].map((value) => ({
          value,
          label: t(`guide.answer_${value}`),
        }))} />`,
    )}
    <${Day} ...${field("valid_until")} optional />
    ${confers() && html`<${Text} ...${field("remarks")} rows=${3} max=${2000} optional />`}
    <p><${Button} act=${act} first>${t("guide.keep")}</${Button}></p>`;
}

/** With the version that it changes. @param {string} path */
async function readWhole(path) {
  const response = await get(path, { as: "response" });
  const fiche = await response.json();
  return { fiche, version: (response.headers.get("ETag") ?? "").replaceAll('"', "") };
}

export default function FicheEdit() {
  const id = here.value.params.fiche;
  const path = confers() ? `/v1/fiches/${id}/professional` : `/v1/fiches/${id}`;
  const whole = useRead(`fiche/${id}/whole`, () => readWhole(path));
  const form = (/** @type {any} */ value) => html`<${Form} ...${value} key=${value.version} />`;
  return html`<p><${Link} to=${inGuide(`gids/${id}`)} class="back">${t("guide.back_fiche")}</${Link}></p>
    <h1>${t("guide.change")}</h1>
    <p>${t("guide.change_lead")}</p>
    <${Shown} of=${whole}>${form}</${Shown}>`;
}
