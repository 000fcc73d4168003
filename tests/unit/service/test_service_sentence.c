/* The sentence of a consent: six worked examples in four languages, byte for byte, and the forms beside them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "json/schema.h"
#include "rules/policy_load.h"
#include "service/consent/sentence.h"

#define GIVEN 20784 /* 2026-11-27 */

struct say {
    struct policy policy;
    struct words *words;
};

static int
set_up(void **state)
{
    struct say *say = calloc(1, sizeof *say);
    struct slice texts[LANGUAGE_COUNT];
    size_t len = 0;
    char where[256];
    assert_non_null(say);
    const char *policy = schema_embedded_file("policy.json", &len);
    assert_int_equal(policy_load(&say->policy, slice_of(policy, len), where), TNW_OK);
    words_embedded(texts);
    assert_int_equal(words_load(&say->words, texts, &say->policy, where), TNW_OK);
    *state = say;
    return 0;
}

static int
tear_down(void **state)
{
    struct say *say = *state;
    words_free(&say->words);
    free(say);
    return 0;
}

static day_num
day_of(const char *text)
{
    day_num day;
    assert_int_equal(date_parse(&day, text), TNW_OK);
    return day;
}

#define READ CODE_BIT(ACTION_READ)
#define WRITE CODE_BIT(ACTION_WRITE)
#define CONFER CODE_BIT(ACTION_CONFER)
#define OF(category) CODE_BIT(CATEGORY_##category)
#define FOR(purpose) CODE_BIT(PURPOSE_##purpose)
#define BYTES(text)                                                                                                    \
    {                                                                                                                  \
        (const uint8_t *)(text), sizeof(text) - 1                                                                      \
    }
#define ACTOR(who, as)                                                                                                 \
    {                                                                                                                  \
        .role = ROLE_##as, .roles = CODE_BIT(ROLE_##as), .name = BYTES(who)                                            \
    }
#define ROLE(as)                                                                                                       \
    {                                                                                                                  \
        .is_role = true, .role = ROLE_##as, .roles = CODE_BIT(ROLE_##as)                                               \
    }
#define HELD(as, who)                                                                                                  \
    {                                                                                                                  \
        .is_role = true, .role = ROLE_##as, .roles = CODE_BIT(ROLE_##as), .name = BYTES(who)                           \
    }

static const struct example {
    struct sentence_party parties[3];
    size_t count;
    bool exclude;
    code_set categories;
    code_set actions;
    code_set purposes;
    const char *from; /* NULL: the day on which it is given */
    const char *until;
} examples[] = {
    {{ACTOR("Dr. Tom Claes", ARBEIDSARTS)}, 1, false, OF(FIT_NOTE), READ, FOR(BEZOEK), NULL, "2027-02-25"},
    {{HELD(ADVISEREND_ARTS, "Dr. Els Wouters")},
     1,
     false,
     OF(QUICKSCAN) | OF(ARBEIDSPOTENTIEEL) | OF(PLAN),
     READ | CONFER,
     FOR(TNW_TRAJECT),
     NULL,
     "2027-11-27"},
    {{ROLE(HUISARTS), ROLE(ADVISEREND_ARTS), ROLE(ARBEIDSARTS)},
     3,
     false,
     OF(GAO) | OF(FIT_NOTE) | OF(ARBEIDSPOTENTIEEL),
     READ | CONFER,
     FOR(TNW_TRAJECT) | FOR(OPVOLGING_AO),
     NULL,
     "2027-05-27"},
    {{ACTOR("Sofie Jacobs", TNW_COORDINATOR)},
     1,
     false,
     OF(FIT_NOTE) | OF(ARBEIDSPOTENTIEEL) | OF(WERKPOST) | OF(BEOORDELING),
     READ,
     FOR(TNW_TRAJECT),
     "2027-01-01",
     "2027-12-31"},
    {{ACTOR("Bakkerij De Korenaar BV", WERKGEVER)},
     1,
     false,
     OF(WERKPOST) | OF(PLAN),
     READ,
     CODE_ALL(PURPOSE_COUNT),
     NULL,
     "2027-02-25"},
    {{ACTOR("Dr. Luc Maes", HUISARTS)}, 1, true, TERMS_EVERYTHING, TERMS_EVERYTHING, TERMS_EVERYTHING, NULL, NULL},
};

