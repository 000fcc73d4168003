// The one place that speaks to the server. Each call is an act of the person who tapped (reads leave a record that the
// patient sees), so nothing here asks by itself, again or ahead.
import { needDetails } from "./detail.js";
import { hereFor } from "./here.js";

/** What the server refused, in its words: a problem document (RFC 9457). */
export class Refused extends Error {
  /** @param {number} status @param {any} problem @param {number} wait seconds, of Retry-After; 0 for none */
  constructor(status, problem, wait) {
    super(problem.detail ?? problem.title ?? String(status));
    this.status = status;
    /** @type {string} */
    this.code = problem.code ?? (status >= 500 ? "internal" : "not_found");
    /** @type {{pointer: string, code: string, detail: string}[]} */
    this.errors = problem.errors ?? [];
    /** @type {string | null} */
    this.request = problem.request_id ?? null;
    this.wait = wait;
  }
}

/** There was no answer: no network, or the server is away. Whether it was done is not known; a key makes it safe to ask
 * again. */
export class Unanswered extends Error {}

/**
 * @typedef {object} Asked
 * @property {Record<string, string | number | boolean | null | undefined>} [query] what is empty is left out
 * @property {any} [body]
 * @property {string} [key] Idempotency-Key: the same for each try of one act
 * @property {string | null} [version] If-Match
 * @property {string | null} [purpose] TNW-Purpose; none: the server's own
 * @property {AbortSignal} [signal]
 * @property {"json" | "text" | "blob" | "response"} [as]
 */

/** @param {string} path @param {Asked["query"]} query */
export function address(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? path : `${path}?${text}`;
}

/** What a medewerker does in somebody's name: all that is about a dossier. The rest is their own, or for anybody. */
const IN_NAME = /^\/v1\/(dossiers|threads|inbox|due|questions|doorverwijshulp|policy)\b/;

/** @param {string} path @param {Asked} asked */
function headersOf(path, asked) {
  const headers = new Headers();
  const { role, actor, actsFor } = hereFor();
  const put = (/** @type {string} */ name, /** @type {string | null | undefined} */ value) =>
    value && headers.set(name, value);
  put("TNW-Role", role);
  put("TNW-Actor", actor);
  put("TNW-For", IN_NAME.test(path) ? actsFor : null);
  put("TNW-Purpose", asked.purpose);
  put("Idempotency-Key", asked.key);
  put("If-Match", asked.version && `"${asked.version}"`);
  if (asked.body !== undefined) {
    headers.set("Content-Type", asked.body instanceof Blob ? asked.body.type : "application/json");
  }
  return headers;
}

/** @param {Response} response */
async function refusal(response) {
  const problem = await response.json().catch(() => ({}));
  await needDetails();
  return new Refused(response.status, problem, Number(response.headers.get("Retry-After") ?? 0));
}

/** By dossier, the newest answer about it: its record must stand in the access log that is read after it.
 * @type {Map<string, {request: string, at: number}>} */
const answers = new Map();
/** @param {string} dossier */
export const newestAnswer = (dossier) => answers.get(dossier) ?? null;

/** When the server last answered an act of the reader. */
let acted = 0;
export const lastAct = () => acted;

/** @param {string} method @param {string} path @param {Response} response */
function noteAnswer(method, path, response) {
  acted = method === "GET" ? acted : Date.now();
  const dossier = path.match(/^\/v1\/dossiers\/(dos_\w+)/)?.[1];
  const request = response.headers.get("TNW-Request");
  if (dossier !== undefined && request !== null) {
    answers.set(dossier, { request, at: Date.now() });
  }
}

/** @param {string} method @param {string} path @param {Asked} asked */
async function call(method, path, asked) {
  const body = asked.body === undefined || asked.body instanceof Blob ? asked.body : JSON.stringify(asked.body);
  const response = await fetch(address(path, asked.query), {
    method,
    body,
    headers: headersOf(path, asked),
    signal: asked.signal,
    cache: "no-store",
    redirect: "error",
    referrerPolicy: "no-referrer",
  }).catch((error) => {
    throw error.name === "AbortError" ? error : new Unanswered(error.message);
  });
  if (!response.ok) {
    throw await refusal(response);
  }
  noteAnswer(method, path, response);
  if (asked.as === "response" || response.status === 204) {
    return asked.as === "response" ? response : null;
  }
  return response[asked.as ?? "json"]().catch((/** @type {Error} */ error) => {
    throw new Unanswered(error.message);
  });
}

/** @param {string} path @param {Asked} [asked] */
export const get = (path, asked = {}) => call("GET", path, asked);
/** @param {string} path @param {any} body @param {Asked} [asked] */
export const post = (path, body, asked = {}) => call("POST", path, { key: newKey(), ...asked, body });
/** @param {string} path @param {any} body @param {Asked} [asked] */
export const put = (path, body, asked = {}) => call("PUT", path, { ...asked, body });
/** @param {string} path @param {any} body @param {Asked} [asked] */
export const patch = (path, body, asked = {}) => call("PATCH", path, { ...asked, body });
/** @param {string} path @param {Asked} [asked] */
export const remove = (path, asked = {}) => call("DELETE", path, asked);

/**
 * A file, with how far it is: fetch cannot tell.
 * @param {string} path @param {Blob} file @param {{key: string, onProgress: (share: number) => void, purpose?: string |
 *   null}} how
 * @returns {Promise<any>} */
export function upload(path, file, { key, onProgress, purpose }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.responseType = "json";
    headersOf(path, { body: file, key, purpose }).forEach((value, name) => request.setRequestHeader(name, value));
    request.upload.onprogress = (event) => onProgress(event.loaded / file.size);
    request.onerror = () => reject(new Unanswered("upload"));
    request.onload = async () => {
      if (request.status < 300) {
        resolve(request.response);
        return;
      }
      await needDetails();
      const wait = Number(request.getResponseHeader("Retry-After") ?? 0);
      reject(new Refused(request.status, request.response ?? {}, wait));
    };
    request.send(file);
  });
}

/** For one act, and each try of it. */
export function newKey() {
  return crypto.randomUUID();
}

/**
 * Every page of a list. most: where to stop; a list that is longer says so.
 * @param {string} path @param {Asked} [asked] @param {number} [most]
 * @returns {Promise<{items: any[], more: boolean}>} */
export async function getAll(path, asked = {}, most = 1000) {
  const items = [];
  let after = null;
  do {
    const page = await get(path, { ...asked, query: { ...asked.query, after } });
    items.push(...page.items);
    after = page.next;
  } while (after !== null && items.length < most);
  return { items, more: after !== null };
}
