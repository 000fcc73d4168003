// The seals of the log: how large it was, when witnesses saw it, and that it only grew since the last visit from here.
import { useState } from "preact/hooks";
import { get } from "../../core/api.js";
import { dayOf, sayDay, sayTime } from "../../core/dates.js";
import { html } from "../../core/html.js";
import { keepSeal, readKept } from "../../core/kept.js";
import { useRead } from "../../core/read.js";
import { plain, t } from "../../core/words.js";
import { checkCheckpoint, checkConsistency, checkKeyChange, openKept } from "../../check/audited.js";
import { parseKey, shortForm } from "../../check/audited.js";
import { CannotCompute, Fault } from "../../check/fault.js";
import { Details, Panel } from "../../parts/panel.js";
import { Fetched, Nothing, Shown } from "../../parts/state.js";

/** How many cosigned ones the list goes back. */
const MOST = 20;

async function readSeal() {
  const newest = await get("/v1/audit/checkpoint");
  return { newest, finding: await compare(newest) };
}

/** Before the newest those that a witness cosigned, until there is none. @param {number} size */
async function readOlder(size) {
  /** @type {any[]} */
  const seals = [];
  for (let below = size; seals.length < MOST; below = seals[seals.length - 1].size) {
    const older = await get("/v1/audit/checkpoint", { query: { witnessed: 1, below } });
    if (older === null || older.size >= below) {
      break;
    }
    seals.push(older);
  }
  return seals;
}

/** Whether what this device kept is the start of the log as it is now. @param {any} newest */
async function compare(newest) {
  try {
    const kept = readKept();
    const sealed = await checkCheckpoint(newest);
    const older = kept === null ? null : await openKept(kept);
    const short = await shortForm(await parseKey(newest.key));
    if (older !== null && kept !== null) {
      await checkKeyChange(kept.key, newest.key, sealed, (path, query) => get(path, { query }));
      const query = { from: older.size, to: sealed.size };
      const proof = older.size > sealed.size ? null : await get("/v1/audit/proof/consistency", { query });
      if (proof === null) {
        throw new Fault("known", "the log is smaller than it was");
      }
      await checkConsistency(proof, older, sealed);
    }
    keepSeal(newest);
    return { kind: older === null ? "first" : "grew", at: kept?.at ?? null, short };
  } catch (error) {
    if (error instanceof Fault || error instanceof CannotCompute) {
      return { kind: error instanceof Fault ? "wrong" : "cannot", text: error.message, short: null };
    }
    throw error;
  }
}

/** @param {{finding: any}} props */
function Finding({ finding: { kind, at, text } }) {
  const look = kind === "grew" ? "ok" : kind === "wrong" ? "bad" : "plain";
  const when = at ? { day: sayDay(dayOf(at)), time: sayTime(at) } : {};
  return html`<${Panel} kind=${look} heading=${t(`auditor.seal_${kind}`)}>
    <p>${t(`auditor.seal_${kind}_text`, when)}</p>
    ${text && html`<p class="muted small" lang="en">${text}</p>`}
  </${Panel}>`;
}

/** @param {{seal: any}} props */
function Row({ seal }) {
  return html`<tr><th scope="row">${seal.size}</th>
    <td>${
      seal.witnesses.length === 0
        ? t("auditor.no_witness")
        : html`<ul class="plain">${seal.witnesses.map(
            (/** @type {any} */ one) =>
              html`<li key=${one.name}>${plain(one.name)}: ${sayDay(dayOf(one.time))}, ${sayTime(one.time)}</li>`,
          )}</ul>`
    }</td></tr>`;
}

/** @param {{seals: any[], caption: string}} props */
function List({ seals, caption }) {
  return html`<div class="wide" role="region" tabindex="0" aria-label=${caption}><table>
    <caption>${caption}</caption>
    <thead><tr><th scope="col">${t("auditor.size")}</th><th scope="col">${t("auditor.witness")}</th></tr></thead>
    <tbody>${seals.map((seal) => html`<${Row} key=${seal.size} seal=${seal} />`)}</tbody>
  </table></div>`;
}

/** Read when they are asked for. @param {{size: number}} props */
function Older({ size }) {
  const [asked, setAsked] = useState(false);
  const older = useRead(asked ? `seals/${size}` : null, () => readOlder(size));
  if (!asked) {
    return html`<p><button onClick=${() => setAsked(true)}>${t("auditor.show_older")}</button></p>`;
  }
  return html`<${Shown} of=${older}>${(/** @type {any[]} */ seals) =>
    seals.length === 0
      ? html`<${Nothing} text=${t("auditor.none_older")} />`
      : html`<${List} seals=${seals} caption=${t("auditor.older")} />`}</${Shown}>`;
}

export default function Seals() {
  const seal = useRead("seal", readSeal);
  return html`<h1>${t("auditor.seals_title")}</h1>
    <p>${t("auditor.seals_lead")}</p>
    <${Shown} of=${seal}>${(/** @type {any} */ { newest, finding }) => html`
      <${Finding} finding=${finding} />
      <${List} seals=${[newest]} caption=${t("auditor.newest")} />
      <${Older} size=${newest.size} />
      <${Details} summary=${t("auditor.as_signed")}>
        <pre tabindex="0">${plain(newest.checkpoint)}</pre>
        ${finding.short && html`<p>${t("auditor.key_short", { key: finding.short })}</p>`}
      </${Details}>
      <${Fetched} at=${seal.at} again=${seal.again} />`}</${Shown}>`;
}
