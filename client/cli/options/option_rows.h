/*
 * All options. A row: X(ID, "--name", "VALUE" or NULL for a flag, ONE or MANY, help in nl, fr, de, en). What a VALUE
 * may be is in vocabulary.c, which helps and completion read. Options of one name are told apart by their command.
 */
#ifndef TNW_CLI_OPTION_ROWS_H
#define TNW_CLI_OPTION_ROWS_H

/* Taken with every command. */
#define OPTION_ROWS_GLOBAL(X)                                                                                          \
    X(URL, "--url", "URL", ONE, "de server, https://HOST:POORT", "le serveur, https://HOTE:PORT",                      \
      "der Server, https://HOST:PORT", "the server, https://HOST:PORT")                                                \
    X(CA, "--ca", "FILE", ONE, "uitgevers van het certificaat van de server (PEM)",                                    \
      "émetteurs du certificat du serveur (PEM)", "Aussteller des Serverzertifikats (PEM)",                            \
      "issuers of the server's certificate (PEM)")                                                                     \
    X(CERT, "--cert", "FILE", ONE, "uw certificaat (PEM)", "votre certificat (PEM)", "Ihr Zertifikat (PEM)",           \
      "your certificate (PEM)")                                                                                        \
    X(KEY, "--key", "FILE", ONE, "de sleutel ervan (PEM), als die in een eigen bestand staat",                         \
      "sa clé (PEM), si elle est dans un fichier à part",                                                              \
      "sein Schlüssel (PEM), wenn er in einer eigenen Datei steht", "its key (PEM), when it is in a file of its own")  \
    X(P12, "--p12", "FILE", ONE, "certificaat en sleutel (PKCS#12); het wachtwoord staat in TNW_P12_PASSWORD",         \
      "certificat et clé (PKCS#12) ; le mot de passe est dans TNW_P12_PASSWORD",                                       \
      "Zertifikat und Schlüssel (PKCS#12); das Passwort steht in TNW_P12_PASSWORD",                                    \
      "certificate and key (PKCS#12); the password is in TNW_P12_PASSWORD")                                            \
    X(ROLE, "--role", "ROLE", ONE, "de rol waarin u handelt (vóór het commando als dat zelf een --role heeft)",        \
      "le rôle dans lequel vous agissez (avant la commande si elle a son propre --role)",                              \
      "die Rolle, in der Sie handeln (vor dem Befehl, wenn er selbst ein --role hat)",                                 \
      "the role in which you act (before the command where it has a --role)")                                          \
    X(ACTOR_ID, "--actor-id", "ACTOR", ONE, "welke van uw registraties handelt", "lequel de vos enregistrements agit", \
      "welche Ihrer Registrierungen handelt", "which of your registrations acts")                                      \
    X(ACT_FOR, "--for", "ACTOR", ONE, "de arts of het team voor wie u handelt, als medewerker",                        \
      "le médecin ou l'équipe pour qui vous agissez, comme collaborateur",                                             \
      "der Arzt oder das Team, für den Sie handeln, als Mitarbeiter",                                                  \
      "the doctor or team for whom you act, as a medewerker")                                                          \
    X(PURPOSE, "--purpose", "PURPOSE", ONE, "waarvoor (vóór het commando als dat zelf een --purpose heeft)",           \
      "dans quel but (avant la commande si elle a son propre --purpose)",                                              \
      "wofür (vor dem Befehl, wenn er selbst ein --purpose hat)",                                                      \
      "what for (before the command where it has a --purpose)")                                                        \
    X(PROFILE, "--profile", "FILE", ONE, "profielbestand; standaard ~/.config/tnw/profile.ini",                        \
      "fichier de profils ; par défaut ~/.config/tnw/profile.ini", "Profildatei; sonst ~/.config/tnw/profile.ini",     \
      "profile file; default ~/.config/tnw/profile.ini")                                                               \
    X(AS, "--as", "NAME", ONE, "deel van het profielbestand, of actor van de sandbox",                                 \
      "section du fichier de profils, ou acteur du bac à sable", "Abschnitt der Profildatei, oder Akteur der Sandbox", \
      "section of the profile file, or actor of the sandbox")                                                          \
    X(SANDBOX, "--sandbox", "DIR", ONE, "gebruik DIR/sandbox.json van een sandboxserver, met --as",                    \
      "utiliser DIR/sandbox.json d'un serveur bac à sable, avec --as",                                                 \
      "DIR/sandbox.json eines Sandbox-Servers verwenden, mit --as",                                                    \
      "use DIR/sandbox.json of a sandbox server, with --as")                                                           \
    X(LANG, "--lang", "LANGUAGE", ONE, "taal van de mededelingen; standaard die van het profiel of van uw systeem",    \
      "langue des messages ; par défaut celle du profil ou de votre système",                                          \
      "Sprache der Meldungen; sonst die des Profils oder Ihres Systems",                                               \
      "language of the messages; default that of the profile or your system")                                          \
    X(UTC, "--utc", NULL, ONE, "toon tijdstippen in UTC", "montrer les moments en UTC", "Zeitpunkte in UTC zeigen",    \
      "show times in UTC")                                                                                             \
    X(TIME_ZONE, "--time-zone", "TIMEZONE", ONE,                                                                       \
      "toon tijdstippen in deze tijdzone; standaard TZ, of Europe/Brussels",                                           \
      "montrer les moments dans ce fuseau ; par défaut TZ, ou Europe/Brussels",                                        \
      "Zeitpunkte in dieser Zeitzone zeigen; sonst TZ, oder Europe/Brussels",                                          \
      "show times in this time zone; default TZ, or Europe/Brussels")                                                  \
    X(JSON, "--json", NULL, ONE, "toon de JSON van de server, één antwoord per regel",                                 \
      "montrer le JSON du serveur, une réponse par ligne", "das JSON des Servers zeigen, eine Antwort je Zeile",       \
      "print the server's JSON, one answer a line")                                                                    \
    X(HELP, "--help", NULL, ONE, "leg het commando uit", "expliquer la commande", "den Befehl erklären",               \
      "explain the command")

