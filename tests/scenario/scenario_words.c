/* What the patient is told: of the first access by each, and the access log in plain words of four languages, folded by
 * day. */
#include <stdlib.h>
#include <string.h>

#include "house_test.h"
#include "play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define LOG DOSSIER "/access-log"
#define NOTE                                                                                                           \
    "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+9}\",\"tasks\":[\"Balie\"]}}"
#define GRANT                                                                                                          \
    "{\"effect\":\"grant\",\"grantee\":{\"role\":\"adviserend_arts\"},\"categories\":[\"fit_note\"],\"actions\":["     \
    "\"read\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+9}\"}"

static const struct step opening[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan\"},\"start\":\"{today}\",\"employment\":\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"the patient hears who takes part",
     {"patient", "GET", "/v1/inbox"},
     200,
     NULL,
     {{"/next", "next"}},
     {{"/items/#", "1"}, {"/items/0/type", "participant.added"}, {"/items/0/by", "{huisarts.id}"}}},
    {"a note by who opened it", {"huisarts", "POST", DOSSIER "/fragments", NOTE}, 201, NULL, {{"/id", "note"}}},
    {"is an addition, not a first access",
     {"patient", "GET", "/v1/inbox?after={next}"},
     200,
     NULL,
     {{"/next", "next"}},
     {{"/items/#", "1"}, {"/items/0/type", "fragment.added"}}},
};

static const struct step first_access[] = {
    {"a stranger's attempt", {"adviserend_arts", "GET", DOSSIER}, 404, "not_found"},
    {"is no access", {"patient", "GET", "/v1/inbox?after={next}"}, 200, NULL, .is = {{"/items/#", "0"}}},
    {"an invitation",
     {"huisarts", "POST", DOSSIER "/participants", "{\"actor\":\"{adviserend_arts.id}\",\"role\":\"adviserend_arts\"}"},
     201},
    {"is told as such",
     {"patient", "GET", "/v1/inbox?after={next}"},
     200,
     NULL,
     {{"/next", "next"}},
     {{"/items/#", "1"}, {"/items/0/type", "participant.added"}, {"/items/0/by", "{huisarts.id}"}}},
    {"refused still", {"adviserend_arts", "GET", DOSSIER "/fragments/{note}"}, 403, "consent_required"},
    {"the first list with the dossier", {"adviserend_arts", "GET", "/v1/dossiers"}, 200},
    {"is the first access",
     {"patient", "GET", "/v1/inbox?after={next}"},
     200,
     NULL,
     {{"/next", "next"}},
     {{"/items/#", "1"},
      {"/items/0/type", "access.first"},
      {"/items/0/by", "{adviserend_arts.id}"},
      {"/items/0/dossier", "{dossier}"}}},
    {"whose object is nothing",
     {"patient", "GET", "/v1/inbox?limit=1&after={next}"},
     200,
     NULL,
     .is = {{"/items/#", "0"}}},
    {"what comes after", {"adviserend_arts", "GET", DOSSIER}, 200},
    {"is none", {"patient", "GET", "/v1/inbox?after={next}"}, 200, NULL, .is = {{"/items/#", "0"}}},
};

static const struct step reading[] = {
    {"the patient consents", {"patient", "POST", DOSSIER "/consents", GRANT}, 201, NULL, {{"/id", "grant"}}},
    {"read once", {"adviserend_arts", "GET", DOSSIER "/fragments/{note}"}, 200, NULL, .ground = "consent:{grant}"},
    {"read again", {"adviserend_arts", "GET", DOSSIER "/fragments/{note}"}, 200},
    {"and again", {"adviserend_arts", "GET", DOSSIER "/fragments/{note}"}, 200},
    {"withdrawn", {"patient", "POST", DOSSIER "/consents/{grant}/withdraw"}, 200},
    {"refused", {"adviserend_arts", "GET", DOSSIER "/fragments/{note}"}, 403, "consent_required"},
};

/* Each look at the log is the newest line of the next one. */
static const struct step reasons[] = {
    {"nl",
     {"patient", "GET", LOG "?language=nl"},
     200,
     NULL,
     .is = {{"/items/0/reason", "U hebt uw toestemming ingetrokken."}}},
    {"fr",
     {"patient", "GET", LOG "?language=fr"},
     200,
     NULL,
     .is = {{"/items/1/reason", "Vous avez retiré votre consentement."}}},
    {"de",
     {"patient", "GET", LOG "?language=de"},
     200,
     NULL,
     .is = {{"/items/2/reason", "Sie haben Ihre Zustimmung zurückgezogen."}}},
    {"en",
     {"patient", "GET", LOG "?language=en"},
     200,
     NULL,
     .is = {{"/items/3/reason", "You withdrew your consent."}}},
    {"none is English", {"patient", "GET", LOG}, 200, NULL, .is = {{"/items/4/reason", "You withdrew your consent."}}},
    {"no other", {"patient", "GET", LOG "?language=es"}, 400, "invalid_parameter"},
    {"fold is yes or no", {"patient", "GET", LOG "?fold=1"}, 400, "invalid_parameter"},
    {"without fold one by one",
     {"patient", "GET", LOG "?fold=false"},
     200,
     NULL,
     .is = {{"/items/9/action", "fragment.read"}, {"/items/9/count", "1"}}},
    {"a stranger has none of it", {"patient2", "GET", LOG "?language=nl&fold=true"}, 404, "not_found"},
};

