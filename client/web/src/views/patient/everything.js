// All that the system holds about a patient, read piece by piece: it says how far it is, and waits when it goes too
// fast for the server.
import { Refused, get, getAll } from "../../core/api.js";

/** @typedef {import("#api").components["schemas"]} Schemas */
/** @typedef {(done: number, all: number) => void} Progress */

const MOST = 100000;

/** @param {number} seconds */
const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * Math.max(1, seconds)));

/** @template T @param {() => Promise<T>} read @returns {Promise<T>} */
async function patiently(read) {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "rate_limited") {
        throw error;
      }
      await pause(error.wait);
    }
  }
}

/** What is not there, or not yet, is null. @template T @param {() => Promise<T>} read @returns {Promise<T | null>} */
async function orNull(read) {
  try {
    return await patiently(read);
  } catch (error) {
    if (error instanceof Refused && error.status < 500) {
      return null;
    }
    throw error;
  }
}

/** @param {Blob} blob @returns {Promise<string>} */
async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

/** @param {string} base @param {any} holder of attachments */
async function files(base, holder) {
  const found = [];
  for (const { id, name, type, sha256 } of holder.attachments) {
    const blob = await patiently(() => get(`${base}/attachments/${id}`, { as: "blob" }));
    found.push({ id, name, type, sha256, base64: await base64(blob) });
  }
  return found;
}

/** Every version of a document, and its files. @param {string} base @param {Schemas["FragmentHead"]} head */
async function versions(base, head) {
  const all = [];
  for (let version = 1; version <= head.latest; version++) {
    const one = await patiently(() => get(`${base}/fragments/${head.id}`, { query: { version } }));
    all.push({ ...one, files: await files(base, one) });
  }
  return all;
}

/** @param {string} base @param {Schemas["Thread"]} head */
async function talk(base, head) {
  const { items } = await patiently(() => getAll(`/v1/threads/${head.id}/messages`, {}, MOST));
  const messages = [];
  for (const one of items) {
    messages.push({ ...one, files: await files(base, one) });
  }
  return { ...head, messages };
}

/** @param {string} dossier @param {string} language */
function lists(dossier, language) {
  const base = `/v1/dossiers/${dossier}`;
  const spoken = { query: { language } };
  const all = async (/** @type {string} */ path, /** @type {any} */ how = {}) => (await getAll(path, how, MOST)).items;
  return {
    dossier: () => get(base),
    facts: () => get(`${base}/facts`),
    facts_history: () => get(`${base}/facts/history`),
    team: () => get(`${base}/team`, spoken),
    timeline: () => get(`${base}/timeline`, { query: { language, all: 1 } }),
    consents: () => all(`${base}/consents`, spoken),
    consent_requests: () => all(`${base}/consent-requests`, spoken),
    fragments: () => all(`${base}/fragments`, { query: { limit: 200 } }),
    threads: () => all(`${base}/threads`),
    access_log: () => all(`${base}/access-log`, { query: { language, proof: true, limit: 200 } }),
    log_checkpoint: () => get("/v1/audit/checkpoint"),
  };
}

/** @param {string} dossier @param {string} language @param {Progress} progress */
export async function everything(dossier, language, progress) {
  const base = `/v1/dossiers/${dossier}`;
  /** @type {Record<string, any>} */
  const whole = { type: "tnw/everything/v1", made: new Date().toISOString() };
  const reads = Object.entries(lists(dossier, language));
  let done = 0;
  let all = reads.length;
  for (const [name, read] of reads) {
    whole[name] = await patiently(read);
    progress(++done, all);
  }
  all += whole.consents.length + whole.fragments.length + whole.threads.length;
  const each = async (/** @type {any[]} */ items, /** @type {(item: any) => Promise<any>} */ read) => {
    const found = [];
    for (const item of items) {
      found.push(await read(item));
      progress(++done, all);
    }
    return found;
  };
  whole.receipts = await each(whole.consents, (one) => orNull(() => get(`${base}/consents/${one.id}/receipt`)));
  whole.fragments = await each(whole.fragments, (one) => versions(base, one));
  whole.threads = await each(whole.threads, (one) => talk(base, one));
  return whole;
}
