// The views of what professionals do together, beside dossiers.
/** @type {import("../../core/router.js").Route[]} */
export const zoneRoutes = [
  { path: ":role/casus", view: () => import("./casus_list.js"), words: ["zone"], nav: "guide" },
  {
    path: ":role/casus/nieuw",
    view: () => import("./casus_new.js"),
    words: ["zone", "care"],
    nav: "guide",
  },
  { path: ":role/casus/:casus", view: () => import("./casus.js"), words: ["zone"], nav: "guide" },
  { path: ":role/netwerkmomenten", view: () => import("./moments.js"), words: ["zone"], nav: "guide" },
  {
    path: ":role/netwerkmomenten/nieuw",
    view: () => import("./moment_form.js"),
    words: ["zone"],
    nav: "guide",
  },
  {
    path: ":role/netwerkmomenten/:moment",
    view: () => import("./moment.js"),
    words: ["zone"],
    nav: "guide",
  },
  {
    path: ":role/netwerkmomenten/:moment/wijzigen",
    view: () => import("./moment_form.js"),
    words: ["zone"],
    nav: "guide",
  },
  {
    path: ":role/netwerkmomenten/:moment/casus",
    view: () => import("./casus_new.js"),
    words: ["zone", "care"],
    nav: "guide",
  },
  { path: ":role/knelpunten", view: () => import("./knelpunten.js"), words: ["zone"], nav: "guide" },
  { path: "auditor/knelpunten", view: () => import("./knelpunten.js"), words: ["zone"], nav: "numbers" },
  { path: "beheerder/knelpunten", view: () => import("./knelpunten.js"), words: ["zone"], nav: "organisations" },
];
