// The page: who the reader is, then the view of the address.
import { computed, effect } from "@preact/signals";
import { render } from "preact";
import { keepLetters, whenIdle } from "./core/ahead.js";
import { html } from "./core/html.js";
import { dropOldDrafts } from "./core/drafts.js";
import { startPolling } from "./core/poll.js";
import { fetchAhead, lacking, shown, startRouter } from "./core/router.js";
import { startTitles } from "./core/title.js";
import { as, me, meError, readMe } from "./core/session.js";
import { formatters, language, needWords, t } from "./core/words.js";
import { Shell, startOf, ways } from "./parts/shell.js";
import { Failed, Waiting } from "./parts/state.js";
import { routes } from "./routes.js";

function Page() {
  if (meError.value !== null) {
    return html`<${Shell}><h1>${t("core.site")}</h1><${Failed} error=${meError.value} again=${readMe} /></${Shell}>`;
  }
  if (me.value === null || shown.value.key === "") {
    return html`<${Shell}><${Waiting} /></${Shell}>`;
  }
  const { View, key } = shown.value;
  if (lacking.value !== null) {
    return html`<${Shell}><h1>${t("core.not_fetched")}</h1><p>${t("core.not_fetched_text")}</p>
      <p><button onClick=${lacking.value}>${t("core.try_again")}</button></p></${Shell}>`;
  }
  return html`<${Shell}>${
    View === null ? html`<h1>${t("core.no_page")}</h1><p>${t("error.not_found")}</p>` : html`<${View} key=${key} />`
  }</${Shell}>`;
}

/** Somebody with one role goes to its start; with several they say in which one they work. */
function start() {
  const roles = me.value.roles;
  return roles.length === 1 ? startOf(roles[0]) : "rol";
}

/** Until the server said who the reader is, maybe after another try, there is nowhere to go. */
const known = () =>
  new Promise((resolve) => {
    effect(() => (me.value === null ? undefined : resolve(null)));
  });

/** Once the first view stands; of each role in which the reader is here. */
function makeReady() {
  whenIdle([keepLetters, ...formatters]);
  const role = computed(() => (shown.value.key === "" ? null : as.value.role));
  effect(() => {
    const ahead = role.value === null ? [] : ways(role.value);
    whenIdle(ahead.map((path) => () => fetchAhead(routes, path)));
  });
}

async function begin() {
  document.documentElement.lang = language.value;
  await needWords(["core", "nav", "error", "form", "codes"]);
  const root = /** @type {HTMLElement} */ (document.getElementById("app"));
  root.textContent = "";
  render(html`<${Page} />`, root);
  startTitles();
  await readMe();
  await known();
  dropOldDrafts();
  startRouter(routes, start);
  startPolling();
  makeReady();
}

void begin();
