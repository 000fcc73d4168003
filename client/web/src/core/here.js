// Where the reader is and as whom: the route of this tab. Apart from the router, so that api.js needs no view.
import { signal } from "@preact/signals";

/**
 * @typedef {object} Here
 * @property {string} path without "#/": "patient/dos_…/start"
 * @property {string | null} role
 * @property {string | null} dossier
 * @property {Record<string, string>} params
 */
/** @type {import("@preact/signals").Signal<Here>} */
export const here = signal({ path: "", role: null, dossier: null, params: {} });

/**
 * As whom the reader was last: on pages for everybody, which no role asks for, the way back is still there.
 * @type {import("@preact/signals").Signal<{role: string | null, dossier: string | null}>}
 */
export const before = signal({ role: null, dossier: null });

/** For whom a medewerker works, in this tab. */
export const actsFor = signal(sessionStorage.getItem("tnw.for"));
actsFor.subscribe((actor) =>
  actor === null ? sessionStorage.removeItem("tnw.for") : sessionStorage.setItem("tnw.for", actor),
);

/**
 * Which registration, where several of the reader's hold the role.
 * @type {import("@preact/signals").Signal<Record<string, string>>}
 */
export const registrations = signal({});

/** What each call says of its sender. */
export function hereFor() {
  const role = here.value.role;
  return {
    role,
    actor: role === null ? null : (registrations.value[role] ?? null),
    actsFor: role === "medewerker" ? actsFor.value : null,
  };
}
