// The views of the guide and of the measures: below a role, and for who has none.
/** @type {import("../../core/router.js").Route[]} */
export const guideRoutes = [
  { path: "beheerder/gids", view: () => import("./search.js"), words: ["guide"], nav: "organisations" },
  {
    path: "beheerder/gids/nieuw",
    view: () => import("./fiche_new.js"),
    words: ["guide", "schema"],
    nav: "organisations",
  },
  {
    path: "beheerder/gids/:fiche",
    view: () => import("./fiche.js"),
    words: ["guide"],
    nav: "organisations",
  },
  {
    path: "beheerder/gids/:fiche/wijzigen",
    view: () => import("./fiche_edit.js"),
    words: ["guide", "schema"],
    nav: "organisations",
  },
  {
    path: ":role/gids/nieuw",
    view: () => import("./fiche_new.js"),
    words: ["guide", "schema"],
    nav: "guide",
  },
  { path: ":role/gids", view: () => import("./search.js"), words: ["guide"], nav: "guide" },
  { path: ":role/gids/:fiche", view: () => import("./fiche.js"), words: ["guide"], nav: "guide" },
  { path: ":role/maatregelen", view: () => import("./measures.js"), words: ["guide"], nav: "measures" },
  {
    path: ":role/maatregelen/:code",
    view: () => import("./measures.js"),
    words: ["guide"],
    nav: "measures",
  },
  { path: "gids", view: () => import("./search.js"), words: ["guide"], nav: "guide" },
  { path: "gids/:fiche", view: () => import("./fiche.js"), words: ["guide"], nav: "guide" },
  { path: "maatregelen", view: () => import("./measures.js"), words: ["guide"], nav: "measures" },
  { path: "maatregelen/:code", view: () => import("./measures.js"), words: ["guide"], nav: "measures" },
  {
    path: ":role/gids/:fiche/wijzigen",
    view: () => import("./fiche_edit.js"),
    words: ["guide", "schema"],
    nav: "guide",
  },
];
