// The proof of a consent, as a file to keep: it says what was given and withdrawn, also without this server.
import { Refused, get, lastAct } from "../core/api.js";
import { dayOf } from "../core/dates.js";
import { html } from "../core/html.js";
import { saveFile } from "../core/save.js";
import { say } from "../core/status.js";
import { t } from "../core/words.js";
import { Button, useAct } from "./form.js";
import { Failed } from "./state.js";

const TRIES = 10;
const PAUSE_MS = 1500;
/** A seal is at most a second behind; what is older than this is in it. */
const SEALED_MS = 10000;
const LOOKS = 4;
const LOOK_MS = 700;

/** The last act that a seal holds. */
let inSeal = 0;

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Until a seal holds what the reader did a moment ago: one that came since, or, where nothing else happens, the one
 * that stays. Nobody's record is read by it. */
async function awaitSeal() {
  const act = lastAct();
  if (act <= inSeal || Date.now() - act > SEALED_MS) {
    return;
  }
  const size = async () => (await get("/v1/audit/checkpoint"))?.size ?? 0;
  say(t("consents.receipt_soon"));
  const first = await size();
  for (let look = 0; look < LOOKS; look++) {
    await pause(LOOK_MS);
    if ((await size()) > first) {
      break;
    }
  }
  inSeal = act;
}

/** What was done a moment ago is in no seal yet: for that the patient need not tap again.
 * @param {string} path @returns {Promise<Blob>} */
async function sealed(path) {
  await awaitSeal();
  for (let tried = 1; ; tried++) {
    try {
      return await get(path, { as: "blob" });
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "not_sealed_yet" || tried === TRIES) {
        throw error;
      }
      say(t("consents.receipt_soon"));
      await pause(PAUSE_MS);
    }
  }
}

/** Any proof of the log, as a file. @param {{path: string, name: string, children?: any}} props */
export function SaveProof({ path, name, children }) {
  const act = useAct(async () => {
    saveFile(await sealed(path), name);
    say(t("consents.receipt_saved"));
  });
  return html`<${Button} act=${act}>${children}</${Button}>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}`;
}

/** @param {{dossier: string, consent: {id: string, granted: string, withdrawn: string | null}, children?: any,
 *   of?: string}} props of: for who listens, of which consent */
export function SaveReceipt({ dossier, consent, children, of }) {
  const act = useAct(async () => {
    const proof = await sealed(`/v1/dossiers/${dossier}/consents/${consent.id}/receipt`);
    saveFile(proof, t("consents.receipt_file", { day: dayOf(consent.withdrawn ?? consent.granted) }));
    say(t("consents.receipt_saved"));
  });
  return html`<${Button} act=${act}>${children}${of && html`<span class="unseen">: ${of}</span>`}</${Button}>
    ${act.refused && html`<${Failed} error=${act.refused} again=${act.run} />`}`;
}
