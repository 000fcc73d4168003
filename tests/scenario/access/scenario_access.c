/* Promise 2: no fragment or message leaves without a ground, and the ground is in the record. Each role tries what it
 * must not see. */
#include <stdlib.h>
#include <string.h>

#include "access_setting.h"
#include "scenario/house_test.h"
#include "scenario/journal.h"
#include "scenario/play.h"

static const struct step strangers[] = {
    {"another doctor: the dossier", {"huisarts2", "GET", DOSSIER}, 404, "not_found", .ground = "not_participant"},
    {"another doctor: its list",
     {"huisarts2", "GET", "/v1/dossiers"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/id", "{other}"}}},
    {"another doctor: by NISS",
     {"huisarts2", "POST", "/v1/dossiers/search", "{\"niss\":\"{patient.niss}\"}"},
     200,
     NULL,
     .is = {{"/items/#", "0"}}},
    {"another doctor: fragments", {"huisarts2", "GET", DOSSIER "/fragments"}, 404, "not_found"},
    {"another doctor: a fragment", {"huisarts2", "GET", FRAGMENT "{fit_note}"}, 404, "not_found"},
    {"another doctor: a fragment through their own dossier",
     {"huisarts2", "GET", OTHER "/fragments/{fit_note}"},
     404,
     "not_found"},
    {"another doctor: consents", {"huisarts2", "GET", DOSSIER "/consents"}, 404, "not_found"},
    {"another doctor: threads", {"huisarts2", "GET", DOSSIER "/threads"}, 404, "not_found"},
    {"another doctor: adds a fragment",
     {"huisarts2", "POST", DOSSIER "/fragments",
      "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today}\",\"tasks\":[\"x\"]}}"},
     404,
     "not_found"},
    {"another doctor: joins",
     {"huisarts2", "POST", DOSSIER "/participants", "{\"actor\":\"{huisarts2.id}\",\"role\":\"huisarts\"}"},
     404,
     "not_found"},
    {"another doctor: records a consent for themself",
     {"huisarts2", "POST", DOSSIER "/consents",
      CONSENT("grant", ROLE("huisarts"), ALL, "\"read\"", UNTIL ",\"evidence\":{\"kind\":\"paper\"}")},
     404,
     "not_found"},
    {"another doctor: closes it", {"huisarts2", "POST", DOSSIER "/close"}, 404, "not_found"},
    {"another patient: the dossier", {"patient2", "GET", DOSSIER}, 404, "not_found"},
    {"another patient: a fragment", {"patient2", "GET", FRAGMENT "{gao}"}, 404, "not_found"},
    {"another patient: the access log", {"patient2", "GET", DOSSIER "/access-log"}, 404, "not_found"},
    {"another patient: by NISS",
     {"patient2", "POST", "/v1/dossiers/search", "{\"niss\":\"{patient.niss}\"}"},
     200,
     NULL,
     .is = {{"/items/#", "0"}}},
    {"another patient: consents in it",
     {"patient2", "POST", DOSSIER "/consents", CONSENT("grant", ROLE("huisarts"), ALL, "\"read\"", UNTIL)},
     404,
     "not_found"},
    {"the auditor: the dossier", {"auditor", "GET", DOSSIER}, 403, "role_not_allowed"},
    {"the auditor: a fragment", {"auditor", "GET", FRAGMENT "{gao}"}, 403, "role_not_allowed"},
    {"the auditor: by NISS",
     {"auditor", "POST", "/v1/dossiers/search", "{\"niss\":\"{patient.niss}\"}"},
     403,
     "role_not_allowed"},
    {"the beheerder: the dossier", {"beheerder", "GET", DOSSIER}, 403, "role_not_allowed"},
    {"the beheerder: a fragment", {"beheerder", "GET", FRAGMENT "{gao}"}, 403, "role_not_allowed"},
    {"the beheerder: the inbox", {"beheerder", "GET", "/v1/inbox"}, 403, "role_not_allowed"},
    {"a doctor, of themself as patient",
     {"arts_en_patient", "GET", "/v1/dossiers/{nele}", .role = "patient"},
     200,
     NULL,
     .ground = "own_dossier"},
    {"but not in the role of doctor",
     {"arts_en_patient", "GET", "/v1/dossiers/{nele}", .role = "huisarts"},
     404,
     "not_found"},
};

static const struct step without_consent[] = {
    {"law",
     {"adviserend_arts", "GET", FRAGMENT "{gao}"},
     200,
     NULL,
     .is = {{"/content/note", "Hernia"}},
     .ground = "law:gao_elektronisch"},
    {"the law names a role",
     {"arbeidsarts", "GET", FRAGMENT "{gao}"},
     403,
     "consent_required",
     .lacks = "Hernia",
     .ground = "no_consent"},
    {"author", {"adviserend_arts", "GET", FRAGMENT "{estimate}"}, 200, NULL, .ground = "author"},
    {"subject", {"patient", "GET", FRAGMENT "{estimate}"}, 200, NULL, .ground = "own_dossier"},
    {"nobody else", {"huisarts", "GET", FRAGMENT "{estimate}"}, 403, "consent_required", .lacks = "kinesist"},
    {"lists count what may be seen: author",
     {"huisarts", "GET", DOSSIER "/fragments"},
     200,
     NULL,
     .is = {{"/items/#", "2"}, {"/next", ""}},
     .ground = "author"},
    {"nothing", {"arbeidsarts", "GET", DOSSIER "/fragments"}, 200, NULL, .is = {{"/items/#", "0"}, {"/next", ""}}},
    {"by category",
     {"adviserend_arts", "GET", DOSSIER "/fragments?category=fit_note"},
     200,
     NULL,
     .is = {{"/items/#", "0"}}},
    {"page by page",
     {"adviserend_arts", "GET", DOSSIER "/fragments?limit=1"},
     200,
     NULL,
     {{"/next", "page"}},
     {{"/items/0/id", "{gao}"}}},
    {"the next",
     {"adviserend_arts", "GET", DOSSIER "/fragments?limit=1&after={page}"},
     200,
     NULL,
     .is = {{"/items/0/id", "{estimate}"}}},
};

static const struct step ceilings[] = {
    {"the patient would let the employer see everything, and is told what cannot be",
     {"patient", "POST", DOSSIER "/consents", CONSENT("grant", ROLE("werkgever"), ALL, "\"read\",\"write\"", UNTIL)},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/categories"},
            {"/errors/0/code", "ceiling"},
            {"/detail", "Whatever the patient consents to, this grantee can never have: gao, diagnose, quickscan, "
                        "arbeidspotentieel."}}},
    {"nor does an employer confer",
     {"patient", "POST", DOSSIER "/consents",
      CONSENT("grant", ROLE("werkgever"), "\"fit_note\"", "\"read\",\"confer\"", UNTIL)},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/actions"}, {"/errors/0/code", "ceiling"}}},
    {"the patient lets the employer see the fit note",
     {"patient", "POST", DOSSIER "/consents",
      CONSENT("grant", ROLE("werkgever"), "\"fit_note\"", "\"read\",\"write\"", UNTIL)},
     201},
    {"and the mediator",
     {"patient", "POST", DOSSIER "/consents",
      CONSENT("grant", ROLE("bemiddelaar"), "\"fit_note\",\"arbeidspotentieel\"", "\"read\",\"write\"", UNTIL)},
     201},
    {"and the coordinator",
     {"patient", "POST", DOSSIER "/consents",
      CONSENT("grant", ACTOR("tnw_coordinator"), "\"fit_note\"", "\"read\",\"write\",\"confer\"", UNTIL)},
     201},
    {"the employer never sees the gao, nor learns that it is one",
     {"werkgever", "GET", FRAGMENT "{gao}"},
     403,
     "consent_required",
     .lacks = "Hernia",
     .ground = "ceiling"},
    {"nor the estimate", {"werkgever", "GET", FRAGMENT "{estimate}"}, 403, "consent_required", .lacks = "kinesist"},
    {"but the fit note", {"werkgever", "GET", FRAGMENT "{fit_note}"}, 200, NULL, .is = {{"/content/tasks/0", "Balie"}}},
    {"and only that in the list", {"werkgever", "GET", DOSSIER "/fragments"}, 200, NULL, .is = {{"/items/#", "1"}}},
    {"and no NISS", {"werkgever", "GET", DOSSIER}, 200, NULL, .is = {{"/patient/niss", ""}}, .lacks = "{patient.niss}"},
    {"and writes no fit note",
     {"werkgever", "POST", DOSSIER "/fragments",
      "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today}\",\"tasks\":[\"x\"]}}"},
     403,
     "category_not_for_role"},
    {"and has no part in TRIO", {"werkgever", "GET", DOSSIER "/threads"}, 403, "role_not_allowed"},
    {"and no access log", {"werkgever", "GET", DOSSIER "/access-log"}, 403, "role_not_allowed"},
    {"the mediator never sees the gao",
     {"bemiddelaar", "GET", FRAGMENT "{gao}"},
     403,
     "consent_required",
     .lacks = "Hernia"},
    {"but what the person can do",
     {"bemiddelaar", "GET", DOSSIER "/fragments"},
     200,
     NULL,
     .is = {{"/items/#", "2"}},
     .lacks = "{gao}"},
    {"and no NISS either", {"bemiddelaar", "GET", DOSSIER}, 200, NULL, .lacks = "{patient.niss}"},
    {"nor TRIO", {"bemiddelaar", "POST", DOSSIER "/threads", "{}"}, 403, "role_not_allowed"},
    {"the coordinator is no doctor", {"tnw_coordinator", "GET", FRAGMENT "{gao}"}, 403, "consent_required"},
    {"the patient writes no estimate of their own",
     {"patient", "POST", DOSSIER "/fragments",
      "{\"category\":\"arbeidspotentieel\",\"content\":{\"variant\":\"insurance\",\"category\":2,\"motivation\":\"x\"}"
      "}"},
     403,
     "category_not_for_role"},
};

static const struct step trio[] = {
    {"confer",
     {"patient", "POST", DOSSIER "/consents",
      CONSENT("grant", ROLE("adviserend_arts"), "\"fit_note\"", "\"confer\"", UNTIL)},
     201,
     NULL,
     {{"/id", "c1"}}},
    {"confer",
     {"patient", "POST", DOSSIER "/consents", CONSENT("grant", ROLE("huisarts"), "\"fit_note\"", "\"confer\"", UNTIL)},
     201,
     NULL,
     {{"/id", "c2"}}},
    {"confer",
     {"patient", "POST", DOSSIER "/consents",
      CONSENT("grant", ROLE("arbeidsarts"), "\"fit_note\"", "\"confer\"", UNTIL)},
     201},
    {"a thread of two",
     {"adviserend_arts", "POST", DOSSIER "/threads",
      "{\"procedure\":\"tnw_traject\",\"subject\":\"Onderwerp\",\"participants\":[\"{huisarts.id}\"]}"},
     201,
     NULL,
     {{"/id", "thread"}}},
    {"a message",
     {"adviserend_arts", "POST", THREAD "/messages", "{\"kind\":\"vraag\",\"text\":\"Tussen ons\"}"},
     201,
     NULL,
     {{"/id", "message"}}},
    {"read by the other",
     {"huisarts", "GET", THREAD "/messages"},
     200,
     NULL,
     .is = {{"/items/0/text", "Tussen ons"}},
     .ground = "consent:{c2}"},
    {"answered",
     {"huisarts", "POST", THREAD "/messages", "{\"kind\":\"antwoord\",\"text\":\"Van mij\"}", .key = "answer"},
     201},
    {"not by a third", {"arbeidsarts", "GET", THREAD "/messages"}, 404, "not_found", .ground = "not_member"},
    {"nor joined",
     {"arbeidsarts", "POST", THREAD "/messages", "{\"kind\":\"antwoord\",\"text\":\"x\"}"},
     404,
     "not_found"},
    {"nor listed", {"arbeidsarts", "GET", DOSSIER "/threads"}, 200, NULL, .is = {{"/items/#", "0"}}},
    {"nor acknowledged", {"arbeidsarts", "POST", THREAD "/messages/{message}/read"}, 404, "not_found"},
    {"nor closed", {"arbeidsarts", "POST", THREAD "/close", "{\"conclusion\":\"x\"}"}, 404, "not_found"},
    {"nor by another patient", {"patient2", "GET", THREAD "/messages"}, 404, "not_found"},
    {"nor by the auditor", {"auditor", "GET", THREAD "/messages"}, 403, "role_not_allowed"},
    {"a fragment that one may not read is not pointed at",
     {"huisarts", "POST", THREAD "/messages", "{\"kind\":\"vraag\",\"text\":\"?\",\"fragments\":[\"{estimate}\"]}"},
     422,
     "invalid_body"},
    {"a message of another thread is not answered",
     {"huisarts", "POST", THREAD "/messages",
      "{\"kind\":\"antwoord\",\"text\":\"?\",\"reply_to\":\"msg_01000000000000000000000000\"}"},
     422,
     "invalid_body"},
    {"the patient reads along",
     {"patient", "GET", THREAD "/messages"},
     200,
     NULL,
     .is = {{"/items/#", "2"}},
     .ground = "own_dossier"},
    {"but does not post",
     {"patient", "POST", THREAD "/messages", "{\"kind\":\"antwoord\",\"text\":\"x\"}"},
     403,
     "role_not_allowed"},
    {"closed", {"huisarts", "POST", THREAD "/close", "{\"conclusion\":\"Besluit\"}", .key = "close"}, 200},
    {"consent withdrawn", {"patient", "POST", DOSSIER "/consents/{c2}/withdraw"}, 200},
    {"nothing of it is read any more",
     {"huisarts", "GET", THREAD "/messages"},
     403,
     "consent_required",
     .lacks = "Tussen",
     .ground = "consent_withdrawn:{c2}"},
    {"nor listed", {"huisarts", "GET", DOSSIER "/threads"}, 200, NULL, .is = {{"/items/#", "0"}}},
};

static const struct step replays[] = {
    {"the huisarts is removed", {"patient", "DELETE", DOSSIER "/participants/{huisarts.id}"}, 204},
    {"and keeps only what they wrote", {"huisarts", "GET", FRAGMENT "{fit_note}"}, 200, NULL, .ground = "author"},
    {"but not the dossier around it", {"huisarts", "GET", DOSSIER}, 404, "not_found", .ground = "not_participant"},
    {"the answer to their message is not repeated",
     {"huisarts", "POST", THREAD "/messages", "{\"kind\":\"antwoord\",\"text\":\"Van mij\"}", .key = "answer"},
     404,
     "not_found",
     .ground = "not_participant"},
    {"nor that to the closing",
     {"huisarts", "POST", THREAD "/close", "{\"conclusion\":\"Besluit\"}", .key = "close"},
     404,
     "not_found",
     .ground = "not_participant"},
    {"a new one is refused",
     {"huisarts", "POST", THREAD "/messages", "{\"kind\":\"antwoord\",\"text\":\"Nog\"}", .key = "new"},
     404,
     "not_found"},
    {"the adviserend arts is shut out",
     {"patient", "POST", DOSSIER "/consents",
      "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{adviserend_arts.id}\"}}"},
     201},
    {"but what they wrote they still read", {"adviserend_arts", "GET", FRAGMENT "{estimate}"}, 200, .ground = "author"},
    {"the answer to their fragment is not repeated",
     {"adviserend_arts", "POST", DOSSIER "/fragments",
      "{\"category\":\"arbeidspotentieel\",\"content\":{\"variant\":\"insurance\",\"category\":3,\"motivation\":"
      "\"Eerst kinesist\"}}",
      .key = "estimate"},
     404,
     "not_found"},
    {"a disabled actor has no replay either", {"beheerder", "POST", "/v1/actors/{adviserend_arts.id}/disable"}, 200},
    {"none",
     {"adviserend_arts", "POST", DOSSIER "/fragments",
      "{\"category\":\"arbeidspotentieel\",\"content\":{\"variant\":\"insurance\",\"category\":3,\"motivation\":"
      "\"Eerst kinesist\"}}",
      .key = "estimate"},
     403,
     "actor_disabled"},
};

#define TEST(name, steps)                                                                                              \
    static void name(void **state)                                                                                     \
    {                                                                                                                  \
        PLAY(*state, steps);                                                                                           \
    }

TEST(strangers_see_nothing, strangers)
TEST(without_consent_there_are_law_and_authorship, without_consent)
TEST(no_consent_lifts_a_ceiling, ceilings)
TEST(a_thread_is_for_its_members, trio)
TEST(a_replay_brings_no_content_back, replays)

static void
a_dossier_is_made(void **state)
{
    access_setting_play(*state);
}

/* The problem without what is each request's own. */
static char *
problem_of(struct house *house, const char *actor, const char *path)
{
    struct answer answer;
    house_ask(house, &(struct ask){.actor = actor, .method = "GET", .path = path}, &answer);
    assert_int_equal(answer.status, 404);
    json_object_del(answer.body, "request_id");
    char *text = json_dumps(answer.body, JSON_SORT_KEYS);
    assert_non_null(text);
    answer_free(&answer);
    return text;
}

static void
what_is_not_theirs_looks_like_what_is_not_there(void **state)
{
    static const struct {
        const char *theirs_not;
        const char *nowhere;
    } pairs[] = {
        {DOSSIER, "/v1/dossiers/dos_00000000000000000000000001"},
        {FRAGMENT "{gao}", FRAGMENT "frg_00000000000000000000000001"},
        {FRAGMENT "{gao}", "/v1/dossiers/dos_00000000000000000000000001/fragments/frg_00000000000000000000000001"},
        {DOSSIER "/consents/{c1}", DOSSIER "/consents/cns_00000000000000000000000001"},
        {THREAD, "/v1/threads/thr_00000000000000000000000001"},
        {THREAD "/messages", "/v1/threads/thr_00000000000000000000000001/messages"},
        {"/v1/actors/{patient.id}", "/v1/actors/act_00000000000000000000000001"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        char *one = problem_of(*state, "huisarts2", pairs[i].theirs_not);
        char *other = problem_of(*state, "huisarts2", pairs[i].nowhere);
        assert_string_equal(one, other);
        free(one);
        free(other);
    }
}

static void
the_log_says_why_and_holds_nothing_personal(void **state)
{
    struct house *house = *state;
    static const char *const words[] = {"Willems",  "Goossens",   "Aerts",    "Hernia",  "Balie",
                                        "kinesist", "Tussen",     "Van mij",  "Besluit", "Onderwerp",
                                        "Korenaar", "0999000129", "127.0.0.1"};
    const json_t *log = journal_log(house);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        journal_lacks(log, words[i]);
    }
    journal_lacks(log, sandbox_actor(&house->sandbox, "patient", "niss"));
    journal_lacks(log, sandbox_actor(&house->sandbox, "huisarts", "niss"));
    journal_check(house);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dossier_is_made),
        cmocka_unit_test(strangers_see_nothing),
        cmocka_unit_test(without_consent_there_are_law_and_authorship),
        cmocka_unit_test(no_consent_lifts_a_ceiling),
        cmocka_unit_test(a_thread_is_for_its_members),
        cmocka_unit_test(a_replay_brings_no_content_back),
        cmocka_unit_test(what_is_not_theirs_looks_like_what_is_not_there),
        cmocka_unit_test(the_log_says_why_and_holds_nothing_personal),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