/* Taken by the commands that name them. */
#define OPTION_ROWS_OF_COMMANDS(X)                                                                                     \
    X(LIMIT, "--limit", "N", ONE, "hoogstens zoveel, tot 200", "au plus autant, jusqu'à 200",                          \
      "höchstens so viele, bis 200", "at most so many, up to 200")                                                     \
    X(AFTER, "--after", "CURSOR", ONE, "ga verder waar de vorige bladzijde eindigde",                                  \
      "continuer où la page précédente s'arrêtait", "weiter, wo die vorige Seite endete",                              \
      "go on where the page before ended")                                                                             \
    X(NISS, "--niss", "NISS", ONE, "rijksregisternummer; - leest het van de standaardinvoer",                          \
      "numéro national ; - le lit sur l'entrée standard",                                                              \
      "Nationalregisternummer; - liest es von der Standardeingabe", "national number; - reads it from standard input") \
    X(NAME, "--name", "NAME", ONE, "naam", "nom", "Name", "name")                                                      \
    X(START, "--start", "DATE", ONE, "eerste dag van de arbeidsongeschiktheid", "premier jour d'incapacité",           \
      "erster Tag der Arbeitsunfähigkeit", "first day of unfitness")                                                   \
    X(EMPLOYMENT, "--employment", "EMPLOYMENT", ONE, "hoe de patiënt werkt", "situation professionnelle du patient",   \
      "wie der Patient arbeitet", "how the patient is employed")                                                       \
    X(FOR_WHOM, "--whom", "FOR_WHOM", ONE, "voor wie: een doelgroep, of hoe iemand werkt",                             \
      "pour qui : un public, ou une situation professionnelle", "für wen: eine Zielgruppe, oder wie jemand arbeitet",  \
      "for whom: a group, or how somebody is employed")                                                                \
    X(FICHE_Q, "--q", "TEXT", ONE, "begin van woorden van de naam of de gemeente",                                     \
      "débuts de mots du nom ou de la commune", "Anfänge von Wörtern des Namens oder der Gemeinde",                    \
      "beginnings of words of the name or the place")                                                                  \
    X(FICHE_KIND, "--kind", "FICHE_KIND", ONE, "soort organisatie", "sorte d'organisation", "Art der Organisation",    \
      "kind of organisation")                                                                                          \
    X(OFFERS, "--offers", "HELP", ONE, "biedt deze hulp", "offre cette aide", "bietet diese Hilfe",                    \
      "offers this help")                                                                                              \
    X(SERVES, "--serves", "SERVES", ONE, "voor wie", "pour qui", "für wen", "for whom")                                \
    X(ONE_LANGUAGE, "--language", "LANGUAGE", ONE, "helpt in deze taal", "aide dans cette langue",                     \
      "hilft in dieser Sprache", "helps in this language")                                                             \
    X(PROFESSIONAL, "--professional", NULL, ONE, "ook wat alleen voor professionals is; wordt opgetekend",             \
      "aussi ce qui est réservé aux professionnels ; est enregistré",                                                  \
      "auch, was nur für Fachleute ist; wird festgehalten", "also what is for professionals only; is recorded")        \
    X(MONTHS, "--months", "N", ONE, "maanden arbeidsongeschikt", "mois d'incapacité de travail",                       \
      "Monate arbeitsunfähig", "months unfit for work")                                                                \
    X(WANT, "--want", "HELP", MANY, "welke hulp gewenst is; meer dan één met een komma ertussen",                      \
      "quelle aide est souhaitée ; plusieurs, séparées par une virgule",                                               \
      "welche Hilfe gewünscht ist; mehrere mit Komma dazwischen", "what help is wanted; several with a comma between") \
    X(ESTIMATE, "--estimate", "1-4", ONE, "categorie die de adviserend arts gaf",                                      \
      "catégorie donnée par le médecin-conseil", "Kategorie, die der Vertrauensarzt gab",                              \
      "category that the advisory doctor gave")                                                                        \
    X(EMPLOYER, "--employer", "CBE", ONE, "ondernemingsnummer van de werkgever", "numéro d'entreprise de l'employeur", \
      "Unternehmensnummer des Arbeitgebers", "enterprise number of the employer")                                      \
    X(FACT, "--fact", "FACT", MANY, "wat zo is; FACT=no: wat niet zo is",                                              \
      "ce qui est ainsi ; FACT=no : ce qui ne l'est pas", "was so ist; FACT=no: was nicht so ist",                     \
      "what is so; FACT=no: what is not")                                                                              \
    X(REGION, "--region", "REGION", ONE, "het gewest", "la région", "die Region", "the region")                        \
    X(CATEGORY, "--category", "CATEGORY", MANY, "categorie van fragmenten", "catégorie de fragments",                  \
      "Kategorie von Fragmenten", "category of fragments")                                                             \
    X(FILE, "--file", "FILE", ONE, "een bestand met de inhoud (JSON) of de tekst; - leest de standaardinvoer",         \
      "un fichier avec le contenu (JSON) ou le texte ; - lit l'entrée standard",                                       \
      "eine Datei mit dem Inhalt (JSON) oder dem Text; - liest die Standardeingabe",                                   \
      "a file with the content (JSON) or the text; - reads standard input")                                            \
    X(SET, "--set", "FIELD=VALUE", MANY, "geef een veld van het formulier een waarde; bij een lijst telkens één meer", \
      "donner une valeur à un champ du formulaire ; pour une liste, une de plus chaque fois",                          \
      "einem Feld des Formulars einen Wert geben; bei einer Liste jedes Mal einen mehr",                               \
      "give a field of the form a value; of a list, one more each time")                                               \
    X(SET_FACT, "--set", "FACT=VALUE", MANY,                                                                           \
      "een feit, zoals resumed=2026-05-04; leeg: niet bekend; een lijst met komma's, dagen werk als VAN..TOT",         \
      "un fait, comme resumed=2026-05-04 ; vide : inconnu ; une liste avec des virgules, les jours de travail DE..À",  \
      "eine Angabe, etwa resumed=2026-05-04; leer: unbekannt; eine Liste mit Kommas, Arbeitstage als VON..BIS",        \
      "a fact, such as resumed=2026-05-04; empty: not known; a list with commas, days of work as FROM..UNTIL")         \
    X(GMD_HOLDER, "--gmd-holder", "ACTOR", ONE, "wie het globaal medisch dossier beheert",                             \
      "qui gère le dossier médical global", "wer die globale medizinische Akte führt",                                 \
      "who keeps the global medical file")                                                                             \
    X(CONTACT, "--contact", "ACTOR", ONE, "de vaste contactpersoon bij het ziekenfonds",                               \
      "la personne de contact fixe à la mutualité", "die feste Kontaktperson bei der Krankenkasse",                    \
      "the fixed contact person at the sickness fund")                                                                 \
    X(REASON, "--reason", "TEXT", ONE, "waarom; - leest de standaardinvoer", "pourquoi ; - lit l'entrée standard",     \
      "warum; - liest die Standardeingabe", "why; - reads standard input")                                             \
    X(ERASURE_REASON, "--reason", "ERASURE_REASON", ONE, "waarom; u hoeft het niet te zeggen",                         \
      "pourquoi ; vous n'êtes pas obligé de le dire", "warum; Sie müssen es nicht sagen", "why; you need not say it")  \
    X(SCHEMA, "--schema", "FILE", ONE, "een eigen JSON Schema in plaats van een categorie",                            \
      "un JSON Schema à vous au lieu d'une catégorie", "ein eigenes JSON Schema statt einer Kategorie",                \
      "a JSON Schema of your own in place of a category")                                                              \
    X(DRAFT, "--draft", "FILE", ONE, "ga verder met een tekst die bewaard bleef",                                      \
      "continuer avec un texte qui a été gardé", "mit einem Text weitermachen, der aufgehoben wurde",                  \
      "go on with a text that was kept")                                                                               \
    X(VERSION, "--version", "N", ONE, "een oudere versie", "une version antérieure", "eine ältere Version",            \
      "an older version")                                                                                              \
    X(IF_VERSION, "--if-version", "N", ONE, "wijzig alleen als dit de nieuwste versie is (anders: wordt nagekeken)",   \
      "ne changer que si c'est la dernière version (sinon : on regarde)",                                              \
      "nur ändern, wenn das die neueste Version ist (sonst: wird nachgesehen)",                                        \
      "change only if this is the newest version (default: look)")                                                     \
    X(FOR_ROLE, "--role", "ROLE", MANY, "rol", "rôle", "Rolle", "role")                                                \
    X(FOR_ACTOR, "--actor", "ACTOR", MANY, "actor", "acteur", "Akteur", "actor")                                       \
    X(ACTOR, "--actor", "ACTOR", ONE, "de actor", "l'acteur", "der Akteur", "the actor")                               \
    X(DOSSIER, "--dossier", "DOSSIER", ONE, "het dossier", "le dossier", "das Dossier", "the dossier")                 \
    X(ACTION, "--action", "ACTION", MANY, "wat men mag doen", "ce que l'on peut faire", "was man darf",                \
      "what one may do")                                                                                               \
    X(FOR_PURPOSE, "--purpose", "PURPOSE", MANY, "waarvoor", "dans quel but", "wofür", "what for")                     \
    X(FROM, "--from", "DATE", ONE, "eerste dag; van een toestemming standaard vandaag",                                \
      "premier jour ; d'un consentement, aujourd'hui par défaut", "erster Tag; einer Zustimmung: sonst heute",         \
      "first day; of a consent, default today")                                                                        \
    X(UNTIL, "--until", "DATE", ONE, "laatste dag", "dernier jour", "letzter Tag", "last day")                         \
    X(ALL, "--all", NULL, ONE, "ook wat hier niet van toepassing is", "aussi ce qui ne s'applique pas ici",            \
      "auch, was hier nicht gilt", "also what does not apply here")                                                    \
    X(FULL, "--full", NULL, ONE, "elke stap met uitleg en bron", "chaque étape avec explication et source",            \
      "jeder Schritt mit Erklärung und Quelle", "each step with explanation and source")                               \
    X(PRESET, "--preset", "PRESET", ONE, "een voorstel dat bij elkaar hoort, in één keer; zie tnw consent presets",    \
      "une proposition qui va ensemble, en une fois ; voir tnw consent presets",                                       \
      "ein Vorschlag, der zusammengehört, auf einmal; siehe tnw consent presets",                                      \
      "a proposal that belongs together, in one act; see tnw consent presets")                                         \
    X(PREVIEW, "--preview", NULL, ONE, "toon enkel wat er zou staan; er wordt niets vastgelegd",                       \
      "montrer seulement ce qui serait dit ; rien n'est enregistré",                                                   \
      "nur zeigen, was dort stehen würde; nichts wird festgehalten", "only show what it would say; nothing is stored") \
    X(AGREED, "--yes", NULL, ONE, "leg het vast zonder eerst te vragen", "enregistrer sans demander d'abord",          \
      "festhalten, ohne vorher zu fragen", "store it without asking first")                                            \
    X(EVIDENCE, "--evidence", "EVIDENCE", ONE, "hoe de patiënt akkoord ging", "comment le patient a donné son accord", \
      "wie der Patient zugestimmt hat", "how the patient agreed")                                                      \
    X(REFERENCE, "--reference", "TEXT", ONE, "waar het bewijs bewaard wordt", "où la preuve est conservée",            \
      "wo der Nachweis aufbewahrt wird", "where the evidence is kept")                                                 \
    X(DATE, "--date", "DATE", ONE, "dag van het bewijs", "jour de la preuve", "Tag des Nachweises",                    \
      "day of the evidence")                                                                                           \
    X(PROCEDURE, "--procedure", "PROCEDURE", ONE, "in welke procedure", "dans quelle procédure",                       \
      "in welchem Verfahren", "in which procedure")                                                                    \
    X(SUBJECT, "--subject", "TEXT", ONE, "waarover het gaat", "de quoi il s'agit", "worum es geht",                    \
      "what it is about")                                                                                              \
    X(WITH, "--with", "ACTOR", MANY, "wie deelneemt", "qui participe", "wer teilnimmt", "who takes part")              \
    X(KIND, "--kind", "MESSAGE_KIND", ONE, "soort bericht", "sorte de message", "Art der Nachricht",                   \
      "kind of message")                                                                                               \
    X(TEXT, "--text", "TEXT", ONE, "het bericht; - leest de standaardinvoer", "le message ; - lit l'entrée standard",  \
      "die Nachricht; - liest die Standardeingabe", "the message; - reads standard input")                             \
    X(FRAGMENT, "--fragment", "FRAGMENT", MANY, "fragment dat erbij hoort", "fragment qui l'accompagne",               \
      "Fragment, das dazugehört", "fragment that goes with it")                                                        \
    X(ATTACH, "--attach", "FILE", MANY, "PDF, JPEG of PNG die erbij hoort, hoogstens 10 MiB",                          \
      "PDF, JPEG ou PNG qui l'accompagne, au plus 10 Mio", "PDF, JPEG oder PNG, das dazugehört, höchstens 10 MiB",     \
      "PDF, JPEG or PNG that goes with it, at most 10 MiB")                                                            \
    X(DETACH, "--detach", "ATTACHMENT", MANY, "bijlage die de nieuwe versie niet meer heeft",                          \
      "pièce jointe que la nouvelle version n'a plus", "Anhang, den die neue Version nicht mehr hat",                  \
      "attachment that the new version has no more")                                                                   \
    X(REPLY_TO, "--reply-to", "MESSAGE", ONE, "bericht dat beantwoord wordt", "message auquel on répond",              \
      "Nachricht, auf die geantwortet wird", "message that it answers")                                                \
    X(ANSWER_BY, "--answer-by", "DATE", ONE, "dag tegen wanneer een antwoord gevraagd wordt",                          \
      "jour avant lequel une réponse est demandée", "Tag, bis zu dem um Antwort gebeten wird",                         \
      "day by which an answer is asked")                                                                               \
    X(CASUS_KIND, "--kind", "CASUS_KIND", ONE, "soort bericht", "sorte de message", "Art der Nachricht",               \
      "kind of message")                                                                                               \
    X(MOMENT, "--moment", "MOMENT", ONE, "netwerkmoment waarbij het hoort",                                            \
      "moment de réseau auquel cela se rattache", "Netzwerktreffen, zu dem es gehört",                                 \
      "netwerkmoment that it belongs to")                                                                              \
    X(MOMENT_DATE, "--date", "DATE", ONE, "dag", "jour", "Tag", "day")                                                 \
    X(MOMENT_TIME, "--time", "TIME", ONE, "uur van begin, 19:30", "heure de début, 19:30", "Beginn, 19:30",            \
      "when it begins, 19:30")                                                                                         \
    X(MOMENT_FROM, "--from", "DATE", ONE, "eerste dag; standaard vandaag", "premier jour ; par défaut aujourd'hui",    \
      "erster Tag; sonst heute", "first day; default today")                                                           \
    X(MOMENT_ROLE, "--role", "ROLE", MANY, "voor wie; standaard iedereen van de zone",                                 \
      "pour qui ; par défaut tous ceux de la zone", "für wen; sonst alle der Zone",                                    \
      "whom it is for; default everybody of the zone")                                                                 \
    X(OPEN, "--open", NULL, ONE, "ook voor wie uit een andere zone komt", "aussi pour ceux d'autres zones",            \
      "auch für andere Zonen", "for those of other zones as well")                                                     \
    X(OWN_ZONE, "--own-zone", NULL, ONE, "enkel voor de eigen zone", "seulement pour sa zone", "nur für die Zone",     \
      "for its own zone only")                                                                                         \
    X(THEME, "--theme", "TEXT", ONE, "thema", "thème", "Thema", "theme")                                               \
    X(PLACE, "--place", "TEXT", ONE, "plaats", "lieu", "Ort", "place")                                                 \
    X(QUARTER, "--quarter", "QUARTER", ONE, "kwartaal, 2026-Q3; standaard het laatste dat om is",                      \
      "trimestre, 2026-Q3 ; par défaut le dernier terminé", "Quartal, 2026-Q3; sonst das letzte vergangene",           \
      "quarter, 2026-Q3; default the last one that is over")                                                           \
    X(TO, "--to", "ACTOR", MANY, "aan wie: wie gevraagd wordt", "à qui : qui est interrogé",                           \
      "an wen: wer gefragt wird", "to whom: who is asked")                                                             \
    X(STEP, "--step", "RULE", ONE, "stap van de tijdlijn waarover een beslissing gevraagd wordt",                      \
      "étape de la ligne du temps sur laquelle une décision est demandée",                                             \
      "Schritt der Zeitleiste, über den eine Entscheidung erbeten wird",                                               \
      "step of the timeline on which a decision is asked")                                                             \
    X(DECIDES, "--decision", "YES_NO", ONE, "beslissing over de stap van de vraag waarop u antwoordt",                 \
      "décision sur l'étape de la question à laquelle vous répondez",                                                  \
      "Entscheidung über den Schritt der Frage, auf die Sie antworten",                                                \
      "decision on the step of the question that you answer")                                                          \
    X(CONCLUSION, "--conclusion", "TEXT", ONE, "wat besloten werd; - leest de standaardinvoer",                        \
      "ce qui a été conclu ; - lit l'entrée standard", "was beschlossen wurde; - liest die Standardeingabe",           \
      "what was concluded; - reads standard input")                                                                    \
    X(FOLLOW, "--follow", NULL, ONE, "blijf wachten op het volgende, van waar het was; --after '' begint opnieuw",     \
      "attendre la suite, depuis où l'on était ; --after '' recommence",                                               \
      "auf das Nächste warten, von wo es war; --after '' beginnt von vorn",                                            \
      "keep waiting for the next, from where it was; --after '' begins again")                                         \
    X(SEEN, "--seen", "SEQ", ONE, "zeg dat u alles tot en met die gebeurtenis gezien hebt, op al uw toestellen",       \
      "dire que vous avez tout vu jusqu'à cet événement, sur tous vos appareils",                                      \
      "sagen, dass Sie alles bis zu diesem Ereignis gesehen haben, auf allen Ihren Geräten",                           \
      "say that you have seen all up to that event, on all your devices")                                              \
    X(DAYS_AHEAD, "--days", "N", ONE, "zoveel dagen vooruit, tot 3660; standaard 7",                                   \
      "autant de jours à l'avance, jusqu'à 3660 ; par défaut 7", "so viele Tage voraus, bis 3660; sonst 7",            \
      "so many days ahead, up to 3660; 7 by default")                                                                  \
    X(BY, "--by", "WHAT,...", ONE,                                                                                     \
      "apart geteld: employment, route, region, reason; getoond: step, estimate, outcome",                             \
      "compté à part : employment, route, region, reason ; montré : step, estimate, outcome",                          \
      "getrennt gezählt: employment, route, region, reason; gezeigt: step, estimate, outcome",                         \
      "told apart: employment, route, region, reason; shown: step, estimate, outcome")                                 \
    X(BEFORE, "--before", "DATE", ONE, "van wat een laatste dag heeft, alleen wat vóór die dag valt",                  \
      "de ce qui a un dernier jour, seulement ce qui tombe avant ce jour",                                             \
      "von dem, was einen letzten Tag hat, nur was vor diesem Tag liegt",                                              \
      "of what has a last day, only what is before that day")                                                          \
    X(ZONE, "--zone", "ZONE", ONE, "eerstelijnszone", "zone de première ligne", "Zone der Primärversorgung",           \
      "primary-care zone")                                                                                             \
    X(Q, "--q", "TEXT", ONE, "begin van woorden van een naam", "débuts de mots d'un nom",                              \
      "Anfänge von Wörtern eines Namens", "beginnings of words of a name")                                             \
    X(CBE, "--cbe", "CBE", ONE, "ondernemingsnummer, tien cijfers", "numéro d'entreprise, dix chiffres",               \
      "Unternehmensnummer, zehn Ziffern", "enterprise number, ten digits")                                             \
    X(NIHII_HOSPITAL, "--nihii-hospital", "NIHII", ONE, "erkenningsnummer van een ziekenhuis, acht cijfers",           \
      "numéro d'agrément d'un hôpital, huit chiffres", "Anerkennungsnummer eines Krankenhauses, acht Ziffern",         \
      "hospital number, eight digits")                                                                                 \
    X(EHP, "--ehp", "EHP", ONE, "eHealth-partnernummer, tien cijfers", "numéro de partenaire eHealth, dix chiffres",   \
      "eHealth-Partnernummer, zehn Ziffern", "eHealth partner number, ten digits")                                     \
    X(NIHII, "--nihii", "NIHII", ONE, "RIZIV-nummer van een arts", "numéro INAMI d'un médecin",                        \
      "LIKIV-Nummer eines Arztes", "RIZIV number of a doctor")                                                         \
    X(ORGANISATION, "--organisation", "ACTOR", ONE, "organisatie waarvoor men werkt",                                  \
      "organisation pour laquelle on travaille", "Organisation, für die man arbeitet",                                 \
      "organisation that they work for")                                                                               \
    X(PHONE, "--phone", "NUMBER", ONE, "telefoon", "téléphone", "Telefon", "telephone")                                \
    X(EMAIL, "--email", "ADDRESS", ONE, "e-mail", "e-mail", "E-Mail", "e-mail")                                        \
    X(ADDRESS, "--address", "TEXT", ONE, "postadres", "adresse postale", "Postanschrift", "postal address")            \
    X(WEB, "--web", "URL", ONE, "webpagina", "page web", "Webseite", "web page")                                       \
    X(LANGUAGE, "--language", "LANGUAGE", MANY, "taal", "langue", "Sprache", "language")                               \
    X(FOLD, "--fold", NULL, ONE, "wat één actor op één dag telkens opnieuw deed, eenmaal met het aantal",              \
      "ce qu'un acteur a fait plusieurs fois en un jour, une fois avec le nombre",                                     \
      "was ein Akteur an einem Tag immer wieder tat, einmal mit der Anzahl",                                           \
      "what one actor did again and again on one day, once with its count")                                            \
    X(QUOTA, "--quota", "FACTOR", ONE, "hoeveel keer de dagquota van het beleid, 1 tot 100",                           \
      "combien de fois les quotas journaliers de la politique, 1 à 100",                                               \
      "wie viel Mal die Tageskontingente der Regeln, 1 bis 100",                                                       \
      "how many times the policy's quotas of a day, 1 to 100")                                                         \
    X(STATE, "--state", "STATE", ONE, "toestand", "état", "Zustand", "state")                                          \
    X(PROVE, "--prove", NULL, ONE, "ga na dat het in het logboek staat, tegen een ondertekend ijkpunt",                \
      "vérifier que c'est dans le journal, d'après un point de contrôle signé",                                        \
      "prüfen, dass es im Protokoll steht, gegen einen signierten Prüfpunkt",                                          \
      "check that it is in the log, against a signed checkpoint")                                                      \
    X(VERIFY, "--verify", NULL, ONE, "ga na dat de lijst volledig en ongewijzigd is",                                  \
      "vérifier que la liste est complète et inchangée", "prüfen, dass die Liste vollständig und unverändert ist",     \
      "check that the list is complete and unchanged")                                                                 \
    X(OUT, "--out", "FILE", ONE, "waar het geschreven wordt; nooit over een bestaand bestand",                         \
      "où l'écrire ; jamais par-dessus un fichier existant",                                                           \
      "wohin geschrieben wird; nie über eine Datei, die da ist", "where to write it; never over a file that is there") \
    X(LOG_KEY, "--key", "VKEY", ONE, "publieke sleutel van het logboek; standaard log_key van het profiel",            \
      "clé publique du journal ; par défaut log_key du profil",                                                        \
      "öffentlicher Schlüssel des Protokolls; sonst log_key des Profils",                                              \
      "public key of the log; default log_key of the profile")                                                         \
    X(LOG_KEY_FILE, "--key-file", "FILE", ONE, "bestand met de publieke sleutel van het logboek",                      \
      "fichier avec la clé publique du journal", "Datei mit dem öffentlichen Schlüssel des Protokolls",                \
      "file with the public key of the log")                                                                           \
    X(WITNESS, "--witness", "VKEY", MANY, "publieke sleutel van een getuige wiens medeondertekening gevraagd wordt",   \
      "clé publique d'un témoin dont la cosignature est demandée",                                                     \
      "öffentlicher Schlüssel eines Zeugen, dessen Mitsignatur verlangt wird",                                         \
      "public key of a witness whose cosignature is asked for")                                                        \
    X(SINCE, "--since", "NOTEFILE", ONE, "een vroeger bewaard ijkpunt, dat het logboek moet voortzetten",              \
      "un point de contrôle gardé, que le journal doit prolonger",                                                     \
      "ein früher aufbewahrter Prüfpunkt, den das Protokoll fortsetzen muss",                                          \
      "a checkpoint kept earlier, which the log must continue")                                                        \
    X(ONLINE, "--online", NULL, ONE, "vraag de server om de regels van het logboek",                                   \
      "demander les enregistrements au serveur", "den Server nach den Einträgen fragen",                               \
      "ask the server for the records")                                                                                \
    X(FORMAT, "--format", "FORMAT", ONE, "vorm; standaard table", "forme ; par défaut table", "Form; sonst table",     \
      "form; default table")                                                                                           \
    X(MANY, "--many", "N", ONE, "meer dossiers dan dit op één dag zijn er veel; standaard 30",                         \
      "plus de dossiers que cela en un jour sont beaucoup ; par défaut 30",                                            \
      "mehr Dossiers als das an einem Tag sind viele; sonst 30",                                                       \
      "more dossiers than this on one day are many; default 30")                                                       \
    X(DENIALS, "--denials", "N", ONE, "zoveel weigeringen na elkaar worden gemeld; standaard 5",                       \
      "autant de refus de suite sont signalés ; par défaut 5",                                                         \
      "so viele Ablehnungen hintereinander werden gemeldet; sonst 5",                                                  \
      "so many refusals in a row are reported; default 5")                                                             \
    X(DAYS, "--days", "N", ONE, "dagen voor de patiënt om een opgetekende toestemming te zien; standaard 14",          \
      "jours pour que le patient voie un consentement noté ; par défaut 14",                                           \
      "Tage für den Patienten, eine eingetragene Zustimmung zu sehen; sonst 14",                                       \
      "days for the patient to see a recorded consent; default 14")                                                    \
    X(STATE_FILE, "--state", "FILE", ONE, "waar het laatste ijkpunt dat klopte bewaard wordt",                         \
      "où est gardé le dernier point de contrôle qui tenait", "wo der letzte Prüfpunkt, der stimmte, aufbewahrt wird", \
      "where the last checkpoint that held is kept")                                                                   \
    X(KEY_FILE, "--key", "FILE", ONE, "de eigen sleutel van de getuige, gemaakt met tnw audit witness-key",            \
      "la clé du témoin, faite par tnw audit witness-key",                                                             \
      "der eigene Schlüssel des Zeugen, gemacht mit tnw audit witness-key",                                            \
      "the witness's own key, made by tnw audit witness-key")                                                          \
    X(ONCE, "--once", NULL, ONE, "één ronde, dan stoppen", "un tour, puis finir", "eine Runde, dann beenden",          \
      "one round, then end")                                                                                           \
    X(INTERVAL, "--interval", "S", ONE, "seconden tussen twee rondes, 1 tot 86400; standaard 60",                      \
      "secondes entre deux tours, 1 à 86400 ; par défaut 60", "Sekunden zwischen zwei Runden, 1 bis 86400; sonst 60",  \
      "seconds between two rounds, 1 to 86400; default 60")                                                            \
    X(OPERATION, "--action", "OPERATION", ONE, "wat gedaan werd: fragment.read, consent.give, ...",                    \
      "ce qui a été fait : fragment.read, consent.give, ...", "was getan wurde: fragment.read, consent.give, ...",     \
      "what was done: fragment.read, consent.give, ...")                                                               \
    X(FROM_TIME, "--from", "WHEN", ONE, "eerste dag, of een tijdstip: 2026-03-01T08:00:00Z",                           \
      "premier jour, ou un moment : 2026-03-01T08:00:00Z", "erster Tag, oder ein Zeitpunkt: 2026-03-01T08:00:00Z",     \
      "first day, or a time: 2026-03-01T08:00:00Z")                                                                    \
    X(UNTIL_TIME, "--until", "WHEN", ONE, "laatste dag, of het tijdstip waarvoor",                                     \
      "dernier jour, ou le moment avant lequel", "letzter Tag, oder der Zeitpunkt, vor dem",                           \
      "last day, or the time before which")                                                                            \
    X(DECISION, "--decision", "DECISION", ONE, "hoe het afliep", "ce qui en a été décidé", "wie entschieden wurde",    \
      "how it was decided")                                                                                            \
    X(SUBMIT, "--submit", "URL", MANY, "breng ijkpunten naar deze openbare getuige (C2SP tlog-witness)",               \
      "porter les points de contrôle à ce témoin public (C2SP tlog-witness)",                                          \
      "Prüfpunkte zu diesem öffentlichen Zeugen bringen (C2SP tlog-witness)",                                          \
      "carry checkpoints to this public witness (C2SP tlog-witness)")                                                  \
    X(QUORUM, "--quorum", "N", ONE, "zoveel van de getuigen moeten mee ondertekend hebben; standaard allemaal",        \
      "autant de témoins doivent avoir cosigné ; par défaut tous",                                                     \
      "so viele der Zeugen müssen mitsigniert haben; sonst alle",                                                      \
      "so many of the witnesses must have cosigned; default: all of them")                                             \
    X(OVERWRITE, "--overwrite", NULL, ONE, "vervang het bestand dat er is", "remplacer le fichier existant",           \
      "die Datei ersetzen, die da ist", "replace the file that is there")                                              \
    X(REQUEST, "--request", "REQUEST", ONE, "de regel van dat antwoord: zijn TNW-Request, req_...",                    \
      "l'enregistrement de cette réponse : son TNW-Request, req_...",                                                  \
      "der Eintrag dieser Antwort: ihr TNW-Request, req_...", "the record of that answer: its TNW-Request, req_...")   \
    X(GROUND, "--ground", "GROUND", ONE, "op welke grond: own_dossier, consent, consent:cns_...",                      \
      "sur quelle base : own_dossier, consent, consent:cns_...",                                                       \
      "auf welcher Grundlage: own_dossier, consent, consent:cns_...",                                                  \
      "on which ground: own_dossier, consent, consent:cns_...")

#endif
