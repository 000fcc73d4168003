// What will be wanted soon is made ready while nothing else is going on: files of the page, what writes days and lists,
// and letters in each size. Never anything that the server would have to say.

/** @type {(run: () => void, how?: {timeout: number}) => void} */
const idle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 200));
/** Nobody waits longer for a moment in which nothing goes on. */
const IDLE_MS = 2000;

/** @returns {Promise<void>} */
export const idleMoment = () => new Promise((resolve) => idle(() => resolve(), { timeout: IDLE_MS }));

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

/** @param {CSSRule} rule @returns {CSSStyleDeclaration[]} */
function stylesOf(rule) {
  const { cssRules = [], style } = /** @type {any} */ (rule);
  return [...(style === undefined ? [] : [style]), ...[...cssRules].flatMap(stylesOf)];
}

/** A browser asks its system about each size of letters when it first writes in it, ten milliseconds and more for a
 * view that is new, and forgets what nothing is written in. Hence something nobody sees in each size of the style. */
export function keepLetters() {
  const sizes = [...document.styleSheets[0].cssRules].flatMap(stylesOf).map(({ fontSize }) => fontSize);
  const box = document.createElement("div");
  box.className = "letters";
  for (const size of new Set(sizes.filter((one) => /rem$|px$/.test(one)))) {
    for (const weight of ["400", "700"]) {
      const letter = document.createElement("span");
      const textRendering = size.endsWith("px") ? "geometricPrecision" : "auto"; // px: of pictures
      Object.assign(letter.style, { fontSize: size, fontWeight: weight, textRendering });
      box.append(letter);
    }
  }
  document.body.append(box);
}