/* nl, fr, de, en: as the patient reads them. */
static const char *const wanted[][LANGUAGE_COUNT] = {
    {"Dr. Tom Claes (preventieadviseur-arbeidsarts) mag dit lezen, voor het bezoek voorafgaand aan de "
     "werkhervatting, tot en met 25 februari 2027: attest van wat u nog kunt doen.",
     "Dr. Tom Claes (conseiller en prévention-médecin du travail) peut lire ceci, pour la visite de "
     "pré-reprise du travail, jusqu'au 25 février 2027 inclus : attestation de ce que vous pouvez "
     "encore faire.",
     "Dr. Tom Claes (Präventionsberater-Arbeitsmediziner) darf dies lesen, für den Besuch vor "
     "Wiederaufnahme der Arbeit, bis einschließlich 25. Februar 2027: Bescheinigung, was Sie noch tun "
     "können.",
     "Dr. Tom Claes (occupational doctor) may read this, for the visit before you go back to work, "
     "until and including 25 February 2027: note of what you can still do."},
    {"Elke adviserend arts in uw dossier (nu: Dr. Els Wouters) mag dit lezen en erover overleggen, "
     "voor het TNW-traject, tot en met 27 november 2027: vragenlijst, arbeidspotentieel en "
     "re-integratieplan.",
     "Chaque médecin-conseil de votre dossier (actuellement : Dr. Els Wouters) peut lire ceci et se "
     "concerter à ce sujet, pour le Trajet Retour Au Travail, jusqu'au 27 novembre 2027 inclus : "
     "questionnaire, potentiel de travail et plan de réintégration.",
     "Jeder Vertrauensarzt in Ihrem Dossier (jetzt: Dr. Els Wouters) darf dies lesen und darüber "
     "beraten, für die Maßnahme für die Rückkehr zur Arbeit, bis einschließlich 27. November 2027: "
     "Fragebogen; Arbeitspotenzial; Wiedereingliederungsplan.",
     "Every medical adviser of the sickness fund in your dossier (now: Dr. Els Wouters) may read this "
     "and confer about it, for the return-to-work trajectory, until and including 27 November 2027: "
     "questionnaire, work potential and re-integration plan."},
    {"Elke huisarts, adviserend arts en preventieadviseur-arbeidsarts in uw dossier mag dit lezen en "
     "erover overleggen, voor het TNW-traject en de opvolging van uw arbeidsongeschiktheid, tot en "
     "met 27 mei 2027: getuigschrift arbeidsongeschiktheid, attest van wat u nog kunt doen en "
     "arbeidspotentieel.",
     "Chaque médecin généraliste, médecin-conseil et conseiller en prévention-médecin du travail de "
     "votre dossier peut lire ceci et se concerter à ce sujet, pour le Trajet Retour Au Travail et le "
     "suivi de votre incapacité de travail, jusqu'au 27 mai 2027 inclus : certificat d'incapacité de "
     "travail, attestation de ce que vous pouvez encore faire et potentiel de travail.",
     "Jeder Hausarzt, Vertrauensarzt und Präventionsberater-Arbeitsmediziner in Ihrem Dossier darf "
     "dies lesen und darüber beraten, für die Maßnahme für die Rückkehr zur Arbeit und die Begleitung "
     "während Ihrer Arbeitsunfähigkeit, bis einschließlich 27. Mai 2027: "
     "Arbeitsunfähigkeitsbescheinigung; Bescheinigung, was Sie noch tun können; Arbeitspotenzial.",
     "Every general practitioner, medical adviser of the sickness fund and occupational doctor in "
     "your dossier may read this and confer about it, for the return-to-work trajectory and the "
     "follow-up of your incapacity for work, until and including 27 May 2027: certificate of "
     "incapacity for work, note of what you can still do and work potential."},
    {"Sofie Jacobs (TNW-coördinator) mag dit lezen, voor het TNW-traject, van 1 januari 2027 tot en "
     "met 31 december 2027: alles over wat u nog kunt.",
     "Sofie Jacobs (coordinateur Retour Au Travail) peut lire ceci, pour le Trajet Retour Au Travail, "
     "du 1er janvier 2027 au 31 décembre 2027 inclus : tout ce que vous pouvez encore faire.",
     "Sofie Jacobs (Koordinator für die Rückkehr zur Arbeit) darf dies lesen, für die Maßnahme für "
     "die Rückkehr zur Arbeit, vom 1. Januar 2027 bis einschließlich 31. Dezember 2027: alles, was "
     "Sie noch tun können.",
     "Sofie Jacobs (return-to-work coordinator) may read this, for the return-to-work trajectory, "
     "from 1 January 2027 until and including 31 December 2027: everything about what you can still "
     "do."},
    {"Bakkerij De Korenaar BV (werkgever) mag dit lezen, voor elk doel, ook medische overmacht, tot "
     "en met 25 februari 2027: aanpassing werkpost en re-integratieplan.",
     "Bakkerij De Korenaar BV (employeur) peut lire ceci, pour toute finalité, y compris la force "
     "majeure médicale, jusqu'au 25 février 2027 inclus : adaptation du poste de travail et plan de "
     "réintégration.",
     "Bakkerij De Korenaar BV (Arbeitgeber) darf dies lesen, für jeden Zweck, auch medizinische "
     "höhere Gewalt, bis einschließlich 25. Februar 2027: Arbeitsplatzanpassung; "
     "Wiedereingliederungsplan.",
     "Bakkerij De Korenaar BV (employer) may read this, for every purpose, also medical force "
     "majeure, until and including 25 February 2027: adaptation of your workplace and re-integration "
     "plan."},
    {"Dr. Luc Maes (huisarts) ziet niets van uw dossier en doet er niets in, ook als een toestemming "
     "of een wet het zou toelaten, vanaf 27 november 2026.",
     "Dr. Luc Maes (médecin généraliste) ne voit rien de votre dossier et n'y fait rien, même si un "
     "consentement ou une loi le permettait, à partir du 27 novembre 2026.",
     "Dr. Luc Maes (Hausarzt) sieht nichts von Ihrem Dossier und tut nichts darin, auch wenn eine "
     "Zustimmung oder ein Gesetz es erlauben würde, ab dem 27. November 2026.",
     "Dr. Luc Maes (general practitioner) sees nothing of your dossier and does nothing in it, even "
     "where a consent or a law would allow it, from 27 November 2026."},
};