#define TEST(name, steps)                                                                                              \
    static void name(void **state)                                                                                     \
    {                                                                                                                  \
        PLAY(*state, steps);                                                                                           \
    }

TEST(opening_a_dossier_is_no_first_access, opening)
TEST(the_first_access_of_a_new_actor_is_told_once, first_access)
TEST(the_dossier_is_read, reading)
TEST(grounds_are_said_in_the_language_asked_for, reasons)

/* The item of that action with that decision. */
static const json_t *
item_of(const json_t *body, const char *action, const char *decision)
{
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(body, "items"), i, item)
    {
        if (strcmp(json_string_value(json_object_get(item, "action")), action) == 0 &&
            strcmp(json_string_value(json_object_get(item, "decision")), decision) == 0) {
            return item;
        }
    }
    fail_msg("no %s %s", decision, action);
    return NULL;
}

static void
says(const json_t *item, const char *begin, const char *end)
{
    const char *text = json_string_value(json_object_get(item, "text"));
    size_t len = strlen(end);
    if (strncmp(text, begin, strlen(begin)) != 0 || strlen(text) < len || strcmp(text + strlen(text) - len, end) != 0) {
        fail_msg("\"%s\" is not \"%s … %s\"", text, begin, end);
    }
}

/* When is in the middle, and another one each time. The day may end while this runs: then a count is less. */
static void
one_day_of_reading_is_one_sentence_in_each_language(void **state)
{
    static const struct {
        const char *language;
        const char *permit[2];
        const char *deny[2];
    } rows[] = {
        {"nl",
         {"Dr. Els Wouters (adviserend arts) heeft op ", "een document in uw dossier gelezen (attest van wat u nog "
                                                         "kunt doen), voor het TNW-traject; dit mocht, want u hebt "
                                                         "hiervoor toestemming gegeven."},
         {"Dr. Els Wouters (adviserend arts) wilde op ", "dit mocht niet, want u hebt uw toestemming ingetrokken."}},
        {"fr",
         {"Dr. Els Wouters (médecin-conseil) a lu un document de votre dossier (attestation de ce que vous pouvez "
          "encore "
          "faire) le ",
          ", pour le Trajet Retour Au Travail\u00a0; c'était permis, car vous avez donné votre consentement."},
         {"Dr. Els Wouters (médecin-conseil) a voulu lire un document de votre dossier ",
          "ce n'était pas permis, car vous avez retiré votre consentement."}},
        {"de",
         {"Dr. Els Wouters (Vertrauensarzt) hat am ",
          "ein Dokument in Ihrem Dossier gelesen (Bescheinigung, was Sie "
          "noch tun können), für die Maßnahme für die "
          "Rückkehr zur Arbeit; das war erlaubt, denn Sie haben dem zugestimmt."},
         {"Dr. Els Wouters (Vertrauensarzt) wollte am ",
          "das war nicht erlaubt, denn Sie haben Ihre Zustimmung zurückgezogen."}},
        {"en",
         {"Dr. Els Wouters (medical adviser of the sickness fund) read a document in your dossier (note of what you "
          "can "
          "still do) on ",
          ", for the return-to-work trajectory; this was allowed, because you consented to this."},
         {"Dr. Els Wouters (medical adviser of the sickness fund) tried to read a document in your dossier ",
          "this was not allowed, because you withdrew your consent."}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char path[64];
        struct answer answer;
        (void)snprintf(path, sizeof path, LOG "?fold=true&language=%s", rows[i].language);
        house_ask(*state, &(struct ask){.actor = "patient", .method = "GET", .path = path}, &answer);
        assert_int_equal(answer.status, 200);
        const json_t *read = item_of(answer.body, "fragment.read", "permit");
        says(read, rows[i].permit[0], rows[i].permit[1]);
        says(item_of(answer.body, "fragment.read", "deny"), rows[i].deny[0], rows[i].deny[1]);
        assert_true(json_integer_value(json_object_get(read, "count")) >= 1);
        assert_true(json_integer_value(json_object_get(read, "count")) <= 3);
        answer_free(&answer);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_a_dossier_is_no_first_access),
        cmocka_unit_test(the_first_access_of_a_new_actor_is_told_once),
        cmocka_unit_test(the_dossier_is_read),
        cmocka_unit_test(grounds_are_said_in_the_language_asked_for),
        cmocka_unit_test(one_day_of_reading_is_one_sentence_in_each_language),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
