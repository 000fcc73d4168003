// The check runs beside the page, which stays quick. The worker asks the page for what it needs: only that speaks to
// the server, and sees each answer too.
import { BrokenOff } from "./fault.js";
import { Review, outcomeOf } from "./review.js";

/** @type {Map<number, {resolve: (answer: import("./review.js").Answer) => void, reject: (error: Error) => void}>} */
const asked = new Map();
let number = 0;
/** @type {Review | null} */
let review = null;

/** @type {import("./review.js").Ask} */
function ask(path, query) {
  number += 1;
  postMessage({ kind: "ask", number, path, query });
  return new Promise((resolve, reject) => asked.set(number, { resolve, reject }));
}

/** @param {{number: number, answer: import("./review.js").Answer | null}} message answer: null: the server gave none */
function takeAnswer({ number: of, answer }) {
  const waiting = asked.get(of);
  asked.delete(of);
  if (answer === null) {
    waiting?.reject(new BrokenOff("no answer"));
  } else {
    waiting?.resolve(answer);
  }
}

/** @param {() => Promise<any>} act */
async function tell(act) {
  try {
    postMessage({ kind: "done", outcome: { state: "holds", ...(await act()) } });
  } catch (error) {
    postMessage({ kind: "done", outcome: outcomeOf(error) });
  }
}

addEventListener("message", ({ data }) => {
  if (data.kind === "answer") {
    takeAnswer(data);
  } else if (data.kind === "run") {
    const onProgress = (/** @type {number} */ checked, /** @type {number} */ of) =>
      postMessage({ kind: "progress", checked, of });
    const fresh = new Review({ ...data.given, ask, onProgress });
    review = fresh;
    void tell(() => fresh.run());
  } else if (data.kind === "more" && review !== null) {
    const running = review;
    void tell(() => running.more());
  }
});