static struct consent_terms
terms_of(const struct example *example)
{
    return (struct consent_terms){
        .exclude = example->exclude,
        .categories = example->categories,
        .actions = example->actions,
        .purposes = example->purposes,
        .from = example->from == NULL ? GIVEN : day_of(example->from),
        .until = example->until == NULL ? INT32_MAX : day_of(example->until),
    };
}

static struct sentence
sentence_of(const struct say *say, const struct example *example, const struct consent_terms *terms)
{
    return (struct sentence){.speech = {.words = say->words, .language = LANGUAGE_NL},
                             .policy = &say->policy,
                             .terms = terms,
                             .parties = example->parties,
                             .count = example->count,
                             .given = GIVEN,
                             .today = GIVEN};
}

static void
reads(const struct sentence *sentence, const char *text)
{
    struct buf out = {0};
    sentence_write(&out, sentence);
    buf_put_u8(&out, 0);
    assert_int_equal(out.err, TNW_OK);
    assert_string_equal((const char *)out.ptr, text);
    buf_free(&out);
}

static void
worked_examples_read_as_the_page_says(void **state)
{
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        struct consent_terms terms = terms_of(&examples[i]);
        struct sentence sentence = sentence_of(*state, &examples[i], &terms);
        for (unsigned language = 0; language < LANGUAGE_COUNT; language++) {
            sentence.speech.language = (enum language)language;
            reads(&sentence, wanted[i][language]);
        }
    }
}

