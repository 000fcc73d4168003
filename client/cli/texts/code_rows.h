/*
 * What codes are called, a row each: X(code, nl, fr, de, en). A code means one thing wherever it stands, so it has one
 * row. Those of roles and categories say what schemas/words says (test_cli_texts compares them).
 */
#ifndef TNW_CLI_CODE_ROWS_H
#define TNW_CLI_CODE_ROWS_H

#define CODE_ROWS_ROLES(X)                                                                                             \
    X("patient", "patiënt", "patient", "Patient", "patient")                                                           \
    X("huisarts", "huisarts", "médecin généraliste", "Hausarzt", "general practitioner")                               \
    X("adviserend_arts", "adviserend arts", "médecin-conseil", "Vertrauensarzt",                                       \
      "medical adviser of the sickness fund")                                                                          \
    X("arbeidsarts", "preventieadviseur-arbeidsarts", "conseiller en prévention-médecin du travail",                   \
      "Präventionsberater-Arbeitsmediziner", "occupational doctor")                                                    \
    X("tnw_coordinator", "TNW-coördinator", "coordinateur Retour Au Travail",                                          \
      "Koordinator für die Rückkehr zur Arbeit", "return-to-work coordinator")                                         \
    X("bemiddelaar", "bemiddelaar", "conseiller (service de l'emploi)", "Arbeitsvermittler", "employment mediator")    \
    X("werkgever", "werkgever", "employeur", "Arbeitgeber", "employer")                                                \
    X("medewerker", "medewerker", "collaborateur", "Mitarbeiter", "staff member")                                      \
    X("auditor", "auditor", "auditeur", "Auditor", "auditor")                                                          \
    X("beheerder", "beheerder", "gestionnaire", "Verwalter", "registry manager")                                       \
    X("hulpverlener", "hulpverlener", "thérapeute ou paramédical", "Therapeut", "therapist")

#define CODE_ROWS_CATEGORIES(X)                                                                                        \
    X("gao", "getuigschrift arbeidsongeschiktheid", "certificat d'incapacité de travail",                              \
      "Arbeitsunfähigkeitsbescheinigung", "certificate of incapacity for work")                                        \
    X("diagnose", "diagnose", "diagnostic", "Diagnose", "diagnosis")                                                   \
    X("fit_note", "attest van wat u nog kunt doen", "attestation de ce que vous pouvez encore faire",                  \
      "Bescheinigung, was Sie noch tun können", "note of what you can still do")                                       \
    X("quickscan", "vragenlijst", "questionnaire", "Fragebogen", "questionnaire")                                      \
    X("arbeidspotentieel", "arbeidspotentieel", "potentiel de travail", "Arbeitspotenzial", "work potential")          \
    X("werkpost", "aanpassing werkpost", "adaptation du poste de travail", "Arbeitsplatzanpassung",                    \
      "adaptation of your workplace")                                                                                  \
    X("beoordeling", "re-integratiebeoordeling", "évaluation de réintégration", "Wiedereingliederungsbeurteilung",     \
      "re-integration assessment")                                                                                     \
    X("engagement", "positieve engagementsverklaring", "déclaration positive d'engagement",                            \
      "positive Engagementerklärung", "statement of commitment")                                                       \
    X("plan", "re-integratieplan", "plan de réintégration", "Wiedereingliederungsplan", "re-integration plan")         \
    X("opvolging", "opvolging", "suivi", "Begleitung", "follow-up")                                                    \
    X("progressieve_tewerkstelling", "toelating om gedeeltelijk te werken",                                            \
      "autorisation de reprise partielle du travail", "Erlaubnis zur teilweisen Wiederaufnahme der Arbeit",            \
      "permission to work part of the time")                                                                           \
    X("opleiding", "opleiding", "formation", "Aus- und Weiterbildung", "training")                                     \
    X("potentieel_uitkomst", "uitkomst van het arbeidspotentieel", "résultat du potentiel de travail",                 \
      "Ergebnis des Arbeitspotenzials", "outcome of the work potential")                                               \
    X("verzoek", "verzoek", "demande", "Antrag", "request")                                                            \
    X("opmerking", "uw opmerking", "votre remarque", "Ihre Bemerkung", "your remark")                                  \
    X("inschrijving", "bewijs van inschrijving", "preuve d'inscription", "Nachweis der Eintragung",                    \
      "proof of registration")

