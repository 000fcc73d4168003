// Whether there is room for a table, or for a list with what is open beside it. The other form of the same data is made
// by script: a table that CSS takes apart is no table any more to who listens.
import { useEffect, useState } from "preact/hooks";

/** @param {number} [em] so wide; a table asks for 48 */
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
