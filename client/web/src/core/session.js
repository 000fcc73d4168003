// Who the certificate says the reader is.
import { computed, signal } from "@preact/signals";
import { get } from "./api.js";
import { before, here, registrations } from "./here.js";

/** @type {import("@preact/signals").Signal<any>} the answer of /v1/me; null before it */
export const me = signal(null);
/** @type {import("@preact/signals").Signal<any>} why it could not be asked */
export const meError = signal(null);

export async function readMe() {
  meError.value = null;
  try {
    me.value = await get("/v1/me");
    chooseRegistrations();
  } catch (error) {
    meError.value = error;
  }
}

/** Where two registrations hold one role, the first active one speaks until the reader says otherwise. */
function chooseRegistrations() {
  /** @type {Record<string, any[]>} */
  const holders = {};
  for (const actor of me.value.actors.filter((/** @type {any} */ one) => one.state === "active")) {
    for (const role of actor.roles) {
      (holders[role] ??= []).push(actor);
    }
  }
  registrations.value = Object.fromEntries(
    Object.entries(holders)
      .filter(([, actors]) => actors.length > 1)
      .map(([role, actors]) => [role, actors[0].id]),
  );
}

/** As whom the reader is here: as the route says; on pages for everybody as before, or in the only role there is. */
export const as = computed(() => {
  const { role, dossier } = here.value.role !== null ? here.value : before.value;
  const roles = me.value?.roles ?? [];
  return { role: /** @type {string | null} */ (role ?? (roles.length === 1 ? roles[0] : null)), dossier };
});

/** The reader's registration in that role. */
export const self = computed(() => {
  const { role } = as.value;
  const actors = me.value?.actors ?? [];
  const wanted = role === null ? undefined : registrations.value[role];
  return (
    actors.find((/** @type {any} */ actor) => (wanted ? actor.id === wanted : actor.roles.includes(role))) ??
    actors[0] ??
    null
  );
});

/** Ids of all that is the reader. */
export const own = computed(() => new Set((me.value?.actors ?? []).map((/** @type {any} */ actor) => actor.id)));