#define CODE_ROWS_TRIO(X)                                                                                              \
    X("tnw_traject", "TNW-traject", "Trajet Retour Au Travail", "Maßnahme für die Rückkehr zur Arbeit",                \
      "return-to-work trajectory")                                                                                     \
    X("bezoek", "bezoek voorafgaand aan de werkhervatting", "visite de pré-reprise du travail",                        \
      "Besuch vor Wiederaufnahme der Arbeit", "visit before going back to work")                                       \
    X("rit", "re-integratietraject", "trajet de réintégration", "Wiedereingliederungsverfahren",                       \
      "re-integration procedure")                                                                                      \
    X("overmacht", "medische overmacht", "force majeure médicale", "medizinische höhere Gewalt",                       \
      "medical force majeure")                                                                                         \
    X("opvolging_ao", "opvolging arbeidsongeschiktheid", "suivi de l'incapacité de travail",                           \
      "Begleitung während der Arbeitsunfähigkeit", "follow-up of the incapacity for work")                             \
    X("vraag", "vraag", "question", "Frage", "question")                                                               \
    X("antwoord", "antwoord", "réponse", "Antwort", "answer")                                                          \
    X("advies", "advies", "avis", "Stellungnahme", "advice")                                                           \
    X("doorverwijzing", "doorverwijzing", "orientation", "Überweisung", "referral")                                    \
    X("overlegverzoek", "verzoek TRIO-overleg", "demande de concertation TRIO", "TRIO-Beratungsanfrage",               \
      "request for a TRIO consultation")                                                                               \
    X("beslissing", "beslissing", "décision", "Entscheidung", "decision")                                              \
    X("ontvangst", "ontvangst", "accusé de réception", "Empfangsbestätigung", "receipt")

/* Of dossiers, threads, questions, consents, requests, registrations; then of steps. */
#define CODE_ROWS_STATES(X)                                                                                            \
    X("open", "open", "ouvert", "offen", "open")                                                                       \
    X("closed", "afgesloten", "clôturé", "abgeschlossen", "closed")                                                    \
    X("active", "actief", "actif", "aktiv", "active")                                                                  \
    X("disabled", "buiten gebruik", "désactivé", "gesperrt", "disabled")                                               \
    X("pending", "nog niet begonnen", "pas encore commencé", "noch nicht begonnen", "not begun yet")                   \
    X("expired", "verlopen", "expiré", "abgelaufen", "expired")                                                        \
    X("withdrawn", "ingetrokken", "retiré", "zurückgezogen", "withdrawn")                                              \
    X("yes", "ja", "oui", "ja", "yes")                                                                                 \
    X("no", "nee", "non", "nein", "no")                                                                                \
    X("done", "gedaan", "fait", "getan", "done")                                                                       \
    X("due", "te doen", "à faire", "zu tun", "to do")                                                                  \
    X("overdue", "te laat", "en retard", "überfällig", "overdue")                                                      \
    X("coming", "komt nog", "à venir", "kommt noch", "coming")                                                         \
    X("suspended", "staat stil", "en pause", "ruht", "suspended")                                                      \
    X("not_applicable", "niet van toepassing", "sans objet", "gilt nicht", "not applicable")                           \
    X("announced", "aangekondigd", "annoncé", "angekündigt", "announced")