static void
two_people_may_together(void **state)
{
    static const struct example two = {{ACTOR("Dr. Tom Claes", ARBEIDSARTS), ACTOR("Dr. Els Wouters", ADVISEREND_ARTS)},
                                       2,
                                       false,
                                       OF(FIT_NOTE),
                                       READ | WRITE | CONFER,
                                       FOR(BEZOEK) | FOR(RIT) | FOR(TNW_TRAJECT),
                                       NULL,
                                       "2027-02-01"};
    struct consent_terms terms = terms_of(&two);
    struct sentence sentence = sentence_of(*state, &two, &terms);
    reads(&sentence, "Dr. Tom Claes (preventieadviseur-arbeidsarts) en Dr. Els Wouters (adviserend arts) mogen dit "
                     "lezen en toevoegen, en erover overleggen, voor het TNW-traject, het bezoek voorafgaand aan de "
                     "werkhervatting en het re-integratietraject, tot en met 1 februari 2027: attest van wat "
                     "u nog kunt doen.");
    sentence.today = terms.until + 1;
    sentence.speech.language = LANGUAGE_FR;
    reads(&sentence, "Dr. Tom Claes (conseiller en prévention-médecin du travail) et Dr. Els Wouters "
                     "(médecin-conseil) "
                     "pouvaient lire et ajouter ceci, et se concerter à ce sujet, pour le Trajet Retour Au "
                     "Travail, la "
                     "visite de pré-reprise du travail et le trajet de réintégration, jusqu'au 1er février "
                     "2027 inclus : "
                     "attestation de ce que vous pouvez encore faire.");
}

static void
recorded_withdrawn_and_expired_are_told(void **state)
{
    struct consent_terms terms = terms_of(&examples[0]);
    struct sentence sentence = sentence_of(*state, &examples[0], &terms);
    const char *start = "Dr. Tom Claes (preventieadviseur-arbeidsarts) mag dit lezen, voor het bezoek "
                        "voorafgaand aan de "
                        "werkhervatting, tot en met 25 februari 2027: attest van wat u nog kunt doen.";
    char text[512];
    sentence.evidence = EVIDENCE_PAPER;
    sentence.recorder = slice_str("Dr. An Peeters");
    sentence.recorded = GIVEN;
    (void)snprintf(text, sizeof text, "%s Dr. An Peeters legde dit voor u vast op 27 november 2026 (op papier).",
                   start);
    reads(&sentence, text);
    sentence.evidence = EVIDENCE_NONE;
    assert_int_equal(time_parse(&sentence.withdrawn, "2026-11-27T13:32:00Z"), TNW_OK);
    (void)snprintf(text, sizeof text, "%s U trok dit in op 27 november 2026 om 14.32 uur.", start);
    reads(&sentence, text);
    sentence.withdrawer = slice_str("Dr. An Peeters");
    (void)snprintf(text, sizeof text, "%s Dr. An Peeters trok dit in op 27 november 2026 om 14.32 uur.", start);
    reads(&sentence, text);
    sentence.withdrawn = 0;
    sentence.today = terms.until + 1;
    reads(&sentence, "Dr. Tom Claes (preventieadviseur-arbeidsarts) mocht dit lezen, voor het bezoek "
                     "voorafgaand aan de "
                     "werkhervatting, tot en met 25 februari 2027: attest van wat u nog kunt doen.");
}

