// Every action that a record can name: the operations of the API, and what the server does by itself. A test holds this
// against schemas/openapi.json; a newer server serves a newer page.

/** What begins a name, and how it can go on. @type {Record<string, string>} */
const OPERATIONS = {
  me: "read",
  actor: "list add read change disable",
  certificate: "list ending",
  fiche: "list add read change remove read_professional verify",
  service: "list",
  dossier: "open list search read close reopen erase",
  erasure: "read receipt list",
  participant: "add remove",
  facts: "read set history",
  regie: "set",
  suspension: "begin end",
  team: "read",
  timeline: "read calendar fiche",
  attachment: "add read",
  fragment: "add list read amend retract sign",
  referral: "ask",
  consent: "presets ask ask_preview asked answer give list preview read withdraw receipt",
  policy: "explain",
  thread: "start list read close",
  message: "send list acknowledge",
  question: "list",
  due: "list",
  casus: "start list read close say messages",
  moment: "add list read change cancel sign_up sign_off",
  knelpunt: "report list counts",
  inbox: "read mark_seen",
  access_log: "read",
  statistics: "read quarters",
  audit: "list read checkpoint prove_inclusion prove_consistency note keys entries tile cosign export",
  category: "list read",
  directory: "import export employers",
  measure: "list",
  api: "describe",
  web: "page file",
  request: "refused",
};
/** What no operation did. */
export const OWN = [
  "map.root",
  "refusals.count",
  "clock.reset",
  "casus.erase",
  "statistics.release",
  "dossier.emptied",
  "dossier.erased",
  "dossier.retention_warned",
  "store.migrate",
  "log_key.change",
  "log_key.continue",
  "keys.rotate",
  "keys.destroy",
];

/** @type {Set<string>} */
export const ACTIONS = new Set([
  ...OWN,
  ...Object.entries(OPERATIONS).flatMap(([begin, ends]) => ends.split(" ").map((end) => `${begin}.${end}`)),
]);
