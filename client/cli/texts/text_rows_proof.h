/*
 * What is said of the log, and of what proves it: X(ID, nl, fr, de, en).
 */
#ifndef TNW_CLI_TEXT_ROWS_PROOF_H
#define TNW_CLI_TEXT_ROWS_PROOF_H

#define TEXT_ROWS_PROOF(X)                                                                                             \
    /* labels */                                                                                                       \
    X(ABOUT, "over", "au sujet de", "über", "about")                                                                   \
    X(ACTION, "handeling", "action", "Handlung", "action")                                                             \
    X(BEFORE, "voordien", "auparavant", "davor", "before")                                                             \
    X(HOW_MANY, "aantal", "nombre", "Anzahl", "count")                                                                 \
    X(COUNTER, "teller", "compteur", "Zähler", "counter")                                                              \
    X(DECISION, "beslissing", "décision", "Entscheidung", "decision")                                                  \
    X(DOSSIERS, "dossiers", "dossiers", "Dossiers", "dossiers")                                                        \
    X(GIVEN, "gegeven", "donné", "gegeben", "given")                                                                   \
    X(GROUND, "grond", "base", "Grundlage", "ground")                                                                  \
    X(IN_THE_MAP, "in de kaart", "dans la carte", "in der Karte", "in the map")                                        \
    X(KEPT, "bewaard", "gardé", "aufbewahrt", "kept")                                                                  \
    X(KEY, "sleutel", "clé", "Schlüssel", "key")                                                                       \
    X(KEY_ITS_OWN, "eigen sleutel", "sa propre clé", "eigener Schlüssel", "key (its own)")                             \
    X(LEAF, "blad", "feuille", "Blatt", "leaf")                                                                        \
    X(LINKS, "schakels", "maillons", "Glieder", "links")                                                               \
    X(LOG_OF, "logboek van", "journal de", "Protokoll von", "log of")                                                  \
    X(MAP, "kaart", "carte", "Karte", "map")                                                                           \
    X(PREVIOUS, "vorige", "précédent", "vorige", "previous")                                                           \
    X(PROFILE, "profiel", "profil", "Profil", "profile")                                                               \
    X(PROVEN, "bewezen", "prouvé", "bewiesen", "proven")                                                               \
    X(RECORDS, "regels", "enregistrements", "Einträge", "records")                                                     \
    X(ROOT, "wortel", "racine", "Wurzel", "root")                                                                      \
    X(SEQ, "nr", "n°", "Nr", "seq")                                                                                    \
    X(SERVER, "server", "serveur", "Server", "server")                                                                 \
    X(SIGNATURE, "handtekening", "signature", "Signatur", "signature")                                                 \
    X(SIGNED_WITH, "ondertekend met", "signé avec", "signiert mit", "signed with")                                     \
    X(WHAT, "wat", "quoi", "was", "what")                                                                              \
    X(WHO, "wie", "qui", "wer", "who")                                                                                 \
    X(WITNESS, "getuige", "témoin", "Zeuge", "witness")                                                                \
    X(WITNESS_AT, "  op", "  le", "  am", "  at")                                                                      \
    /* verdicts; what: one of THE_... */                                                                               \
    X(THE_EXPORT, "de export", "l'export", "der Export", "the export")                                                 \
    X(THE_CHECKPOINT, "het ijkpunt", "le point de contrôle", "der Prüfpunkt", "the checkpoint")                        \
    X(THE_RECORD, "de regel", "l'enregistrement", "der Eintrag", "the record")                                         \
    X(THE_RECEIPT, "het bewijs", "la preuve", "der Nachweis", "the receipt")                                           \
    X(THE_FILE, "het bestand", "le fichier", "die Datei", "the file")                                                  \
    X(FILE_VOUCHED, "{0} is het bestand waarvan het logboek vertelt: {1} regels staan ervoor in.",                     \
      "{0} est le fichier dont parle le journal : {1} enregistrements en répondent.",                                  \
      "{0} ist die Datei, von der das Protokoll erzählt: {1} Einträge stehen dafür ein.",                              \
      "{0} is the file that the log tells of: {1} records vouch for it.")                                              \
    X(THE_ARCHIVE, "het archief", "l'archive", "das Archiv", "the archive")                                            \
    X(ARCHIVE_HOLDS, "Het archief is volledig: elk deel is er, en de bewijzen kloppen.",                               \
      "L'archive est complète : chaque partie y est, et les preuves tiennent.",                                        \
      "Das Archiv ist vollständig: jeder Teil ist da, und die Nachweise halten.",                                      \
      "The archive is whole: each part is there, and the proofs hold.")                                                \
    X(ARCHIVE_KEPT, "Bewaard. Ga het na, nu of later, met: tnw archive verify {0}",                                    \
      "Gardé. Vérifiez-le, maintenant ou plus tard, avec : tnw archive verify {0}",                                    \
      "Aufbewahrt. Prüfen Sie es, jetzt oder später, mit: tnw archive verify {0}",                                     \
      "Kept. Check it, now or later, with: tnw archive verify {0}")                                                    \
    X(PARTS, "delen", "parties", "Teile", "parts")                                                                     \
    X(RECEIPTS, "bewijzen van toestemming", "preuves de consentement", "Nachweise von Zustimmungen",                   \
      "receipts of consents")                                                                                          \
    X(THE_ACCESS_LOG, "de lijst van toegangen", "la liste des accès", "die Liste der Zugriffe", "the access log")      \
    X(DOES_NOT_HOLD, "tnw: KLOPT NIET: {0}: {1} ({2})", "tnw : NE TIENT PAS : {0} : {1} ({2})",                        \
      "tnw: HÄLT NICHT: {0}: {1} ({2})", "tnw: DOES NOT HOLD: {0}: {1} ({2})")                                         \
    X(AT_LINE, "  lijn {0}", "  ligne {0}", "  Zeile {0}", "  line {0}")                                               \
    X(AT_RECORD, "  regel {0}", "  enregistrement {0}", "  Eintrag {0}", "  record {0}")                               \
    X(DAMAGED_PROVEN, "is beschadigd; wat voordien bewezen was, is niet meer bekend",                                  \
      "est endommagé ; ce qui était prouvé avant n'est plus connu",                                                    \
      "ist beschädigt; was davor bewiesen war, ist nicht mehr bekannt",                                                \
      "is damaged; what was proven before is no longer known")                                                         \
    /* keys and trust */                                                                                               \
    X(KEY_IS_ONE_LINE, "de sleutel van het logboek is één lijn: NAAM+ID+BASE64",                                       \
      "la clé du journal est une ligne : NOM+ID+BASE64",                                                               \
      "der Schlüssel des Protokolls ist eine Zeile: NAME+ID+BASE64", "the log's key is one line: NAME+ID+BASE64")      \
    X(KEY_NOT_BOTH, "--key of --key-file, niet allebei", "--key ou --key-file, pas les deux",                          \
      "--key oder --key-file, nicht beides", "--key or --key-file, not both")                                          \
    X(KEY_UNKNOWN,                                                                                                     \
      "de publieke sleutel van het logboek is niet bekend: zet hem in het profiel als log_key, of in "                 \
      "TNW_LOG_KEY",                                                                                                   \
      "la clé publique du journal n'est pas connue : mettez-la dans le profil comme log_key, ou "                     \
      "TNW_LOG_KEY",                                                                                                   \
      "der öffentliche Schlüssel des Protokolls ist nicht bekannt: setzen Sie ihn als log_key ins "                  \
      "Profil, oder in TNW_LOG_KEY",                                                                                   \
      "the log's public key is not known: put it into the profile as log_key, or TNW_LOG_KEY")                         \
    X(QUORUM_IS, "--quorum is hoeveel van de getuigen van --witness, van 1 tot allemaal",                              \
      "--quorum est combien des témoins de --witness, de 1 à tous",                                                    \
      "--quorum ist, wie viele der Zeugen von --witness, von 1 bis alle",                                              \
      "--quorum is how many of the witnesses of --witness, from 1 to all of them")                                     \
    X(KEY_BESIDE_PROFILE,                                                                                              \
      "tnw: het logboek heeft een andere sleutel dan die van het profiel (zie tnw trust show); dit is "                \
      "nagegaan met\n"                                                                                                 \
      " "                                                                                                              \
      " {0}",                                                                                                          \
      "tnw : le journal a une autre clé que celle du profil (voir tnw trust show) ; ceci est vérifié "              \
      "avec\n"                                                                                                         \
      "  {0}",                                                                                                         \
      "tnw: das Protokoll hat einen anderen Schlüssel als das Profil (siehe tnw trust show); das wird "               \
      "geprüft mit\n"                                                                                                 \
      "  {0}",                                                                                                         \
      "tnw: the log has another key beside that of the profile (see tnw trust show); this is checked "                 \
      "with\n"                                                                                                         \
      "  {0}")                                                                                                         \
    X(KEY_BORROWED,                                                                                                    \
      "tnw: OPGELET: de sleutel van het logboek is hier niet bekend, dus is dit nagegaan met de "                      \
      "sleutel die het zelf noemt:\n"                                                                                  \
      "  {0}\n"                                                                                                        \
      "  Dat toont enkel dat het in zichzelf klopt, niet wiens logboek het is. Vraag de sleutel aan de "               \
      "uitbater van de\n"                                                                                              \
      "  server, langs een andere weg, en zet hem in uw profiel: log_key = ...",                                       \
      "tnw : ATTENTION : la clé du journal n'est pas connue ici, ceci est donc vérifié avec la clé "               \
      "qu'il nomme lui-même :\n"                                                                                      \
      "  {0}\n"                                                                                                        \
      "  Cela montre seulement qu'il est cohérent en soi, pas de qui il est. Demandez la clé à "                    \
      "l'exploitant du serveur,\n"                                                                                     \
      "  par une autre voie, et mettez-la dans votre profil : log_key = ...",                                          \
      "tnw: ACHTUNG: der Schlüssel des Protokolls ist hier nicht bekannt, also wird mit dem geprüft, "               \
      "den es selbst nennt:\n"                                                                                         \
      "  {0}\n"                                                                                                        \
      "  Das zeigt nur, dass es in sich stimmt, nicht wessen Protokoll es ist. Fragen Sie den "                        \
      "Betreiber des Servers auf\n"                                                                                    \
      "  einem anderen Weg nach dem Schlüssel und setzen Sie ihn in Ihr Profil: log_key = ...",                        \
      "tnw: WARNING: the log's key is not known here, so this is checked with the key that it names "                  \
      "itself:\n"                                                                                                      \
      "  {0}\n"                                                                                                        \
      " "                                                                                                              \
      " That shows only that it is consistent in itself, not whose log it is. Get the key from the "                   \
      "operator of\n"                                                                                                  \
      "  the server, on another way, and put it into your profile: log_key = ...")                                     \
    X(KEY_OTHER_NAMED,                                                                                                 \
      "tnw: de server noemt een andere sleutel van het logboek dan de uwe:\n"                                          \
      "  {0}\n"                                                                                                        \
      "  Als zijn uitbater u dat meedeelde, langs een andere weg dan deze server: tnw trust accept "                   \
      "SLEUTEL",                                                                                                       \
      "tnw : le serveur nomme une autre clé du journal que la vôtre :\n"                                             \
      "  {0}\n"                                                                                                        \
      "  Si son exploitant vous l'a dit, par une autre voie que ce serveur : tnw trust accept CLE",                    \
      "tnw: der Server nennt einen anderen Schlüssel des Protokolls als Ihren:\n"                                     \
      "  {0}\n"                                                                                                        \
      "  Wenn sein Betreiber Ihnen das sagte, auf einem anderen Weg als über diesen Server: tnw trust "               \
      "accept SCHLÜSSEL",                                                                                              \
      "tnw: the server names another key of the log than yours:\n"                                                     \
      "  {0}\n"                                                                                                        \
      "  If its operator told you so, on another way than by this server: tnw trust accept KEY")                       \
    X(KEY_FOLLOWED,                                                                                                    \
      "tnw: het logboek gaat verder met een andere sleutel, ondertekend met de uwe: regel {0}, {1}\n"                  \
      "  {2}\n"                                                                                                        \
      "  Zet hem in uw profiel: log_key = ...",                                                                        \
      "tnw : le journal continue sous une autre clé, signée avec la vôtre : enregistrement {0}, {1}\n"              \
      "  {2}\n"                                                                                                        \
      "  Mettez-la dans votre profil : log_key = ...",                                                                 \
      "tnw: das Protokoll geht unter einem anderen Schlüssel weiter, signiert mit Ihrem: Eintrag {0}, "               \
      "{1}\n"                                                                                                          \
      "  {2}\n"                                                                                                        \
      "  Setzen Sie ihn in Ihr Profil: log_key = ...",                                                                 \
      "tnw: the log goes on under another key, signed with the one that you hold: record {0}, {1}\n"                   \
      "  {2}\n"                                                                                                        \
      "  Put it into your profile: log_key = ...")                                                                     \
    X(TRUST_WHICH, "van welke server? Noem hem met --url, --as, of in het profiel",                                    \
      "de quel serveur ? Nommez-le avec --url, --as, ou dans le profil",                                               \
      "von welchem Server? Nennen Sie ihn mit --url, --as, oder im Profil",                                            \
      "of which server? Name it with --url, --as, or in the profile")                                                  \
    X(TRUST_KEPT, "{0} regels van het logboek, waarvan niets mag veranderen",                                          \
      "{0} enregistrements du journal, dont rien ne peut changer",                                                     \
      "{0} Einträge des Protokolls, von denen sich nichts ändern darf",                                                \
      "{0} records of the log, of which nothing may change")                                                           \
    X(TRUST_ACCEPTED, "Voortaan telt deze sleutel voor {0}. Wat bewaard was, wordt nog tegen zijn logboek gehouden.",  \
      "Désormais cette clé compte pour {0}. Ce qui était gardé est encore confronté à son journal.",                   \
      "Von jetzt an gilt dieser Schlüssel für {0}. Was aufbewahrt war, wird weiter an sein Protokoll "               \
      "gehalten.",                                                                                                     \
      "From now on this key counts for {0}. What was kept is still held against its log.")                             \
    X(TRUST_NOT_FORGOTTEN, "kan niet geschreven worden: er is niets vergeten",                                         \
      "ne peut être écrit : rien n'a été oublié", "kann nicht geschrieben werden: nichts wurde vergessen",             \
      "cannot be written: nothing was forgotten")                                                                      \
    X(TRUST_FORGOTTEN,                                                                                                 \
      "Vergeten: wat bekend was van het logboek van {0}. Het staat hierboven: bewaar het, als u aan de "               \
      "server twijfelt.",                                                                                              \
      "Oublié : ce qui était connu du journal de {0}. C'est ci-dessus : gardez-le, si vous doutez du "               \
      "serveur.",                                                                                                      \
      "Vergessen: was vom Protokoll von {0} bekannt war. Es steht oben: bewahren Sie es auf, wenn Sie "                \
      "am Server zweifeln.",                                                                                           \
      "Forgotten: what was known of the log of {0}. It stands above: keep it, if you doubt the server.")               \
    X(WITNESSES_FULL, "er zijn zoveel getuigen als er kunnen zijn; tnw trust reset vergeet ze",                        \
      "il y a autant de témoins que possible ; tnw trust reset les oublie",                                            \
      "es gibt so viele Zeugen, wie es geben kann; tnw trust reset vergisst sie",                                      \
      "there are as many witnesses as can be; tnw trust reset forgets them")                                           \
    X(WITNESSED_ALL, "Met getuigen: alles, als de eerste regels van een logboek van {0}.",                             \
      "Avec témoins : tout, comme les premiers enregistrements d'un journal de {0}.",                                  \
      "Bezeugt: alles, als die ersten Einträge eines Protokolls von {0}.",                                             \
      "Witnessed: all of it, as the first records of a log of {0}.")                                                   \
    X(WITNESSED_FIRST,                                                                                                 \
      "Met getuigen: de eerste {0} regels van het logboek. Voor de {1} daarachter staat enkel de eigen "               \
      "handtekening van het logboek.",                                                                                 \
      "Avec témoins : les {0} premiers enregistrements du journal. Pour les {1} suivants il n'y a que "               \
      "la signature du journal lui-même.",                                                                             \
      "Bezeugt: die ersten {0} Einträge des Protokolls. Für die {1} dahinter steht nur die eigene "                  \
      "Signatur des Protokolls.",                                                                                      \
      "Witnessed: the first {0} records of the log. For the {1} behind them only the log's own "                       \
      "signature stands.")                                                                                             \
    /* checkpoint, record, export */                                                                                   \
    X(OF_NAMED_KEY, "van de sleutel die de server noemt", "de la clé que le serveur nomme",                            \
      "des Schlüssels, den der Server nennt", "of the key that the server names")                                      \
    X(OF_LOGS_KEY, "van de sleutel van het logboek", "de la clé du journal", "des Schlüssels des Protokolls",          \
      "of the log's key")                                                                                              \
    X(NOT_SEALED, "nog niet verzegeld", "pas encore scellé", "noch nicht besiegelt", "not sealed yet")                 \
    X(NO_CHECKPOINT_YET, "geen ijkpunt dekt deze regel; vraag het over een seconde opnieuw",                           \
      "aucun point de contrôle ne couvre cet enregistrement ; redemandez dans une seconde",                            \
      "kein Prüfpunkt deckt diesen Eintrag ab; fragen Sie in einer Sekunde wieder",                                    \
      "no checkpoint covers this record; ask again in a second")                                                       \
    X(RECORD_PROVEN, "regel {0} staat in het logboek van {1} regels met de wortel {2}",                                \
      "l'enregistrement {0} est dans le journal de {1} enregistrements avec la racine {2}",                            \
      "Eintrag {0} steht im Protokoll von {1} Einträgen mit der Wurzel {2}",                                           \
      "record {0} is in the log of {1} records with the root {2}")                                                     \
    X(SEQ_IS_A_NUMBER, "SEQ is een getal", "SEQ est un nombre", "SEQ ist eine Zahl", "SEQ is a number")                \
    X(FILE_IS_THERE, "bestaat al; --overwrite vervangt het", "existe déjà ; --overwrite le remplace",                  \
      "ist schon da; --overwrite ersetzt sie", "is there already; --overwrite replaces it")                            \
    X(EXPORTED, "{0} regels. Ga ze na, nu of later, met: tnw audit verify {1}",                                        \
      "{0} enregistrements. Vérifiez-les, maintenant ou plus tard, avec : tnw audit verify {1}",                       \
      "{0} Einträge. Prüfen Sie sie, jetzt oder später, mit: tnw audit verify {1}",                                    \
      "{0} records. Check them, now or later, with: tnw audit verify {1}")                                             \
    X(EXPORT_HOLDS, "De export klopt: alle {0} regels van het logboek, geen veranderd, geen weg, in volgorde.",        \
      "L'export tient : les {0} enregistrements du journal, aucun changé, aucun manquant, dans l'ordre.",              \
      "Der Export hält: alle {0} Einträge des Protokolls, keiner geändert, keiner fehlt, in "                       \
      "Reihenfolge.",                                                                                                  \
      "The export holds: all {0} records of the log, none changed, none missing, in order.")                           \
    X(EXPORT_LINKS, "{0}: de regels van elk dossier zijn er allemaal, elk na de vorige",                               \
      "{0} : les enregistrements de chaque dossier sont tous là, chacun après le précédent",                           \
      "{0}: die Einträge jedes Dossiers sind alle da, jeder nach dem vorigen",                                         \
      "{0}: each dossier's records are all there, each after the one before")                                          \
    X(EXPORT_SINCE, "het logboek begint met de {0} regels van het oudere ijkpunt",                                     \
      "le journal commence par les {0} enregistrements du point de contrôle plus ancien",                              \
      "das Protokoll beginnt mit den {0} Einträgen des älteren Prüfpunkts",                                            \
      "the log begins with the {0} records of the older checkpoint")                                                   \
    X(DATE_FROM, "--from krijgt een datum, 2026-03-01", "--from prend une date, 2026-03-01",                           \
      "--from nimmt ein Datum, 2026-03-01", "--from takes a date, 2026-03-01")                                         \
    X(DATE_UNTIL, "--until krijgt een datum, 2026-03-31: de laatste dag",                                              \
      "--until prend une date, 2026-03-31 : le dernier jour", "--until nimmt ein Datum, 2026-03-31: den letzten Tag",  \
      "--until takes a date, 2026-03-31, which is the last day")                                                       \
    X(LIMITS_FROM_1, "--many, --denials en --days krijgen een getal vanaf 1",                                          \
      "--many, --denials et --days prennent un nombre à partir de 1",                                                  \
      "--many, --denials und --days nehmen eine Zahl ab 1", "--many, --denials and --days take a number from 1 on")    \
    X(REPORT_UNCHECKED,                                                                                                \
      "tnw: uit de lijst van de server zoals ze is: wat nagegaan wordt is een export; zie tnw help "                   \
      "audit export",                                                                                                  \
      "tnw : de la liste du serveur telle quelle : ce qui se vérifie est un export ; voir tnw help "                  \
      "audit export",                                                                                                  \
      "tnw: aus der Liste des Servers, wie sie ist: geprüft wird ein Export; siehe tnw help audit "                   \
      "export",                                                                                                        \
      "tnw: from the server's list as it is: what is checked is an export; see tnw help audit export")                 \
    X(FORMAT_IS, "--format krijgt table, json of csv", "--format prend table, json ou csv",                            \
      "--format nimmt table, json oder csv", "--format takes table, json or csv")                                      \
    X(FILE_OR_ONLINE, "zeg FILE of --online", "dites FILE ou --online", "sagen Sie FILE oder --online",                \
      "say FILE or --online")                                                                                          \
    X(FINDINGS, "{0} vaststellingen in {1} regels: redenen om te vragen, geen bewijs van kwaad.",                      \
      "{0} constats dans {1} enregistrements : des raisons de demander, pas une preuve de faute.",                     \
      "{0} Befunde in {1} Einträgen: Gründe zu fragen, kein Beweis von Unrecht.",                                      \
      "{0} findings in {1} records: reasons to ask, no proof of wrong.")                                               \
    X(UNUSUAL_MANY, "veel dossiers op één dag", "beaucoup de dossiers en un jour", "viele Dossiers an einem Tag",      \
      "many dossiers on one day")                                                                                      \
    X(UNUSUAL_CARE, "toegang buiten de periode van zorg", "accès hors de la période de soins",                         \
      "Zugriff außerhalb der Zeit der Betreuung", "access outside the period of care")                                 \
    X(UNUSUAL_DENIALS, "telkens opnieuw geweigerd", "refusé encore et encore", "immer wieder abgelehnt",               \
      "refused again and again")                                                                                       \
    X(UNUSUAL_RECORDED, "opgetekende toestemming, de patiënt zag ze niet",                                             \
      "consentement noté, le patient n'en a pas pris connaissance",                                                    \
      "eingetragene Zustimmung, der Patient nahm keine Kenntnis", "recorded consent, the patient took no notice")      \
    /* witnesses */                                                                                                    \
    X(INTERVAL_IS, "--interval krijgt seconden, 1 tot 86400", "--interval prend des secondes, 1 à 86400",              \
      "--interval nimmt Sekunden, 1 bis 86400", "--interval takes seconds, 1 to 86400")                                \
    X(WITNESS_NAME_IS, "NAME is kort, zonder spaties en +: witness.example.be",                                        \
      "NAME est court, sans espaces ni + : witness.example.be",                                                        \
      "NAME ist kurz, ohne Leerzeichen und +: witness.example.be",                                                     \
      "NAME is short, without blanks and +: witness.example.be")                                                       \
    X(WITNESS_KEY_MADE,                                                                                                \
      "De uitbater van de server voegt deze lijn toe aan de ingestelde getuigen; auditors gaan na met "                \
      "--witness.",                                                                                                    \
      "L'exploitant du serveur ajoute cette ligne aux témoins configurés ; les auditeurs vérifient "                \
      "avec --witness.",                                                                                               \
      "Der Betreiber des Servers fügt diese Zeile den eingestellten Zeugen hinzu; Auditoren prüfen mit "             \
      "--witness.",                                                                                                    \
      "The server's operator adds this line to the configured witnesses; auditors check with --witness.")              \
    X(WITNESS_FIRST, "tnw: {0} is er niet: dit is het eerste ijkpunt dat deze getuige ziet",                           \
      "tnw : {0} n'existe pas : c'est le premier point de contrôle que ce témoin voit",                                \
      "tnw: {0} ist nicht da: das ist der erste Prüfpunkt, den dieser Zeuge sieht",                                    \
      "tnw: {0} is not there: this is the first checkpoint that this witness sees")                                    \
    X(NOT_THIS_LOG, "is geen ijkpunt van dit logboek", "n'est pas un point de contrôle de ce journal",                 \
      "ist kein Prüfpunkt dieses Protokolls", "is no checkpoint of this log")                                          \
    X(ALARM,                                                                                                           \
      "tnw: ALARM: het logboek klopt niet: {0} ({1})\n"                                                                \
      "  {2}\n"                                                                                                        \
      "  Er is niets mee ondertekend, en wat voordien bewaard was is zoals het was.",                                  \
      "tnw : ALARME : le journal ne tient pas : {0} ({1})\n"                                                           \
      "  {2}\n"                                                                                                        \
      "  Rien n'a été cosigné, et ce qui était gardé est comme avant.",                                                \
      "tnw: ALARM: das Protokoll hält nicht: {0} ({1})\n"                                                             \
      "  {2}\n"                                                                                                        \
      "  Nichts wurde mitsigniert, und was aufbewahrt war, ist wie davor.",                                            \
      "tnw: ALARM: the log does not hold: {0} ({1})\n"                                                                 \
      "  {2}\n"                                                                                                        \
      "  Nothing was cosigned, and what was kept before is as it was.")                                                \
    X(ALARM_KEPT, "  Beide ijkpunten en het bewijs staan in {0}: bewaar het, en zeg het de auditor.",                  \
      "  Les deux points de contrôle et la preuve sont dans {0} : gardez-le, et dites-le à l'auditeur.",               \
      "  Beide Prüfpunkte und der Beweis stehen in {0}: bewahren Sie es auf, und sagen Sie es dem "                   \
      "Auditor.",                                                                                                      \
      "  Both checkpoints and the proof are in {0}: keep it, and tell the auditor.")                                   \
    X(ALARM_SHOWN, "  Het ijkpunt dat getoond werd:", "  Le point de contrôle montré :",                               \
      "  Der Prüfpunkt, der gezeigt wurde:", "  The checkpoint that was shown:")                                       \
    X(COSIGNED, "mee ondertekend: {0} regels als {1}", "cosigné : {0} enregistrements comme {1}",                      \
      "mitsigniert: {0} Einträge als {1}", "cosigned {0} records as {1}")                                              \
    X(COSIGNS_STILL, "ondertekent nog: {0} regels als {1}", "cosigne toujours : {0} enregistrements comme {1}",        \
      "signiert weiter mit: {0} Einträge als {1}", "still cosigns {0} records as {1}")                                 \
    X(KEY_FILE_UNSEEN, "kan niet bekeken worden", "ne peut être examiné", "kann nicht angesehen werden",               \
      "cannot be looked at")                                                                                           \
    X(KEY_FILE_OPEN, "anderen kunnen deze sleutel gebruiken; chmod 600",                                               \
      "d'autres peuvent utiliser cette clé ; chmod 600", "andere können diesen Schlüssel verwenden; chmod 600",        \
      "others can use this key; chmod 600")                                                                            \
    X(KEY_FILE_USED, "een andere getuige gebruikt deze sleutel", "un autre témoin utilise cette clé",                  \
      "ein anderer Zeuge verwendet diesen Schlüssel", "another witness is using this key")                             \
    X(KEY_FILE_WRONG, "is geen sleutel van tnw audit witness-key", "n'est pas une clé de tnw audit witness-key",       \
      "ist kein Schlüssel von tnw audit witness-key", "is no key of tnw audit witness-key")                            \
    X(CARRY_400, "verstaat het ijkpunt niet (400)", "ne comprend pas le point de contrôle (400)",                      \
      "versteht den Prüfpunkt nicht (400)", "does not understand the checkpoint (400)")                                \
    X(CARRY_403, "aanvaardt de sleutel van het logboek niet (403): zijn uitbater moet de sleutel kennen",              \
      "n'accepte pas la clé du journal (403) : son exploitant doit connaître la clé",                                  \
      "nimmt den Schlüssel des Protokolls nicht an (403): seinem Betreiber muss der Schlüssel gesagt "               \
      "werden",                                                                                                        \
      "does not accept the log's key (403): its operator must be told the key")                                        \
    X(CARRY_404, "kent dit logboek niet (404): zijn uitbater moet naam en sleutel kennen",                             \
      "ne connaît pas ce journal (404) : son exploitant doit connaître nom et clé",                                    \
      "kennt dieses Protokoll nicht (404): seinem Betreiber müssen Name und Schlüssel gesagt werden",                  \
      "does not know this log (404): its operator must be told origin and key")                                        \
    X(CARRY_409,                                                                                                       \
      "OPGELET: ondertekende een ander logboek van deze grootte (409): vergelijk zijn ijkpunt met het "                \
      "onze",                                                                                                          \
      "ATTENTION : a cosigné un autre journal de cette taille (409) : comparez son point de contrôle "               \
      "au nôtre",                                                                                                      \
      "ACHTUNG: hat ein anderes Protokoll dieser Größe mitsigniert (409): vergleichen Sie seinen "                   \
      "Prüfpunkt mit unserem",                                                                                         \
      "WARNING: has cosigned another log of this size (409): compare its checkpoint with ours")                        \
    X(CARRY_422,                                                                                                       \
      "OPGELET: zegt dat dit logboek niet voortzet wat hij ondertekende (422): vergelijk zijn ijkpunt "                \
      "met het onze",                                                                                                  \
      "ATTENTION : dit que ce journal ne prolonge pas ce qu'il a cosigné (422) : comparez son point de "              \
      "contrôle au nôtre",                                                                                             \
      "ACHTUNG: sagt, dass dieses Protokoll nicht fortsetzt, was er mitsignierte (422): vergleichen "                  \
      "Sie seinen Prüfpunkt mit unserem",                                                                              \
      "WARNING: says that this log does not continue what it cosigned (422): compare its checkpoint "                  \
      "with ours")                                                                                                     \
    X(CARRY_LATER, "ondertekende niet; volgende keer opnieuw", "n'a pas cosigné ; nouvel essai la prochaine fois",     \
      "signierte nicht mit; nächstes Mal wieder", "did not cosign; trying again next time")                            \
    X(CARRIED, "gebracht: {0} regels; mee ondertekend als {1}", "porté : {0} enregistrements ; cosigné comme {1}",     \
      "gebracht: {0} Einträge; mitsigniert als {1}", "carried {0} records: cosigned as {1}")                           \
    X(CARRY_NOT_NAMED, "stuurde geen handtekening van een getuige die --witness noemt",                                \
      "n'a envoyé aucune cosignature d'un témoin que --witness nomme",                                                 \
      "sandte keine Signatur eines Zeugen, den --witness nennt",                                                       \
      "sent no cosignature of a witness that --witness names")                                                         \
    X(CARRY_NOT, "ondertekende niet", "n'a pas cosigné", "signierte nicht mit", "did not cosign")                      \
    X(CARRY_AHEAD_WARNING,                                                                                             \
      "tnw: OPGELET: een getuige zegt dat hij {0} regels van dit logboek ondertekende, dat er {1} "                    \
      "toont:",                                                                                                        \
      "tnw : ATTENTION : un témoin dit avoir cosigné {0} enregistrements de ce journal, qui en montre "              \
      "{1} :",                                                                                                         \
      "tnw: ACHTUNG: ein Zeuge sagt, er habe {0} Einträge dieses Protokolls mitsigniert, das {1} zeigt:",              \
      "tnw: WARNING: a witness says that it has cosigned {0} records of this log, which shows {1}:")                   \
    X(CARRY_GONE_BACK, "het logboek kan teruggegaan zijn; vergelijk zijn ijkpunt met het onze",                        \
      "le journal peut être revenu en arrière ; comparez son point de contrôle au nôtre",                              \
      "das Protokoll kann zurückgegangen sein; vergleichen Sie seinen Prüfpunkt mit unserem",                          \
      "the log may have gone back; compare its checkpoint with ours")                                                  \
    X(CARRY_AHEAD, "is het logboek voor", "est en avance sur le journal", "ist dem Protokoll voraus",                  \
      "is ahead of the log")                                                                                           \
    X(CARRY_OTHER_SIZE, "zegt telkens een andere grootte", "dit chaque fois une autre taille",                         \
      "sagt jedes Mal eine andere Größe", "says another size each time")                                               \
    /* receipts and the access log */                                                                                  \
    X(RECEIPT_KEPT, "Bewaard. Ga het na, nu of later, met: tnw consent verify {0}",                                    \
      "Gardé. Vérifiez-le, maintenant ou plus tard, avec : tnw consent verify {0}",                                    \
      "Aufbewahrt. Prüfen Sie es, jetzt oder später, mit: tnw consent verify {0}",                                     \
      "Kept. Check it, now or later, with: tnw consent verify {0}")                                                    \
    X(RECEIPT_HOLDS, "Het bewijs klopt: deze voorwaarden zijn opgetekend, en staan in het logboek.",                   \
      "La preuve tient : ces termes ont été notés, et sont dans le journal.",                                          \
      "Der Nachweis hält: diese Bedingungen wurden eingetragen, und stehen im Protokoll.",                             \
      "The receipt holds: these terms were recorded, and are in the log.")                                             \
    X(RECEIPT_STEP, "{0} door {1}, regel {2} van het logboek", "{0} par {1}, enregistrement {2} du journal",           \
      "{0} durch {1}, Eintrag {2} des Protokolls", "{0} by {1}, record {2} of the log")                                \
    X(ERASURE_KEPT, "Bewaard. Ga het na, nu of later, met: tnw erasure verify {0}",                                    \
      "Gardé. Vérifiez-le, maintenant ou plus tard, avec : tnw erasure verify {0}",                                    \
      "Aufbewahrt. Prüfen Sie es, jetzt oder später, mit: tnw erasure verify {0}",                                     \
      "Kept. Check it, now or later, with: tnw erasure verify {0}")                                                    \
    X(ERASURE_HOLDS, "Het bewijs klopt: het wissen is opgetekend, en staat in het logboek.",                           \
      "La preuve tient : l'effacement a été noté, et est dans le journal.",                                            \
      "Der Nachweis hält: die Löschung wurde eingetragen, und steht im Protokoll.",                                    \
      "The receipt holds: the erasure was recorded, and is in the log.")                                               \
    X(ERASURE_STEP, "{0}, regel {1} van het logboek", "{0}, enregistrement {1} du journal",                            \
      "{0}, Eintrag {1} des Protokolls", "{0}, record {1} of the log")                                                 \
    X(ERASURE_NOT_COMPLETE, "staat er niet: haal later een nieuw bewijs",                                              \
      "n'y est pas : demandez une nouvelle preuve plus tard", "steht nicht da: holen Sie später einen neuen Nachweis", \
      "not shown: fetch another receipt later")                                                                        \
    X(RECEIPT_NOT_WITHDRAWN,                                                                                           \
      "staat er niet; een bewijs kan niet tonen dat het niet gebeurde: bekijk de toestemming zelf",                    \
      "n'y est pas ; une preuve ne peut montrer que ce n'est pas arrivé : voyez le consentement "                     \
      "lui-même",                                                                                                      \
      "steht nicht da; ein Nachweis kann nicht zeigen, dass es nicht geschah: sehen Sie die Zustimmung "               \
      "selbst an",                                                                                                     \
      "not shown; a receipt cannot prove that it was not: look at the consent itself")                                 \
    X(NOT_SEALED_MARK, "(nog niet verzegeld)", "(pas encore scellé)", "(noch nicht besiegelt)", "(not sealed yet)")    \
    X(NOT_WITNESSED_MARK, "(nog zonder getuigen)", "(pas encore de témoins)", "(noch nicht bezeugt)",                  \
      "(not witnessed yet)")                                                                                           \
    X(ACCESS_COMPLETE,                                                                                                 \
      "Volledig tot de eerste {0} regels van het logboek: {1} van dit dossier, geen veranderd, geen "                  \
      "weg.\n"                                                                                                         \
      "Wat hierboven staat, is daarbij. Een regel houdt het kenmerk van wie het was; namen en woorden "                \
      "zijn wat de server nu zegt.",                                                                                   \
      "Complet jusqu'aux {0} premiers enregistrements du journal : {1} de ce dossier, aucun changé, "                 \
      "aucun manquant.\n"                                                                                              \
      "Ce qui est dit ci-dessus en fait partie. Un enregistrement tient l'identifiant de qui c'était ; "              \
      "noms et mots sont ce que le serveur dit maintenant.",                                                           \
      "Vollständig bis zu den ersten {0} Einträgen des Protokolls: {1} dieses Dossiers, keiner "                     \
      "geändert, keiner fehlt.\n"                                                                                     \
      "Was oben steht, ist dabei. Ein Eintrag hält die Kennung dessen, der es war; Namen und Worte "                  \
      "sind, was der Server jetzt sagt.",                                                                              \
      "Complete up to the first {0} records of the log: {1} of this dossier, none changed, none "                      \
      "missing.\n"                                                                                                     \
      "What is told above is among them. A record holds the id of who it was; names and words are what "               \
      "the server says now.")                                                                                          \
    X(ACCESS_NEWER, "Nieuwer dan dat: {0}, getoond en niet bewezen dat het alles is. Kijk over een seconde opnieuw.",  \
      "Plus récents : {0}, montrés sans preuve que c'est tout. Regardez à nouveau dans une seconde.",                  \
      "Neuer als das: {0}, gezeigt und nicht bewiesen, dass es alle sind. Sehen Sie in einer Sekunde "                 \
      "wieder nach.",                                                                                                  \
      "Newer than that: {0}, shown and not proven to be all. Look again in a second.")                                 \
    X(ACCESS_ONLY_GREW, "Sinds u vroeger keek ({0} regels in het logboek), is het enkel gegroeid.",                    \
      "Depuis votre dernier regard ({0} enregistrements dans le journal), il n'a fait que croître.",                   \
      "Seit Sie davor nachsahen ({0} Einträge im Protokoll), ist es nur gewachsen.",                                   \
      "Since you looked before ({0} records in the log), it only grew.")

#endif