static void
an_exclusion_of_some_things_names_them(void **state)
{
    static const struct example some = {{ROLE(WERKGEVER)},       1,    true, OF(PLAN), READ,
                                        CODE_ALL(PURPOSE_COUNT), NULL, NULL};
    static const char *const texts[LANGUAGE_COUNT] = {
        "Elke werkgever in uw dossier mag dit niet lezen, voor elk doel, ook medische overmacht, vanaf 27 "
        "november 2026: "
        "re-integratieplan.",
        "Chaque employeur de votre dossier ne peut pas lire ceci, pour toute finalité, y compris la force majeure "
        "médicale, à partir du 27 novembre 2026 : plan de réintégration.",
        "Jeder Arbeitgeber in Ihrem Dossier darf dies nicht lesen, für jeden Zweck, auch medizinische höhere "
        "Gewalt, ab "
        "dem 27. November 2026: Wiedereingliederungsplan.",
        "Every employer in your dossier may not read this, for every purpose, also medical force majeure, from 27 "
        "November 2026: re-integration plan.",
    };
    struct consent_terms terms = terms_of(&some);
    struct sentence sentence = sentence_of(*state, &some, &terms);
    for (unsigned language = 0; language < LANGUAGE_COUNT; language++) {
        sentence.speech.language = (enum language)language;
        reads(&sentence, texts[language]);
    }
}

static void
groups_are_named_only_when_the_grantee_can_have_all_of_them(void **state)
{
    struct example group = {{ROLE(TNW_COORDINATOR)}, 1,    false,       OF(GAO) | OF(DIAGNOSE) | OF(QUICKSCAN), READ,
                            FOR(TNW_TRAJECT),        NULL, "2027-02-25"};
    struct consent_terms terms = terms_of(&group);
    struct sentence sentence = sentence_of(*state, &group, &terms);
    reads(&sentence, "Elke TNW-coördinator in uw dossier mag dit lezen, voor het TNW-traject, tot en met 25 "
                     "februari "
                     "2027: vragenlijst.");
    group.parties[0] = (struct sentence_party)ROLE(HUISARTS);
    reads(&sentence, "Elke huisarts in uw dossier mag dit lezen, voor het TNW-traject, tot en met 25 "
                     "februari 2027: al uw "
                     "medische gegevens.");
    terms.categories = CODE_ALL(CATEGORY_COUNT);
    reads(&sentence, "Elke huisarts in uw dossier mag dit lezen, voor het TNW-traject, tot en met 25 "
                     "februari 2027: alles "
                     "in uw dossier.");
}

static void
ceiling_and_law_are_sentences_of_their_own(void **state)
{
    struct say *say = *state;
    struct speech speech = {.words = say->words, .language = LANGUAGE_NL};
    struct buf out = {0};
    sentence_write_ceiling(&out, &speech, &say->policy, ROLE_TNW_COORDINATOR, CODE_ALL(CATEGORY_COUNT));
    sentence_write_law(&out, &speech, &say->policy, ROLE_ADVISEREND_ARTS, OF(GAO));
    buf_put_u8(&out, 0);
    assert_string_equal((const char *)out.ptr,
                        "Geen enkele TNW-coördinator kan dit zien, ook niet met uw toestemming: getuigschrift "
                        "arbeidsongeschiktheid en diagnose."
                        "Adviserend arts krijgt dit door de wet, zonder uw toestemming: getuigschrift "
                        "arbeidsongeschiktheid.");
    buf_free(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_examples_read_as_the_page_says),
        cmocka_unit_test(two_people_may_together),
        cmocka_unit_test(recorded_withdrawn_and_expired_are_told),
        cmocka_unit_test(an_exclusion_of_some_things_names_them),
        cmocka_unit_test(groups_are_named_only_when_the_grantee_can_have_all_of_them),
        cmocka_unit_test(ceiling_and_law_are_sentences_of_their_own),
    };
    return cmocka_run_group_tests_name("service/sentence", tests, set_up, tear_down);
}
