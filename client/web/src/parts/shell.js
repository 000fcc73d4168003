// What stands around each view: whose page it is and in which role, where one can go, what is said aloud.
import { useEffect, useRef } from "preact/hooks";
import { usePrincipal } from "../core/acting.js";
import { actsFor, here } from "../core/here.js";
import { html } from "../core/html.js";
import { sayDay, today } from "../core/dates.js";
import { useKeys } from "../core/keys.js";
import { newRows } from "../core/news.js";
import { go, placeBefore, shown } from "../core/router.js";
import { as, me, self } from "../core/session.js";
import { spoken } from "../core/status.js";
import { LANGUAGES, code, language, pieces, plain, setLanguage, t } from "../core/words.js";
import { Bars } from "./bars.js";
import { Blank } from "./blank.js";
import { Link } from "./link.js";
import { Name } from "./person.js";

/** The navigation of each role: [name of the text, route]; the dossier of a patient stands in between. */
const NAVIGATION = {
  patient: [
    ["start", "start"],
    ["timeline", "tijdlijn"],
    ["consents", "toestemmingen"],
    ["log", "wie-keek"],
    ["documents", "documenten"],
  ],
  doctor: [
    ["inbox", "postvak"],
    ["due", "te-doen"],
    ["patients", "patienten"],
    ["who", "wie-nu"],
    ["guide", "gids"],
  ],
  tnw_coordinator: [
    ["due", "te-doen"],
    ["inbox", "postvak"],
    ["patients", "patienten"],
    ["who", "wie-nu"],
    ["guide", "gids"],
  ],
  medewerker: [
    ["due", "te-doen"],
    ["inbox", "postvak"],
    ["patients", "patienten"],
    ["guide", "gids"],
  ],
  bemiddelaar: [
    ["due", "te-doen"],
    ["people", "patienten"],
    ["guide", "gids"],
    ["measures", "maatregelen"],
  ],
  hulpverlener: [
    ["due", "te-doen"],
    ["people", "patienten"],
    ["guide", "gids"],
    ["measures", "maatregelen"],
  ],
  werkgever: [
    ["due", "te-doen"],
    ["workers", "patienten"],
    ["measures", "maatregelen"],
    ["guide", "gids"],
  ],
  auditor: [
    ["search", "zoeken"],
    ["report", "verslag"],
    ["seals", "zegels"],
    ["export", "uitvoer"],
    ["numbers", "cijfers"],
  ],
  beheerder: [
    ["people_admin", "mensen"],
    ["organisations", "organisaties"],
    ["certificates", "certificaten"],
    ["import", "invoer"],
  ],
};

/** @param {string} role @returns {string[][]} */
const navigationOf = (role) => NAVIGATION[/** @type {keyof typeof NAVIGATION} */ (role)] ?? NAVIGATION.doctor;

/** Where a role begins. @param {string} role */
export function startOf(role) {
  return role === "patient" ? "patient" : `${role}/${navigationOf(role)[0][1]}`;
}

/** Where somebody in that role goes first, and most: what the navigation leads to, and a dossier with its talks.
 * @param {string} role */
export function ways(role) {
  const begin = role === "patient" ? "patient/dos_" : role;
  const inside = ["patient", "auditor", "beheerder"].includes(role) ? [] : ["dos_", "dos_/overleg/thr_"];
  return [...navigationOf(role).map(([, route]) => route), ...inside].map((route) => `${begin}/${route}`);
}

/** The list of patients bears the name that a role has for them. */
const LISTS = ["patients", "people", "workers"];

/** @param {string} name */
function isCurrent(name) {
  const now = shown.value.route?.nav;
  return now === name || (now === "patients" && LISTS.includes(name));
}

function Navigation() {
  const { role, dossier } = as.value;
  if (role === null || (role === "patient" && dossier === null)) {
    return null;
  }
  const begin = role === "patient" ? `patient/${dossier}` : role;
  return html`<nav aria-label=${t("core.navigation")}><ul>
    ${navigationOf(role).map(
      ([name, route]) => html`<li key=${name}><${Link} to=${`${begin}/${route}`} current=${isCurrent(name)}>
      ${t(`nav.${name}`)}${name === "inbox" && newRows.value > 0 ? ` ${newRows.value}` : ""}
    </${Link}></li>`,
    )}
  </ul></nav>`;
}

