// Whether there is room for a table. The other form of the same data is made by script: a table that CSS takes apart
// is no table any more to who listens.
import { useEffect, useState } from "preact/hooks";

const WIDE = "(min-width: 48em)";

export function useWide() {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const change = () => setWide(query.matches);
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, []);
  return wide;
}