/* What a consent says. */
#define CODE_ROWS_CONSENT(X)                                                                                           \
    X("grant", "mag", "peut", "darf", "may")                                                                           \
    X("exclude", "mag nooit", "ne peut jamais", "darf nie", "may never")                                               \
    X("read", "lezen", "lire", "lesen", "read")                                                                        \
    X("write", "schrijven", "écrire", "schreiben", "write")                                                            \
    X("confer", "overleggen", "se concerter", "beraten", "confer")                                                     \
    X("*", "alles", "tout", "alles", "everything")                                                                     \
    X("eid_reading", "kaart gelezen", "carte lue", "Karte gelesen", "card read")                                       \
    X("eid_signing", "getekend met eID", "signé avec l'eID", "mit eID unterschrieben", "signed with eID")              \
    X("paper", "op papier", "sur papier", "auf Papier", "on paper")

#define CODE_ROWS_FACTS(X)                                                                                             \
    X("employed", "werknemer", "salarié", "Arbeitnehmer", "employee")                                                  \
    X("unemployed", "werkzoekend", "demandeur d'emploi", "arbeitsuchend", "jobseeker")                                 \
    X("self_employed", "zelfstandig", "indépendant", "selbstständig", "self-employed")                                 \
    X("contract_ended", "contract beëindigd", "contrat terminé", "Vertrag beendet", "contract ended")                  \
    X("under_20", "minder dan 20", "moins de 20", "unter 20", "fewer than 20")                                         \
    X("from_20", "20 of meer", "20 ou plus", "20 oder mehr", "20 or more")                                             \
    X("from_50", "50 of meer", "50 ou plus", "50 oder mehr", "50 or more")                                             \
    X("from_100", "100 of meer", "100 ou plus", "100 oder mehr", "100 or more")                                        \
    X("vlaanderen", "Vlaanderen", "Flandre", "Flandern", "Flanders")                                                   \
    X("brussel", "Brussel", "Bruxelles", "Brüssel", "Brussels")                                                        \
    X("wallonie", "Wallonië", "Wallonie", "Wallonien", "Wallonia")                                                     \
    X("ostbelgien", "Oost-België", "Ostbelgien", "Ostbelgien", "East Belgium")                                         \
    X("eigen_werk", "eigen werk", "propre travail", "eigene Arbeit", "own job")                                        \
    X("zelfde_werkgever", "ander werk, zelfde werkgever", "autre travail, même employeur",                             \
      "andere Arbeit, gleicher Arbeitgeber", "other work, same employer")                                              \
    X("arbeidsmarkt", "arbeidsmarkt", "marché du travail", "Arbeitsmarkt", "labour market")                            \
    X("geen_verzoek", "geen verzoek bij de werkgever", "pas de demande chez l'employeur",                              \
      "kein Antrag beim Arbeitgeber", "nothing asked of the employer")                                                 \
    X("na_bezoek", "na het bezoek", "après la visite", "nach dem Besuch", "after the visit")                           \
    X("rit_beeindigd", "re-integratietraject beëindigd", "trajet de réintégration terminé",                            \
      "Wiedereingliederungsverfahren beendet", "re-integration procedure ended")                                       \
    X("medisch", "medisch", "médicale", "medizinisch", "medical")                                                      \
    X("pensioen", "pensioen", "pension", "Rente", "pension")

/* What statistics count and tell apart. */
#define CODE_ROWS_STATISTICS(X)                                                                                        \
    X("step", "stap", "étape", "Schritt", "step")                                                                      \
    X("estimate", "inschatting", "estimation", "Einschätzung", "estimate")                                             \
    X("outcome", "na 24 maanden", "après 24 mois", "nach 24 Monaten", "after 24 months")                               \
    X("illness", "ziekte", "maladie", "Krankheit", "illness")                                                          \
    X("accident", "ongeval", "accident", "Unfall", "accident")                                                         \
    X("work_related", "door het werk", "dû au travail", "durch die Arbeit", "caused by work")                          \
    X("pregnancy", "zwangerschap", "grossesse", "Schwangerschaft", "pregnancy")                                        \
    X("unknown", "niet bekend", "pas connu", "nicht bekannt", "not known")                                             \
    X("resumed", "weer aan het werk", "retravaille", "wieder bei der Arbeit", "at work again")                         \
    X("partial", "gedeeltelijk aan het werk", "travaille partiellement", "teilweise bei der Arbeit", "partly at work") \
    X("unfit", "arbeidsongeschikt", "en incapacité de travail", "arbeitsunfähig", "unfit for work")

