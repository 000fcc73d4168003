/*
 * Four people and a dossier to which nothing is added any more, over TLS and through the years: its patient, a doctor
 * with the patient's consent, the doctor who wrote it, and the adviserend arts whom the law let read.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "scenario/house_test.h"
#include "scenario/play.h"
#include "story_clock.h"

#define OPENED "2026-12-28"
#define SECOND_YEAR "2028-01-02"
#define DAY_BEFORE_WARNING "2028-12-01"
#define WARNED "2028-12-02"
#define LAST_DAY "2028-12-31"
#define DAY_OF_ERASURE "2029-01-01"
#define DOSSIER "/v1/dossiers/{dossier}"
#define NOTE DOSSIER "/fragments/{note}"
#define GAO DOSSIER "/fragments/{gao}"
#define JOIN(name) "{\"actor\":\"{" name ".id}\",\"role\":\"" name "\"}"
#define GRANT(name)                                                                                                    \
    "{\"effect\":\"grant\",\"grantee\":{\"actor\":\"{" name ".id}\"},\"categories\":[\"fit_note\"],"                   \
    "\"actions\":[\"read\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+60}\"}"
#define FIT_NOTE                                                                                                       \
    "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+30}\",\"tasks\":[\"Balie\"]}}"
#define REMARK "{\"category\":\"opmerking\",\"content\":{\"about\":\"traject\",\"text\":\"Nog altijd moe.\"}}"
#define CERTIFICATE                                                                                                    \
    "{\"category\":\"gao\",\"content\":{\"kind\":\"extension\",\"begin\":\"{today}\",\"end\":\"{today+20}\","          \
    "\"reason\":\"illness\"}}"

static const struct step first_year[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan\"},\"start\":\"{today-40}\","
      "\"employment\":\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"adviserend arts", {"huisarts", "POST", DOSSIER "/participants", JOIN("adviserend_arts")}, 201},
    {"arbeidsarts", {"huisarts", "POST", DOSSIER "/participants", JOIN("arbeidsarts")}, 201},
    {"a fit note", {"huisarts", "POST", DOSSIER "/fragments", FIT_NOTE}, 201, NULL, {{"/id", "note"}}},
    {"a certificate", {"huisarts", "POST", DOSSIER "/fragments", CERTIFICATE}, 201, NULL, {{"/id", "gao"}}},
    {"the author reads", {"huisarts", "GET", NOTE}, 200, .ground = "author"},
    {"the law lets read", {"adviserend_arts", "GET", GAO}, 200, .ground = "law:gao_elektronisch"},
    {"until when",
     {"patient", "GET", DOSSIER},
     200,
     .is = {{"/kept/state", "open"},
            {"/kept/read_only_from", "2028-01-01"},
            {"/kept/erased_from", "2029-01-01"},
            {"/kept/warned", ""}}},
};

static const struct step second_year[] = {
    {"it is only kept to be read", {"patient", "GET", DOSSIER}, 200, .is = {{"/kept/state", "consent"}}},
    {"the patient reads", {"patient", "GET", NOTE}, 200, .ground = "own_dossier"},
    {"all of it", {"patient", "GET", GAO}, 200, .ground = "own_dossier"},
    {"also its facts", {"patient", "GET", DOSSIER "/facts"}, 200},
    {"and consents", {"patient", "POST", DOSSIER "/consents", GRANT("arbeidsarts")}, 201, NULL, {{"/id", "consent"}}},
    {"with consent one reads", {"arbeidsarts", "GET", NOTE}, 200, .ground = "consent:{consent}"},
    {"the facts too", {"arbeidsarts", "GET", DOSSIER "/facts"}, 200},
    {"nothing beside it", {"arbeidsarts", "GET", GAO}, 403, "consent_required", .ground = "no_consent"},
    {"its author no longer", {"huisarts", "GET", NOTE}, 403, "consent_required", .ground = "retention_consent"},
    {"nor by the law", {"adviserend_arts", "GET", GAO}, 403, "consent_required", .ground = "retention_consent"},
    {"a list is empty", {"huisarts", "GET", DOSSIER "/fragments"}, 200, .is = {{"/items/#", "0"}}},
    {"nor the facts", {"huisarts", "GET", DOSSIER "/facts"}, 403, "consent_required", .ground = "retention_consent"},
    {"nor the timeline",
     {"adviserend_arts", "GET", DOSSIER "/timeline"},
     403,
     "consent_required",
     .ground = "retention_consent"},
    {"they are told why",
     {"huisarts", "GET", "/v1/policy/explain?dossier={dossier}&action=read&category=fit_note&purpose=tnw_traject"},
     200,
     .is = {{"/permit", "false"}, {"/reason", "no_consent"}}},
    {"and may ask", {"huisarts", "GET", DOSSIER}, 200, .is = {{"/kept/state", "consent"}}},
    {"nobody writes",
     {"huisarts", "POST", DOSSIER "/fragments", FIT_NOTE},
     409,
     "dossier_read_only",
     .ground = "retention_read"},
    {"not with consent", {"arbeidsarts", "POST", DOSSIER "/fragments", FIT_NOTE}, 409, "dossier_read_only"},
    {"not the patient", {"patient", "POST", DOSSIER "/fragments", REMARK}, 409, "dossier_read_only"},
    {"nor invites", {"patient", "POST", DOSSIER "/participants", JOIN("tnw_coordinator")}, 409, "dossier_read_only"},
    {"nor closes", {"patient", "POST", DOSSIER "/close"}, 409, "dossier_read_only"},
    {"a stranger learns nothing", {"bemiddelaar", "POST", DOSSIER "/fragments", FIT_NOTE}, 404, "not_found"},
    {"a consent lengthens nothing", {"patient", "GET", DOSSIER}, 200, .is = {{"/kept/erased_from", "2029-01-01"}}},
    {"excluded is out",
     {"patient", "POST", DOSSIER "/consents", "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{arbeidsarts.id}\"}}"},
     201},
    {"whatever the consent says", {"arbeidsarts", "GET", NOTE}, 404, "not_found"},
    {"a new dossier is opened for what is new",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan\"},\"start\":\"{today-4}\","
      "\"employment\":\"employed\"}"},
     201},
};

static const struct step not_told_yet[] = {
    {"nobody is told", {"patient", "GET", DOSSIER}, 200, .is = {{"/kept/warned", ""}}},
};

static const struct step told[] = {
    {"the dossier says so",
     {"patient", "GET", DOSSIER},
     200,
     .is = {{"/kept/warned", "2028-12-02"}, {"/kept/erased_from", "2029-01-01"}}},
    {"the log has it",
     {"auditor", "GET", "/v1/audit/records?action=dossier.retention_warned"},
     200,
     .is = {{"/items/#", "1"},
            {"/items/0/record/dossier", "{dossier}"},
            {"/items/0/record/ground", "erasure:2029-01-01"},
            {"/items/0/record/origin", "server"}}},
    {"the patient's access log says who did it",
     {"patient", "GET", DOSSIER "/access-log?limit=3&language=en"},
     200,
     .is = {{"/items/1/action", "dossier.retention_warned"}, {"/items/1/actor", ""}}},
};

static const struct step erased[] = {
    {"it is not there any more", {"patient", "GET", DOSSIER}, 404, "not_found"},
    {"nor what was in it", {"patient", "GET", NOTE}, 404, "not_found"},
    {"the log says by what",
     {"auditor", "GET", "/v1/audit/records?action=dossier.erase"},
     200,
     .is = {{"/items/#", "1"},
            {"/items/0/record/dossier", "{dossier}"},
            {"/items/0/record/ground", "retention"},
            {"/items/0/record/origin", "server"}}},
};

static void
come_to(struct house *house, const char *day)
{
    house_hang_up(house);
    story_clock_go(&house->sandbox, day);
    house_restart(house);
}

/* How many events of that type are in the inbox, and the day of the last of them. */
static void
expect_warnings(struct house *house, size_t count)
{
    size_t found = 0;
    size_t i;
    json_t *event;
    for (int tries = 0; tries < 100 && (tries == 0 || found < count); tries++) {
        struct answer answer;
        found = 0;
        house_ask(house, &(struct ask){.actor = "patient", .method = "GET", .path = "/v1/inbox?limit=200"}, &answer);
        json_array_foreach(json_object_get(answer.body, "items"), i, event)
        {
            if (strcmp(json_string_value(json_object_get(event, "type")), "retention.warned") == 0) {
                assert_string_equal(json_string_value(json_object_get(event, "due")), "2029-01-01");
                found++;
            }
        }
        answer_free(&answer);
        nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    }
    assert_int_equal(found, count);
}

/* Within a moment of the start. */
static void
expect_end(struct house *house)
{
    int status = 200;
    for (int tries = 0; tries < 100 && status != 404; tries++) {
        struct answer answer;
        house_ask(house, &(struct ask){.actor = "patient", .method = "GET", .path = DOSSIER}, &answer);
        status = answer.status;
        answer_free(&answer);
        nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    }
    assert_int_equal(status, 404);
}

static void
nothing_is_added_any_more(void **state)
{
    struct house *house = *state;
    PLAY(house, first_year);
    come_to(house, SECOND_YEAR);
    PLAY(house, second_year);
    come_to(house, DAY_BEFORE_WARNING);
    PLAY(house, not_told_yet);
    expect_warnings(house, 0);
    come_to(house, WARNED);
    expect_warnings(house, 1);
    PLAY(house, told);
    come_to(house, LAST_DAY);
    expect_warnings(house, 1);
    come_to(house, DAY_OF_ERASURE);
    expect_end(house);
    PLAY(house, erased);
}

int
main(int argc, char **argv)
{
    (void)argc;
    (void)setenv("TNW_SANDBOX_DAYS", "1200", 1);
    story_clock_enter(argv, OPENED);
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_added_any_more)};
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
