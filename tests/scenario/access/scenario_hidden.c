/* What is hidden leaves no trace in what is shown, and nobody takes from the patient what is theirs. */
#include <stdlib.h>
#include <string.h>

#include "scenario/house_test.h"
#include "scenario/play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define JOIN(name, role) "{\"actor\":\"{" name ".id}\",\"role\":\"" role "\"}"
#define OPEN(name)                                                                                                     \
    "{\"patient\":{\"niss\":\"{" name ".niss}\",\"name\":\"X\"},\"start\":\"{today-40}\",\"employment\":\"employed\"}"
#define FIT_NOTE                                                                                                       \
    "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+30}\",\"tasks\":[\"Balie\"]}}"
#define RECORD                                                                                                         \
    "{\"effect\":\"grant\",\"grantee\":{\"actor\":\"{huisarts.id}\"},\"categories\":[\"gao\"],\"actions\":[\"read\","  \
    "\"confer\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+9}\",\"evidence\":{\"kind\":\"paper\"}}"
#define GRANT                                                                                                          \
    "{\"effect\":\"grant\",\"grantee\":{\"role\":\"huisarts\"},\"categories\":[\"plan\"],\"actions\":[\"read\"],"      \
    "\"purposes\":[\"tnw_traject\"],\"until\":\"{today+9}\"}"
#define EXCLUDE "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{adviserend_arts.id}\"},\"categories\":[\"plan\"]}"

static const struct step setting[] = {
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN("patient")}, 201, NULL, {{"/id", "dossier"}}},
    {"adviserend arts", {"huisarts", "POST", DOSSIER "/participants", JOIN("adviserend_arts", "adviserend_arts")}, 201},
    {"a consent that the doctor sees", {"huisarts", "POST", DOSSIER "/consents", RECORD}, 201, NULL, {{"/id", "own"}}},
    {"a fit note", {"huisarts", "POST", DOSSIER "/fragments", FIT_NOTE}, 201},
};

