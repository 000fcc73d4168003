// What was typed and not sent. Its form says so, and how to keep it; leaving asks first.
import { signal } from "@preact/signals";

/** @type {import("@preact/signals").Signal<{keep: () => void, drop: () => void} | null>} */
export const unsent = signal(null);
