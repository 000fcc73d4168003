/*
 * The errors of the registry in the other languages: X(NAME, nl title, nl hint, fr title, fr hint, de title, de hint).
 * English is the registry's own. A hint of "" says nothing: the detail does.
 */
#ifndef TNW_CLI_TEXT_ROWS_ERRORS_H
#define TNW_CLI_TEXT_ROWS_ERRORS_H

#define ERROR_ROWS(X)                                                                                                  \
    X(MALFORMED_REQUEST, "De HTTP-vraag is niet aanvaardbaar",                                                         \
      "Stuur één gewone HTTP/1.1-vraag, ondubbelzinnig afgebakend.", "La requête HTTP n'est pas acceptable",           \
      "Envoyez une seule requête HTTP/1.1 ordinaire, délimitée sans ambiguïté.",                                       \
      "Die HTTP-Anfrage ist nicht annehmbar", "Senden Sie eine gewöhnliche HTTP/1.1-Anfrage, eindeutig abgegrenzt.")   \
    X(INVALID_HEADER, "Een kopregel heeft een ongeldige waarde", "", "Un en-tête a une valeur invalide", "",           \
      "Eine Kopfzeile hat einen ungültigen Wert", "")                                                                  \
    X(INVALID_JSON, "De inhoud is geen aanvaardbare JSON",                                                             \
      "Stuur één JSON-object in UTF-8, zonder dubbele sleutels, hoogstens 32 niveaus diep.",                           \
      "Le corps n'est pas du JSON acceptable",                                                                         \
      "Envoyez un objet JSON en UTF-8, sans clés en double, d'au plus 32 niveaux.",                                    \
      "Der Inhalt ist kein annehmbares JSON",                                                                          \
      "Senden Sie ein JSON-Objekt in UTF-8, ohne doppelte Schlüssel, höchstens 32 Ebenen tief.")                       \
    X(INVALID_PARAMETER, "Een parameter is ongeldig", "", "Un paramètre est invalide", "",                             \
      "Ein Parameter ist ungültig", "")                                                                                \
    X(ROLE_REQUIRED, "Zeg in welke rol u handelt", "U hebt meer dan één rol.", "Dites dans quel rôle vous agissez",    \
      "Vous avez plusieurs rôles.", "Sagen Sie, in welcher Rolle Sie handeln", "Sie haben mehrere Rollen.")            \
    X(ACTOR_REQUIRED, "Zeg als welke actor u handelt", "Meer dan één van uw registraties heeft deze rol.",             \
      "Dites comme quel acteur vous agissez", "Plusieurs de vos enregistrements ont ce rôle.",                         \
      "Sagen Sie, als welcher Akteur Sie handeln", "Mehrere Ihrer Registrierungen haben diese Rolle.")                 \
    X(INVALID_BODY, "De inhoud past niet in zijn schema", "Verbeter wat hierboven staat.",                             \
      "Le contenu ne correspond pas à son schéma", "Corrigez ce qui est indiqué ci-dessus.",                           \
      "Der Inhalt passt nicht zu seinem Schema", "Verbessern Sie, was oben steht.")                                    \
    X(EVIDENCE_REQUIRED, "Een opgetekende toestemming heeft haar bewijs nodig",                                        \
      "Alleen de patiënt stemt toe zonder bewijs: zeg hoe de patiënt akkoord ging.",                                   \
      "Un consentement noté demande sa preuve",                                                                        \
      "Seul le patient consent sans preuve : dites comment il a donné son accord.",                                    \
      "Eine eingetragene Zustimmung braucht ihren Nachweis",                                                           \
      "Nur der Patient stimmt ohne Nachweis zu: sagen Sie, wie er zugestimmt hat.")                                    \
    X(IDEMPOTENCY_MISMATCH, "Deze Idempotency-Key diende al voor een andere vraag",                                    \
      "Gebruik een nieuwe sleutel voor een nieuwe vraag.", "Cette Idempotency-Key a servi pour une autre requête",     \
      "Utilisez une nouvelle clé pour une nouvelle requête.",                                                          \
      "Dieser Idempotency-Key wurde für eine andere Anfrage verwendet",                                                \
      "Verwenden Sie für eine neue Anfrage einen neuen Schlüssel.")                                                    \
    X(BODY_TOO_LARGE, "De inhoud is te groot", "Stuur minder.", "Le contenu est trop grand", "Envoyez moins.",         \
      "Der Inhalt ist zu groß", "Senden Sie weniger.")                                                                 \
    X(UNSUPPORTED_MEDIA_TYPE, "De inhoud is niet van een soort die dit aanneemt",                                      \
      "Een bijlage is een PDF, JPEG of PNG, en is wat haar Content-Type zegt; al het andere is application/json.",     \
      "Le contenu n'est pas d'un type accepté ici",                                                                    \
      "Une pièce jointe est un PDF, JPEG ou PNG, conforme à son Content-Type ; tout le reste est application/json.",   \
      "Der Inhalt ist von keiner Art, die hier angenommen wird",                                                       \
      "Ein Anhang ist PDF, JPEG oder PNG und das, was sein Content-Type sagt; alles andere ist application/json.")     \
    X(PRECONDITION_REQUIRED, "Een wijziging vraagt If-Match", "Lees het eerst en stuur zijn ETag in If-Match.",        \
      "Une modification demande If-Match", "Lisez d'abord et envoyez l'ETag dans If-Match.",                           \
      "Eine Änderung braucht If-Match", "Lesen Sie es zuerst und senden Sie sein ETag in If-Match.")                   \
    X(METHOD_NOT_ALLOWED, "Dit neemt die methode niet aan", "Zie de kopregel Allow.",                                  \
      "Cette ressource n'accepte pas cette méthode", "Voir l'en-tête Allow.", "Das nimmt diese Methode nicht an",      \
      "Siehe die Kopfzeile Allow.")                                                                                    \
    X(CERTIFICATE_REVOKED, "Uw certificaat is ingetrokken", "Vraag de uitgever een nieuw certificaat.",                \
      "Votre certificat est révoqué", "Demandez un nouveau certificat à l'émetteur.", "Ihr Zertifikat ist widerrufen", \
      "Bitten Sie den Aussteller um ein neues Zertifikat.")                                                            \
    X(CERTIFICATE_EXPIRED, "Uw certificaat is vervallen", "Vraag de uitgever een nieuw certificaat.",                  \
      "Votre certificat a expiré", "Demandez un nouveau certificat à l'émetteur.", "Ihr Zertifikat ist abgelaufen",    \
      "Bitten Sie den Aussteller um ein neues Zertifikat.")                                                            \
    X(CERTIFICATE_REFUSED, "Uw certificaat wordt niet aanvaard",                                                       \
      "Gebruik een certificaat van een persoon of organisatie, van een aanvaarde uitgever.",                           \
      "Votre certificat n'est pas accepté",                                                                            \
      "Utilisez le certificat d'une personne ou d'une organisation, d'un émetteur accepté.",                           \
      "Ihr Zertifikat wird nicht angenommen",                                                                          \
      "Verwenden Sie das Zertifikat einer Person oder Organisation, von einem angenommenen Aussteller.")               \
    X(ACTOR_UNKNOWN, "U staat niet in het register",                                                                   \
      "Uw certificaat is geldig, maar niemand registreerde u: vraag het de beheerder.",                                \
      "Vous n'êtes pas dans le registre",                                                                              \
      "Votre certificat est valable, mais personne ne vous a enregistré : demandez au gestionnaire.",                  \
      "Sie stehen nicht im Register",                                                                                  \
      "Ihr Zertifikat ist gültig, aber niemand hat Sie registriert: fragen Sie den Verwalter.")                        \
    X(ACTOR_DISABLED, "Uw registratie is uitgeschakeld", "Vraag het de beheerder.",                                    \
      "Votre enregistrement est désactivé", "Demandez au gestionnaire.", "Ihre Registrierung ist abgeschaltet",        \
      "Fragen Sie den Verwalter.")                                                                                     \
    X(ROLE_NOT_HELD, "U hebt deze rol niet", "", "Vous n'avez pas ce rôle", "", "Sie haben diese Rolle nicht", "")     \
    X(ROLE_NOT_ALLOWED, "Uw rol mag dit niet", "Gebruik een rol waarvoor dit bedoeld is.",                             \
      "Votre rôle ne peut faire cela", "Utilisez un rôle auquel ceci est destiné.", "Ihre Rolle darf das nicht",       \
      "Verwenden Sie eine Rolle, für die das gedacht ist.")                                                            \
    X(ACTING_ROLE, "Alleen een medewerker doet iets voor iemand anders",                                               \
      "Laat --for weg, of handel in de rol medewerker.", "Seul un collaborateur agit pour quelqu'un d'autre",          \
      "Omettez --for, ou agissez dans le rôle medewerker.", "Nur Mitarbeitende handeln für jemand anderen",            \
      "Lassen Sie --for weg, oder handeln Sie in der Rolle medewerker.")                                               \
    X(ACTING_NOT_ALLOWED, "U mag dit niet voor iemand anders doen",                                                    \
      "tnw me zegt voor wie u mag handelen; sommige dingen doet een arts zelf.",                                       \
      "Vous ne pouvez pas faire cela pour quelqu'un d'autre",                                                          \
      "tnw me dit pour qui vous pouvez agir; certaines choses, un médecin les fait en personne.",                      \
      "Sie dürfen das nicht für jemand anderen tun",                                                                   \
      "tnw me sagt, für wen Sie handeln dürfen; manches tut ein Arzt selbst.")                                         \
    X(CONSENT_REQUIRED, "Er is geen grond voor deze toegang",                                                          \
      "De toestemming van de patiënt geeft ze, behalve wat nooit voor uw rol is.", "Cet accès n'a pas de base",        \
      "Le consentement du patient la donne, sauf ce qui n'est jamais pour votre rôle.",                                \
      "Für diesen Zugriff gibt es keine Grundlage",                                                                    \
      "Die Zustimmung des Patienten gibt sie, außer was nie für Ihre Rolle ist.")                                      \
    X(CATEGORY_NOT_FOR_ROLE, "Uw rol heeft nooit toegang tot deze categorie",                                          \
      "Geen toestemming verandert dit; vraag een arts wat u nodig hebt.",                                              \
      "Votre rôle n'a jamais accès à cette catégorie",                                                                 \
      "Aucun consentement n'y change rien ; demandez à un médecin ce qu'il vous faut.",                                \
      "Ihre Rolle hat nie Zugriff auf diese Kategorie",                                                                \
      "Keine Zustimmung ändert das; fragen Sie einen Arzt nach dem, was Sie brauchen.")                                \
    X(NOT_AUTHOR, "Alleen wie het schreef kan dit wijzigen", "Voeg in de plaats een eigen fragment toe.",              \
      "Seul son auteur peut le modifier", "Ajoutez plutôt un fragment à vous.", "Nur wer es schrieb, kann das ändern", \
      "Fügen Sie stattdessen ein eigenes Fragment hinzu.")                                                             \
    X(WITHDRAWN_BY_PATIENT, "De patiënt heeft deze toestemming ingetrokken",                                           \
      "Niemand tekent ze opnieuw op in zijn plaats: vraag de patiënt om ze zelf te geven.",                            \
      "Le patient a retiré ce consentement",                                                                           \
      "Personne ne le note à nouveau à sa place : demandez au patient de le donner lui-même.",                         \
      "Der Patient hat diese Zustimmung zurückgezogen",                                                                \
      "Niemand trägt sie an seiner Stelle wieder ein: bitten Sie den Patienten, sie selbst zu geben.")                 \
    X(CROSS_SITE, "Geweigerd: de vraag komt van een andere site",                                                      \
      "Wijzigingen komen van de eigen pagina van deze site of van een programma.",                                     \
      "Refusé : la requête vient d'un autre site",                                                                     \
      "Les modifications viennent de la page de ce site ou d'un programme.",                                           \
      "Abgelehnt: die Anfrage kommt von einer anderen Seite",                                                          \
      "Änderungen kommen von der eigenen Seite oder von einem Programm.")                                              \
    X(NOT_FOUND, "Zoiets is er niet voor u", "Kijk het kenmerk na, en of u aan dit dossier deelneemt.",                \
      "Cela n'existe pas pour vous", "Vérifiez l'identifiant, et si vous participez à ce dossier.",                    \
      "Das gibt es nicht für Sie", "Prüfen Sie die Kennung, und ob Sie an diesem Dossier teilnehmen.")                 \
    X(DOSSIER_CLOSED, "Het dossier is afgesloten", "Er kan niets meer bij.", "Le dossier est clôturé",                 \
      "On ne peut plus rien ajouter.", "Das Dossier ist abgeschlossen", "Es kann nichts mehr hinzukommen.")            \
    X(DOSSIER_READ_ONLY, "Het dossier wordt alleen nog bewaard om te lezen",                                           \
      "Er kwam zo lang niets bij dat het gewist zal worden; voor wat nieuw is, wordt een nieuw dossier geopend.",      \
      "Le dossier n'est plus conservé que pour être lu",                                                               \
      "Rien n'a été ajouté depuis si longtemps qu'il sera effacé ; pour ce qui est nouveau, on ouvre un nouveau "  \
      "dossier.",                                                                                                      \
      "Das Dossier wird nur noch zum Lesen aufbewahrt",                                                                \
      "So lange kam nichts hinzu, dass es gelöscht wird; für Neues wird ein neues Dossier geöffnet.")                  \
    X(THREAD_CLOSED, "Het overleg heeft zijn besluit", "Begin een nieuw overleg.", "La concertation a sa conclusion",  \
      "Commencez une nouvelle concertation.", "Die Beratung hat ihr Ergebnis", "Beginnen Sie eine neue Beratung.")     \
    X(CONFLICT, "Dit past niet bij de toestand van nu", "Kijk opnieuw.", "Ceci ne correspond pas à l'état actuel",     \
      "Regardez à nouveau.", "Das passt nicht zum jetzigen Zustand", "Sehen Sie wieder nach.")                         \
    X(VERSION_CONFLICT, "Het is veranderd sinds u het las", "Lees het opnieuw en breng uw wijziging daarop aan.",      \
      "Cela a changé depuis que vous l'avez lu", "Relisez, et appliquez-y votre modification.",                        \
      "Es hat sich geändert, seit Sie es lasen", "Lesen Sie es wieder und bringen Sie Ihre Änderung daran an.")        \
    X(RATE_LIMITED, "Te veel ineens", "Wacht even.", "Trop à la fois", "Attendez un peu.", "Zu viel auf einmal",       \
      "Warten Sie ein wenig.")                                                                                         \
    X(QUOTA_EXCEEDED, "Uw quotum voor vandaag is op", "Morgen is er een nieuw; een beheerder kan het verhogen.",       \
      "Votre quota d'aujourd'hui est épuisé", "Demain il est nouveau ; un gestionnaire peut l'augmenter.",             \
      "Ihr Kontingent für heute ist verbraucht", "Morgen ist es neu; ein Verwalter kann es erhöhen.")                  \
    X(INTERNAL, "Onze fout", "Meld het kenmerk van de vraag; probeer later opnieuw.", "Notre erreur",                  \
      "Signalez l'identifiant de la requête ; réessayez plus tard.", "Unser Fehler",                                   \
      "Melden Sie die Kennung der Anfrage; versuchen Sie es später wieder.")                                           \
    X(UNAVAILABLE, "Nu niet beschikbaar", "Probeer straks opnieuw.", "Pas disponible maintenant",                      \
      "Réessayez bientôt.", "Jetzt nicht verfügbar", "Versuchen Sie es bald wieder.")                                  \
    X(NOT_SEALED_YET, "Nog geen ondertekend ijkpunt dekt dit",                                                         \
      "Het logboek wordt binnen een seconde verzegeld: probeer straks opnieuw.",                                       \
      "Aucun point de contrôle signé ne couvre encore ceci",                                                           \
      "Le journal est scellé en une seconde : réessayez bientôt.", "Noch deckt kein signierter Prüfpunkt das ab",      \
      "Das Protokoll wird binnen einer Sekunde besiegelt: versuchen Sie es bald wieder.")                              \
    X(AUDIT_UNAVAILABLE, "Het logboek kan niet geschreven worden, dus wordt niets beantwoord",                         \
      "Probeer straks opnieuw.", "Le journal ne peut être écrit, donc rien n'est répondu", "Réessayez bientôt.",       \
      "Das Protokoll kann nicht geschrieben werden, also wird nichts beantwortet", "Versuchen Sie es bald wieder.")    \
    X(STORAGE_FULL, "De server heeft geen plaats meer",                                                                \
      "Er is niets bewaard en niets verloren. De uitbater moet de opslag vergroten.", "Le serveur n'a plus de place",  \
      "Rien n'a été gardé et rien n'est perdu. L'exploitant doit agrandir le stockage.",                               \
      "Der Server hat keinen Platz mehr",                                                                              \
      "Nichts wurde gespeichert und nichts ist verloren. Der Betreiber muss den Speicher vergrößern.")                 \
    X(USAGE, "De opdracht klopt niet", "", "La commande n'est pas correcte", "", "Der Aufruf stimmt nicht", "")        \
    X(CONFIGURATION, "De configuratie klopt niet", "", "La configuration n'est pas correcte", "",                      \
      "Die Konfiguration stimmt nicht", "")                                                                            \
    X(NO_MEMORY, "Geen geheugen meer", "Maak geheugen vrij en probeer opnieuw.", "Plus de mémoire",                    \
      "Libérez de la mémoire et réessayez.", "Kein Speicher mehr",                                                     \
      "Machen Sie Speicher frei und versuchen Sie es wieder.")                                                         \
    X(IO, "Een bestand kon niet gelezen of geschreven worden", "", "Un fichier n'a pu être lu ou écrit", "",           \
      "Eine Datei konnte nicht gelesen oder geschrieben werden", "")                                                   \
    X(CRYPTO, "Een cryptografische controle faalde", "De gegevens zijn veranderd, of de sleutel is een andere.",       \
      "Un contrôle cryptographique a échoué", "Les données ont changé, ou la clé est une autre.",                      \
      "Eine kryptografische Prüfung schlug fehl", "Die Daten wurden geändert, oder der Schlüssel ist ein anderer.")    \
    X(CORRUPT, "Bewaarde gegevens zijn beschadigd", "Stop, bewaar de gegevensmap, zet een reservekopie terug.",        \
      "Des données gardées sont endommagées",                                                                          \
      "Arrêtez, gardez le dossier de données, restaurez une copie de sauvegarde.",                                     \
      "Gespeicherte Daten sind beschädigt",                                                                            \
      "Halten Sie an, bewahren Sie den Datenordner auf, spielen Sie eine Sicherung zurück.")                           \
    X(CONNECT, "De server is niet bereikbaar", "Kijk adres, poort en netwerk na.", "Le serveur ne peut être atteint",  \
      "Vérifiez l'adresse, le port et le réseau.", "Der Server ist nicht erreichbar",                                  \
      "Prüfen Sie Adresse, Port und Netz.")                                                                            \
    X(TLS_SERVER, "Het certificaat van de server wordt niet vertrouwd",                                                \
      "Kijk het CA-bestand en de naam van de server na.", "Le certificat du serveur n'est pas reconnu",                \
      "Vérifiez le fichier de la CA et le nom du serveur.", "Dem Zertifikat des Servers wird nicht vertraut",          \
      "Prüfen Sie die CA-Datei und den Namen des Servers.")                                                            \
    X(TLS_REFUSED, "De server weigerde uw certificaat",                                                                \
      "Het kan vervallen of ingetrokken zijn, van een andere uitgever, of niet voor clients bedoeld.",                 \
      "Le serveur a refusé votre certificat",                                                                          \
      "Il peut être expiré, révoqué, d'un autre émetteur, ou non destiné aux clients.",                                \
      "Der Server hat Ihr Zertifikat abgelehnt",                                                                       \
      "Es kann abgelaufen oder widerrufen sein, von einem anderen Aussteller, oder nicht für Clients "                \
      "gedacht.")                                                                                                      \
    X(TIMEOUT, "Geen antwoord op tijd", "Probeer opnieuw; met dezelfde Idempotency-Key is dat veilig.",                \
      "Pas de réponse à temps", "Réessayez ; avec la même Idempotency-Key c'est sûr.", "Keine Antwort rechtzeitig",    \
      "Versuchen Sie es wieder; mit demselben Idempotency-Key ist das sicher.")                                        \
    X(PROTOCOL, "Het antwoord is niet wat de API belooft", "Kijk na of het adres dat van een tnwd is.",                \
      "La réponse n'est pas ce que l'API promet", "Vérifiez que l'adresse est celle d'un tnwd.",                       \
      "Die Antwort ist nicht, was die API verspricht", "Prüfen Sie, ob die Adresse die eines tnwd ist.")