function Languages() {
  return html`<ul class="languages" aria-label=${t("core.language")}>
    ${LANGUAGES.map(
      (
        one,
      ) => html`<li key=${one}><button class="plain" lang=${one} aria-current=${one === language.value ? "true" : null}
      onClick=${() => setLanguage(one)}>${t(`core.language_${one}`)}</button></li>`,
    )}
  </ul>`;
}

/** Who the reader is here, always in words. */
function Whose() {
  const { role } = as.value;
  const several = (me.value?.roles.length ?? 0) > 1;
  return html`<div class="whose">
    <p><strong><${Name} name=${self.value?.name} /></strong>
      ${role && ` · ${t("core.as", { role: code("role", role) })}`}
      ${role === "patient" && html` <span class="own">${t("core.own_dossier")}</span>`}
      ${several && here.value.path !== "rol" && html` · <${Link} to="rol">${t("core.change_role")}</${Link}>`}</p>
    ${role === "medewerker" && html`<p><${WorksFor} /></p>`}
  </div>`;
}

function WorksFor() {
  const actor = self.value;
  const doctors = actor?.acts_for ?? [];
  const doctor = usePrincipal();
  if (doctors.length === 0) {
    return t("core.works_for_nobody");
  }
  if (actsFor.value === null || !doctors.includes(actsFor.value)) {
    return html`<${Link} to="medewerker/voor-wie">${t("core.for_whom")}</${Link}>`;
  }
  const name = html`<${Name} name=${doctor?.name} />`;
  return html`${pieces("core.works_for", { name })} · <${Link} to="medewerker/voor-wie">${t("core.change")}</${Link}>`;
}

/** After a change of route: the focus on h1, and the place where the reader was. @param {string} key */
function useArrival(key) {
  const before = useRef("");
  useEffect(() => {
    const heading = document.querySelector("main h1");
    if (key === before.current || key === "") {
      return;
    }
    const first = before.current === "";
    before.current = key;
    const place = placeBefore();
    const row = place?.focus ? document.querySelector(`[data-row="${CSS.escape(place.focus)}"]`) : null;
    if (row instanceof HTMLElement) {
      row.focus({ preventScroll: true });
    } else if (heading instanceof HTMLElement && !first) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    scrollTo(0, place?.top ?? 0);
  });
}

/** Of professionals: where they go most. */
const GO = { "g p": "postvak", "g t": "te-doen", "g z": "patienten", "g w": "wie-nu", "/": "patienten" };

function useGoKeys() {
  const { role } = as.value;
  const routes = role === null || role === "patient" ? [] : navigationOf(role).map(([, route]) => route);
  const keys = Object.entries(GO)
    .filter(([, route]) => routes.includes(route))
    .map(([key, route]) => [key, () => go(`${role}/${route}`)]);
  useKeys({ ...Object.fromEntries(keys), "?": () => go("hulp/toetsen") });
}

/** @param {{children?: any}} props */
export function Shell({ children }) {
  const { role } = as.value;
  const main = useRef(/** @type {HTMLElement | null} */ (null));
  useArrival(shown.value.key);
  useGoKeys();
  const skip = (/** @type {Event} */ event) => (event.preventDefault(), main.current?.focus());
  return html`<div class="page" data-role=${role}>
    <a class="skip" href="#inhoud" onClick=${skip}>${t("core.skip")}</a>
    <header><div class="in">
      <p class="site"><a href="#/">${t("core.site")}</a></p>
      <${Languages} />
      ${me.value !== null && html`<${Whose} />`}
    </div></header>
    <div class="in"><${Navigation} /></div>
    <${Bars} />
    <main tabindex="-1" ref=${main}><div class="in"><${Blank}>${children}</${Blank}>
      ${role === "patient" && html`<p class="on-paper">${t("core.printed", { day: sayDay(today()) })}</p>`}</div></main>
    <footer><div class="in"><ul>
      <li><${Link} to="hulp">${t("core.help")}</${Link}></li>
      <li><${Link} to="toegankelijkheid">${t("core.accessibility")}</${Link}></li>
      <li><${Link} to="privacy">${t("core.privacy")}</${Link}></li>
      <li><${Link} to="klaar">${t("core.finished")}</${Link}></li>
    </ul></div></footer>
    <p class="unseen" role="status" aria-live="polite">${spoken.value}</p>
  </div>`;
}
