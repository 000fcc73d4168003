/* The patient's access log in words: each access is one plain sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "access_scene.h"

static void
an_access_is_one_sentence_in_each_language(void **state)
{
    struct scene s = scene_set(*state);
    struct audit_record record = scene_reading(&s);
    record.categories = CODE_BIT(CATEGORY_FIT_NOTE) | CODE_BIT(CATEGORY_GAO) | CODE_BIT(CATEGORY_PLAN);
    record.ground = slice_str("consent:cns_00000000000000000000000001 law:gao_elektronisch "
                              "consent:cns_00000000000000000000000002");
    scene_put(&s, &record, "2026-04-01T07:05:00Z");
    json_t *answer = scene_page(&s, "nl", NULL, "1", NULL);
    scene_says(
        answer, 0, "text",
        "Name (huisarts) heeft op 1 april 2026 om 9.05 uur een document in uw dossier gelezen (getuigschrift "
        "arbeidsongeschiktheid, attest van wat u nog kunt doen en re-integratieplan), voor het TNW-traject; dit mocht, "
        "want u hebt hiervoor toestemming gegeven en de wet geeft een getuigschrift van meer dan 14 dagen of een "
        "verlenging aan de arts van uw ziekenfonds.");
    scene_says(answer, 0, "reason",
               "U hebt hiervoor toestemming gegeven en de wet geeft een getuigschrift van meer dan 14 dagen of een "
               "verlenging aan de arts van uw ziekenfonds.");
    json_decref(answer);
    record.ground = slice_str("author");
    record.categories = CODE_BIT(CATEGORY_FIT_NOTE);
    scene_put(&s, &record, "2026-04-01T07:05:00Z");
    answer = scene_page(&s, "fr", NULL, "1", NULL);
    scene_says(
        answer, 0, "text",
        "Name (médecin généraliste) a lu un document de votre dossier (attestation de ce que vous pouvez encore "
        "faire) le "
        "1er avril 2026 à 9\u00a0h\u00a005, pour le Trajet Retour Au Travail\u00a0; c'était permis, car l'auteur d'un "
        "texte peut continuer à le lire.");
    json_decref(answer);
    scene_put(&s, &record, "2026-04-01T07:06:00Z");
    answer = scene_page(&s, "de", NULL, "1", NULL);
    scene_says(
        answer, 0, "text",
        "Name (Hausarzt) hat am 1. April 2026 um 9.06 Uhr ein Dokument in Ihrem Dossier gelesen (Bescheinigung, was "
        "Sie "
        "noch tun können), für die Maßnahme für die Rückkehr zur Arbeit; das war erlaubt, denn wer etwas geschrieben "
        "hat, "
        "darf es weiter lesen.");
    json_decref(answer);
    scene_put(&s, &record, "2026-04-01T07:07:00Z");
    answer = scene_page(&s, NULL, NULL, "1", NULL);
    scene_says(
        answer, 0, "text",
        "Name (general practitioner) read a document in your dossier (note of what you can still do) on 1 April 2026 "
        "at "
        "9:07, for the return-to-work trajectory; this was allowed, because the author of a text may keep reading it.");
    scene_says(answer, 0, "reason", "The author of a text may keep reading it.");
    json_decref(answer);
}

static void
who_acted_for_somebody_is_named_with_them(void **state)
{
    static const struct {
        const char *language;
        const char *text;
    } said[] = {
        {"nl",
         "Name, voor Name (huisarts), heeft op 1 april 2026 om 9.05 uur een document in uw dossier gelezen (attest van "
         "wat u nog kunt doen), voor het TNW-traject; dit mocht, want u hebt hiervoor toestemming gegeven."},
        {"fr",
         "Name, pour Name (médecin généraliste), a lu un document de votre dossier (attestation de ce que vous pouvez "
         "encore faire) le 1er avril 2026 à 9\u00a0h\u00a005, pour le Trajet Retour Au Travail\u00a0; c'était permis, "
         "car vous avez donné votre consentement."},
        {"de",
         "Name, für Name (Hausarzt), hat am 1. April 2026 um 9.05 Uhr ein Dokument in Ihrem Dossier gelesen "
         "(Bescheinigung, was Sie noch tun können), für die Maßnahme für die Rückkehr zur Arbeit; das war erlaubt, "
         "denn Sie haben dem zugestimmt."},
        {"en",
         "Name, for Name (general practitioner), read a document in your dossier (note of what you can still do) on 1 "
         "April 2026 at 9:05, for the return-to-work trajectory; this was allowed, because you consented to this."},
    };
    struct scene s = scene_set(*state);
    struct audit_record record = scene_reading(&s);
    record.acted_for = record.actor;
    record.actor = s.adviser;
    record.ground = slice_str("consent:cns_00000000000000000000000001");
    record.categories = CODE_BIT(CATEGORY_FIT_NOTE);
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        scene_put(&s, &record, "2026-04-01T07:05:00Z");
        json_t *answer = scene_page(&s, said[i].language, NULL, "1", NULL);
        scene_says(answer, 0, "text", said[i].text);
        json_decref(answer);
    }
}

static void
refusals_strangers_and_the_patient_have_their_own_sentences(void **state)
{
    struct scene s = scene_set(*state);
    struct audit_record record = scene_reading(&s);
    record.decision = "deny";
    record.ground = slice_str("consent_withdrawn:cns_00000000000000000000000001");
    record.organisation = s.adviser;
    scene_put(&s, &record, "2026-04-02T07:05:00Z");
    json_t *answer = scene_page(&s, "en", NULL, "1", NULL);
    scene_says(
        answer, 0, "text",
        "Name (general practitioner, Name) tried to read a document in your dossier (note of what you can still do) "
        "on 2 "
        "April 2026 at 9:05, for the return-to-work trajectory; this was not allowed, because you withdrew your "
        "consent.");
    json_decref(answer);
    answer = scene_page(&s, "nl", NULL, "1", NULL); /* now the newest is the reading of a moment ago */
    scene_says(answer, 0, "text",
               "U hebt op 2 april 2026 om 9.05 uur het overzicht van de toegang tot uw dossier bekeken.");
    json_decref(answer);
    record.actor = s.patient; /* acting as a doctor they are one like any other */
    scene_put(&s, &record, "2026-04-02T07:05:00Z");
    answer = scene_page(&s, "en", NULL, "1", NULL);
    scene_says(
        answer, 0, "text",
        "Name (general practitioner, Name) tried to read a document in your dossier (note of what you can still do) "
        "on 2 April 2026 at 9:05, for the return-to-work trajectory; this was not allowed, because you withdrew your "
        "consent.");
    json_decref(answer);
    record.actor = s.doctor;
    record.categories = CODE_ALL(CATEGORY_COUNT);
    record.action = "consent.give";
    record.ground = slice_str("role_not_allowed");
    record.organisation = (struct id){0};
    scene_put(&s, &record, "2026-04-02T07:05:00Z");
    answer = scene_page(&s, "fr", NULL, "1", NULL);
    scene_says(
        answer, 0, "text",
        "Name (médecin généraliste) a voulu enregistrer un consentement ou une exclusion (tous les types de documents) "
        "le 2 avril 2026 à 9\u00a0h\u00a005, pour le Trajet Retour Au Travail\u00a0; ce n'était pas permis, car ce "
        "rôle ne peut pas le faire.");
    json_decref(answer);
    record = (struct audit_record){.request = place_id(1),
                                   .role = ROLE_NONE,
                                   .purpose = PURPOSE_NONE,
                                   .origin = "::1",
                                   .action = "dossier.burn",
                                   .dossier = s.dossier,
                                   .object = "",
                                   .decision = "fail",
                                   .ground = slice_str("storage_full"),
                                   .status = 507,
                                   .policy = s.w->policy.hash};
    scene_put(&s, &record, "2026-04-02T07:05:00Z");
    answer = scene_page(&s, "de", NULL, "1", NULL);
    scene_says(
        answer, 0, "text",
        "Eine nicht registrierte Person wollte am 2. April 2026 um 9.05 Uhr etwas in Ihrem Dossier tun; das gelang "
        "nicht, "
        "denn das System konnte die Anfrage in diesem Moment nicht ausführen.");
    json_decref(answer);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(an_access_is_one_sentence_in_each_language),
        WITH_WORLD(who_acted_for_somebody_is_named_with_them),
        WITH_WORLD(refusals_strangers_and_the_patient_have_their_own_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