static const struct step cursors[] = {
    {"an exclusion that they do not see", {"patient", "POST", DOSSIER "/consents", EXCLUDE}, 201},
    {"is not behind a full page either",
     {"huisarts", "GET", DOSSIER "/consents?limit=1"},
     200,
     NULL,
     .is = {{"/items/0/id", "{own}"}, {"/next", ""}}},
    {"the patient goes on to it",
     {"patient", "GET", DOSSIER "/consents?limit=1"},
     200,
     NULL,
     {{"/next", "page"}},
     .lacks = "\"next\":null"},
    {"and finds it",
     {"patient", "GET", DOSSIER "/consents?limit=1&after={page}"},
     200,
     NULL,
     .is = {{"/items/0/effect", "exclude"}, {"/next", ""}}},
    {"an estimate that the doctor does not see",
     {"adviserend_arts", "POST", DOSSIER "/fragments",
      "{\"category\":\"arbeidspotentieel\",\"content\":{\"variant\":\"insurance\",\"category\":3,\"motivation\":\"x\"}"
      "}"},
     201},
    {"nor sees that there is one",
     {"huisarts", "GET", DOSSIER "/fragments?limit=1"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/next", ""}}},
};

static void
a_full_page_has_a_next_only_for_what_may_be_seen(void **state)
{
    PLAY(*state, setting);
    PLAY(*state, cursors);
}

static void
a_page_ends_at_its_size(void **state)
{
    enum { MESSAGES = 12, TEXT = 20000 };
    static const struct step confer[] = {
        {"a thread",
         {"huisarts", "POST", DOSSIER "/threads",
          "{\"procedure\":\"tnw_traject\",\"subject\":\"x\",\"participants\":[\"{huisarts.id}\"]}"},
         201,
         NULL,
         {{"/id", "thread"}}},
    };
    struct house *house = *state;
    PLAY(house, confer);
    struct buf body = {0};
    buf_put_str(&body, "{\"kind\":\"advies\",\"text\":\"");
    for (int i = 0; i < TEXT; i++) {
        buf_put_str(&body, "\\u0001"); /* the longest way to write a character, in and out */
    }
    buf_put_str(&body, "\"}");
    buf_put_u8(&body, 0);
    struct ask send = {"huisarts", "POST", "/v1/threads/{thread}/messages", (const char *)body.ptr};
    for (int i = 0; i < MESSAGES; i++) {
        house_expect(house, house_wire(house, "huisarts"), &send, 201, "");
    }
    buf_free(&body);
    static const struct step pages[] = {
        {"the first page",
         {"huisarts", "GET", "/v1/threads/{thread}/messages?limit=200"},
         200,
         NULL,
         {{"/next", "page"}},
         {{"/items/#", "9"}}},
        {"and the second",
         {"huisarts", "GET", "/v1/threads/{thread}/messages?limit=200&after={page}"},
         200,
         NULL,
         .is = {{"/items/#", "3"}, {"/next", ""}}},
    };
    PLAY(house, pages);
}

static const struct step refusals[] = {
    {"who did not write it", {"huisarts", "POST", DOSSIER "/participants", JOIN("huisarts2", "huisarts")}, 201},
    {"a fit note", {"huisarts", "POST", DOSSIER "/fragments", FIT_NOTE}, 201, NULL, {{"/id", "note"}}},
    {"does not change it, though the law lets them write",
     {"huisarts2", "PUT", DOSSIER "/fragments/{note}",
      "{\"content\":{\"from\":\"{today}\",\"until\":\"{today}\",\"tasks\":[\"x\"]}}", .if_match = "\"1\""},
     404,
     "not_found",
     .ground = "not_author"},
    {"nor takes it back, as if it were not there",
     {"huisarts2", "POST", DOSSIER "/fragments/{note}/retract", "{\"reason\":\"Fout\"}"},
     404,
     "not_found",
     .ground = "not_author"},
    {"a consent without evidence is not recorded",
     {"huisarts", "POST", DOSSIER "/consents",
      "{\"effect\":\"grant\",\"grantee\":{\"role\":\"huisarts\"},\"categories\":[\"gao\"],\"actions\":[\"read\"],"
      "\"purposes\":[\"rit\"],\"until\":\"{today+9}\"}"},
     422,
     "evidence_required",
     .ground = "evidence_required"},
    {"and the patient reads why",
     {"patient", "GET", DOSSIER "/access-log?limit=1"},
     200,
     NULL,
     .is = {{"/items/0/ground", "evidence_required"}, {"/items/0/decision", "fail"}}},
};

static void
a_refusal_names_its_reason_and_no_ground(void **state)
{
    PLAY(*state, refusals);
}

static const struct step at_the_door[] = {
    {"the auditor", {"auditor", "GET", DOSSIER "/fragments"}, 403, "role_not_allowed"},
    {"is seen",
     {"patient", "GET", DOSSIER "/access-log?limit=1"},
     200,
     NULL,
     .is = {{"/items/0/role", "auditor"}, {"/items/0/action", "fragment.list"}, {"/items/0/decision", "deny"}}},
    {"the employer, in a thread", {"werkgever", "GET", "/v1/threads/{thread}"}, 403, "role_not_allowed"},
    {"is seen",
     {"patient", "GET", DOSSIER "/access-log?limit=1"},
     200,
     NULL,
     .is = {{"/items/0/role", "werkgever"}, {"/items/0/action", "thread.read"}, {"/items/0/decision", "deny"}}},
    {"somebody whom the registry does not know", {"unknown", "GET", DOSSIER}, 403, "actor_unknown"},
    {"is seen",
     {"patient", "GET", DOSSIER "/access-log?limit=1"},
     200,
     NULL,
     .is = {{"/items/0/actor", ""}, {"/items/0/ground", "actor_unknown"}, {"/items/0/decision", "deny"}}},
};

static void
who_is_turned_away_at_the_door_is_in_the_access_log(void **state)
{
    PLAY(*state, at_the_door);
}

static const struct step removals[] = {
    {"somebody with two roles",
     {"beheerder", "PATCH", "/v1/actors/{huisarts2.id}", "{\"roles\":[\"huisarts\",\"arbeidsarts\"]}",
      .if_match = "\"1\""},
     200},
    {"whom a doctor added in one, the patient adds in the other",
     {"patient", "POST", DOSSIER "/participants", JOIN("huisarts2", "arbeidsarts")},
     201},
    {"is not sent away by the doctor",
     {"huisarts", "DELETE", DOSSIER "/participants/{huisarts2.id}"},
     403,
     "role_not_allowed"},
    {"a guest in one role", {"huisarts", "POST", DOSSIER "/participants", JOIN("bemiddelaar", "bemiddelaar")}, 201},
    {"is", {"huisarts", "DELETE", DOSSIER "/participants/{bemiddelaar.id}"}, 204},
};

static void
who_added_somebody_in_all_their_roles_removes_them(void **state)
{
    PLAY(*state, removals);
}

static const struct step insiders[] = {
    {"a colleague joins", {"huisarts", "POST", DOSSIER "/participants", JOIN("arbeidsarts", "arbeidsarts")}, 201},
    {"records a consent that names themself",
     {"arbeidsarts", "POST", DOSSIER "/consents",
      "{\"effect\":\"grant\",\"grantee\":{\"actor\":\"{arbeidsarts.id}\"},\"categories\":[\"gao\"],\"actions\":"
      "[\"read\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+9}\",\"evidence\":{\"kind\":\"paper\"}}"},
     201},
    {"and sees the dossier", {"arbeidsarts", "GET", DOSSIER}, 200},
    {"the patient sends them away", {"patient", "DELETE", DOSSIER "/participants/{arbeidsarts.id}"}, 204},
    {"what they recorded ends with that", {"arbeidsarts", "GET", DOSSIER}, 404, "not_found"},
    {"a patient is no doctor in their own dossier",
     {"arts_en_patient", "POST", "/v1/dossiers", OPEN("arts_en_patient"), .role = "huisarts"},
     403,
     "role_not_allowed"},
    {"nor brought into it as one",
     {"arts_en_patient", "POST", "/v1/dossiers", OPEN("arts_en_patient"), .role = "patient"},
     201,
     NULL,
     {{"/id", "nele"}}},
    {"by themself either",
     {"arts_en_patient", "POST", "/v1/dossiers/{nele}/participants", JOIN("arts_en_patient", "huisarts"),
      .role = "patient"},
     422,
     "invalid_body"},
    {"a closed dossier", {"arts_en_patient", "POST", "/v1/dossiers/{nele}/close", .role = "patient"}, 200},
    {"takes an exclusion",
     {"arts_en_patient", "POST", "/v1/dossiers/{nele}/consents", EXCLUDE, .role = "patient"},
     201},
};

static void
insiders_gain_nothing(void **state)
{
    PLAY(*state, insiders);
}

/* Who takes no part sees the dossier by a grant to them, and that is what the log says. */
static const struct step grounds[] = {
    {"a grant by name",
     {"patient", "POST", DOSSIER "/consents",
      "{\"effect\":\"grant\",\"grantee\":{\"actor\":\"{tnw_coordinator.id}\"},\"categories\":[\"plan\"],\"actions\":"
      "[\"read\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+9}\"}"},
     201,
     NULL,
     {{"/id", "grant"}}},
    {"opens the dossier", {"tnw_coordinator", "GET", DOSSIER}, 200},
    {"by that grant",
     {"patient", "GET", DOSSIER "/access-log?limit=1"},
     200,
     NULL,
     .is = {{"/items/0/action", "dossier.read"}, {"/items/0/ground", "consent:{grant}"}}},
    {"to the patient it is their own", {"patient", "GET", DOSSIER}, 200},
    {"as the log says",
     {"patient", "GET", DOSSIER "/access-log?limit=1"},
     200,
     NULL,
     .is = {{"/items/0/action", "dossier.read"}, {"/items/0/ground", "own_dossier"}}},
    {"who takes part", {"huisarts", "GET", DOSSIER}, 200},
    {"needs no grant",
     {"patient", "GET", DOSSIER "/access-log?limit=1"},
     200,
     NULL,
     .is = {{"/items/0/action", "dossier.read"}, {"/items/0/ground", "participant"}}},
};

static void
the_ground_of_seeing_a_dossier_is_the_true_one(void **state)
{
    PLAY(*state, grounds);
}

/* Until it is refused, which must be within so many times. */
static void
give_until_full(struct house *house, const char *as, const char *body, int most)
{
    struct ask give = {as, "POST", DOSSIER "/consents", body};
    struct answer answer;
    int status = 201;
    for (int i = 0; i <= most && status == 201; i++) {
        house_ask(house, &give, &answer);
        status = answer.status;
        answer_free(&answer);
    }
    assert_int_equal(status, 409);
}

static void
nobody_leaves_the_patient_without_room_to_exclude(void **state)
{
    static const struct step still[] = {
        {"the patient excludes", {"patient", "POST", DOSSIER "/consents", EXCLUDE}, 201},
    };
    give_until_full(*state, "huisarts", RECORD, 256); /* LIMIT_CONSENTS_RECORDED; some are there already */
    PLAY(*state, still);
    give_until_full(*state, "patient", GRANT, 192); /* up to LIMIT_CONSENTS_GRANTS */
    PLAY(*state, still);
}

/* An id that is made of the time begins as every other one of that hour does. */
static void
the_id_of_a_patient_does_not_tell_since_when(void **state)
{
    static const struct step again[] = {
        {"a dossier",
         {"huisarts2", "POST", "/v1/dossiers", OPEN("patient"), .role = "huisarts"},
         201,
         NULL,
         {{"/id", "second"}, {"/patient/actor", "known"}}},
    };
    PLAY(*state, again);
    assert_int_not_equal(memcmp(house_name(*state, "second") + 4, house_name(*state, "known") + 4, 5), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_page_has_a_next_only_for_what_may_be_seen),
        cmocka_unit_test(a_page_ends_at_its_size),
        cmocka_unit_test(a_refusal_names_its_reason_and_no_ground),
        cmocka_unit_test(who_is_turned_away_at_the_door_is_in_the_access_log),
        cmocka_unit_test(who_added_somebody_in_all_their_roles_removes_them),
        cmocka_unit_test(insiders_gain_nothing),
        cmocka_unit_test(the_ground_of_seeing_a_dossier_is_the_true_one),
        cmocka_unit_test(nobody_leaves_the_patient_without_room_to_exclude),
        cmocka_unit_test(the_id_of_a_patient_does_not_tell_since_when),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
