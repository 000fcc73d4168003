/*
 * Rows of text_rows.h: the actor directory.
 */
#ifndef TNW_CLI_TEXT_ROWS_DIRECTORY_H
#define TNW_CLI_TEXT_ROWS_DIRECTORY_H

/* clang-format off */
#define TEXT_ROWS_DIRECTORY(X)                                                                                         \
    X(FICHE, "fiche", "fiche", "Karte", "fiche")                                                                       \
    X(PLACE, "gemeente", "commune", "Gemeinde", "place")                                                               \
    X(OFFERS, "helpt met", "aide pour", "hilft bei", "helps with")                                                     \
    X(SERVES, "voor wie", "pour qui", "für wen", "for whom")                                                           \
    X(ZONES, "zones", "zones", "Zonen", "zones")                                                                       \
    X(REGIONS, "gewesten", "régions", "Regionen", "regions")                                                           \
    X(REIMBURSED, "terugbetaald", "remboursé", "erstattet", "reimbursed")                                              \
    X(ACCESSIBLE, "rolstoel", "fauteuil roulant", "Rollstuhl", "wheelchair")                                           \
    X(WAITING, "wachttijd", "attente", "Wartezeit", "waiting")                                                         \
    X(WAITING_WEEKS, "{0} weken", "{0} semaines", "{0} Wochen", "{0} weeks")                                           \
    X(REFERRAL, "verwijzing", "orientation", "Überweisung", "referral")                                                \
    X(REFERRAL_BY, "nodig: {0}", "nécessaire : {0}", "nötig: {0}", "needed: {0}")                                      \
    X(REFERRAL_NEEDED, "nodig", "nécessaire", "nötig", "needed")                                                       \
    X(REFERRAL_NOT_NEEDED, "niet nodig", "pas nécessaire", "nicht nötig", "not needed")                                \
    X(PROJECT, "project", "projet", "Projekt", "project")                                                              \
    X(VERIFIED, "nagekeken", "vérifié", "geprüft", "verified")                                                         \
    X(FICHE_OLD, "OUD: sinds {0} keek niemand dit na", "ANCIEN : personne n'a vérifié depuis {0}",                     \
      "ALT: seit {0} hat das niemand geprüft", "OLD: nobody verified this since {0}")                                  \
    X(FICHE_NEVER, "OUD: niemand keek dit na", "ANCIEN : personne n'a vérifié", "ALT: das hat niemand geprüft",        \
      "OLD: nobody verified this")                                                                                     \
    X(OLD, "oud", "ancien", "alt", "old")                                                                              \
    X(REMARKS, "opmerkingen", "remarques", "Bemerkungen", "remarks")                                                   \
    X(ASK_FOR, "vraag naar", "demandez", "fragen Sie nach", "ask for")                                                 \
    X(OWN_KEY, "sleutel", "clé", "Schlüssel", "key")                                                                   \
    X(DOCTOR, "arbeidsarts", "médecin du travail", "Arbeitsmediziner", "doctor")                                       \
    X(MORE_DOCTORS, "Er zijn er meer: tnw actor list --role arbeidsarts --organisation {0}",                           \
      "Il y en a d'autres : tnw actor list --role arbeidsarts --organisation {0}",                                     \
      "Es gibt weitere: tnw actor list --role arbeidsarts --organisation {0}",                                         \
      "There are others: tnw actor list --role arbeidsarts --organisation {0}")                                        \
    X(NO_SERVICE_KNOWN, "Van deze werkgever is geen preventiedienst bekend.",                                          \
      "Aucun service de prévention n'est connu pour cet employeur.",                                                   \
      "Für diesen Arbeitgeber ist kein Präventionsdienst bekannt.",                                                    \
      "No prevention service is known for this employer.")                                                             \
    X(NO_EMPLOYER_KNOWN, "het dossier noemt geen werkgever die u mag zien; geef zijn ondernemingsnummer",              \
      "le dossier ne nomme aucun employeur que vous pouvez voir ; donnez son numéro d'entreprise",                     \
      "das Dossier nennt keinen Arbeitgeber, den Sie sehen dürfen; geben Sie seine Unternehmensnummer",                \
      "the dossier names no employer that you may see; give its enterprise number")                                    \
    X(NO_FICHE_FITS, "Niemand gevonden; zoek met minder voorwaarden.",                                                 \
      "Personne de trouvé ; cherchez avec moins de conditions.",                                                       \
      "Niemand gefunden; suchen Sie mit weniger Bedingungen.", "Nobody found; search with fewer conditions.")          \
    X(NO_FICHE_OF_THAT_NAME, "{0}: er is geen fiche met die naam", "{0} : il n'y a pas de fiche de ce nom",            \
      "{0}: es gibt keine Karte mit diesem Namen", "{0}: there is no fiche of that name")                              \
    X(FICHE_NO_JSON, "is geen JSON-object", "n'est pas un objet JSON", "ist kein JSON-Objekt", "is no JSON object")
/* clang-format on */

#endif
