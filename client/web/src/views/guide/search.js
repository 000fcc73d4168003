// The guide: who can help, by name, place, help and zone. Nothing is asked before the reader does.
import { useEffect, useRef, useState } from "preact/hooks";
import { getAll } from "../../core/api.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { self } from "../../core/session.js";
import { code, codesOf, plain, t } from "../../core/words.js";
import { Select, Text } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Long } from "../../parts/room.js";
import { useRows } from "../../parts/rows.js";
import { Shown } from "../../parts/state.js";
import { confers, inGuide, mayAdd } from "./guide.js";

/** @typedef {import("#api").components["schemas"]["Fiche"]} Fiche */
/** @typedef {{q: string, help: string, zone: string}} Wanted */

const MOST = 50;
/** Of them, on a screen. */
const FIRST = 8;
/** @type {Wanted} */
const NOTHING = { q: "", help: "", zone: "" };

/** @param {{fiche: Fiche}} props */
function FicheRow({ fiche }) {
  const about = [code("organisation", fiche.kind), fiche.place].filter(Boolean).map((text) => plain(text));
  return html`<li><${Link} to=${inGuide(`gids/${fiche.id}`)} row=${fiche.id} class="task">
    <strong><bdi>${plain(fiche.name)}</bdi></strong><span>${about.join(" · ")}</span>
    ${fiche.stale && html`<span class="muted">${t("guide.stale")}</span>`}
  </${Link}></li>`;
}

/** @param {{found: {items: Fiche[], more: boolean}}} props */
function Found({ found }) {
  const count = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => count.current?.focus(), [found]);
  const n = found.items.length;
  return html`<h2 tabindex="-1" ref=${count}>${n === 0 ? t("guide.none") : t("guide.found", { n })}</h2>
    ${n === 0 && html`<p>${t("guide.try_other")}</p>`}
    <ul class="rows"><${Long} first=${FIRST}>${found.items.map(
      (fiche) => html`<${FicheRow} key=${fiche.id} fiche=${fiche} />`,
    )}</${Long}></ul>
    ${found.more && html`<p>${t("guide.more")}</p>`}`;
}

/** What professionals do together, beside dossiers. */
const TOGETHER = ["casus", "netwerkmomenten", "knelpunten"];

/** @param {{to: string, word: string, hint: string}} props */
function Way({ to, word, hint }) {
  return html`<li><${Link} to=${inGuide(to)}>${word}</${Link}>
    <span class="hint">${hint}</span></li>`;
}

/** Where else the guide leads. */
function Beside() {
  return html`<ul class="links">
      <${Way} to="maatregelen" word=${t("guide.to_measures")} hint=${t("guide.about_measures")} />
      ${mayAdd() && html`<li><${Link} to=${inGuide("gids/nieuw")}>${t("guide.new")}</${Link}></li>`}
    </ul>
    ${
      confers() &&
      html`<h2>${t("guide.together")}</h2>
      <ul class="links">${TOGETHER.map(
        (one) => html`<${Way} key=${one} to=${one} word=${t(`guide.to_${one}`)} hint=${t(`guide.about_${one}`)} />`,
      )}</ul>`
    }`;
}

/** What was looked for stays with the place in the history, never in the address. */
function useWanted() {
  const [asked, setAsked] = useState(/** @type {Wanted | null} */ (history.state?.guide ?? null));
  const ask = (/** @type {Wanted} */ wanted) => {
    history.replaceState({ ...history.state, guide: wanted }, "");
    setAsked({ ...wanted });
  };
  return /** @type {const} */ ([asked, ask]);
}

/** @param {{asked: Wanted | null, ask: (wanted: Wanted) => void}} props */
function Form({ asked, ask }) {
  const [wanted, setWanted] = useState(asked ?? NOTHING);
  const put = (/** @type {Partial<Wanted>} */ part) => setWanted({ ...wanted, ...part });
  const zone = self.value?.contact?.zone;
  const helps = codesOf("help").map((value) => ({ value, label: code("help", value) }));
  const send = (/** @type {Event} */ event) => (event.preventDefault(), ask(wanted));
  return html`<form class="search" role="search" onSubmit=${send}>
    <${Text} name="q" label=${t("guide.name")} optional value=${wanted.q} max=${200}
      onValue=${(/** @type {string} */ q) => put({ q })} />
    <${Select} name="help" label=${t("guide.help")} value=${wanted.help}
      onValue=${(/** @type {string} */ help) => put({ help })}
      options=${[{ value: "", label: t("guide.any_help") }, ...helps]} />
    <${Text} name="zone" label=${t("guide.zone")} optional value=${wanted.zone} max=${100}
      hint=${zone && t("guide.own_zone", { zone: plain(zone) })}
      onValue=${(/** @type {string} */ value) => put({ zone: value })} />
    <p><button type="submit" class="first">${t("guide.search")}</button></p>
  </form>`;
}

export default function Guide() {
  const [asked, ask] = useWanted();
  const query = { q: asked?.q.trim(), help: asked?.help, zone: asked?.zone.trim(), limit: MOST };
  const name = asked === null ? null : `fiches/${JSON.stringify(query)}`;
  const found = useRead(name, () => getAll("/v1/fiches", { query }, MOST));
  useRows();
  return html`<h1>${t("nav.guide")}</h1>
    <p class="lead">${t("guide.lead")}</p>
    <${Form} asked=${asked} ask=${ask} />
    ${
      asked !== null &&
      html`<${Shown} of=${found}>${(/** @type {any} */ value) => html`<${Found} found=${value} />`}</${Shown}>`
    }
    <${Beside} />`;
}