/* Whom a fiche or a measure is for, and what kind of organisation a fiche is of. */
#define CODE_ROWS_FICHES(X)                                                                                            \
    X("employee", "werknemer", "travailleur salarié", "Arbeitnehmer", "employee")                                      \
    X("jobseeker", "werkzoekende", "demandeur d'emploi", "Arbeitsuchende", "jobseeker")                                \
    X("employer", "werkgever", "employeur", "Arbeitgeber", "employer")                                                 \
    X("preventiedienst", "preventiedienst", "service de prévention", "Präventionsdienst", "prevention service")        \
    X("ziekenfonds", "ziekenfonds", "mutualité", "Krankenkasse", "sickness fund")                                      \
    X("huisartsenpraktijk", "huisartsenpraktijk", "cabinet de médecine générale", "Hausarztpraxis",                    \
      "general practice")                                                                                              \
    X("ziekenhuis", "ziekenhuis", "hôpital", "Krankenhaus", "hospital")                                                \
    X("rentree", "Rentree", "Rentree", "Rentree", "Rentree")                                                           \
    X("ips", "IPS", "IPS", "IPS", "IPS")                                                                               \
    X("vakbond", "vakbond", "syndicat", "Gewerkschaft", "union")                                                       \
    X("sociaal_secretariaat", "sociaal secretariaat", "secrétariat social", "Sozialsekretariat", "social secretariat") \
    X("fedris", "Fedris", "Fedris", "Fedris", "Fedris")                                                                \
    X("verzekeraar", "verzekeraar", "assureur", "Versicherer", "insurer")                                              \
    X("andere", "andere", "autre", "andere", "other")

/* What help is sought or offered. */
#define CODE_ROWS_HELP(X)                                                                                              \
    X("diagnosis_first", "eerst diagnose of behandeling", "d'abord diagnostic ou traitement",                          \
      "zuerst Diagnose oder Behandlung", "diagnosis or treatment first")                                               \
    X("work_adaptation", "aangepast werk", "travail adapté", "angepasste Arbeit", "adapted work")                      \
    X("partial_work", "deeltijds hervatten", "reprise partielle", "teilweise Wiederaufnahme", "partial resumption")    \
    X("own_employer_return", "terug bij de eigen werkgever", "retour chez son employeur",                              \
      "Rückkehr zum eigenen Arbeitgeber", "return to the own employer")                                                \
    X("other_employer", "werk bij een andere werkgever", "travail chez un autre employeur",                            \
      "Arbeit bei einem anderen Arbeitgeber", "work with another employer")                                            \
    X("training", "opleiding", "formation", "Aus- und Weiterbildung", "training")                                      \
    X("coach", "coaching", "coaching", "Coaching", "coaching")                                                         \
    X("money_info", "uitleg over geld en rechten", "explications sur l'argent et les droits",                          \
      "Auskunft über Geld und Rechte", "about money and rights")                                                       \
    X("mental_support", "psychische steun", "soutien psychique", "psychische Unterstützung", "mental support")         \
    X("talk_first", "eerst een gesprek", "d'abord un entretien", "zuerst ein Gespräch", "a talk first")                \
    X("after_cancer", "na kanker", "après un cancer", "nach Krebs", "after cancer")

