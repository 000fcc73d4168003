// Who looked in my dossier: the lines at once, and beside them whether these are all.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { checkOf, isChecking, readOlder, startCheck } from "../../core/checking.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { own } from "../../core/session.js";
import { t } from "../../core/words.js";
import { useFirst } from "../../parts/room.js";
import { Failed, Fetched, Waiting } from "../../parts/state.js";
import { Filters, keptFilter } from "./filters.js";
import { firstOf, fold, passes } from "./fold.js";
import { Days } from "./lines.js";
import { Result } from "./result.js";

const AT_ONCE = 60;
/** Of acts, on a screen. */
const FIRST = 10;

/** What is shown of the lines, and the way to more of them.
 * @param {{check: import("../../core/checking.js").Checking, dossier: string}} props */
function Lines({ check, dossier }) {
  const [filter, setFilter] = useState(keptFilter);
  const [most, setMost] = useState(AT_ONCE);
  const line = useRef(/** @type {HTMLElement | null} */ (null));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const before = useRef(-1);
  const { items, days } = useMemo(() => {
    const items = check.items.filter((item) => passes(item, filter, own.value));
    return { items, days: fold(items) };
  }, [check.items, filter, own.value]);
  const { shown, more } = firstOf(days, Math.min(most, useFirst(FIRST)));
  const others = check.items.filter((item) => passes(item, { ...keptNone, own: filter.own }, own.value)).length;
  const filtered = items.length !== others;
  const older = check.older && check.outcome !== null && !check.busy && check.outcome.state === "holds";
  useEffect(() => {
    const headings = list.current?.querySelectorAll("h3") ?? [];
    if (before.current >= 0 && headings.length > before.current) {
      headings[before.current].focus();
      before.current = -1;
    }
  });
  const next = () => {
    before.current = list.current?.querySelectorAll("h3").length ?? -1;
    setMost(most + AT_ONCE);
    if (!more) {
      readOlder(dossier);
    }
  };
  const apply = (/** @type {import("./fold.js").Filter} */ wanted) => {
    setFilter(wanted);
    setMost(AT_ONCE);
    queueMicrotask(() => line.current?.focus());
  };
  return html`<${Filters} items=${check.items} own=${own.value} filter=${filter} onFilter=${apply} />
    <p class="muted" tabindex="-1" ref=${line}>${filtered && t("looks.count", { n: items.length, of: others })}</p>
    ${check.outcome?.state === "fault" && html`<p><strong>${t("looks.unproven")}</strong></p>`}
    <div ref=${list}><${Days} days=${shown} dossier=${dossier} /></div>
    ${items.length === 0 && !check.busy && html`<p>${t(filtered ? "looks.none_pass" : "looks.none")}</p>`}
    ${(more || older) && html`<p><button onClick=${next}>${t("looks.more")}</button></p>`}`;
}

const keptNone = { who: "", what: "", refused: false, from: null, until: null };

export default function Who() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const check = checkOf(dossier).value;
  const again = () => startCheck(dossier);
  useEffect(() => {
    if (!isChecking(dossier)) {
      startCheck(dossier);
    }
  }, [dossier]);
  const empty = check.items.length === 0;
  return html`<h1>${t("looks.title")}</h1>
    ${
      check.error !== null
        ? html`<${Failed} error=${check.error} again=${again} />`
        : html`${empty && check.busy ? html`<${Waiting} />` : html`<${Result} ...${{ check, dossier, again }} />`}
        ${!empty && html`<${Lines} check=${check} dossier=${dossier} />`}
        <${Fetched} at=${check.at} again=${again} />`
    }`;
}
