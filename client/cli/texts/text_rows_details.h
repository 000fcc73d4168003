/*
 * What is wrong with a member of a body, in the other languages: X(English, nl, fr, de). The key is the English that
 * server and validator say, with {0} for what is in it; the first row that fits counts. What no row fits is shown as it
 * is said.
 */
#ifndef TNW_CLI_TEXT_ROWS_DETAILS_H
#define TNW_CLI_TEXT_ROWS_DETAILS_H

#define DETAIL_ROWS(X)                                                                                                 \
    /* schemas */                                                                                                      \
    X("is missing", "ontbreekt", "manque", "fehlt")                                                                    \
    X("is not known here", "is hier niet gekend", "n'est pas connu ici", "ist hier nicht bekannt")                     \
    X("has a member that is not known here", "heeft een veld dat hier niet gekend is", "a un champ inconnu ici",       \
      "hat ein Feld, das hier nicht bekannt ist")                                                                      \
    X("is needed beside {0}", "is nodig naast {0}", "est nécessaire avec {0}", "ist neben {0} nötig")                  \
    X("must have at least {0} member(s)", "moet minstens {0} veld(en) hebben", "doit avoir au moins {0} champ(s)",     \
      "muss mindestens {0} Feld(er) haben")                                                                            \
    X("must have at most {0} member(s)", "mag hoogstens {0} veld(en) hebben", "peut avoir au plus {0} champ(s)",       \
      "darf höchstens {0} Feld(er) haben")                                                                             \
    X("must have at least {0} item(s)", "moet minstens {0} element(en) hebben", "doit avoir au moins {0} élément(s)",  \
      "muss mindestens {0} Element(e) haben")                                                                          \
    X("must have at most {0} item(s)", "mag hoogstens {0} element(en) hebben", "peut avoir au plus {0} élément(s)",    \
      "darf höchstens {0} Element(e) haben")                                                                           \
    X("must have at least {0} character(s)", "moet minstens {0} teken(s) lang zijn",                                   \
      "doit avoir au moins {0} caractère(s)", "muss mindestens {0} Zeichen lang sein")                                 \
    X("must have at most {0} character(s)", "mag hoogstens {0} teken(s) lang zijn",                                    \
      "peut avoir au plus {0} caractère(s)", "darf höchstens {0} Zeichen lang sein")                                   \
    X("must not stand twice", "mag er geen twee keer staan", "ne peut pas figurer deux fois",                          \
      "darf nicht zweimal vorkommen")                                                                                  \
    X("must match the pattern {0}", "moet passen bij het patroon {0}", "doit correspondre au modèle {0}",              \
      "muss zum Muster {0} passen")                                                                                    \
    X("must be at least {0}", "moet minstens {0} zijn", "doit être au moins {0}", "muss mindestens {0} sein")          \
    X("must be at most {0}", "mag hoogstens {0} zijn", "peut être au plus {0}", "darf höchstens {0} sein")             \
    X("must be more than {0}", "moet meer dan {0} zijn", "doit être plus que {0}", "muss mehr als {0} sein")           \
    X("must be less than {0}", "moet minder dan {0} zijn", "doit être moins que {0}", "muss weniger als {0} sein")     \
    X("must be a multiple of {0}", "moet een veelvoud van {0} zijn", "doit être un multiple de {0}",                   \
      "muss ein Vielfaches von {0} sein")                                                                              \
    X("must have one of the {0} forms of the schema", "moet een van de {0} vormen van het schema hebben",              \
      "doit avoir une des {0} formes du schéma", "muss eine der {0} Formen des Schemas haben")                         \
    X("must have exactly one of the {0} forms of the schema",                                                          \
      "moet precies een van de {0} vormen van het schema hebben",                                                      \
      "doit avoir exactement une des {0} formes du schéma", "muss genau eine der {0} Formen des Schemas haben")        \
    X("must not have the form that the schema excludes", "mag niet de vorm hebben die het schema uitsluit",            \
      "ne peut pas avoir la forme que le schéma exclut", "darf nicht die Form haben, die das Schema ausschließt")      \
    X("must be of one of the types {0}", "moet van een van deze types zijn: {0}", "doit être d'un de ces types : {0}", \
      "muss von einem dieser Typen sein: {0}")                                                                         \
    X("must be of type {0}", "moet van het type {0} zijn", "doit être du type {0}", "muss vom Typ {0} sein")           \
    X("must be one of: {0}", "moet een van deze zijn: {0}", "doit être l'un de ceux-ci : {0}",                         \
      "muss eines davon sein: {0}")                                                                                    \
    X("must be a calendar date, YYYY-MM-DD", "moet een datum zijn: JJJJ-MM-DD", "doit être une date : AAAA-MM-JJ",     \
      "muss ein Datum sein: JJJJ-MM-TT")                                                                               \
    X("must be a time of RFC 3339, as {0}", "moet een tijdstip van RFC 3339 zijn, zoals {0}",                          \
      "doit être un moment selon RFC 3339, comme {0}", "muss eine Zeit nach RFC 3339 sein, wie {0}")                   \
    X("must be a text in one line, without control characters, marks of direction and characters of no width",         \
      "moet een tekst op één regel zijn, zonder onzichtbare tekens",                                                   \
      "doit être un texte sur une ligne, sans caractères invisibles",                                                  \
      "muss ein Text in einer Zeile sein, ohne unsichtbare Zeichen")                                                   \
    X("must be a URI of RFC 3986, with its scheme", "moet een volledig internetadres zijn (RFC 3986)",                 \
      "doit être une adresse internet complète (RFC 3986)", "muss eine vollständige Internetadresse sein (RFC 3986)")  \
    X("must be a NISS: 11 digits with their check digits, of somebody who is born",                                    \
      "moet een rijksregisternummer zijn: 11 cijfers met juist controlegetal, van iemand die geboren is",              \
      "doit être un NISS : 11 chiffres avec le bon nombre de contrôle, d'une personne née",                            \
      "muss eine Nationalregisternummer sein: 11 Ziffern mit richtiger Prüfzahl, von jemandem, der geboren ist")       \
    X("must be a NIHII number: {0}", "moet een RIZIV-nummer zijn: 8 of 11 cijfers met juist controlegetal",            \
      "doit être un numéro INAMI : 8 ou 11 chiffres avec le bon nombre de contrôle",                                   \
      "muss eine LIKIV-Nummer sein: 8 oder 11 Ziffern mit richtiger Prüfzahl")                                         \
    X("must be a CBE number: {0}", "moet een ondernemingsnummer zijn: tien cijfers met juist controlegetal",           \
      "doit être un numéro d'entreprise : dix chiffres avec le bon nombre de contrôle",                                \
      "muss eine Unternehmensnummer sein: zehn Ziffern mit richtiger Prüfzahl")                                        \
    X("must be the id of {0}: {1}", "moet een id van de juiste soort zijn: {1}",                                       \
      "doit être un identifiant du bon genre : {1}", "muss eine Kennung der richtigen Art sein: {1}")                  \
    /* periods and amounts */                                                                                          \
    X("must not be before from", "mag niet voor de eerste dag (from) liggen",                                          \
      "ne peut pas précéder le premier jour (from)", "darf nicht vor dem ersten Tag (from) liegen")                    \
    X("must not be before begin", "mag niet voor het begin (begin) liggen", "ne peut pas précéder le début (begin)",   \
      "darf nicht vor dem Beginn (begin) liegen")                                                                      \
    X("must not be after begin", "mag niet na het begin (begin) liggen", "ne peut pas suivre le début (begin)",        \
      "darf nicht nach dem Beginn (begin) liegen")                                                                     \
    X("must not be before hospitalisation_begin", "mag niet voor het begin van de opname liggen",                      \
      "ne peut pas précéder le début de l'hospitalisation", "darf nicht vor dem Beginn des Aufenthalts liegen")        \
    X("must not be in the past", "mag niet in het verleden liggen", "ne peut pas être dans le passé",                  \
      "darf nicht in der Vergangenheit liegen")                                                                        \
    X("must not be in the future", "mag niet in de toekomst liggen", "ne peut pas être dans le futur",                 \
      "darf nicht in der Zukunft liegen")                                                                              \
    X("must be after the day of this one", "moet na de dag van dit document liggen",                                   \
      "doit suivre le jour de ce document", "muss nach dem Tag dieses Dokuments liegen")                               \
    X("is further away than the policy allows a consent to last", "ligt verder dan een toestemming mag duren",         \
      "dépasse la durée permise d'un consentement", "liegt weiter weg, als eine Zustimmung dauern darf")               \
    X("must lie between the start of the dossier and today",                                                           \
      "moet tussen het begin van het dossier en vandaag liggen", "doit être entre le début du dossier et aujourd'hui", \
      "muss zwischen dem Beginn des Dossiers und heute liegen")                                                        \
    X("must lie between its first day and today", "moet tussen de eerste dag en vandaag liggen",                       \
      "doit être entre le premier jour et aujourd'hui", "muss zwischen dem ersten Tag und heute liegen")               \
    X("a permission covers at most 2 years", "een toelating geldt hoogstens 2 jaar",                                   \
      "une autorisation couvre au plus 2 ans", "eine Erlaubnis gilt höchstens 2 Jahre")                                \
    X("a certificate covers at most 3 months, 12 in invalidity",                                                       \
      "een getuigschrift geldt hoogstens 3 maanden, in invaliditeit 12",                                               \
      "un certificat couvre au plus 3 mois, 12 en invalidité",                                                         \
      "eine Bescheinigung gilt höchstens 3 Monate, in der Invalidität 12")                                             \
    X("a certificate covers at most 3 months while the unfitness lasts less than 12",                                  \
      "een getuigschrift geldt hoogstens 3 maanden zolang de ongeschiktheid geen 12 maanden duurt",                    \
      "un certificat couvre au plus 3 mois tant que l'incapacité dure moins de 12 mois",                               \
      "eine Bescheinigung gilt höchstens 3 Monate, solange die Arbeitsunfähigkeit keine 12 Monate dauert")             \
    X("another certificate covers days of this one: begin after it, or amend that one",                                \
      "een ander getuigschrift geldt al voor dagen hiervan: begin erna, of pas dat aan",                               \
      "un autre certificat couvre déjà des jours de celui-ci : commencez après, ou modifiez celui-là",                 \
      "eine andere Bescheinigung gilt schon für Tage davon: beginnen Sie danach, oder ändern Sie jene")                \
    X("an appointment must not be before the day of the plan",                                                         \
      "een afspraak mag niet voor de dag van het plan liggen", "un rendez-vous ne peut pas précéder le jour du plan",  \
      "ein Termin darf nicht vor dem Tag des Plans liegen")                                                            \
    /* what goes before */                                                                                             \
    X("a plan of a TNW-traject follows an engagement that all have signed: have it signed",                            \
      "een plan van een TNW-traject volgt op een engagement dat allen ondertekenden: laat het ondertekenen",           \
      "un plan d'un Trajet Retour Au Travail suit un engagement signé par tous : faites-le signer",                    \
      "ein Plan folgt auf eine Engagementerklärung, die alle unterschrieben haben: lassen Sie sie unterschreiben")     \
    X("follows an occupational arbeidspotentieel: write that first",                                                   \
      "volgt op een inschatting van de arbeidsarts: schrijf die eerst",                                                \
      "suit une estimation du médecin du travail : écrivez-la d'abord",                                                \
      "folgt auf eine Einschätzung des Arbeitsmediziners: schreiben Sie diese zuerst")                                 \
    X("must say what the newest occupational arbeidspotentieel says",                                                  \
      "moet zeggen wat de nieuwste inschatting van de arbeidsarts zegt",                                               \
      "doit dire ce que dit la dernière estimation du médecin du travail",                                             \
      "muss sagen, was die neueste Einschätzung des Arbeitsmediziners sagt")                                           \
    X("only a vraag or an overlegverzoek asks for an answer by a date",                                                \
      "enkel een vraag of een overlegverzoek vraagt antwoord tegen een dag",                                           \
      "seule une question ou une demande de concertation attend une réponse pour un jour",                             \
      "nur eine Frage oder ein Gesprächswunsch verlangt Antwort bis zu einem Tag")                                     \
    X("the patient must let that receiver read doorverwijzing for this purpose: ask for it",                           \
      "de patiënt moet die ontvanger doorverwijzing laten lezen voor dit doel: vraag erom",                            \
      "le patient doit permettre à ce destinataire de lire doorverwijzing dans ce but : demandez-le",                  \
      "der Patient muss diesem Empfänger doorverwijzing für diesen Zweck zu lesen geben: bitten Sie darum")            \
    /* consents */                                                                                                     \
    X("holds what this grantee can never see or write", "bevat wat deze ontvanger nooit kan zien of schrijven",        \
      "contient ce que ce bénéficiaire ne peut jamais voir ni écrire",                                                 \
      "enthält, was dieser Empfänger nie sehen oder schreiben kann")                                                   \
    X("holds confer: this grantee can never do that", "bevat overleggen: dat kan deze ontvanger nooit",                \
      "contient la concertation : ce bénéficiaire ne le peut jamais",                                                  \
      "enthält Beraten: das kann dieser Empfänger nie")                                                                \
    X("holds what this role can never have, whatever the patient consents to",                                         \
      "bevat wat deze rol nooit kan hebben, wat de patiënt ook toestaat",                                              \
      "contient ce que ce rôle ne peut jamais avoir, quoi que le patient accepte",                                     \
      "enthält, was diese Rolle nie haben kann, was der Patient auch erlaubt")                                         \
    X("must be a preset of GET /v1/consent-presets", "moet een voorstel zijn van: tnw consent presets",                \
      "doit être une proposition de : tnw consent presets", "muss ein Vorschlag sein von: tnw consent presets")        \
    X("is for who records the consent of somebody else", "is voor wie de toestemming van iemand anders vastlegt",      \
      "est pour qui enregistre le consentement d'un autre", "ist für den, der die Zustimmung eines anderen festhält")  \
    /* people */                                                                                                       \
    X("must be an actor of the directory", "moet een actor van het register zijn",                                     \
      "doit être un acteur de l'annuaire", "muss ein Akteur des Verzeichnisses sein")                                  \
    X("must be an active actor that holds this role", "moet een actieve actor met deze rol zijn",                      \
      "doit être un acteur actif avec ce rôle", "muss ein aktiver Akteur mit dieser Rolle sein")                       \
    X("is the patient, who is no doctor in their own dossier", "is de patiënt, die in het eigen dossier geen arts is", \
      "est le patient, qui n'est pas médecin dans son dossier",                                                        \
      "ist der Patient, der im eigenen Dossier kein Arzt ist")                                                         \
    X("must take part in this dossier in that role", "moet in dit dossier in die rol deelnemen",                       \
      "doit participer à ce dossier dans ce rôle", "muss an diesem Dossier in dieser Rolle teilnehmen")                \
    X("must take part in the dossier in a role that can confer",                                                       \
      "moet in het dossier deelnemen in een rol die kan overleggen",                                                   \
      "doit participer au dossier dans un rôle qui peut se concerter",                                                 \
      "muss am Dossier in einer Rolle teilnehmen, die beraten kann")                                                   \
    X("must be another participant of this thread", "moet een andere deelnemer van dit overleg zijn",                  \
      "doit être un autre participant de cette concertation", "muss ein anderer Teilnehmer dieser Beratung sein")      \
    X("must be a fragment of this dossier that you may read",                                                          \
      "moet een document van dit dossier zijn dat u mag lezen",                                                        \
      "doit être un document de ce dossier que vous pouvez lire",                                                      \
      "muss ein Dokument dieses Dossiers sein, das Sie lesen dürfen")                                                  \
    X("must be a message of this thread", "moet een bericht van dit overleg zijn",                                     \
      "doit être un message de cette concertation", "muss eine Nachricht dieser Beratung sein")                        \
    X("at character {0} stands what looks like a national number (NISS): leave it out",                                \
      "bij teken {0} staat wat op een rijksregisternummer lijkt: laat het weg",                                        \
      "au caractère {0} se trouve ce qui ressemble à un numéro national (NISS) : supprimez-le",                        \
      "bei Zeichen {0} steht was wie eine Nationalregisternummer aussieht: lassen Sie es weg")                         \
    X("at character {0} stands what looks like a NIHII number: write the role instead",                                \
      "bij teken {0} staat wat op een RIZIV-nummer lijkt: schrijf de rol",                                             \
      "au caractère {0} se trouve ce qui ressemble à un numéro INAMI : écrivez le rôle",                               \
      "bei Zeichen {0} steht was wie eine LIKIV-Nummer aussieht: schreiben Sie die Rolle")                             \
    X("at character {0} stands what looks like an enterprise number (CBE): write the sector instead",                  \
      "bij teken {0} staat wat op een ondernemingsnummer lijkt: schrijf de sector",                                    \
      "au caractère {0} se trouve ce qui ressemble à un numéro d'entreprise : écrivez le secteur",                     \
      "bei Zeichen {0} steht was wie eine Unternehmensnummer aussieht: schreiben Sie den Sektor")                      \
    X("at character {0} stands what looks like a phone number: leave it out",                                          \
      "bij teken {0} staat wat op een telefoonnummer lijkt: laat het weg",                                             \
      "au caractère {0} se trouve ce qui ressemble à un numéro de téléphone : supprimez-le",                           \
      "bei Zeichen {0} steht was wie eine Telefonnummer aussieht: lassen Sie es weg")                                  \
    X("at character {0} stands a long number that could tell who it is: leave it out",                                 \
      "bij teken {0} staat een lang nummer dat kan zeggen over wie het gaat: laat het weg",                            \
      "au caractère {0} se trouve un long numéro qui pourrait dire de qui il s'agit : supprimez-le",                   \
      "bei Zeichen {0} steht eine lange Nummer, die sagen könnte, um wen es geht: lassen Sie sie weg")                 \
    X("at character {0} stands what looks like an e-mail address: leave it out",                                       \
      "bij teken {0} staat wat op een e-mailadres lijkt: laat het weg",                                                \
      "au caractère {0} se trouve ce qui ressemble à une adresse e-mail : supprimez-la",                               \
      "bei Zeichen {0} steht was wie eine E-Mail-Adresse aussieht: lassen Sie sie weg")                                \
    X("at character {0} stands what could be a day of birth: write an age in tens of years instead",                   \
      "bij teken {0} staat wat een geboortedag kan zijn: schrijf een leeftijd in tientallen",                          \
      "au caractère {0} se trouve ce qui pourrait être un jour de naissance : écrivez un âge en dizaines",             \
      "bei Zeichen {0} steht was ein Geburtstag sein könnte: schreiben Sie ein Alter in Zehnern")                      \
    X("at character {0} stands what looks like an address: write the region instead",                                  \
      "bij teken {0} staat wat op een adres lijkt: schrijf de regio",                                                  \
      "au caractère {0} se trouve ce qui ressemble à une adresse : écrivez la région",                                 \
      "bei Zeichen {0} steht was wie eine Adresse aussieht: schreiben Sie die Region")                                 \
    X("at character {0} stands what is a name of one of your patients: write 'the patient' instead",                   \
      "bij teken {0} staat een naam van een van uw patiënten: schrijf 'de patiënt'",                                   \
      "au caractère {0} se trouve un nom d'un de vos patients : écrivez « le patient »",                               \
      "bei Zeichen {0} steht ein Name eines Ihrer Patienten: schreiben Sie „der Patient“")                             \
    X("must be at least five people beside you who do not work for you",                                               \
      "moeten minstens vijf mensen naast u zijn die niet voor u werken",                                               \
      "doivent être au moins cinq personnes à part vous qui ne travaillent pas pour vous",                             \
      "müssen mindestens fünf Personen außer Ihnen sein, die nicht für Sie arbeiten")                                  \
    X("must be a professional of the registry", "moet een professional uit het register zijn",                         \
      "doit être un professionnel du registre", "muss eine Fachperson aus dem Register sein")                          \
    X("must be a netwerkmoment that you may see", "moet een netwerkmoment zijn dat u mag zien",                        \
      "doit être un moment de réseau que vous pouvez voir", "muss ein Netzwerktreffen sein, das Sie sehen dürfen")     \
    X("must be a message of this discussion", "moet een bericht van deze bespreking zijn",                             \
      "doit être un message de cette discussion", "muss eine Nachricht dieser Besprechung sein")                       \
    X("must be a code of GET /v1/knelpunten", "moet een code zijn van: tnw knelpunt list",                             \
      "doit être un code de : tnw knelpunt list", "muss ein Code sein von: tnw knelpunt list")                         \
    X("must not be in the past", "mag niet voorbij zijn", "ne peut pas être passé", "darf nicht vorbei sein")          \
    /* of other operations */                                                                                          \
    X("must not be named twice", "mag geen twee keer genoemd zijn", "ne peut pas être nommé deux fois",                \
      "darf nicht zweimal genannt sein")                                                                               \
    X("must end as its type does: .pdf, .jpg, .jpeg or .png",                                                          \
      "moet eindigen zoals zijn soort: .pdf, .jpg, .jpeg of .png",                                                     \
      "doit finir comme son type : .pdf, .jpg, .jpeg ou .png", "muss enden wie sein Typ: .pdf, .jpg, .jpeg oder .png") \
    X("is a fact of {0}", "is een gegeven van {0}", "est une donnée de {0}", "ist eine Angabe zu {0}")                 \
    X("is the medewerker themself", "is de medewerker zelf", "est le collaborateur lui-même",                          \
      "ist der Mitarbeiter selbst")                                                                                    \
    X("must hold one number with right check digits", "moet één nummer met juiste controlecijfers bevatten",           \
      "doit contenir un seul numéro aux chiffres de contrôle corrects",                                                \
      "muss eine einzige Nummer mit richtigen Prüfziffern enthalten")                                                  \
    X("its time is zero, or ahead of this server's clock",                                                             \
      "zijn tijd is nul, of loopt voor op de klok van deze server",                                                    \
      "son heure est zéro, ou en avance sur l'horloge de ce serveur",                                                  \
      "seine Zeit ist null, oder geht der Uhr dieses Servers voraus")                                                  \
    X("this category is not known yet", "deze categorie is nog niet gekend",                                           \
      "cette catégorie n'est pas encore connue", "diese Kategorie ist noch nicht bekannt")                             \
    X("is another's step: leave it out", "is een stap van iemand anders: laat hem weg",                                \
      "est l'étape de quelqu'un d'autre : omettez-la", "ist der Schritt von jemand anderem: lassen Sie ihn weg")       \
    X("is one whose steps never stand still", "is er een waarvan de stappen nooit stilstaan",                          \
      "en est un dont les étapes ne s'arrêtent jamais", "ist eine, deren Schritte nie stillstehen")                    \
    X("must name who is asked: nobody else sees all of this thread",                                                   \
      "moet noemen wie gevraagd wordt: niemand anders ziet dit hele overleg",                                          \
      "doit nommer à qui l'on demande : personne d'autre ne voit toute cette concertation",                            \
      "muss nennen, wer gefragt wird: niemand sonst sieht diese ganze Beratung")                                       \
    X("must not be behind the newest event", "mag niet na de nieuwste gebeurtenis liggen",                             \
      "ne peut pas être après l'événement le plus récent", "darf nicht hinter dem neuesten Ereignis liegen")           \
    X("is one too many", "is er een te veel", "est de trop", "ist einer zu viel")                                      \
    X("are told only where referral_needed is true", "worden enkel gezegd waar referral_needed waar is",               \
      "ne se disent que si referral_needed est vrai", "werden nur gesagt, wo referral_needed wahr ist")                \
    X("is needed: rows are known by it", "is nodig: daaraan herkent men de rijen",                                     \
      "est nécessaire : c'est à cela qu'on reconnaît les lignes", "ist nötig: daran erkennt man die Zeilen")           \
    X("is there twice, or about an organisation of another row",                                                       \
      "staat er twee keer, of gaat over een organisatie van een andere rij",                                           \
      "y est deux fois, ou concerne une organisation d'une autre ligne",                                               \
      "steht zweimal da, oder betrifft eine Organisation einer anderen Zeile")                                         \
    X("must be within the next three years", "moet binnen de komende drie jaar liggen",                                \
      "doit se situer dans les trois années à venir", "muss in den nächsten drei Jahren liegen")                       \
    X("must be an attachment of this dossier that you sent and that is not used yet",                                  \
      "moet een bijlage van dit dossier zijn die u stuurde en die nog niet gebruikt is",                               \
      "doit être une annexe de ce dossier que vous avez envoyée et qui n'a pas encore servi",                          \
      "muss ein Anhang dieses Dossiers sein, den Sie sandten und der noch nicht verwendet ist")                        \
    X("must be told of a medewerker who acts for somebody",                                                            \
      "moet gezegd zijn van een medewerker die voor iemand handelt",                                                   \
      "doit être dit d'un collaborateur qui agit pour quelqu'un",                                                      \
      "muss von einem Mitarbeiter gesagt sein, der für jemanden handelt")                                              \
    X("must be an active doctor or team, with one role of a doctor in that registration",                              \
      "moet een actieve arts of een actief team zijn, met één rol van arts in die registratie",                        \
      "doit être un médecin ou une équipe active, avec un seul rôle de médecin dans cet enregistrement",               \
      "muss ein aktiver Arzt oder ein aktives Team sein, mit einer Arztrolle in dieser Registrierung")                 \
    X("must be the actor id of an organisation", "moet het actorkenmerk van een organisatie zijn",                     \
      "doit être l'identifiant d'acteur d'une organisation", "muss die Akteurskennung einer Organisation sein")        \
    X("must be the id of a registration", "moet het kenmerk van een registratie zijn",                                 \
      "doit être l'identifiant d'un enregistrement", "muss die Kennung einer Registrierung sein")                      \
    X("must be the ref of the fiche of a preventiedienst", "moet de ref van de fiche van een preventiedienst zijn",    \
      "doit être la ref de la fiche d'un service de prévention",                                                       \
      "muss die ref des Steckbriefs eines Präventionsdienstes sein")                                                   \
    X("must be a NISS", "moet een rijksregisternummer zijn", "doit être un numéro national",                           \
      "muss eine Nationalregisternummer sein")                                                                         \
    X("must be one signature line of a note", "moet één handtekeningregel van een nota zijn",                          \
      "doit être une seule ligne de signature d'une note", "muss eine einzige Unterschriftszeile einer Notiz sein")    \
    X("must be of a witness that this log accepts", "moet van een getuige zijn die dit logboek aanvaardt",             \
      "doit être d'un témoin que ce journal accepte", "muss von einem Zeugen sein, den dieses Protokoll annimmt")      \
    X("must be a cosignature of the checkpoint of that size",                                                          \
      "moet een medeondertekening van het controlepunt van die grootte zijn",                                          \
      "doit être une cosignature du point de contrôle de cette taille",                                                \
      "muss eine Mitunterschrift des Prüfpunkts dieser Größe sein")                                                    \
    X("must be a participant who is huisarts", "moet een deelnemer zijn die huisarts is",                              \
      "doit être un participant qui est médecin généraliste", "muss ein Teilnehmer sein, der Hausarzt ist")            \
    X("must be a participant from the sickness fund", "moet een deelnemer van het ziekenfonds zijn",                   \
      "doit être un participant de la mutualité", "muss ein Teilnehmer der Krankenkasse sein")                         \
    X("must be within the last fifty years, or the next three months",                                                 \
      "moet binnen de voorbije vijftig jaar of de komende drie maanden liggen",                                        \
      "doit se situer dans les cinquante dernières années ou les trois mois à venir",                                  \
      "muss in den letzten fünfzig Jahren oder den nächsten drei Monaten liegen")                                      \
    X("must be the patient, or a participant who can keep the overview",                                               \
      "moet de patiënt zijn, of een deelnemer die de regie kan hebben",                                                \
      "doit être le patient, ou un participant qui peut garder la vue d'ensemble",                                     \
      "muss der Patient sein, oder ein Teilnehmer, der die Übersicht haben kann")                                      \
    X("must be a step of the timeline that is decided in a thread",                                                    \
      "moet een stap van de tijdlijn zijn waarover in een overleg beslist wordt",                                      \
      "doit être une étape de la ligne du temps décidée dans une concertation",                                        \
      "muss ein Schritt des Zeitplans sein, über den in einer Beratung entschieden wird")                              \
    X("must be one on which somebody who is asked decides",                                                            \
      "moet er een zijn waarover iemand beslist die gevraagd wordt",                                                   \
      "doit en être une dont décide quelqu'un à qui l'on demande",                                                     \
      "muss einer sein, über den jemand entscheidet, der gefragt wird")                                                \
    X("must be an open question on a step that you are asked to decide",                                               \
      "moet een open vraag zijn over een stap waarover u moet beslissen",                                              \
      "doit être une question ouverte sur une étape que l'on vous demande de décider",                                 \
      "muss eine offene Frage zu einem Schritt sein, über den Sie entscheiden sollen")                                 \
    X("must be within the last fifty years, or the next three",                                                        \
      "moet binnen de voorbije vijftig jaar of de komende drie liggen",                                                \
      "doit se situer dans les cinquante dernières années ou les trois à venir",                                       \
      "muss in den letzten fünfzig Jahren oder den nächsten drei liegen")                                              \
    X("is one more than the 24 that work can hold", "is er een meer dan de 24 die werk kan bevatten",                  \
      "en est un de plus que les 24 que le travail peut contenir",                                                     \
      "ist einer mehr als die 24, die die Arbeit fassen kann")                                                         \
    X("must be before the first day of work again", "moet voor de eerste dag van opnieuw werken liggen",               \
      "doit être avant le premier jour de reprise du travail", "muss vor dem ersten Tag der neuen Arbeit liegen")      \
    X("is the last of work: say one of the two", "is de laatste van werk: zeg een van de twee",                        \
      "est le dernier du travail : dites l'un des deux", "ist der letzte der Arbeit: nennen Sie eines von beiden")     \
    X("must lie between its first day and today: what lasts has none yet",                                             \
      "moet tussen zijn eerste dag en vandaag liggen: wat nog duurt, heeft er geen",                                   \
      "doit se situer entre son premier jour et aujourd'hui : ce qui dure n'en a pas encore",                          \
      "muss zwischen seinem ersten Tag und heute liegen: was andauert, hat noch keinen")                               \
    X("is for who may read it", "is voor wie het mag lezen", "est pour qui peut le lire",                              \
      "ist für den, der es lesen darf")                                                                                \
    /* what is exactly one thing; last, since it fits all that begins so */                                            \
    X("must be {0}", "moet zijn: {0}", "doit être : {0}", "muss sein: {0}")

#endif
