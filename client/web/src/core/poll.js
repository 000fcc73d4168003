// The only thing the page asks by itself: whether there is something new for the reader (`inbox?wait=`, which leaves no
// record while it brings nothing). It tells that there is; the reader decides when to see it.
import { effect, signal } from "@preact/signals";
import { idleMoment } from "./ahead.js";
import { Refused, Unanswered, get } from "./api.js";
import { actsFor, here } from "./here.js";

const WAIT_S = 50;
const PAGE = 100;
const SOON_MS = 1000;
const LATE_MS = 60000;

/** Events since the reader last said to have seen them, the oldest first; core/news.js says what is shown of them.
 * @type {import("@preact/signals").Signal<any[]>} */
export const news = signal([]);
/** Those of them that came while the reader looks. @type {import("@preact/signals").Signal<any[]>} */
export const fresh = signal([]);
/** No answer, twice in a row. */
export const offline = signal(false);
/** Mended a moment ago. */
export const mended = signal(false);

const WITHOUT_INBOX = ["auditor", "beheerder"];
let after = /** @type {string | null} */ (null);

/** The reader saw the inbox up to there. @param {string} next */
export function sawInbox(next) {
  after = next;
  news.value = [];
  fresh.value = [];
}

/** @param {number} ms @param {AbortSignal} signal */
const pause = (ms, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const wake = () => (clearTimeout(timer), resolve(null));
    addEventListener("online", wake, { once: true });
    signal.addEventListener("abort", wake, { once: true });
  });

function answered() {
  if (offline.value) {
    mended.value = true;
    setTimeout(() => (mended.value = false), 5000);
  }
  offline.value = false;
}

/** Until where the reader has seen it, on whatever device: behind the last event there is nothing to tell.
 * @param {AbortSignal} signal */
async function fromSeen(signal) {
  const page = await get("/v1/inbox", { query: { after: Number.MAX_SAFE_INTEGER }, signal });
  return String(page.seen_until);
}

/** @param {AbortSignal} signal */
async function poll(signal) {
  let failures = 0;
  let first = true;
  if (here.value.role !== "patient") {
    await idleMoment(); // what the reader went to comes first; to a patient the news is a part of it
  }
  while (!signal.aborted) {
    try {
      after ??= await fromSeen(signal);
      const wait = first || failures > 0 ? 0 : WAIT_S; // after a failure it is told at once that all is well again
      const page = await get("/v1/inbox", { query: { after, wait, limit: PAGE }, signal });
      answered();
      failures = 0;
      if (!signal.aborted && page.items.length > 0) {
        news.value = [...news.value, ...page.items];
        fresh.value = first ? fresh.value : [...fresh.value, ...page.items];
      }
      first = first && page.items.length === PAGE;
      after = page.next;
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      failures++;
      offline.value = error instanceof Unanswered && failures > 1;
      const wait =
        error instanceof Refused
          ? Math.max(error.wait * 1000, LATE_MS)
          : Math.min(SOON_MS * 2 ** (failures - 1), LATE_MS);
      await pause(wait, signal);
    }
  }
}

/** For the role of the route, from now on, and again for another one. */
export function startPolling() {
  let stop = new AbortController();
  let whose = "";
  effect(() => {
    const role = here.value.role;
    const now = `${role} ${actsFor.value}`;
    if (now === whose) {
      return;
    }
    whose = now;
    stop.abort();
    stop = new AbortController();
    after = null;
    news.value = [];
    fresh.value = [];
    if (role !== null && !WITHOUT_INBOX.includes(role)) {
      void poll(stop.signal);
    }
  });
}
