// Every view of the page, by its address. Each is fetched when it is first shown.
/** @type {import("./core/router.js").Route[]} */
export const routes = [
  { path: "rol", view: () => import("./views/everybody/role.js") },
  { path: "klaar", view: () => import("./views/everybody/finished.js"), words: ["everybody"] },

  { path: "patient", view: () => import("./views/patient/enter.js"), words: ["patient"] },
  {
    path: "patient/:dossier/start",
    view: () => import("./views/patient/start.js"),
    words: ["patient", "steps"],
    nav: "start",
  },
  {
    path: "patient/:dossier/tijdlijn",
    view: () => import("./views/patient/timeline.js"),
    words: ["steps"],
    nav: "timeline",
  },
  {
    path: "patient/:dossier/tijdlijn/:rule",
    view: () => import("./views/patient/step.js"),
    words: ["steps"],
    nav: "timeline",
  },
];
