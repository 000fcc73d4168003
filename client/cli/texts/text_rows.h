/*
 * What the program says, a row each: X(ID, nl, fr, de, en). In a text {0}, {1} are what it speaks of, the same ones in
 * each language. Codes, options, commands and error codes are the same in all: they are what people type.
 */
#ifndef TNW_CLI_TEXT_ROWS_H
#define TNW_CLI_TEXT_ROWS_H

#include "texts/text_rows_attachments.h"
#include "texts/text_rows_directory.h"
#include "texts/text_rows_errors.h"
#include "texts/text_rows_proof.h"

/* Labels of fields, and titles of columns: short. */
#define TEXT_ROWS_LABELS(X)                                                                                            \
    X(ACTING_AS, "handelt als", "agit comme", "handelt als", "acting as")                                              \
    X(ACTIONS, "handelingen", "actions", "Handlungen", "actions")                                                      \
    X(ACTOR, "actor", "acteur", "Akteur", "actor")                                                                     \
    X(ACTS_FOR, "handelt voor", "agit pour", "handelt für", "acts for")                                                \
    X(CBE, "ondernemingsnr.", "numéro BCE", "ZDU-Nummer", "cbe")                                                       \
    X(FUNCTION, "functie", "fonction", "Funktion", "function")                                                         \
    X(QUALIFICATION, "bekwaamheid", "qualification", "Qualifikation", "qualification")                                 \
    X(SERVICE, "dienst", "service", "Dienst", "service")                                                               \
    X(NIHII_HOSPITAL, "erkenningsnr.", "agrément", "Anerkennungsnr.", "hospital")                                      \
    X(EHP, "eHealth-partner", "partenaire eH.", "eHealth-Partner", "ehp")                                              \
    X(PRESET, "voorstel", "proposition", "Vorschlag", "preset")                                                        \
    X(TITLE, "titel", "titre", "Titel", "title")                                                                       \
    X(EXPLANATION, "uitleg", "explication", "Erklärung", "explanation")                                                \
    X(CONSENT_REQUEST, "vraag", "demande", "Anfrage", "request")                                                       \
    X(ANSWERED, "beantwoord", "répondu", "beantwortet", "answered")                                                    \
    X(WHAT_TO_DO, "wat", "quoi", "was", "what")                                                                        \
    X(TO_CALL, "bel", "appeler", "anrufen", "call")                                                                    \
    X(COMMAND, "commando", "commande", "Befehl", "command")                                                            \
    X(CONSENT_NEEDED, "vraag eerst", "d'abord", "zuerst fragen", "ask first")                                          \
    X(COST, "kosten", "coût", "Kosten", "cost")                                                                        \
    X(ASKED_BY, "wie vraagt", "qui demande", "wer fragt", "who asks")                                                  \
    X(WHERE, "waar", "où", "wo", "where")                                                                              \
    X(FOR_WHOM, "voor wie", "pour qui", "für wen", "for whom")                                                         \
    X(CASUS, "casus", "cas", "Fall", "case")                                                                           \
    X(MOMENT, "netwerkmoment", "réunion réseau", "Netzwerktreffen", "netwerkmoment")                                   \
    X(THEME, "thema", "thème", "Thema", "theme")                                                                       \
    X(ORGANISER, "organisator", "organisateur", "Veranstalter", "organiser")                                           \
    X(GUESTS, "ingeschreven", "inscrits", "angemeldet", "signed up")                                                   \
    X(KNELPUNT, "knelpunt", "obstacle", "Hindernis", "obstacle")                                                       \
    X(PEOPLE, "personen", "personnes", "Personen", "people")                                                           \
    X(QUARTER, "kwartaal", "trimestre", "Quartal", "quarter")                                                          \
    X(MEASURE, "maatregel", "mesure", "Maßnahme", "measure")                                                           \
    X(NOT_KNOWN, "niet bekend", "pas connu", "nicht bekannt", "not known")                                             \
    X(SENTENCE, "zin", "phrase", "Satz", "sentence")                                                                   \
    X(BENEFIT, "uitkering", "indemnité", "Leistung", "benefit")                                                        \
    X(CONTACT, "contactpersoon", "contact", "Kontaktperson", "contact")                                                \
    X(DAY, "dag", "jour", "Tag", "day")                                                                                \
    X(DUTY, "plicht", "obligation", "Pflicht", "duty")                                                                 \
    X(REGIE, "regie", "vue d'ensemble", "Übersicht", "overview")                                                       \
    X(SOURCE, "bron", "source", "Quelle", "source")                                                                    \
    X(SUSPENSION, "schorsing", "pause", "Unterbrechung", "suspension")                                                 \
    X(WHY, "waarom", "pourquoi", "warum", "why")                                                                       \
    X(ADDRESS, "adres", "adresse", "Anschrift", "address")                                                             \
    X(ANSWER_BY, "antwoord tegen", "réponse avant le", "Antwort bis", "answer by")                                     \
    X(AS, "als", "comme", "als", "as")                                                                                 \
    X(AT, "op", "le", "am", "at")                                                                                      \
    X(AUTHOR, "auteur", "auteur", "Verfasser", "author")                                                               \
    X(BY, "door", "par", "durch", "by")                                                                                \
    X(CATEGORIES, "categorieën", "catégories", "Kategorien", "categories")                                             \
    X(CATEGORY, "categorie", "catégorie", "Kategorie", "category")                                                     \
    X(CLOSED, "afgesloten", "clôturé", "abgeschlossen", "closed")                                                      \
    X(CONCLUSION, "besluit", "conclusion", "Ergebnis", "conclusion")                                                   \
    X(CONSENT, "toestemming", "consentement", "Zustimmung", "consent")                                                 \
    X(CREATED, "gemaakt", "créé", "erstellt", "created")                                                               \
    X(DATED, "van", "du", "vom", "dated")                                                                              \
    X(DOSSIER, "dossier", "dossier", "Dossier", "dossier")                                                             \
    X(EFFECT, "uitwerking", "effet", "Wirkung", "effect")                                                              \
    X(EMAIL, "e-mail", "e-mail", "E-Mail", "email")                                                                    \
    X(EMPLOYMENT, "werk", "emploi", "Arbeit", "employment")                                                            \
    X(EVENT, "gebeurtenis", "événement", "Ereignis", "event")                                                          \
    X(EVIDENCE, "bewijs", "preuve", "Nachweis", "evidence")                                                            \
    X(FOR, "voor", "pour", "für", "for")                                                                               \
    X(FRAGMENT, "fragment", "fragment", "Fragment", "fragment")                                                        \
    X(RETRACTED, "ingetrokken", "retiré", "zurückgezogen", "retracted")                                                \
    X(SIGNED_BY, "getekend door", "signé par", "unterschr. von", "signed by")                                          \
    X(REASON_LABEL, "reden", "raison", "Grund", "reason")                                                              \
    X(FRAGMENTS, "fragmenten", "fragments", "Fragmente", "fragments")                                                  \
    X(FROM, "van", "de", "von", "from")                                                                                \
    X(FROM_DAY, "vanaf", "à partir du", "ab", "from")                                                                  \
    X(GRANTED, "gegeven", "donné", "erteilt", "granted")                                                               \
    X(TOLD_APART, "van wie", "de qui", "von wem", "of whom")                                                           \
    X(DONE, "gedaan", "fait", "erledigt", "done")                                                                      \
    X(OVERDUE, "te laat", "en retard", "überfällig", "overdue")                                                        \
    X(MEDIAN_DAYS, "mediaan (d)", "médiane (j)", "Median (T)", "median (d)")                                           \
    X(KIND, "soort", "sorte", "Art", "kind")                                                                           \
    X(LANGUAGES, "talen", "langues", "Sprachen", "languages")                                                          \
    X(LAST_DAY, "tegen", "au plus tard le", "bis", "by")                                                               \
    X(MESSAGE, "bericht", "message", "Nachricht", "message")                                                           \
    X(MESSAGES, "berichten", "messages", "Nachrichten", "messages")                                                    \
    X(NAME, "naam", "nom", "Name", "name")                                                                             \
    X(NEWEST, "nieuwste", "dernière", "neueste", "newest")                                                             \
    X(NIHII, "RIZIV-nummer", "numéro INAMI", "LIKIV-Nummer", "nihii")                                                  \
    X(NISS, "rijksregisternr.", "numéro national", "Nationalregisternr.", "niss")                                      \
    X(OBJECT, "voorwerp", "objet", "Gegenstand", "object")                                                             \
    X(OPENED, "geopend", "ouvert", "angelegt", "opened")                                                               \
    X(OPENED_BY, "geopend door", "ouvert par", "angelegt durch", "opened by")                                          \
    X(ORGANISATION, "organisatie", "organisation", "Organisation", "organisation")                                     \
    X(PARTICIPANTS, "deelnemers", "participants", "Teilnehmer", "participants")                                        \
    X(PATIENT, "patiënt", "patient", "Patient", "patient")                                                             \
    X(PHONE, "telefoon", "téléphone", "Telefon", "phone")                                                              \
    X(PROCEDURE, "procedure", "procédure", "Verfahren", "procedure")                                                   \
    X(PURPOSES, "doelen", "buts", "Zwecke", "purposes")                                                                \
    X(FINGERPRINT, "vingerafdruk", "empreinte", "Fingerabdruck", "fingerprint")                                        \
    X(VALID_UNTIL, "geldig tot", "valable jusqu'au", "gültig bis", "valid until")                                      \
    X(FIRST_USED, "eerst gebruikt", "utilisé dès", "zuerst benutzt", "first used")                                     \
    X(LAST_USED, "laatst gebruikt", "utilisé jusqu'au", "zuletzt benutzt", "last used")                                \
    X(QUOTA, "quota", "quota", "Kontingent", "quota")                                                                  \
    X(READ, "gelezen", "lu", "gelesen", "read")                                                                        \
    X(READ_BY, "gelezen door", "lu par", "gelesen von", "read by")                                                     \
    X(REFERENCE, "referentie", "référence", "Referenz", "reference")                                                   \
    X(REPLY_TO, "antwoord op", "réponse à", "Antwort auf", "reply to")                                                 \
    X(ROLE, "rol", "rôle", "Rolle", "role")                                                                            \
    X(ROLES, "rollen", "rôles", "Rollen", "roles")                                                                     \
    X(SENT, "verstuurd", "envoyé", "gesendet", "sent")                                                                 \
    X(SINCE, "sinds", "depuis", "seit", "since")                                                                       \
    X(START, "begin", "début", "Beginn", "start")                                                                      \
    X(STARTED, "begonnen", "commencé", "begonnen", "started")                                                          \
    X(STATE, "toestand", "état", "Zustand", "state")                                                                   \
    X(SEEN, "gezien tot", "vu jusqu'à", "gesehen bis", "seen until")                                                   \
    X(STEP, "stap", "étape", "Schritt", "step")                                                                        \
    X(SUBJECT, "onderwerp", "sujet", "Betreff", "subject")                                                             \
    X(TEXT, "tekst", "texte", "Text", "text")                                                                          \
    X(THREAD, "overleg", "concertation", "Beratung", "thread")                                                         \
    X(TIME, "tijdstip", "moment", "Zeitpunkt", "time")                                                                 \
    X(UNTIL, "tot", "jusqu'au", "bis", "until")                                                                        \
    X(TO, "aan", "à", "an", "to")                                                                                      \
    X(UNANSWERED, "open", "ouvert", "offen", "open")                                                                   \
    X(UPDATED, "gewijzigd", "modifié", "geändert", "updated")                                                          \
    X(VERSION, "versie", "version", "Version", "version")                                                              \
    X(WEB, "webpagina", "page web", "Webseite", "web")                                                                 \
    X(WITHDRAWN, "ingetrokken", "retiré", "zurückgezogen", "withdrawn")                                                \
    X(CONTRACT_END, "einde contract", "fin du contrat", "Vertragsende", "contract end")                                \
    X(EMPLOYER, "werkgever", "employeur", "Arbeitgeber", "employer")                                                   \
    X(EMPLOYER_SIZE, "grootte", "taille", "Größe", "size")                                                             \
    X(ENTRANCE, "instapreden", "motif d'accès", "Zugangsgrund", "entrance")                                            \
    X(EXCEPTIONS, "uitzonderingen", "exceptions", "Ausnahmen", "exceptions")                                           \
    X(GMD_HOLDER, "GMD bij", "DMG chez", "GMA bei", "file kept by")                                                    \
    X(OCCUPATIONAL, "door het werk", "dû au travail", "durch die Arbeit", "through work")                              \
    X(REGION, "gewest", "région", "Region", "region")                                                                  \
    X(WORKED, "werkte", "a travaillé", "arbeitete", "worked")                                                          \
    X(SPELL, "ongeschikt sinds", "incapacité depuis", "unfähig seit", "unfit since")                                   \
    X(RELAPSES, "hervallen", "rechutes", "Rückfälle", "relapses")                                                      \
    X(RESUMED, "aan het werk", "reprise", "wieder im Dienst", "back at work")                                          \
    X(ROUTE, "route", "parcours", "Weg", "route")                                                                      \
    X(ZONE, "zone", "zone", "Zone", "zone")

