// Who did what, on what ground, and what the reader can do about it.
import { sayTime, sayWeekday } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { own } from "../../core/session.js";
import { code, listed, plain, t } from "../../core/words.js";
import { Link } from "../../parts/link.js";
import { Name } from "../../parts/person.js";
import { isAutomatic, isOwn } from "./fold.js";

/** @typedef {import("./fold.js").Act} Act */
/** @typedef {import("./fold.js").Who} Who */
/** @typedef {import("./fold.js").Access} Access */

/** @param {string} kind @param {string} action */
function actWords(kind, action) {
  const text = t(`acts.${kind}.${action}`);
  return text.startsWith("⟦") ? t(`acts.${kind}.other.all`) : text;
}

/** @param {Act} act */
function whenOf({ count, first, until }) {
  const [from, to] = [sayTime(first), sayTime(until)];
  if (count === 1) {
    return t("looks.once", { time: from });
  }
  return from === to
    ? t("looks.many_at", { n: count, time: from })
    : t("looks.many", { n: count, first: from.replace(/ (uur|Uhr)$/, ""), until: to });
}

/** On what it rests, each code in words. @param {string} ground */
function reasonOf(ground) {
  const reasons = ground.split(" ").map((one) => {
    const [kind, rest] = one.split(":");
    const text = kind === "law" && rest !== undefined ? code("law", rest) : code("reason", kind);
    return text === kind || text === rest ? t("looks.other_reason") : text;
  });
  return listed([...new Set(reasons)]);
}

/** @param {Act} act */
function sentence(act) {
  const { item } = act;
  const self = isOwn(item, own.value);
  const permitted = item.decision === "permit";
  return t(`looks.${self ? "self" : "other"}_${item.decision}`, {
    when: whenOf(act),
    did: actWords(permitted ? "did" : "do", item.action),
    categories:
      item.categories.length === 0
        ? ""
        : ` (${listed(item.categories.map((/** @type {string} */ one) => code("category", one)))})`,
    purpose: item.purpose === null || self ? "" : t("looks.purpose", { purpose: code("purpose", item.purpose) }),
    reason: reasonOf(item.ground),
  });
}

/** @param {{act: Act, dossier: string}} props */
function ActLine({ act, dossier }) {
  const consent = act.item.ground.match(/(?:^|[ :])(cns_\w+)/)?.[1];
  return html`<li class=${act.item.decision === "permit" ? null : "refused"}>${sentence(act)}
    ${
      consent &&
      html` <${Link} to=${`patient/${dossier}/toestemmingen/${consent}`} row=${`${act.item.seq}`}>
      ${t("looks.see_consent")}</${Link}>`
    }</li>`;
}

/** "Nele Smet, voor Dr. Els Wouters (adviserend arts)". @param {{item: Access}} props */
export function WhoName({ item }) {
  if (isAutomatic(item)) {
    return t("looks.system");
  }
  if (item.actor === null) {
    return t("looks.unknown");
  }
  const role = item.role === null ? "" : code("role", item.role);
  const place =
    item.organisation === null || item.organisation.id === item.actor.id ? null : plain(item.organisation.name);
  return html`<${Name} name=${item.actor.name} />${
    item.for === null
      ? role && `, ${role}`
      : html`, ${t("looks.in_name_of")} <${Name} name=${item.for.name} />${role && ` (${role})`}`
  }${place !== null && html`, <bdi>${place}</bdi>`}`;
}

/** @param {{who: Who, dossier: string}} props */
function PersonLines({ who, dossier }) {
  const { item } = who;
  const self = isOwn(item, own.value);
  const organisation = item.organisation?.name;
  const base = `patient/${dossier}`;
  const named = item.actor === null ? null : plain(item.actor.name);
  return html`<section class="looker">
    <h3 tabindex="-1"><${WhoName} item=${item} />${who.count > 1 && ` (${t("looks.times", { n: who.count })})`}</h3>
    ${
      isAutomatic(item) &&
      html`<p>${
        organisation ? t("looks.automatic_of", { organisation: plain(organisation) }) : t("looks.automatic")
      }</p>`
    }
    <ul>${who.acts.map((act) => html`<${ActLine} key=${act.key} act=${act} dossier=${dossier} />`)}</ul>
    ${
      named !== null &&
      !self &&
      html`<p class="small looker-acts">
      <${Link} to=${`${base}/uitsluiten/${item.actor?.id}`} row=${`x${item.seq}`} label=${t("looks.exclude_named", {
        name: named,
      })}>${t("looks.exclude")}</${Link}>
      <${Link} to=${`${base}/contact`} row=${`q${item.seq}`} label=${t("looks.ask_named", { name: named })}>
        ${t("looks.ask")}</${Link}></p>`
    }
  </section>`;
}

/** @param {{days: import("./fold.js").Day[], dossier: string}} props */
export function Days({ days, dossier }) {
  return days.map(
    ({ day, people }) => html`<section class="day" key=${day}>
    <h2>${sayWeekday(day)}</h2>
    ${people.map((who) => html`<${PersonLines} key=${who.key} who=${who} dossier=${dossier} />`)}
  </section>`,
  );
}
