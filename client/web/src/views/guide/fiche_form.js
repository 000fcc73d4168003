// The form of a fiche, for who keeps it right: an organisation its own, the beheerder any. Who sends it says that it is
// right today.
import { useState } from "preact/hooks";
import { readDay, typedDay } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { code, codesOf, t } from "../../core/words.js";
import { Button, Choice, Day, ErrorSummary, Select, Text, useAct } from "../../parts/form.js";
import { Entries } from "../../parts/schema_list.js";
import { isBeheerder, seesContacts } from "./guide.js";

/** @typedef {import("#api").components["schemas"]["FicheWhole"]} FicheWhole */
/** @typedef {{name: string, function?: string, phone?: string, email?: string}} Contact */

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

/** Kinds that stand for a public task: people trust the word, so only the beheerder says it. */
const PUBLIC = ["ziekenfonds", "vdab", "forem", "actiris", "adg", "fedris"];
const CONTACT = [
  { name: "name", max: 200 },
  { name: "function", max: 100, optional: true },
  { name: "phone", max: 40, type: "tel", optional: true },
  { name: "email", max: 254, type: "email", optional: true },
];
const MOST_CONTACTS = 10;

/** As it is typed; null: a new one. @param {FicheWhole | null} fiche @returns {any} */
function typed(fiche) {
  if (fiche === null) {
    const empty = [...TEXTS.map(({ name }) => name), ...LANGUAGES.map((one) => `about_${one}`)];
    return {
      ...Object.fromEntries(
        [...empty, "kind", "zones", "waiting_weeks", "valid_until", "remarks"].map((one) => [one, ""]),
      ),
      ...Object.fromEntries(ANSWERS.map((name) => [name, "null"])),
      ...{ help: [], serves: [], regions: [], languages: [], contacts: [] },
    };
  }
  return {
    kind: fiche.kind,
    contacts: fiche.professional?.contacts ?? [],
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

/** Without what is empty. @param {any[]} contacts @returns {Contact[]} */
const contactsOf = (contacts) =>
  contacts
    .map((one) =>
      Object.fromEntries(CONTACT.map(({ name }) => [name, (one[name] ?? "").trim()]).filter(([, text]) => text !== "")),
    )
    .filter((one) => Object.keys(one).length > 0);

/** As the server takes it: what is empty is not told. @param {any} now @param {FicheWhole | null} fiche */
function bodyOf(now, fiche) {
  const told = Object.fromEntries(TEXTS.map(({ name }) => [name, now[name].trim()]).filter(([, text]) => text !== ""));
  const about = LANGUAGES.map((one) => [one, now[`about_${one}`].trim()]).filter(([, text]) => text !== "");
  const answers = ANSWERS.filter((name) => now[name] !== "null").map((name) => [name, now[name] === "true"]);
  const remarks = now.remarks.trim();
  return {
    ...told,
    kind: now.kind,
    about: Object.fromEntries(about),
    ...Object.fromEntries(answers),
    help: now.help,
    serves: now.serves,
    regions: now.regions,
    languages: now.languages,
    zones: lines(now.zones),
    referrers: fiche?.referrers ?? [],
    ...(now.waiting_weeks.trim() !== "" && { waiting_weeks: Number(now.waiting_weeks) }),
    ...(now.valid_until !== "" && { valid_until: readDay(now.valid_until) ?? now.valid_until }),
    ...(seesContacts() && {
      professional: { contacts: contactsOf(now.contacts), ...(remarks !== "" && { remarks }) },
    }),
  };
}

/** Which field the server means. @param {import("../../core/api.js").Refused} refused */
function placed(refused) {
  return Object.fromEntries(
    refused.errors.map(({ pointer }) => {
      const [, first, second, at, member] = pointer.split("/");
      const contact = first === "professional" && second === "contacts";
      const name = contact
        ? `contacts.${at ?? 0}.${member ?? "name"}`
        : first === "about"
          ? `about_${second ?? "nl"}`
          : first === "professional"
            ? "remarks"
            : first;
      const label = contact ? `contact_${member ?? "name"}` : name;
      return [name, t("guide.wrong_field", { field: t(`guide.field_${label}`) })];
    }),
  );
}

/** Whom professionals ask for there.
 * @param {{contacts: Contact[], errors: Record<string, string>, onContacts: (contacts: any[]) => void}} props */
function Contacts({ contacts, errors, onContacts }) {
  return html`<${Entries} name="contacts" label=${t("guide.contact")} legend=${t("guide.field_contacts")}
    hint=${t("guide.contacts_hint")} values=${contacts} max=${MOST_CONTACTS} onValues=${onContacts} first="name">${(
      /** @type {any} */ entry,
      /** @type {string} */ at,
      /** @type {(entry: any) => void} */ onEntry,
    ) =>
      CONTACT.map(
        (one) => html`<${Text} key=${one.name} ...${one} name=${`${at}.${one.name}`}
          label=${t(`guide.field_contact_${one.name}`)} value=${entry[one.name] ?? ""}
          error=${errors[`${at}.${one.name}`]}
          onValue=${(/** @type {string} */ value) => onEntry({ ...entry, [one.name]: value })} />`,
      )}</${Entries}>`;
}

/** @param {{value: string, onValue: (value: string) => void, error?: string}} props */
function Kind(props) {
  const kinds = codesOf("organisation").filter((one) => isBeheerder() || !PUBLIC.includes(one));
  const options = kinds.map((value) => ({ value, label: code("organisation", value) }));
  return html`<${Select} name="kind" label=${t("guide.field_kind")} ...${props}
    options=${[{ value: "", label: t("guide.choose_kind") }, ...options]} />`;
}

/** What must be there. @param {any} now */
function lacking(now) {
  const wrong = [
    now.kind === "" && "kind",
    now.name.trim() === "" && "name",
    LANGUAGES.every((one) => now[`about_${one}`].trim() === "") && "about_nl",
  ].filter((one) => one !== false);
  return Object.fromEntries(wrong.map((name) => [name, t("guide.fill_in", { field: t(`guide.field_${name}`) })]));
}

/** @param {{fiche: FicheWhole | null, send: (body: any, key: string) => Promise<void>}} props null: a new one */
export function FicheForm({ fiche, send }) {
  const [now, setNow] = useState(() => typed(fiche));
  const act = useAct(async (key) => send(bodyOf(now, fiche), key), placed);
  const keep = () => {
    const wrong = lacking(now);
    return Object.keys(wrong).length > 0 ? act.setErrors(wrong) : act.run();
  };
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
    ${fiche === null && html`<${Kind} ...${field("kind")} label=${t("guide.field_kind")} />`}
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
    ${
      seesContacts() &&
      html`<${Contacts} contacts=${now.contacts} errors=${act.errors} onContacts=${field("contacts").onValue} />`
    }
    ${seesContacts() && html`<${Text} ...${field("remarks")} rows=${3} max=${2000} optional />`}
    <p><${Button} act=${act} first onClick=${keep}>${t("guide.keep")}</${Button}></p>`;
}