#define CODE_ROWS_REGISTRATION(X)                                                                                      \
    X("person", "persoon", "personne", "Person", "person")                                                             \
    X("organisation", "organisatie", "organisation", "Organisation", "organisation")                                   \
    X("gp", "huisarts", "médecin généraliste", "Hausarzt", "general practitioner")                                     \
    X("specialist", "specialist", "spécialiste", "Facharzt", "specialist")                                             \
    X("admin", "administratie", "administration", "Verwaltung", "administration")                                      \
    X("nurse", "verpleegkundige", "infirmier", "Krankenpfleger", "nurse")                                              \
    X("multidisciplinary", "multidisciplinair team", "équipe multidisciplinaire", "multidisziplinäres Team",           \
      "multidisciplinary team")

/* What somebody may do so often a day. */
#define CODE_ROWS_QUOTAS(X)                                                                                            \
    X("dossiers_opened", "dossiers geopend", "dossiers ouverts", "eröffnete Dossiers", "dossiers opened")              \
    X("bytes_written", "bytes bewaard", "octets conservés", "gespeicherte Bytes", "bytes kept")                        \
    X("invitations", "mensen uitgenodigd", "personnes invitées", "eingeladene Personen", "people invited")             \
    X("recorded_consents", "toestemmingen vastgelegd", "consentements enregistrés", "festgehaltene Zustimmungen",      \
      "consents recorded")                                                                                             \
    X("searches", "opzoekingen", "recherches", "Suchen", "searches")