/* Whole sentences, and ends of sentences behind an option or a file: "--limit: ...". */
#define TEXT_ROWS_MESSAGES(X)                                                                                          \
    X(MOMENT_OPEN, "ook voor wie uit een andere zone komt", "aussi pour ceux d'autres zones", "auch für andere Zonen", \
      "for those of other zones as well")                                                                              \
    X(MOMENT_OWN_ZONES, "Getoond worden uw eigen zones; --zone NAAM toont wat in een andere open is.",                 \
      "Sont montrées vos propres zones ; --zone NOM montre ce qui est ouvert dans une autre.",                         \
      "Gezeigt werden Ihre eigenen Zonen; --zone NAME zeigt, was in einer anderen offen ist.",                         \
      "Shown are your own zones; --zone NAME shows what is open in another.")                                          \
    X(MOMENT_LEFT, "U bent niet meer ingeschreven.", "Vous n'êtes plus inscrit.", "Sie sind nicht mehr angemeldet.",   \
      "You are not signed up any more.")                                                                               \
    X(STANDS_AT, "{0}, teken {1}: [{2}]", "{0}, caractère {1} : [{2}]", "{0}, Zeichen {1}: [{2}]",                     \
      "{0}, character {1}: [{2}]")                                                                                     \
    X(CASUS_RARE, "Namen en nummers worden gezocht; wat maar één persoon heeft niet: laat het weg.",                   \
      "Noms et numéros sont cherchés ; ce que n'a qu'une seule personne ne l'est pas : supprimez-le.",                 \
      "Namen und Nummern werden gesucht; was nur eine Person hat, nicht: lassen Sie es weg.",                          \
      "Names and numbers are searched for; what only one person has is not: leave it out.")                            \
    X(KNELPUNT_COUNTED, "Het thema is geteld voor {0}; iemand telt er een keer per kwartaal.",                         \
      "Le thème est compté pour {0} ; une personne compte une fois par trimestre.",                                    \
      "Das Thema ist für {0} gezählt; jemand zählt einmal im Quartal.",                                                \
      "The theme is counted for {0}; a person counts once a quarter.")                                                 \
    X(FEW_PEOPLE, "minder dan vijf", "moins de cinq", "weniger als fünf", "fewer than five")                           \
    X(ABOUT_PEOPLE, "ongeveer {0}", "environ {0}", "etwa {0}", "about {0}")                                            \
    X(IN_FORCE_SINCE, "geldt (bron van {0})", "en vigueur (source de {0})", "gilt (Quelle von {0})",                   \
      "in force (source of {0})")                                                                                      \
    X(REPORTED_IN, "beschreven in {0}: kijk na of het nog zo is", "décrit en {0} : vérifiez si c'est encore ainsi",    \
      "beschrieben im Jahr {0}: prüfen Sie, ob es noch so ist", "described in {0}: check whether it still is so")      \
    X(PILOT_IN, "proefproject, beschreven in {0}", "projet pilote, décrit en {0}",                                     \
      "Pilotprojekt, beschrieben im Jahr {0}", "a trial, described in {0}")                                            \
    /* the command line */                                                                                             \
    X(IS_NO_OPTION, "is geen optie van dit commando", "n'est pas une option de cette commande",                        \
      "ist keine Option dieses Befehls", "is no option of this command")                                               \
    X(TAKES_NO_VALUE, "krijgt geen waarde", "ne prend pas de valeur", "nimmt keinen Wert", "takes no value")           \
    X(NEEDS_A_VALUE, "heeft een waarde nodig", "demande une valeur", "braucht einen Wert", "needs a value")            \
    X(GIVEN_TOO_OFTEN, "staat er te vaak", "est donné trop de fois", "steht zu oft da", "is given too often")          \
    X(ARGUMENT_TOO_MANY, "is een argument te veel", "est un argument de trop", "ist ein Argument zu viel",             \
      "is one argument too many")                                                                                      \
    X(IS_NO_COMMAND, "is geen commando; zie tnw help", "n'est pas une commande ; voir tnw help",                       \
      "ist kein Befehl; siehe tnw help", "is no command; see tnw help")                                                \
    X(SAY_WHAT_TO_DO, "zeg wat er moet gebeuren; zie tnw help", "dites que faire ; voir tnw help",                     \
      "sagen Sie, was zu tun ist; siehe tnw help", "say what to do; see tnw help")                                     \
    X(COMMAND_INCOMPLETE, "het commando is niet volledig; zie tnw help {0}",                                           \
      "la commande n'est pas complète ; voir tnw help {0}", "der Befehl ist nicht vollständig; siehe tnw help {0}",    \
      "the command is not complete; see tnw help {0}")                                                                 \
    X(NOT_ONE_OF, "{0} is geen van: {1}", "{0} n'est pas un de : {1}", "{0} ist keines von: {1}",                      \
      "{0} is none of: {1}")                                                                                           \
    X(COMMAND_TAKES, "dit commando krijgt", "cette commande prend", "dieser Befehl nimmt", "this command takes")       \
    X(NO_ARGUMENTS, "geen argumenten", "aucun argument", "keine Argumente", "no arguments")                            \
    X(IS_NEEDED, "is nodig", "est nécessaire", "wird gebraucht", "is needed")                                          \
    X(NO_SUCH_COMMAND, "zo'n commando is er niet; zie tnw help", "cette commande n'existe pas ; voir tnw help",        \
      "diesen Befehl gibt es nicht; siehe tnw help", "no such command; see tnw help")                                  \
    X(TAKES_A_NUMBER, "{0} krijgt een getal", "{0} prend un nombre", "{0} nimmt eine Zahl", "{0} takes a number")      \
    X(TAKES_A_NUMBER_UP_TO, "{0} krijgt een getal van 1 tot {1}", "{0} prend un nombre de 1 à {1}",                    \
      "{0} nimmt eine Zahl von 1 bis {1}", "{0} takes a number from 1 to {1}")                                         \
    X(ONE_AT_A_TIME, "{0} één keer", "{0} une seule fois", "{0} nur einmal", "{0} once")                               \
    X(NISS_EMPTY, "--niss - : de standaardinvoer is leeg", "--niss - : l'entrée standard est vide",                    \
      "--niss - : die Standardeingabe ist leer", "--niss - : standard input is empty")                                 \
    X(CANNOT_BE_READ, "kan niet gelezen worden", "ne peut être lu", "kann nicht gelesen werden", "cannot be read")     \
    X(CANNOT_BE_WRITTEN, "kan niet geschreven worden", "ne peut être écrit", "kann nicht geschrieben werden",          \
      "cannot be written")                                                                                             \
    X(STANDARD_OUTPUT, "standaarduitvoer", "sortie standard", "Standardausgabe", "standard output")                    \
    X(LARGER_THAN_1_MIB, "is groter dan 1 MiB", "dépasse 1 Mio", "ist größer als 1 MiB", "is larger than 1 MiB")       \
    X(IS_NOT_TEXT, "is geen tekst", "n'est pas du texte", "ist kein Text", "is not text")                              \
    X(STANDARD_INPUT_NO_TEXT, "de standaardinvoer is geen tekst van hoogstens 1 MiB",                                  \
      "l'entrée standard n'est pas un texte d'au plus 1 Mio", "die Standardeingabe ist kein Text von höchstens 1 MiB", \
      "standard input is no text of at most 1 MiB")                                                                    \
    X(STANDARD_INPUT_EMPTY, "de standaardinvoer is leeg", "l'entrée standard est vide",                                \
      "die Standardeingabe ist leer", "standard input is empty")                                                       \
    X(OR_FILE_NEEDED, "of --file FILE: één van beide is nodig", "ou --file FILE : il faut l'un des deux",              \
      "oder --file FILE: eines von beiden wird gebraucht", "or --file FILE: one of them is needed")                    \
    X(MORE, "Er is meer: voeg toe --after {0}", "Il y en a d'autres : ajoutez --after {0}",                            \
      "Es gibt mehr: fügen Sie hinzu --after {0}", "There is more: add --after {0}")                                   \
    /* profile and server */                                                                                           \
    X(PROFILE_LINE_WRONG, "regel {0} klopt niet", "la ligne {0} n'est pas correcte", "Zeile {0} stimmt nicht",         \
      "line {0} is not right")                                                                                         \
    X(PROFILE_KEY_UNKNOWN, "regel {0} klopt niet: onbekende sleutel {1}",                                              \
      "la ligne {0} n'est pas correcte : clé inconnue {1}", "Zeile {0} stimmt nicht: unbekannter Schlüssel {1}",       \
      "line {0} is not right: unknown key {1}")                                                                        \
    X(PROFILE_OPEN, "bevat een wachtwoord en anderen kunnen het lezen; chmod 600",                                     \
      "contient un mot de passe et d'autres peuvent le lire ; chmod 600",                                              \
      "enthält ein Passwort und andere können es lesen; chmod 600",                                                    \
      "holds a password and others can read it; chmod 600")                                                            \
    X(PROFILE_NO_SECTION, "heeft geen deel [{0}]", "n'a pas de section [{0}]", "hat keinen Abschnitt [{0}]",           \
      "has no section [{0}]")                                                                                          \
    X(IS_TOO_LONG, "is te lang", "est trop long", "ist zu lang", "is too long")                                        \
    X(SANDBOX_NOT_THERE, "kan niet gelezen worden; start er een met: dev sandbox DIR",                                 \
      "ne peut être lu ; démarrez-en un avec : dev sandbox DIR",                                                       \
      "kann nicht gelesen werden; starten Sie eine mit: dev sandbox DIR",                                              \
      "cannot be read; start one with: dev sandbox DIR")                                                               \
    X(SANDBOX_NO_ACTOR, "heeft zo geen actor; zie --as", "n'a pas cet acteur ; voir --as",                             \
      "hat keinen solchen Akteur; siehe --as", "has no such actor; see --as")                                          \
    X(SANDBOX_NEEDS_AS, "--sandbox vraagt --as NAAM: wie u daarin bent",                                               \
      "--sandbox demande --as NOM : qui vous y êtes", "--sandbox braucht --as NAME: wer Sie darin sind",               \
      "--sandbox needs --as NAME: who you are in it")                                                                  \
    X(NO_SERVER, "er is geen server genoemd: gebruik --url, TNW_URL of een profiel; zie tnw help",                     \
      "aucun serveur n'est nommé : utilisez --url, TNW_URL ou un profil ; voir tnw help",                              \
      "kein Server ist genannt: verwenden Sie --url, TNW_URL oder ein Profil; siehe tnw help",                         \
      "no server is named: use --url, TNW_URL or a profile; see tnw help")                                             \
    X(HOME_NEEDED, "is nodig, om te onthouden waar men was", "est nécessaire, pour retenir où l'on était",             \
      "wird gebraucht, um sich zu merken, wo man war", "is needed, to remember where one was")                         \
    X(DAMAGED_REMOVE_IT, "is beschadigd: verwijder het", "est endommagé : supprimez-le",                               \
      "ist beschädigt: entfernen Sie es", "is damaged: remove it")                                                     \
    X(LANGUAGE_UNKNOWN, "is geen taal van dit programma: nl, fr, de of en",                                            \
      "n'est pas une langue de ce programme : nl, fr, de ou en",                                                       \
      "ist keine Sprache dieses Programms: nl, fr, de oder en", "is no language of this program: nl, fr, de or en")    \
    /* names and short ids */                                                                                          \
    X(MEANS, "{0} is {1} ({2})", "{0} est {1} ({2})", "{0} ist {1} ({2})", "{0} is {1} ({2})")                         \
    X(MEANS_ID, "{0} is {1}", "{0} est {1}", "{0} ist {1}", "{0} is {1}")                                              \
    X(NOT_AN_ID, "{0}: is geen kenmerk, geen naam, en niet @last of @1",                                               \
      "{0} : n'est ni un identifiant, ni un nom, ni @last ou @1",                                                      \
      "{0}: ist keine Kennung, kein Name, und nicht @last oder @1",                                                    \
      "{0}: is no id, no name, and neither @last nor @1")                                                              \
    X(NO_LAST, "{0}: er is er nog geen getoond of gemaakt; kijk in de lijst",                                          \
      "{0} : aucun n'a encore été montré ou fait ; regardez la liste",                                                 \
      "{0}: noch keines wurde gezeigt oder gemacht; sehen Sie in die Liste",                                           \
      "{0}: none was shown or made yet; look in the list")                                                             \
    X(NO_ROW, "{0}: de laatste lijst heeft die rij niet", "{0} : la dernière liste n'a pas cette ligne",               \
      "{0}: die letzte Liste hat diese Zeile nicht", "{0}: the last list has no such row")                             \
    X(PART_UNKNOWN, "{0}: geen kenmerk dat getoond werd begint of eindigt zo",                                         \
      "{0} : aucun identifiant montré ne commence ou ne finit ainsi",                                                  \
      "{0}: keine Kennung, die gezeigt wurde, beginnt oder endet so", "{0}: no id that was shown begins or ends so")   \
    X(SEVERAL_MEANT, "{0}: er zijn er meer die zo heten; zeg meer van de naam, of een van deze",                       \
      "{0} : plusieurs s'appellent ainsi ; dites plus du nom, ou un de ceux-ci",                                       \
      "{0}: mehrere heißen so; sagen Sie mehr vom Namen, oder einen von diesen",                                       \
      "{0}: several are called so; say more of the name, or one of these")                                             \
    X(NOBODY_OF_THAT_NAME, "{0}: niemand van die naam staat in de gids",                                               \
      "{0} : personne de ce nom n'est dans le répertoire", "{0}: niemand dieses Namens steht im Verzeichnis",          \
      "{0}: nobody of that name is in the directory")                                                                  \
    X(NO_DOSSIER_OF_THAT_NAME, "{0}: geen van uw dossiers is van een patiënt met die naam",                            \
      "{0} : aucun de vos dossiers n'est d'un patient de ce nom",                                                      \
      "{0}: keines Ihrer Dossiers ist von einem Patienten dieses Namens",                                              \
      "{0}: no dossier of yours is of a patient of that name")                                                         \
    X(NO_FRAGMENT_OF_CATEGORY, "{0}: het dossier heeft er voor u geen van die categorie",                              \
      "{0} : le dossier n'en a pas de cette catégorie pour vous",                                                      \
      "{0}: das Dossier hat für Sie keines dieser Kategorie", "{0}: the dossier has none of that category for you")    \
    X(TOO_MANY_TO_SEARCH, "{0}: u hebt meer dossiers dan er doorzocht worden; zoek met tnw dossier find --niss",       \
      "{0} : vous avez plus de dossiers que l'on n'en parcourt ; cherchez avec tnw dossier find --niss",               \
      "{0}: Sie haben mehr Dossiers, als durchsucht werden; suchen Sie mit tnw dossier find --niss",                   \
      "{0}: you have more dossiers than are searched; find it with tnw dossier find --niss")                           \
    /* forms */                                                                                                        \
    X(NO_SUCH_CATEGORY, "{0}: zo'n categorie is er niet; zie tnw help fragment add",                                   \
      "{0} : cette catégorie n'existe pas ; voir tnw help fragment add",                                               \
      "{0}: diese Kategorie gibt es nicht; siehe tnw help fragment add",                                               \
      "{0}: there is no such category; see tnw help fragment add")                                                     \
    X(NO_SUCH_FIELD, "{0} heeft geen veld {1}; wel: {2}", "{0} n'a pas de champ {1} ; mais : {2}",                     \
      "{0} hat kein Feld {1}; aber: {2}", "{0} has no field {1}; it has: {2}")                                         \
    X(NO_SUCH_FACT, "er is geen feit {0}; wel: {1}", "il n'y a pas de fait {0} ; mais : {1}",                          \
      "es gibt keine Angabe {0}; aber: {1}", "there is no fact {0}; there are: {1}")                                   \
    X(FIELD_NEEDED, "{0} heeft {1} nodig: {2}", "{0} demande {1} : {2}", "{0} braucht {1}: {2}", "{0} needs {1}: {2}") \
    X(SET_TAKES, "--set krijgt VELD=WAARDE, niet {0}", "--set prend CHAMP=VALEUR, pas {0}",                            \
      "--set nimmt FELD=WERT, nicht {0}", "--set takes FIELD=VALUE, not {0}")                                          \
    X(COMPLETE_WITH_THIS, "Volledig: alle drie hebben getekend.", "Complet : tous les trois ont signé.",               \
      "Vollständig: alle drei haben unterschrieben.", "Complete: all three have signed.")                              \
    X(CATEGORY_OR_SCHEMA, "zeg --category CATEGORIE of --schema FILE", "dites --category CATEGORIE ou --schema FILE",  \
      "sagen Sie --category KATEGORIE oder --schema FILE", "say --category CATEGORY or --schema FILE")                 \
    X(FILE_OR_SET, "zeg --set VELD=WAARDE of --file FILE", "dites --set CHAMP=VALEUR ou --file FILE",                  \
      "sagen Sie --set FELD=WERT oder --file FILE", "say --set FIELD=VALUE or --file FILE")                            \
    X(FILE_NO_JSON, "--file is geen JSON-object, dus is er niets waarin --set iets verandert",                         \
      "--file n'est pas un objet JSON, il n'y a donc rien où --set change quelque chose",                              \
      "--file ist kein JSON-Objekt, also nichts, worin --set etwas ändert",                                            \
      "--file is no JSON object, so there is nothing for --set to change")                                             \
    X(WANTS_TEXT, "{0} is een tekst, en {1} niet", "{0} est un texte, et {1} n'en est pas un",                         \
      "{0} ist ein Text, und {1} nicht", "{0} is a text, and {1} is not")                                              \
    X(WANTS_DATE, "{0} is een dag zoals 2026-03-02, en {1} niet",                                                      \
      "{0} est un jour comme 2026-03-02, et {1} n'en est pas un", "{0} ist ein Tag wie 2026-03-02, und {1} nicht",     \
      "{0} is a day like 2026-03-02, and {1} is not")                                                                  \
    X(WANTS_NUMBER, "{0} is een getal, en {1} niet", "{0} est un nombre, et {1} n'en est pas un",                      \
      "{0} ist eine Zahl, und {1} nicht", "{0} is a number, and {1} is not")                                           \
    X(WANTS_INTEGER, "{0} is een geheel getal, en {1} niet", "{0} est un nombre entier, et {1} n'en est pas un",       \
      "{0} ist eine ganze Zahl, und {1} nicht", "{0} is a whole number, and {1} is not")                               \
    X(WANTS_BOOLEAN, "{0} is true of false, en {1} niet", "{0} est true ou false, et {1} ne l'est pas",                \
      "{0} ist true oder false, und {1} nicht", "{0} is true or false, and {1} is not")                                \
    X(WANTS_CHOICE, "{0} is een van {2}; {1} niet", "{0} est un de {2} ; {1} non", "{0} ist eines von {2}; {1} nicht", \
      "{0} is one of {2}; {1} is not")                                                                                 \
    X(WANTS_JSON, "{0} is een lijst of object in JSON, en {1} niet; tnw fragment edit toont het formulier",            \
      "{0} est une liste ou un objet en JSON, et {1} n'en est pas un ; tnw fragment edit montre le "                   \
      "formulaire",                                                                                                    \
      "{0} ist eine Liste oder ein Objekt in JSON, und {1} nicht; tnw fragment edit zeigt das Formular",               \
      "{0} is a list or object in JSON, and {1} is not; tnw fragment edit shows the form")                             \
    X(WANTS_PARTS,                                                                                                     \
      "{0}: {1} past niet: elk heeft regels onderdeel: waarde, zoals het formulier ze toont (tnw "                     \
      "fragment edit)",                                                                                                \
      "{0} : {1} ne va pas : chacun a des lignes partie: valeur, comme le formulaire les montre (tnw "                 \
      "fragment edit)",                                                                                                \
      "{0}: {1} passt nicht: jedes hat Zeilen Teil: Wert, wie das Formular sie zeigt (tnw fragment "                   \
      "edit)",                                                                                                         \
      "{0}: {1} does not fit: each has lines part: value, as the form shows them (tnw fragment edit)")                 \
    X(IS_PARTS, "lijst: elk begint met - en heeft deze regels, de verdere met twee spaties ervoor",                    \
      "liste : chacun commence par - et a ces lignes, les suivantes avec deux espaces devant",                         \
      "Liste: jedes beginnt mit - und hat diese Zeilen, die weiteren mit zwei Leerzeichen davor",                      \
      "list: each begins with - and has these lines, the further ones with two blanks in front")                       \
    X(IS_TEXT, "tekst; verdere regels beginnen met twee spaties",                                                      \
      "texte ; les lignes suivantes commencent par deux espaces",                                                      \
      "Text; weitere Zeilen beginnen mit zwei Leerzeichen", "text; further lines begin with two blanks")               \
    X(IS_DATE, "dag, zoals 2026-03-02", "jour, comme 2026-03-02", "Tag, wie 2026-03-02", "day, like 2026-03-02")       \
    X(IS_NUMBER, "getal", "nombre", "Zahl", "number")                                                                  \
    X(IS_INTEGER, "geheel getal", "nombre entier", "ganze Zahl", "whole number")                                       \
    X(IS_BOOLEAN, "true of false", "true ou false", "true oder false", "true or false")                                \
    X(IS_CHOICE, "een van", "un de", "eines von", "one of")                                                            \
    X(IS_LIST, "lijst: elk op een regel die begint met -", "liste : chacun sur une ligne qui commence par -",          \
      "Liste: jedes in einer Zeile, die mit - beginnt", "list: each on a line that begins with -")                     \
    X(IS_JSON, "JSON", "JSON", "JSON", "JSON")                                                                         \
    X(FORM_HOW,                                                                                                        \
      "Vul in wat achter de dubbele punten hoort; wat leeg is, wordt weggelaten. Regels die met # "                    \
      "beginnen worden niet gestuurd.",                                                                                \
      "Remplissez derrière les deux-points ; ce qui est vide est omis. Les lignes qui commencent par # "              \
      "ne sont pas envoyées.",                                                                                         \
      "Füllen Sie aus, was hinter die Doppelpunkte gehört; was leer ist, entfällt. Zeilen, die mit # "              \
      "beginnen, werden nicht gesendet.",                                                                              \
      "Fill in what goes behind the colons; what is empty is left out. Lines that begin with # are not "               \
      "sent.")                                                                                                         \
    X(FORM_LINE_WRONG, "regel {0} hoort bij geen veld, of is er een voor de tweede keer",                              \
      "la ligne {0} n'est d'aucun champ, ou en est un pour la deuxième fois",                                          \
      "Zeile {0} gehört zu keinem Feld, oder ist eines zum zweiten Mal",                                               \
      "line {0} belongs to no field, or is one for the second time")                                                   \
    X(EDITOR_FAILED, "de editor liet het afweten; zet er een in EDITOR",                                               \
      "l'éditeur a échoué ; mettez-en un dans EDITOR", "der Editor versagte; setzen Sie einen in EDITOR",              \
      "the editor failed; put one into EDITOR")                                                                        \
    X(UNCHANGED, "Niets veranderd, niets gestuurd.", "Rien de changé, rien d'envoyé.",                                 \
      "Nichts geändert, nichts gesendet.", "Nothing changed, nothing sent.")                                           \
    X(DRAFT_KEPT, "Wat u schreef staat in {0}. Verder ermee: {1} --draft {0}",                                         \
      "Ce que vous avez écrit est dans {0}. Pour continuer : {1} --draft {0}",                                         \
      "Was Sie schrieben, steht in {0}. Weiter damit: {1} --draft {0}",                                                \
      "What you wrote is in {0}. To go on with it: {1} --draft {0}")                                                   \
    X(NO_SUCH_ZONE, "is geen tijdzone van dit systeem", "n'est pas un fuseau horaire de ce système",                   \
      "ist keine Zeitzone dieses Systems", "is no time zone of this system")                                           \
    /* the process */                                                                                                  \
    X(DUTY_MUST, "moet", "doit", "muss", "must")                                                                       \
    X(DUTY_MAY, "mag", "peut", "darf", "may")                                                                          \
    X(NO_REGIE_EMPLOYER, "Niemand houdt het overzicht: spreek erover met de arbeidsarts",                              \
      "Personne ne garde la vue d'ensemble : parlez-en avec le médecin du travail",                                    \
      "Niemand behält die Übersicht: sprechen Sie mit dem Arbeitsmediziner darüber",                                   \
      "Nobody keeps the overview: speak of it with the occupational doctor")                                           \
    X(CONSENT_LATEST, "Kan hoogstens tot en met {0}", "Possible jusqu'au {0} inclus au plus tard",                     \
      "Höchstens bis einschließlich {0} möglich", "Can last until and including {0} at most")                          \
    X(NO_REGIE, "Niemand heeft de regie: geef ze met tnw dossier regie DOSSIER ACTOR",                                 \
      "Personne ne garde la vue d'ensemble : donnez-la avec tnw dossier regie DOSSIER ACTOR",                          \
      "Niemand hat die Übersicht: geben Sie sie mit tnw dossier regie DOSSIER ACTOR",                                  \
      "Nobody keeps the overview: give it with tnw dossier regie DOSSIER ACTOR")                                       \
    /* the policy */                                                                                                   \
    X(PERMITTED, "mag", "peut", "darf", "may")                                                                         \
    X(NOT_PERMITTED, "mag niet", "ne peut pas", "darf nicht", "may not")                                               \
    X(THIS_WOULD_CHANGE_IT, "Deze toestemming van de patiënt zou dat veranderen:",                                     \
      "Ce consentement du patient y changerait quelque chose :", "Diese Zustimmung des Patienten würde das ändern:",   \
      "This consent of the patient would change it:")                                                                  \
    X(QUOTED, "    {0}", "    {0}", "    {0}", "    {0}")                                                              \
    X(MAY_READ, "lezen", "lire", "lesen", "read")                                                                      \
    X(MAY_READ_SOME, "enkele lezen", "lire certains", "einige lesen", "read some")                                     \
    X(MAY_WRITE, "schrijven", "écrire", "schreiben", "write")                                                          \
    X(MAY_CONFER, "overleggen", "se concerter", "beraten", "confer")                                                   \
    X(NEVER_READ, "nooit lezen", "ne jamais lire", "nie lesen", "never read")                                          \
    X(NEVER_WRITE, "nooit schrijven", "ne jamais écrire", "nie schreiben", "never write")                              \
    X(YES, "ja", "oui", "ja", "yes")                                                                                   \
    X(NO, "nee", "non", "nein", "no")                                                                                  \
    /* errors */                                                                                                       \
    X(IN_AUDIT_LOG_AS, "In het logboek als {0}", "Dans le journal sous {0}", "Im Protokoll als {0}",                   \
      "In the audit log as {0}")                                                                                       \
    X(ADVICE_ROLE_REQUIRED, "Zeg het met --role ROL vóór het commando, of TNW_ROLE; tnw me toont de uwe.",             \
      "Dites-le avec --role ROLE avant la commande, ou TNW_ROLE ; tnw me montre les vôtres.",                          \
      "Sagen Sie es mit --role ROLLE vor dem Befehl, oder TNW_ROLE; tnw me zeigt Ihre.",                               \
      "Say it with --role ROLE before the command, or TNW_ROLE; tnw me lists yours.")                                  \
    X(ADVICE_ROLE_NOT_HELD, "tnw me toont uw rollen.", "tnw me montre vos rôles.", "tnw me zeigt Ihre Rollen.",        \
      "tnw me lists your roles.")                                                                                      \
    X(ADVICE_ACTOR_REQUIRED, "Zeg het met --actor-id ACTOR; tnw me toont de uwe.",                                     \
      "Dites-le avec --actor-id ACTOR ; tnw me montre les vôtres.",                                                    \
      "Sagen Sie es mit --actor-id ACTOR; tnw me zeigt Ihre.", "Say it with --actor-id ACTOR; tnw me lists yours.")    \
    X(ADVICE_CONSENT_REQUIRED,                                                                                         \
      "Wat u nu mag en wat nooit: tnw policy explain DOSSIER; vraag de patiënt met: tnw consent request DOSSIER ...",  \
      "Ce que vous pouvez et ce que jamais : tnw policy explain DOSSIER ; demandez au patient avec : tnw consent "     \
      "request DOSSIER ...",                                                                                           \
      "Was Sie dürfen und was nie: tnw policy explain DOSSIER; bitten Sie den Patienten mit: tnw consent request "    \
      "DOSSIER ...",                                                                                                   \
      "What you may now and what never: tnw policy explain DOSSIER; ask the patient with: tnw consent request "        \
      "DOSSIER ...")                                                                                                   \
    X(ADVICE_VERSION_CONFLICT, "Bekijk het met: tnw fragment show DOSSIER FRAGMENT",                                   \
      "Voyez-le avec : tnw fragment show DOSSIER FRAGMENT", "Sehen Sie es mit: tnw fragment show DOSSIER FRAGMENT",    \
      "See it with: tnw fragment show DOSSIER FRAGMENT")                                                               \
    X(ADVICE_ACTOR_UNKNOWN, "De beheerder registreert u met: tnw actor add",                                           \
      "Le gestionnaire (beheerder) vous enregistre avec : tnw actor add",                                              \
      "Der Verwalter (beheerder) registriert Sie mit: tnw actor add",                                                  \
      "The beheerder registers you with: tnw actor add")                                                               \
    X(ADVICE_TLS_SERVER, "Noem de uitgever van het certificaat van de server met --ca FILE.",                          \
      "Nommez l'émetteur du certificat du serveur avec --ca FILE.",                                                    \
      "Nennen Sie den Aussteller des Serverzertifikats mit --ca FILE.",                                                \
      "Name the issuer of the server's certificate with --ca FILE.")                                                   \
    X(ADVICE_TLS_REFUSED, "Vraag uw uitgever een nieuw certificaat; noem het met --cert en --key, of --p12.",          \
      "Demandez un nouveau certificat à votre émetteur ; nommez-le avec --cert et --key, ou --p12.",                   \
      "Bitten Sie Ihren Aussteller um ein neues Zertifikat; nennen Sie es mit --cert und --key, oder "                 \
      "--p12.",                                                                                                        \
      "Ask your issuer for a new certificate; name it with --cert and --key, or --p12.")                               \
    X(ADVICE_EVIDENCE_REQUIRED, "Voeg toe --evidence EVIDENCE --reference TEXT.",                                      \
      "Ajoutez --evidence EVIDENCE --reference TEXT.", "Fügen Sie hinzu --evidence EVIDENCE --reference TEXT.",        \
      "Add --evidence EVIDENCE --reference TEXT.")                                                                     \
    /* helps */                                                                                                        \
    X(HELP_TITLE, "tnw: het dossier Terug Naar Werk vanaf de opdrachtregel",                                           \
      "tnw : le dossier de retour au travail en ligne de commande",                                                    \
      "tnw: das Dossier der Rückkehr zur Arbeit von der Befehlszeile",                                                 \
      "tnw: the return-to-work dossier from the command line")                                                         \
    X(HELP_ONE, "Meer over één commando, met voorbeelden: tnw help COMMANDO",                                          \
      "En savoir plus sur une commande, avec exemples : tnw help COMMANDE",                                            \
      "Mehr über einen Befehl, mit Beispielen: tnw help BEFEHL",                                                       \
      "More of one command, with examples: tnw help COMMAND")                                                          \
    X(HELP_MOST_USED,                                                                                                  \
      "Vaak gebruikt als {0}:", "Souvent utilisées en tant que {0} :", "Oft gebraucht als {0}:", "Often used as {0}:") \
    X(GROUP_DAY, "Vandaag:", "Aujourd'hui :", "Heute:", "Today:")                                                      \
    X(GROUP_DOSSIER, "Dossier en stappen:", "Dossier et étapes :", "Dossier und Schritte:", "Dossier and steps:")      \
    X(GROUP_DOCUMENTS, "Documenten:", "Documents :", "Dokumente:", "Documents:")                                       \
    X(GROUP_CONSENT, "Toestemming, en wie wat mag en zag:", "Consentement, et qui peut voir quoi et l'a vu :",         \
      "Zustimmung, und wer was darf und sah:", "Consent, and who may see what and saw it:")                            \
    X(GROUP_CONFER, "Overleggen:", "Se concerter :", "Beraten:", "Confer:")                                            \
    X(GROUP_HELPERS, "Wie kan helpen:", "Qui peut aider :", "Wer helfen kann:", "Who can help:")                       \
    X(GROUP_PROOF, "Controle en cijfers:", "Contrôle et chiffres :", "Kontrolle und Zahlen:", "Control and numbers:")  \
    X(GROUP_TOOL, "Over tnw zelf:", "Sur tnw même :", "Über tnw selbst:", "About tnw itself:")                         \
    X(HELP_GLOBAL, "Bij elk commando:", "Avec chaque commande :", "Mit jedem Befehl:", "With every command:")          \
    X(HELP_NAMES,                                                                                                      \
      "Waar een kenmerk gevraagd wordt (DOSSIER, ACTOR, THREAD ...) volstaan ook: een naam, @last (het "               \
      "laatste), @2 (rij 2 van de laatste lijst), dos_4F7Q (zoals het begint of eindigt).",                            \
      "Là où un identifiant est demandé (DOSSIER, ACTOR, THREAD ...) suffisent aussi : un nom, @last "              \
      "(le dernier), @2 (ligne 2 de la dernière liste), dos_4F7Q (comme il commence ou finit).",                       \
      "Wo eine Kennung verlangt ist (DOSSIER, ACTOR, THREAD ...) reichen auch: ein Name, @last (das "                  \
      "letzte), @2 (Zeile 2 der letzten Liste), dos_4F7Q (wie sie beginnt oder endet).",                               \
      "Where an id is asked for (DOSSIER, ACTOR, THREAD ...) these do as well: a name, @last (the last "               \
      "one), @2 (row 2 of the last list), dos_4F7Q (as it begins or ends).")                                           \
    X(HELP_NEEDED, "Nodig:", "Nécessaire :", "Nötig:", "Needed:")                                                      \
    X(HELP_OPTIONAL, "Kan ook:", "Facultatif :", "Möglich:", "Optional:")                                              \
    X(HELP_EXAMPLES, "Bijvoorbeeld:", "Par exemple :", "Zum Beispiel:", "For example:")                                \
    X(HELP_EXIT, "Afsluitcode:", "Code de sortie :", "Exit-Status:", "Exit status:")                                   \
    X(HELP_SETTINGS,                                                                                                   \
      "Hetzelfde kan in de omgeving staan (TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD "                  \
      "TNW_ROLE\n"                                                                                                     \
      "TNW_ACTOR TNW_PURPOSE TNW_FOR TNW_LOG_KEY TNW_LANG TNW_PROFILE), en in een deel van het "                       \
      "profielbestand (url ca cert\n"                                                                                  \
      "key p12 p12_password role actor purpose for log_key language). Een optie gaat voor de omgeving, "               \
      "en die voor het\n"                                                                                              \
      "profiel. Bestanden die een profiel noemt zonder / vooraan staan naast het profiel.\n"                           \
      "Gegevens gaan naar de standaarduitvoer, mededelingen naar de standaardfoutuitvoer. Zie ook: tnw "               \
      "help exit-codes",                                                                                               \
      "La même chose peut être dans l'environnement (TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 "                       \
      "TNW_P12_PASSWORD\n"                                                                                             \
      "TNW_ROLE TNW_ACTOR TNW_PURPOSE TNW_FOR TNW_LOG_KEY TNW_LANG TNW_PROFILE), et dans une section "                 \
      "du fichier de profils\n"                                                                                        \
      "(url ca cert key p12 p12_password role actor purpose for log_key language). Une option "                        \
      "l'emporte sur l'environnement,\n"                                                                               \
      "et celui-ci sur le profil. Les fichiers qu'un profil nomme sans / au début sont à côté du "                 \
      "profil.\n"                                                                                                      \
      "Les données vont à la sortie standard, les messages à la sortie d'erreur. Voir aussi : tnw help "            \
      "exit-codes",                                                                                                    \
      "Dasselbe kann in der Umgebung stehen (TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD "                \
      "TNW_ROLE\n"                                                                                                     \
      "TNW_ACTOR TNW_PURPOSE TNW_FOR TNW_LOG_KEY TNW_LANG TNW_PROFILE), und in einem Abschnitt der "                   \
      "Profildatei (url ca cert\n"                                                                                     \
      "key p12 p12_password role actor purpose for log_key language). Eine Option geht vor der "                       \
      "Umgebung, und diese vor dem\n"                                                                                  \
      "Profil. Dateien, die ein Profil ohne / am Anfang nennt, liegen neben dem Profil.\n"                             \
      "Daten gehen zur Standardausgabe, Meldungen zur Standardfehlerausgabe. Siehe auch: tnw help "                    \
      "exit-codes",                                                                                                    \
      "The same can stand in the environment (TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD "               \
      "TNW_ROLE\n"                                                                                                     \
      "TNW_ACTOR TNW_PURPOSE TNW_FOR TNW_LOG_KEY TNW_LANG TNW_PROFILE), and in a section of the "                      \
      "profile file (url ca cert\n"                                                                                    \
      "key p12 p12_password role actor purpose for log_key language). An option wins over the "                        \
      "environment, and that over the\n"                                                                               \
      "profile. Files that a profile names without a leading / are beside the profile.\n"                              \
      "Data goes to standard output, messages to standard error. See also: tnw help exit-codes")                       \
    X(EXIT_DONE, "gedaan", "fait", "getan", "done")                                                                    \
    X(EXIT_REFUSED, "geweigerd door de server: niet toegestaan, of de vraag klopt niet",                               \
      "refusé par le serveur : pas permis, ou la demande n'est pas correcte",                                          \
      "vom Server abgelehnt: nicht erlaubt, oder die Anfrage stimmt nicht",                                            \
      "refused by the server: not allowed, or the request is wrong")                                                   \
    X(EXIT_USAGE, "de opdrachtregel, het profiel of de configuratie klopt niet",                                       \
      "la ligne de commande, le profil ou la configuration n'est pas correct",                                         \
      "Befehlszeile, Profil oder Konfiguration stimmt nicht",                                                          \
      "the command line, profile or configuration is not right")                                                       \
    X(EXIT_CONNECT, "geen verbinding: adres, netwerk, TLS, certificaat, of geen antwoord op tijd",                     \
      "pas de connexion : adresse, réseau, TLS, certificat, ou pas de réponse à temps",                                \
      "keine Verbindung: Adresse, Netz, TLS, Zertifikat, oder keine Antwort rechtzeitig",                              \
      "no connection: address, network, TLS, certificate, or no answer in time")                                       \
    X(EXIT_NOT_FOUND, "zoiets is er niet, of niet voor u", "cela n'existe pas, ou pas pour vous",                      \
      "das gibt es nicht, oder nicht für Sie", "no such thing, or not yours to see")                                   \
    X(EXIT_CONFLICT, "het veranderde, of is afgesloten: kijk opnieuw",                                                 \
      "cela a changé, ou est clos : regardez à nouveau",                                                               \
      "es hat sich geändert, oder ist abgeschlossen: sehen Sie wieder nach", "it changed, or is closed: look again")   \
    X(EXIT_SERVER, "de server kan het nu niet: probeer later opnieuw",                                                 \
      "le serveur ne peut le faire maintenant : réessayez plus tard",                                                  \
      "der Server kann es jetzt nicht: versuchen Sie es später wieder",                                                \
      "the server cannot do it now: try again later")                                                                  \
    X(EXIT_PROTOCOL, "het antwoord is niet wat de API belooft", "la réponse n'est pas ce que l'API promet",            \
      "die Antwort ist nicht, was die API verspricht", "the answer is not what the API promises")                      \
    X(EXIT_LOCAL, "een bestand, het geheugen of de uitvoer liet het afweten aan deze kant",                            \
      "un fichier, la mémoire ou la sortie a manqué de ce côté",                                                       \
      "eine Datei, der Speicher oder die Ausgabe versagte auf dieser Seite",                                           \
      "a file, memory or the output failed on this side")                                                              \
    X(EXIT_TAMPERED, "nagegaan, en het klopt niet: gewijzigd, ingekort, vervalst, of van een ander logboek",           \
      "vérifié, et cela ne tient pas : changé, coupé, falsifié, ou d'un autre journal",                                \
      "geprüft, und es hält nicht: geändert, gekürzt, gefälscht, oder von einem anderen Protokoll",                    \
      "checked, and it does not hold: changed, cut, forged, or of another log")                                        \
    X(EXIT_ALARM, "het logboek spreekt zichzelf tegen; de getuige schreef het bewijs op en ondertekent niets",         \
      "le journal se contredit ; le témoin a noté la preuve et ne cosigne rien",                                       \
      "das Protokoll widerspricht sich; der Zeuge schrieb den Beweis auf und signiert nichts mit",                     \
      "the log contradicts itself; the witness wrote down the proof and cosigns nothing")                              \
    /* dossiers and fragments */                                                                                       \
    X(REMOVED, "Verwijderd.", "Retiré.", "Entfernt.", "Removed.")                                                      \
    /* consents */                                                                                                     \
    X(NO_ROWS, "Er is hier niets dat u mag zien.", "Il n'y a rien ici que vous puissiez voir.",                        \
      "Hier ist nichts, was Sie sehen dürfen.", "There is nothing here that you may see.")                             \
    X(TEMPLATE_HOW,                                                                                                    \
      "Minstens nodig: {0}. Vul elke waarde in en haal weg wat u niet invult; dan: tnw fragment add DOSSIER {1} "      \
      "--file BESTAND",                                                                                                \
      "Au moins nécessaires : {0}. Complétez chaque valeur et enlevez le reste ; puis : tnw fragment add DOSSIER "   \
      "{1} --file FICHIER",                                                                                            \
      "Mindestens nötig: {0}. Füllen Sie jeden Wert aus und nehmen Sie den Rest heraus; dann: tnw fragment add "     \
      "DOSSIER {1} --file DATEI",                                                                                      \
      "At least needed: {0}. Fill in each value and take out the rest; then: tnw fragment add DOSSIER {1} "            \
      "--file FILE")                                                                                                   \
    X(NOTHING_SAY_FOR, "Zeg voor wie u werkt: --for NAAM; tnw me toont voor wie dat kan.",                             \
      "Dites pour qui vous travaillez : --for NOM ; tnw me montre pour qui c'est possible.",                           \
      "Sagen Sie, für wen Sie arbeiten: --for NAME; tnw me zeigt, für wen das geht.",                                  \
      "Say for whom you work: --for NAME; tnw me shows for whom you can.")                                             \
    X(NOTHING_DOSSIERS, "Een dossier openen: tnw dossier open; in een bestaand dossier nodigt een deelnemer u uit.",   \
      "Ouvrir un dossier : tnw dossier open ; dans un dossier existant, un participant vous invite.",                  \
      "Ein Dossier anlegen: tnw dossier open; in ein bestehendes lädt Sie ein Teilnehmer ein.",                        \
      "To open a dossier: tnw dossier open; to one that exists a participant invites you.")                            \
    X(NOTHING_DOSSIERS_PATIENT, "Uw huisarts kan een dossier openen; dan staat het hier.",                             \
      "Votre médecin peut ouvrir un dossier ; il apparaîtra ici.",                                                     \
      "Ihr Hausarzt kann ein Dossier anlegen; dann steht es hier.",                                                    \
      "Your general practitioner can open a dossier; then it stands here.")                                            \
    X(NOTHING_FRAGMENTS,                                                                                               \
      "Toevoegen: tnw fragment edit DOSSIER CATEGORY. Wat u nodig hebt, vraagt u aan de patiënt: tnw consent "        \
      "request DOSSIER.",                                                                                              \
      "Ajouter : tnw fragment edit DOSSIER CATEGORY. Demandez au patient ce qu'il vous faut : tnw consent request "    \
      "DOSSIER.",                                                                                                      \
      "Hinzufügen: tnw fragment edit DOSSIER CATEGORY. Was Sie brauchen, erbitten Sie beim Patienten: tnw consent "   \
      "request DOSSIER.",                                                                                              \
      "To add one: tnw fragment edit DOSSIER CATEGORY. What you need you ask of the patient: tnw consent request "     \
      "DOSSIER.")                                                                                                      \
    X(NOTHING_CONSENTS, "De patiënt om toestemming vragen: tnw consent request DOSSIER.",                              \
      "Demander le consentement du patient : tnw consent request DOSSIER.",                                            \
      "Den Patienten um Zustimmung bitten: tnw consent request DOSSIER.",                                              \
      "To ask the patient for consent: tnw consent request DOSSIER.")                                                  \
    X(NOTHING_CONSENTS_PATIENT, "Voorstellen om te delen: tnw consent presets DOSSIER.",                               \
      "Propositions de partage : tnw consent presets DOSSIER.", "Vorschläge zum Teilen: tnw consent presets DOSSIER.", \
      "Proposals of what to share: tnw consent presets DOSSIER.")                                                      \
    X(NOTHING_THREADS, "Een overleg beginnen: tnw trio start DOSSIER --with NAAM.",                                    \
      "Commencer une concertation : tnw trio start DOSSIER --with NOM.",                                               \
      "Eine Beratung beginnen: tnw trio start DOSSIER --with NAME.",                                                   \
      "To begin a discussion: tnw trio start DOSSIER --with NAME.")                                                    \
    X(NOTHING_TODO, "Wat later komt: tnw todo --days 90, of tnw timeline DOSSIER.",                                    \
      "Ce qui vient plus tard : tnw todo --days 90, ou tnw timeline DOSSIER.",                                         \
      "Was später kommt: tnw todo --days 90, oder tnw timeline DOSSIER.",                                              \
      "What comes later: tnw todo --days 90, or tnw timeline DOSSIER.")                                                \
    X(ANSWERS_WHICH, "er wachten hier verschillende vragen op u: zeg welke met --reply-to (tnw trio read toont ze)",   \
      "plusieurs questions vous attendent ici : dites laquelle avec --reply-to (tnw trio read les montre)",            \
      "hier warten mehrere Fragen auf Sie: sagen Sie mit --reply-to, welche (tnw trio read zeigt sie)",                \
      "several questions wait for you here: say which with --reply-to (tnw trio read shows them)")                     \
    X(SAY_FOR_WHOM, "zeg voor wie: --role ROL of --actor ACTOR, zo vaak als nodig",                                    \
      "dites pour qui : --role ROLE ou --actor ACTEUR, autant de fois qu'il faut",                                     \
      "sagen Sie, für wen: --role ROLLE oder --actor AKTEUR, so oft wie nötig",                                        \
      "say for whom: --role ROLE or --actor ACTOR, as often as needed")                                                \
    X(SAY_ONE, "zeg voor wie: één --role ROL of één --actor ACTOR",                                                    \
      "dites pour qui : un --role ROLE ou un --actor ACTEUR",                                                          \
      "sagen Sie, für wen: ein --role ROLLE oder ein --actor AKTEUR",                                                  \
      "say for whom: one --role ROLE or one --actor ACTOR")                                                            \
    X(PRESET_ALONE, "bij --preset horen enkel --until en --evidence: de rest zegt het voorstel",                       \
      "avec --preset ne vont que --until et --evidence : la proposition dit le reste",                                 \
      "zu --preset gehören nur --until und --evidence: den Rest sagt der Vorschlag",                                   \
      "with --preset go only --until and --evidence: the proposal says the rest")                                      \
    X(EVIDENCE_GOES_WITH, "--reference en --date horen bij --evidence EVIDENCE",                                       \
      "--reference et --date vont avec --evidence EVIDENCE", "--reference und --date gehören zu --evidence EVIDENCE",  \
      "--reference and --date go with --evidence EVIDENCE")                                                            \
    X(CONSENT_COVERED, "{0} zegt dit alles al.", "{0} dit déjà tout cela.", "{0} besagt das alles schon.",             \
      "{0} already says all of this.")                                                                                 \
    X(CONSENT_EXCLUDED, "{0} sluit iets hiervan uit: zolang die uitsluiting loopt, telt zij.",                         \
      "{0} exclut une partie de ceci : tant que cette exclusion court, c'est elle qui compte.",                        \
      "{0} schließt etwas davon aus: solange dieser Ausschluss läuft, gilt er.",                                       \
      "{0} excludes some of this: as long as it stands, the exclusion counts.")                                        \
    X(CONSENT_STILL_COVERED, "{0} zegt nog een deel van hetzelfde. Om ook die te beëindigen:",                         \
      "{0} dit encore une partie de la même chose. Pour y mettre fin aussi :",                                         \
      "{0} besagt noch einen Teil davon. Um auch sie zu beenden:",                                                     \
      "{0} still says some of the same. To end that one too:")                                                         \
    X(CONSENT_COVERS_TOO, "{0} zegt nog een deel van hetzelfde, ook als u deze intrekt.",                              \
      "{0} dit encore une partie de la même chose, même si vous retirez celui-ci.",                                    \
      "{0} besagt noch einen Teil davon, auch wenn Sie diese zurückziehen.",                                           \
      "{0} says some of the same, also when you end this one.")                                                        \
    X(CONFIRM_STORE, "Wilt u dit zo vastleggen?", "Voulez-vous l'enregistrer ainsi ?",                                 \
      "Möchten Sie das so festhalten?", "Do you want to store it like this?")                                          \
    X(CONFIRM_WITHDRAW, "Wilt u dit intrekken?", "Voulez-vous le retirer ?", "Möchten Sie das zurückziehen?",          \
      "Do you want to take this back?")                                                                                \
    X(CONFIRM_ERASE, "Wilt u uw dossier voorgoed wissen?", "Voulez-vous effacer votre dossier pour toujours ?",        \
      "Möchten Sie Ihr Dossier für immer löschen?", "Do you want to erase your dossier for good?")                     \
    X(ERASURE_CLOSED, "gewist", "effacé", "gelöscht", "erased")                                                        \
    X(ERASURE_EMPTIED, "leeggemaakt", "vidé", "geleert", "emptied")                                                    \
    X(ERASURE_COMPLETE, "volledig", "complet", "vollständig", "complete")                                              \
    X(ERASURE_GOES, "gaat weg", "disparaît", "geht weg", "goes")                                                       \
    X(ERASURE_STAYS, "blijft", "reste", "bleibt", "stays")                                                             \
    X(CONFIRM_NOTHING_STORED, "Er is niets vastgelegd.", "Rien n'a été enregistré.", "Nichts wurde festgehalten.",     \
      "Nothing was stored.")                                                                                           \
    X(CONSENT_NEEDED_OF, "toestemming voor {0} ({1})", "consentement pour {0} ({1})", "Zustimmung zu {0} ({1})",       \
      "consent to {0} ({1})")                                                                                          \
    X(FICHE_UNCHECKED, "al een jaar niet nagekeken", "pas vérifié depuis un an", "seit einem Jahr nicht geprüft",      \
      "not checked for a year")                                                                                        \
    X(WIE_ZONE, "Wie te bellen is, is gezocht in {0}; een andere zone: --zone",                                        \
      "Qui appeler a été cherché dans {0} ; une autre zone : --zone",                                                  \
      "Wen man anruft, ist in {0} gesucht; eine andere Zone: --zone",                                                  \
      "Whom to call was looked for in {0}; another zone: --zone")                                                      \
    X(WIE_HOW,                                                                                                         \
      "Antwoord met een nummer of een woord. Enter: niet gekend. Een punt: genoeg gevraagd, toon wie verder helpt.",   \
      "Répondez par un numéro ou un mot. Entrée : pas connu. Un point : assez de questions, montrez qui aide.",        \
      "Antworten Sie mit einer Nummer oder einem Wort. Enter: nicht bekannt. Ein Punkt: genug gefragt, zeigen, wer "   \
      "hilft.",                                                                                                        \
      "Answer with a number or a word. Enter: not known. A full stop: enough asked, show who helps.")                  \
    X(WIE_NO_ANSWER, "Dat is geen van de antwoorden, of het kan er meer dan één zijn.",                                \
      "Ce n'est pas une des réponses, ou il peut y en avoir plusieurs.",                                               \
      "Das ist keine der Antworten, oder es können mehrere sein.",                                                     \
      "That is none of the answers, or it could be more than one.")                                                    \
    X(CONFIRM_NO_TERMINAL,                                                                                             \
      "hier is geen terminal om het te vragen: met --yes wordt het vastgelegd zonder te vragen; lees eerst wat er "    \
      "zou staan, met --preview, of met tnw consent show",                                                             \
      "il n'y a pas de terminal pour le demander : avec --yes c'est enregistré sans demander ; lisez d'abord ce qui " \
      "serait dit, avec --preview, ou avec tnw consent show",                                                          \
      "hier ist kein Terminal, um zu fragen: mit --yes wird es festgehalten, ohne zu fragen; lesen Sie zuerst, was "   \
      "dort stehen würde, mit --preview, oder mit tnw consent show",                                                   \
      "there is no terminal to ask on: with --yes it is stored without asking; read first what it would say, with "    \
      "--preview, or with tnw consent show")                                                                           \
    /* inbox */                                                                                                        \
    X(INBOX_GO_ON, "Voor wat hierna komt: --after {0}", "Pour la suite : --after {0}",                                 \
      "Für das, was danach kommt: --after {0}", "For what comes after this: --after {0}")                              \
    X(INBOX_SEEN, "U zag alles tot en met {0}.", "Vous avez tout vu jusqu'à {0}.", "Sie haben alles bis {0} gesehen.", \
      "You have seen all up to {0}.")                                                                                  \
    X(TODO_STEPS, "Stappen", "Étapes", "Schritte", "Steps")                                                            \
    X(TODO_FOR_ME, "Vragen aan u", "Questions qui vous sont posées", "Fragen an Sie", "Questions to you")              \
    X(TODO_BY_ME, "Uw vragen zonder antwoord", "Vos questions sans réponse", "Ihre Fragen ohne Antwort",               \
      "Your questions without an answer")                                                                              \
    X(TODO_CONSENTS, "Toestemmingen die aan u gevraagd worden", "Consentements qui vous sont demandés",                \
      "Zustimmungen, um die Sie gebeten werden", "Consents that you are asked for")                                    \
    X(TODO_CONSENT_ANSWER, "Antwoorden op rij 1: tnw consent answer @1 @1 yes (of no)",                                \
      "Répondre à la ligne 1 : tnw consent answer @1 @1 yes (ou no)",                                                  \
      "Zeile 1 beantworten: tnw consent answer @1 @1 yes (oder no)",                                                   \
      "To answer row 1: tnw consent answer @1 @1 yes (or no)")                                                         \
    X(TODO_CONSENT_ANSWER_ID, "Antwoorden: tnw consent answer {0} {1} yes (of no)",                                    \
      "Répondre : tnw consent answer {0} {1} yes (ou no)", "Beantworten: tnw consent answer {0} {1} yes (oder no)",    \
      "To answer: tnw consent answer {0} {1} yes (or no)")                                                             \
    X(TODO_CONSENTS_ASKED, "Toestemmingen die u vroeg, zonder antwoord",                                               \
      "Consentements que vous avez demandés, sans réponse", "Zustimmungen, um die Sie baten, ohne Antwort",            \
      "Consents that you asked for, without an answer")                                                                \
    X(TODO_NOTHING, "Er is niets te doen.", "Il n'y a rien à faire.", "Es ist nichts zu tun.",                         \
      "There is nothing to do.")                                                                                       \
    X(TODO_MORE, "Er is meer: --days 0 toont wat vandaag moet.", "Il y en a d'autres : --days 0 montre aujourd'hui.",  \
      "Es gibt mehr: --days 0 zeigt, was heute ansteht.", "There is more: --days 0 shows what is due today.")          \
    X(DAYS_OR_BEFORE, "--days en --before zeggen hetzelfde: geef er één van.",                                         \
      "--days et --before disent la même chose : donnez l'un des deux.",                                               \
      "--days und --before sagen dasselbe: geben Sie eines davon an.",                                                 \
      "--days and --before say the same: give one of them.")                                                           \
    X(SAY_WHICH_ROLE, "zeg in welke rol: --role ROL vóór het commando; tnw me toont de uwe",                           \
      "dites dans quel rôle : --role ROLE avant la commande ; tnw me montre les vôtres",                               \
      "sagen Sie, in welcher Rolle: --role ROLLE vor dem Befehl; tnw me zeigt Ihre",                                   \
      "say in which role: --role ROLE before the command; tnw me lists yours")                                         \
    X(TRYING_AGAIN, "Nieuwe poging over {0} seconden.", "Nouvel essai dans {0} secondes.",                             \
      "Neuer Versuch in {0} Sekunden.", "Trying again in {0} seconds.")                                                \
    /* actors */                                                                                                       \
    X(CHOOSE_ROLE, "(kies met --role)", "(choisir avec --role)", "(mit --role wählen)", "(choose with --role)")        \
    X(OWN_END,                                                                                                         \
      "Dit is uw eigen registratie: alleen een andere beheerder kan u weer toelaten. Typ yes om ze te "                \
      "beëindigen: ",                                                                                                  \
      "C'est votre propre enregistrement : seul un autre gestionnaire pourra vous réadmettre. Tapez "                 \
      "yes pour y mettre fin : ",                                                                                      \
      "Das ist Ihre eigene Registrierung: nur ein anderer Verwalter kann Sie wieder zulassen. Tippen "                 \
      "Sie yes, um sie zu beenden: ",                                                                                  \
      "This is your own registration: only another beheerder can let you in again. Type yes to end it: ")              \
    X(STATISTICS_OF, "{0}, zoals het op {1} stond, zonder personen", "{0}, comme c'était le {1}, sans personnes",      \
      "{0}, wie es am {1} stand, ohne Personen", "{0}, as it stood on {1}, without people")                            \
    X(STATISTICS_NOTHING, "Hiervan kan niets getoond worden: het zijn te weinig dossiers.",                            \
      "On ne peut rien en montrer : il y a trop peu de dossiers.",                                                     \
      "Davon kann nichts gezeigt werden: es sind zu wenige Dossiers.",                                                 \
      "Nothing of this can be shown: there are too few dossiers.")                                                     \
    X(STATISTICS_MARGIN,                                                                                               \
      "Met 95 % zekerheid ligt een aantal stappen hoogstens {0} naast het ware, elk ander getal {1}.",                 \
      "Avec 95 % de certitude, un nombre d'étapes est à {0} au plus du vrai, tout autre chiffre à {1}.",               \
      "Mit 95 % Sicherheit liegt eine Anzahl Schritte höchstens {0} neben der wahren, jede andere Zahl {1}.",          \
      "With 95 % certainty a number of steps is at most {0} off the true one, every other number {1}.")                \
    X(STATISTICS_GUESS,                                                                                                \
      "Wie alle andere dossiers kent, raadt in hoogstens {0} van 100 gevallen juist of een dossier meetelde.",         \
      "Qui connaît tous les autres dossiers devine juste dans {0} cas sur 100 au plus si un dossier a compté.",        \
      "Wer alle anderen Dossiers kennt, rät in höchstens {0} von 100 Fällen richtig, ob eines mitzählte.",             \
      "Who knows all other dossiers guesses right in at most {0} of 100 cases whether one was counted.")               \
    X(OWN_END_NOT, "uw eigen registratie is niet beëindigd: u zei niet yes",                                           \
      "il n'a pas été mis fin à votre propre enregistrement : vous n'avez pas dit yes",                                \
      "Ihre eigene Registrierung wurde nicht beendet: Sie sagten nicht yes",                                           \
      "your own registration was not ended: you did not say yes")

#define TEXT_ROWS(X)                                                                                                   \
    TEXT_ROWS_LABELS(X) TEXT_ROWS_ATTACHMENTS(X) TEXT_ROWS_DIRECTORY(X) TEXT_ROWS_MESSAGES(X) TEXT_ROWS_PROOF(X)

#endif
