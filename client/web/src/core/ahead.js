// What will be wanted soon is made ready while nothing else is going on: files of the page, and what writes days and
// lists. Never anything that the server would have to say.

/** @type {(run: () => void) => void} */
const idle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 200));

/** Each in an idle moment of its own. @param {(() => any)[]} tasks */
export function whenIdle([first, ...rest]) {
  if (first !== undefined) {
    idle(async () => {
      try {
        await first();
      } catch {
        // It is made when it is wanted.
      }
      whenIdle(rest);
    });
  }
}