#define CODE_ROWS_EVENTS(X)                                                                                            \
    X("participant.added", "nieuwe deelnemer", "nouveau participant", "neuer Teilnehmer", "new participant")           \
    X("participant.removed", "deelname beëindigd", "participation terminée", "Teilnahme beendet", "participant left")  \
    X("consent.granted", "toestemming gegeven", "consentement donné", "Zustimmung erteilt", "consent given")           \
    X("consent.recorded", "toestemming vastgelegd door een arts", "consentement enregistré par un médecin",            \
      "Zustimmung von einem Arzt festgehalten", "consent recorded by a doctor")                                        \
    X("consent.withdrawn", "toestemming ingetrokken", "consentement retiré", "Zustimmung zurückgezogen",               \
      "consent withdrawn")                                                                                             \
    X("consent.asked", "toestemming gevraagd", "consentement demandé", "Zustimmung erbeten", "consent asked for")      \
    X("consent.answered", "vraag om toestemming beantwoord", "demande de consentement répondue",                       \
      "Bitte um Zustimmung beantwortet", "request for consent answered")                                               \
    X("casus.invited", "u bent uitgenodigd voor een casus", "vous êtes invité à un cas",                               \
      "Sie sind zu einem Fall eingeladen", "you are invited to a case")                                                \
    X("casus.message", "bericht in een casus", "message dans un cas", "Nachricht in einem Fall", "message in a case")  \
    X("casus.closed", "casus afgesloten", "cas clôturé", "Fall abgeschlossen", "case closed")                          \
    X("moment.changed", "netwerkmoment gewijzigd", "moment de réseau modifié", "Netzwerktreffen geändert",             \
      "netwerkmoment changed")                                                                                         \
    X("moment.cancelled", "netwerkmoment afgelast", "moment de réseau annulé", "Netzwerktreffen abgesagt",             \
      "netwerkmoment cancelled")                                                                                       \
    X("retention.warned", "het dossier wordt gewist", "le dossier sera effacé", "das Dossier wird gelöscht",           \
      "the dossier will be erased")                                                                                    \
    X("erasure.complete", "uw dossier is volledig gewist: bewaar het bewijs (tnw erasure receipt)",                    \
      "votre dossier est entièrement effacé : gardez la preuve (tnw erasure receipt)",                                 \
      "Ihr Dossier ist vollständig gelöscht: bewahren Sie den Nachweis auf (tnw erasure receipt)",                     \
      "your dossier is erased completely: keep the proof (tnw erasure receipt)")                                       \
    X("cancelled", "afgelast", "annulé", "abgesagt", "cancelled")                                                      \
    X("signed_up", "ingeschreven", "inscrit", "angemeldet", "signed up")                                               \
    X("fragment.added", "nieuw fragment", "nouveau fragment", "neues Fragment", "new fragment")                        \
    X("fragment.amended", "fragment gewijzigd", "fragment modifié", "Fragment geändert", "fragment amended")           \
    X("fragment.retracted", "fragment ingetrokken", "fragment retiré", "Fragment zurückgezogen", "fragment retracted") \
    X("fragment.signed", "fragment ondertekend", "fragment signé", "Fragment unterschrieben", "fragment signed")       \
    X("thread.started", "overleg begonnen", "concertation commencée", "Beratung begonnen", "thread started")           \
    X("message.posted", "nieuw bericht", "nouveau message", "neue Nachricht", "new message")                           \
    X("thread.closed", "overleg afgesloten", "concertation clôturée", "Beratung abgeschlossen", "thread closed")       \
    X("dossier.closed", "dossier afgesloten", "dossier clôturé", "Dossier abgeschlossen", "dossier closed")            \
    X("dossier.reopened", "dossier heropend", "dossier rouvert", "Dossier wieder geöffnet", "dossier reopened")        \
    X("request", "op vraag van de patiënt", "à la demande du patient", "auf Wunsch des Patienten",                     \
      "as the patient asked")                                                                                          \
    X("retention", "de termijn is voorbij", "le délai est passé", "die Frist ist vorbei", "the term is over")          \
    X("order", "op bevel", "sur ordre", "auf Anordnung", "by order")                                                   \
    X("not_needed", "niet meer nodig", "plus nécessaire", "nicht mehr nötig", "not needed any more")                   \
    X("mistake", "bij vergissing geopend", "ouvert par erreur", "irrtümlich eröffnet", "opened by mistake")            \
    X("no_trust", "geen vertrouwen", "pas de confiance", "kein Vertrauen", "no trust")                                 \
    X("other", "iets anders", "autre chose", "etwas anderes", "something else")                                        \
    X("dossier.erased", "dossier gewist", "dossier effacé", "Dossier gelöscht", "dossier erased")                      \
    X("dossier.double", "mogelijk dubbel dossier", "dossier peut-être en double", "Dossier vielleicht doppelt",        \
      "dossier perhaps double")                                                                                        \
    X("access.first", "eerste inzage", "premier accès", "erster Zugriff", "first access")                              \
    X("facts.changed", "feiten gewijzigd", "faits modifiés", "Tatsachen geändert", "facts changed")                    \
    X("regie.changed", "regie doorgegeven", "vue d'ensemble transmise", "Übersicht übergeben", "overview handed over") \
    X("regie.none", "niemand heeft de regie", "personne n'a la vue d'ensemble", "niemand hat die Übersicht",           \
      "nobody has the overview")                                                                                       \
    X("suspension.begun", "traject staat stil", "trajet en pause", "Maßnahme steht still", "trajectory paused")        \
    X("suspension.ended", "traject gaat verder", "trajet reprend", "Maßnahme geht weiter", "trajectory goes on")       \
    X("step.due", "stap te doen", "étape à faire", "Schritt zu tun", "step to do")                                     \
    X("step.overdue", "stap te laat", "étape en retard", "Schritt überfällig", "step overdue")

#define CODE_ROWS(X)                                                                                                   \
    CODE_ROWS_ROLES(X)                                                                                                 \
    CODE_ROWS_CATEGORIES(X)                                                                                            \
    CODE_ROWS_TRIO(X)                                                                                                  \
    CODE_ROWS_STATES(X)                                                                                                \
    CODE_ROWS_CONSENT(X)                                                                                               \
    CODE_ROWS_FACTS(X)                                                                                                 \
    CODE_ROWS_STATISTICS(X)                                                                                            \
    CODE_ROWS_FICHES(X)                                                                                                \
    CODE_ROWS_HELP(X)                                                                                                  \
    CODE_ROWS_QUOTAS(X)                                                                                                \
    CODE_ROWS_REGISTRATION(X)                                                                                          \
    CODE_ROWS_EVENTS(X)

#endif
