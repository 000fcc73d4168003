// What the window has room for: the first screen of a view, made before what nobody sees yet, so that a slow device
// shows sooner what was asked for; and a table, or a list with what is open beside it.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { placeBefore } from "../core/router.js";

/** On paper all of it stands at once, also what stands in something that is made now. */
let prints = false;
addEventListener("beforeprint", () => (prints = true));
addEventListener("afterprint", () => (prints = false));

/**
 * How many of a list are drawn: so many as the first screen shows, three times as many in each frame behind it. All at
 * once for who comes back to a place, which may be anywhere, for who prints, and while nobody looks, when there are no
 * frames. @param {number} first
 */
export function useFirst(first) {
  const [most, setMost] = useState(() => (placeBefore() === null && !document.hidden && !prints ? first : Infinity));
  useLayoutEffect(() => {
    if (most === Infinity) {
      return undefined;
    }
    const next = most > 0 && most < 100 ? 3 * most : Infinity;
    requestAnimationFrame(() => setTimeout(() => setMost((now) => Math.max(now, next))));
    const all = () => setMost(Infinity);
    addEventListener("beforeprint", all);
    return () => removeEventListener("beforeprint", all);
  }, [most]);
  return most;
}

/** What lies below the first screen. now: it does not. @param {{now?: boolean, children?: any}} props */
export function Below({ now, children }) {
  return useFirst(0) === 0 && !now ? null : children;
}

/** A list that may be longer than the first screen. @param {{first: number, children: any[]}} props */
export function Long({ first, children }) {
  return children.slice(0, useFirst(first));
}

/** Whether there is room for a table, or for two things side by side. The other form of the same data is made by
 * script: a table that CSS takes apart is no table any more to who listens.
 * @param {number} [em] so wide; a table asks for 48 */
export function useWide(em = 48) {
  const [wide, setWide] = useState(() => matchMedia(`(min-width: ${em}em)`).matches);
  useEffect(() => {
    const query = matchMedia(`(min-width: ${em}em)`);
    const change = () => setWide(query.matches);
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, [em]);
  return wide;
}
