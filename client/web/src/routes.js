// Every view of the page, by its address. Each is fetched when it is first shown.
/** @type {import("./core/router.js").Route[]} */
export const routes = [
  { path: "rol", view: () => import("./views/everybody/role.js") },
  { path: "hulp", view: () => import("./views/everybody/help.js"), words: ["help"] },
  { path: "hulp/toetsen", view: () => import("./views/everybody/keys.js"), words: ["help"] },
  { path: "privacy", view: () => import("./views/everybody/privacy.js"), words: ["privacy"] },
  { path: "toegankelijkheid", view: () => import("./views/everybody/accessibility.js"), words: ["accessibility"] },
  { path: "medewerker/voor-wie", view: () => import("./views/everybody/works_for.js") },
  { path: "klaar", view: () => import("./views/everybody/finished.js"), words: ["everybody"] },

  { path: "patient", view: () => import("./views/patient/enter.js"), words: ["patient"] },
  { path: "patient/nieuw", view: () => import("./views/patient/open.js"), words: ["patient"] },
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
  {
    path: "patient/:dossier/toestemmingen",
    view: () => import("./views/patient/consent/consents.js"),
    words: ["consents"],
    nav: "consents",
  },
  {
    path: "patient/:dossier/toestemmingen/geven/controleren",
    view: () => import("./views/patient/consent/check.js"),
    words: ["consents"],
    nav: "consents",
  },
  {
    path: "patient/:dossier/toestemmingen/geven/:question",
    view: () => import("./views/patient/consent/questions.js"),
    words: ["consents"],
    nav: "consents",
  },
  {
    path: "patient/:dossier/toestemmingen/voorstel/:preset",
    view: () => import("./views/patient/consent/preset.js"),
    words: ["consents"],
    nav: "consents",
  },
  {
    path: "patient/:dossier/toestemmingen/:consent",
    view: () => import("./views/patient/consent/one.js"),
    words: ["consents"],
    nav: "consents",
  },
  {
    path: "patient/:dossier/toestemmingen/:consent/klaar",
    view: () => import("./views/patient/consent/given.js"),
    words: ["consents"],
    nav: "consents",
  },
  {
    path: "patient/:dossier/toestemmingen/:consent/intrekken",
    view: () => import("./views/patient/consent/withdraw.js"),
    words: ["consents"],
    nav: "consents",
  },
  {
    path: "patient/:dossier/uitsluiten/:actor",
    view: () => import("./views/patient/consent/exclude.js"),
    words: ["consents"],
    nav: "consents",
  },
  {
    path: "patient/:dossier/vragen/:request",
    view: () => import("./views/patient/consent/request.js"),
    words: ["consents"],
    nav: "consents",
  },
  {
    path: "patient/:dossier/bewijzen",
    view: () => import("./views/patient/consent/receipts.js"),
    words: ["consents"],
    nav: "consents",
  },

  { path: ":role/te-doen", view: () => import("./views/work/due.js"), words: ["due"], nav: "due" },
  {
    path: "patient/:dossier/documenten",
    view: () => import("./views/patient/documents.js"),
    words: ["papers"],
    nav: "documents",
  },
  { path: "patient/:dossier/team", view: () => import("./views/patient/team.js"), words: ["patient", "team"] },
  {
    path: "patient/:dossier/fiche",
    view: () => import("./views/patient/fiche.js"),
    words: ["patient", "steps", "fiche"],
  },
  { path: "patient/:dossier/overleg", view: () => import("./views/patient/threads.js"), words: ["talks"] },
  { path: ":role/:dossier/nieuw", view: () => import("./views/documents/choose.js"), words: ["schema", "documents"] },
  {
    path: ":role/:dossier/nieuw/:category",
    view: () => import("./views/documents/new.js"),
    words: ["schema", "documents"],
  },
  {
    path: "patient/:dossier/nieuw/:category",
    view: () => import("./views/documents/new.js"),
    words: ["schema", "documents"],
  },
  {
    path: ":role/:dossier/document/:fragment",
    view: () => import("./views/documents/show.js"),
    words: ["schema", "documents"],
  },
  {
    path: ":role/:dossier/document/:fragment/wijzigen",
    view: () => import("./views/documents/amend.js"),
    words: ["schema", "documents"],
  },
  {
    path: ":role/:dossier/document/:fragment/fout",
    view: () => import("./views/documents/wrong.js"),
    words: ["schema", "documents"],
  },
  {
    path: "patient/:dossier/vragenlijst",
    view: () => import("./views/questionnaire/begin.js"),
    words: ["schema", "documents", "questionnaire"],
  },
  {
    path: "patient/:dossier/vragenlijst/klaar",
    view: () => import("./views/questionnaire/begin.js"),
    words: ["schema", "documents", "questionnaire"],
  },
  {
    path: "patient/:dossier/vragenlijst/:place",
    view: () => import("./views/questionnaire/questions.js"),
    words: ["schema", "documents", "questionnaire"],
  },
  {
    path: "patient/:dossier/documenten/:fragment",
    view: () => import("./views/patient/document.js"),
    words: ["papers", "documents", "schema"],
    nav: "documents",
  },
  {
    path: "patient/:dossier/overleg/:thread",
    view: () => import("./views/patient/thread.js"),
    words: ["talks", "papers", "documents", "schema"],
  },
  {
    path: "patient/:dossier/opmerking",
    view: () => import("./views/patient/remark.js"),
    words: ["asks", "papers", "documents"],
  },
  {
    path: "patient/:dossier/opmerking/:about",
    view: () => import("./views/patient/remark.js"),
    words: ["asks", "papers", "documents"],
  },
  {
    path: "patient/:dossier/contact",
    view: () => import("./views/patient/contact.js"),
    words: ["asks", "patient", "papers", "documents"],
  },
  {
    path: "patient/:dossier/engagement",
    view: () => import("./views/patient/engagement.js"),
    words: ["asks", "papers", "documents", "schema"],
  },
  {
    path: "patient/:dossier/downloaden",
    view: () => import("./views/patient/download.js"),
    words: ["download", "papers", "documents", "schema", "talks", "fiche"],
  },
];