/* What is wrong, of the library's list: X(NAME, nl, fr, de). English is its own. */
#define FAULT_ROWS(X)                                                                                                  \
    X(NONE, "alles klopt", "tout tient", "alles hält")                                                                 \
    X(FORM, "het heeft niet de vorm die het protocol ervoor heeft", "cela n'a pas la forme que le protocole prévoit",  \
      "es hat nicht die Form, die das Protokoll dafür hat")                                                            \
    X(KEY, "het noemt een andere sleutel dan die van het logboek", "cela nomme une autre clé que celle du journal",    \
      "es nennt einen anderen Schlüssel als den des Protokolls")                                                       \
    X(SIGNATURE, "de sleutel van het logboek ondertekende dit ijkpunt niet",                                           \
      "la clé du journal n'a pas signé ce point de contrôle",                                                          \
      "der Schlüssel des Protokolls hat diesen Prüfpunkt nicht signiert")                                              \
    X(WITNESSES, "een medeondertekening is fout, of te weinig getuigen ondertekenden",                                 \
      "une cosignature est fausse, ou trop peu de témoins ont cosigné",                                                \
      "eine Mitsignatur ist falsch, oder zu wenige Zeugen signierten mit")                                             \
    X(RECORD, "een regel is niet waar zijn hash voor staat", "un enregistrement n'est pas ce que dit son hachage",     \
      "ein Eintrag ist nicht, wofür sein Hash steht")                                                                  \
    X(INCLUSION, "een regel staat niet op zijn plaats in het logboek",                                                 \
      "un enregistrement n'est pas à sa place dans le journal",                                                        \
      "ein Eintrag steht nicht an seinem Platz im Protokoll")                                                          \
    X(CONSISTENCY, "het ene logboek is niet het begin van het andere", "un journal n'est pas le début de l'autre",     \
      "das eine Protokoll ist nicht der Anfang des anderen")                                                           \
    X(FORK, "twee ondertekende ijkpunten van één grootte verschillen",                                                 \
      "deux points de contrôle signés d'une même taille diffèrent",                                                    \
      "zwei signierte Prüfpunkte einer Größe unterscheiden sich")                                                      \
    X(ORDER, "een regel staat niet waar zijn nummer zegt", "un enregistrement n'est pas où son numéro le dit",         \
      "ein Eintrag steht nicht, wo seine Nummer sagt")                                                                 \
    X(SIZE, "er zijn meer of minder regels dan het ijkpunt zegt",                                                      \
      "il y a plus ou moins d'enregistrements que le point de contrôle ne dit",                                        \
      "es gibt mehr oder weniger Einträge, als der Prüfpunkt sagt")                                                    \
    X(ROOT, "de regels geven een andere wortel dan die van het ijkpunt",                                               \
      "les enregistrements donnent une autre racine que celle du point de contrôle",                                   \
      "die Einträge ergeben eine andere Wurzel als die des Prüfpunkts")                                                \
    X(MAP, "de kaart is niet die welke het logboek noemt", "la carte n'est pas celle que le journal nomme",            \
      "die Karte ist nicht die, die das Protokoll nennt")                                                              \
    X(HEAD, "de nieuwste regel is niet die welke de kaart noemt",                                                      \
      "le dernier enregistrement n'est pas celui que la carte nomme",                                                  \
      "der neueste Eintrag ist nicht der, den die Karte nennt")                                                        \
    X(CHAIN, "een regel volgt niet op de vorige van zijn dossier",                                                     \
      "un enregistrement ne suit pas le précédent de son dossier",                                                     \
      "ein Eintrag folgt nicht auf den vorigen seines Dossiers")                                                       \
    X(LINK, "een regel draagt niet de schakel die erin zou staan",                                                     \
      "un enregistrement ne porte pas le maillon qu'il est dit avoir",                                                 \
      "ein Eintrag trägt nicht das Glied, das darin stehen soll")                                                      \
    X(MISSING, "er zijn regels weggelaten", "des enregistrements sont omis", "Einträge sind ausgelassen")              \
    X(SHOWN, "wat getoond wordt verschilt van wat opgetekend is", "ce qui est montré diffère de ce qui a été noté",    \
      "was gezeigt wird, unterscheidet sich von dem, was eingetragen ist")                                             \
    X(TERMS, "de voorwaarden zijn niet die welke opgetekend zijn", "les termes ne sont pas ceux qui ont été notés",    \
      "die Bedingungen sind nicht die eingetragenen")                                                                  \
    X(SUBJECT, "een regel gaat over iets anders", "un enregistrement parle d'autre chose",                             \
      "ein Eintrag handelt von etwas anderem")                                                                         \
    X(KNOWN, "het spreekt tegen wat voordien bewezen was", "cela contredit ce qui était prouvé avant",                 \
      "es widerspricht dem, was davor bewiesen war")                                                                   \
    X(RULE, "een regel zegt wat geen regel kan zeggen", "un enregistrement dit ce qu'aucun ne peut dire",              \
      "ein Eintrag sagt, was kein Eintrag sagen kann")                                                                 \
    X(TIME, "de tijd gaat terug waar geen regel dat zegt", "le temps recule où aucun enregistrement ne le dit",        \
      "die Zeit geht zurück, wo kein Eintrag das sagt")                                                                \
    X(STALE, "het is niet van nu: wat voordien gedaan is ontbreekt, of is al lang niet verzegeld",                     \
      "ce n'est pas de maintenant : ce qui a été fait avant manque, ou n'est pas scellé depuis "                    \
      "longtemps",                                                                                                     \
      "es ist nicht von jetzt: was davor getan wurde fehlt, oder ist seit langem nicht besiegelt")                     \
    X(PART, "een deel van het archief ontbreekt, is veranderd, of is er één te veel",                                  \
      "une partie de l'archive manque, est changée, ou est de trop",                                                   \
      "ein Teil des Archivs fehlt, ist verändert, oder ist einer zu viel")                                             \
    X(FILE, "het is niet het bestand dat vastgelegd werd", "ce n'est pas le fichier qui a été enregistré",             \
      "es ist nicht die Datei, die festgehalten wurde")

#endif
