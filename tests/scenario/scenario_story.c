/* The main story, each step beside its tampered twin. At the end: every operation was called, every error code met. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "house_test.h"
#include "journal.h"
#include "main_story/main_story.h"
#include "ops.h"
#include "play.h"

static const struct step evidence[] = {
    {"anybody has the titles of all categories",
     {"werkgever", "GET", "/v1/categories"},
     200,
     .is = {{"/items/#", "17"}}},
    {"and what a form is made of",
     {"werkgever", "GET", "/v1/categories/gao"},
     200,
     .is = {{"/form/groups/0/fields/1/label/fr", "premier jour"}, {"/schema/required/0", "begin"}}},
    {"of categories only", {"werkgever", "GET", "/v1/categories/openapi"}, 404, "not_found"},
    {"anybody has the measures for who lost their contract, in their language",
     {"werkgever", "GET", "/v1/measures?for=contract_ended&region=wallonie&language=de"},
     200,
     .is = {{"/items/0/code", "opleiding"},
            {"/items/0/title", "Aus- oder Umschulung in der Maßnahme für die Rückkehr zur Arbeit"},
            {"/items/#", "3"}}},
    {"of a region only", {"werkgever", "GET", "/v1/measures?region=holland"}, 400, "invalid_parameter"},
    {"for somebody only", {"werkgever", "GET", "/v1/measures?for=patient"}, 400, "invalid_parameter"},
    {"anybody has the API's description", {"werkgever", "GET", "/openapi.json"}, 200, .is = {{"/openapi", "3.1.0"}}},
    {"anybody has the newest checkpoint", {"bemiddelaar", "GET", "/v1/audit/checkpoint"}, 200},
    {"as a note too", {"werkgever", "GET", "/v1/audit/log/checkpoint"}, 200},
    {"and the keys that the log had", {"werkgever", "GET", "/v1/audit/log/keys"}, 200},
    {"and proofs of a record", {"bemiddelaar", "GET", "/v1/audit/proof/inclusion?seq=0"}, 200},
    {"and of growth", {"bemiddelaar", "GET", "/v1/audit/proof/consistency?from=1"}, 200},
    {"and the hashes", {"bemiddelaar", "GET", "/v1/audit/log/tile/0/000.p/1"}, 200},
    {"the auditor has the records", {"auditor", "GET", "/v1/audit/log/tile/entries/000.p/1"}, 200},
    {"all of them", {"auditor", "GET", "/v1/audit/export"}, 200},
    {"nobody cosigns what is no checkpoint",
     {"auditor", "POST", "/v1/audit/cosignatures", "{\"size\":999999,\"signature\":\"x\"}"},
     404,
     "not_found"},
};

static const struct step erasing[] = {
    {"the patient asks what would go",
     {"patient", "GET", DOSSIER "/erasure"},
     200,
     NULL,
     {{"/understood", "sentence"}},
     {{"/state", "none"}}},
    {"a slip of the hand erases nothing", {"patient", "POST", DOSSIER "/erase", "{}"}, 422, "invalid_body"},
    {"the patient has it erased",
     {"patient", "POST", DOSSIER "/erase", "{\"understood\":\"{sentence}\"}"},
     200,
     NULL,
     .is = {{"/state", "closed"}}},
    {"it is gone", {"huisarts", "GET", DOSSIER}, 404, "not_found"},
    {"but for who may ask what became of it", {"patient", "GET", "/v1/erasures"}, 200, .is = {{"/items/#", "1"}}},
};

static const struct step directory[] = {
    {"the beheerder adds a fiche",
     {"beheerder", "POST", "/v1/fiches",
      "{\"kind\":\"gtb\",\"ref\":\"g-1\",\"name\":\"G\u00e9t\u00e9b\u00e9\",\"help\":[\"coach\"],"
      "\"about\":{\"nl\":\"Helpt.\"},\"professional\":{\"remarks\":\"Geheim.\"}}"},
     201,
     NULL,
     {{"/id", "fiche"}, {"ETag", "etag"}},
     {{"/stale", "false"}, {"Location", "/v1/fiches/{fiche}"}}},
    {"a doctor adds none",
     {"huisarts", "POST", "/v1/fiches", "{\"kind\":\"gtb\",\"name\":\"X\",\"about\":{\"nl\":\"x\"}}"},
     403,
     "role_not_allowed"},
    {"whoever has a certificate finds it",
     {"patient", "GET", "/v1/fiches?q=GETEBE&help=coach"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/id", "{fiche}"}}},
    {"and reads what is open", {"patient", "GET", "/v1/fiches/{fiche}"}, 200, NULL, .is = {{"/about/nl", "Helpt."}}},
    {"not what is for professionals", {"patient", "GET", "/v1/fiches/{fiche}/professional"}, 403, "role_not_allowed"},
    {"who read it",
     {"huisarts", "GET", "/v1/fiches/{fiche}/professional"},
     200,
     NULL,
     .is = {{"/professional/remarks", "Geheim."}}},
    {"help that there is not", {"patient", "GET", "/v1/fiches?help=magic"}, 400, "invalid_parameter"},
    {"it is changed from what was seen",
     {"beheerder", "PUT", "/v1/fiches/{fiche}", "{\"kind\":\"gtb\",\"name\":\"G\",\"about\":{\"fr\":\"Aide.\"}}",
      .if_match = "{etag}"},
     200,
     NULL,
     .is = {{"/professional/remarks", "Geheim."}, {"/ref", "g-1"}}},
    {"and not twice",
     {"beheerder", "PUT", "/v1/fiches/{fiche}", "{\"kind\":\"gtb\",\"name\":\"G\",\"about\":{\"fr\":\"Aide.\"}}",
      .if_match = "{etag}"},
     412,
     "version_conflict"},
    {"not by who has nothing to do with it",
     {"huisarts", "POST", "/v1/fiches/{fiche}/verify"},
     403,
     "role_not_allowed"},
    {"the beheerder verifies it", {"beheerder", "POST", "/v1/fiches/{fiche}/verify"}, 200},
    {"nor removes it who keeps another", {"huisarts", "DELETE", "/v1/fiches/{fiche}"}, 403, "role_not_allowed"},
    {"the beheerder removes it", {"beheerder", "DELETE", "/v1/fiches/{fiche}"}, 204},
    {"and it is gone", {"patient", "GET", "/v1/fiches/{fiche}"}, 404, "not_found"},
    {"rows of a table are brought in by the beheerder",
     {"beheerder", "POST", "/v1/directory/import",
      "{\"fiches\":[{\"fiche\":{\"ref\":\"story-1\",\"kind\":\"andere\",\"name\":\"Tabel\",\"about\":{\"nl\":\"A\"}}}]"
      "}"},
     200,
     .is = {{"/changed", "1"}}},
    {"by nobody else",
     {"huisarts", "POST", "/v1/directory/import", "{\"removed\":[\"story-1\"]}"},
     403,
     "role_not_allowed"},
    {"nor seen as a table", {"huisarts", "GET", "/v1/directory/export?professional=1"}, 403, "role_not_allowed"},
    {"the beheerder has it as a table", {"beheerder", "GET", "/v1/directory/export"}, 200},
    {"and sees with which certificates somebody works",
     {"beheerder", "GET", "/v1/actors/{huisarts.id}/certificates"},
     200},
    {"and whose ends soon", {"beheerder", "GET", "/v1/certificates"}, 200},
    {"and the employers", {"beheerder", "GET", "/v1/directory/employers"}, 200},
    {"and takes a row away", {"beheerder", "POST", "/v1/directory/import", "{\"removed\":[\"story-1\"]}"}, 200},
    {"nobody looks after this employer's workers yet",
     {"huisarts", "GET", "/v1/services?employer=0999000129"},
     200,
     NULL,
     .is = {{"/items/#", "0"}}},
    {"an employer asks for its own number",
     {"werkgever", "GET", "/v1/services?employer=0999000327"},
     403,
     "role_not_allowed"},
};

#define MEETING "/v1/netwerkmomenten/{meeting}"
#define MEET(place)                                                                                                    \
    "{\"date\":\"2099-05-04\",\"zone\":\"Gent\",\"theme\":\"Wie doet wat\",\"place\":\"" place "\",\"open\":true}"

static const struct step meeting[] = {
    {"professionals meet",
     {"tnw_coordinator", "POST", "/v1/netwerkmomenten", MEET("Zaal 1")},
     201,
     NULL,
     {{"/id", "meeting"}},
     .is = {{"/guests", "0"}}},
    {"others find it",
     {"arbeidsarts", "GET", "/v1/netwerkmomenten?zone=Gent"},
     200,
     NULL,
     .is = {{"/items/0/id", "{meeting}"}, {"/items/0/signed_up", "false"}}},
    {"and come", {"arbeidsarts", "POST", MEETING "/signup"}, 200, .is = {{"/guests", "1"}, {"/signed_up", "true"}}},
    {"and do not", {"arbeidsarts", "DELETE", MEETING "/signup"}, 204},
    {"or do", {"arbeidsarts", "POST", MEETING "/signup"}, 200},
    {"where the coordinator sees them", {"tnw_coordinator", "GET", MEETING}, 200, .is = {{"/signups/#", "1"}}},
    {"it moves",
     {"tnw_coordinator", "PUT", MEETING, MEET("Zaal 2"), .if_match = "\"1\""},
     200,
     NULL,
     .is = {{"/place", "Zaal 2"}, {"/guests", "1"}, {"/cancelled", ""}}},
    {"what happened", {"arbeidsarts", "GET", "/v1/inbox?limit=200"}, 200, NULL, {{"/next", "until_moved"}}},
    {"and is called off", {"tnw_coordinator", "POST", MEETING "/cancel"}, 200, .is = {{"/guests", "1"}}},
    {"which who comes is told",
     {"arbeidsarts", "GET", "/v1/inbox?after={until_moved}"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/type", "moment.cancelled"}, {"/items/0/object", "{meeting}"}},
     .lacks = "Zaal"},
    {"then nobody changes it",
     {"tnw_coordinator", "PUT", MEETING, MEET("Zaal 3"), .if_match = "\"3\""},
     409,
     "conflict"},
};

static const struct step codes[] = {
    {"not JSON", {"huisarts", "POST", "/v1/dossiers", "{\"patient\":"}, 400, "invalid_json"},
    {"a member twice",
     {"huisarts", "POST", "/v1/dossiers/search", "{\"niss\":\"{patient.niss}\",\"niss\":\"{patient.niss}\"}"},
     400,
     "invalid_json"},
    {"a page of nothing", {"huisarts", "GET", "/v1/dossiers?limit=0"}, 400, "invalid_parameter"},
    {"a parameter that there is not", {"huisarts", "GET", "/v1/dossiers?colour=red"}, 400, "invalid_parameter"},
    {"a method that it does not take", {"huisarts", "DELETE", "/v1/dossiers"}, 405, "method_not_allowed"},
    {"a resource that there is not", {"huisarts", "GET", "/v1/nothing"}, 404, "not_found"},
    {"a key once",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient2.niss}\",\"name\":\"Mia "
      "Goossens\"},\"start\":\"{today}\",\"employment\":\"employed\"}",
      .key = "k1"},
     201},
    {"and then for another",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient2.niss}\",\"name\":\"Mia "
      "Goossens\"},\"start\":\"{today-1}\",\"employment\":\"employed\"}",
      .key = "k1"},
     422,
     "idempotency_mismatch"},
    {"another protocol", {"huisarts", "GET", "/v1/dossiers", .headers = "Upgrade: h2c\r\n"}, 400, "malformed_request"},
    {"two registrations in one role for one house",
     {"beheerder", "PATCH", "/v1/actors/{second}", "{\"roles\":[\"huisarts\"]}", .if_match = "\"1\""},
     409,
     "conflict"},
    {"the second one for another house",
     {"beheerder", "PATCH", "/v1/actors/{second}", "{\"roles\":[\"huisarts\"],\"organisation\":\"{werkgever.id}\"}",
      .if_match = "\"1\""},
     200},
    {"then one of them must be named", {"unknown", "GET", "/v1/dossiers"}, 400, "actor_required"},
    {"by its id", {"unknown", "GET", "/v1/dossiers", .headers = "TNW-Actor: {second}\r\n"}, 200},
    {"another site",
     {"huisarts", "POST", "/v1/dossiers/search", "{\"niss\":\"{patient.niss}\"}",
      .headers = "Origin: https://evil.example\r\n"},
     403,
     "cross_site"},
};

/* Of a quarter in which nobody had a dossier yet: it is released all the same, and shows nothing. */
static const struct step statistics[] = {
    {"a quarter was released", {"auditor", "GET", "/v1/statistics/quarters"}, 200, NULL, .is = {{"/items/#", "1"}}},
    {"of nobody", {"auditor", "GET", "/v1/statistics?by=step,region"}, 200, NULL, .is = {{"/items/#", "0"}}},
};

/* Codes that this story cannot provoke, each with where it is met instead or why not at all. */
static const struct {
    enum tnw_err err;
    const char *why;
} elsewhere[] = {
    {TNW_E_CERTIFICATE_REVOKED, "scenario_certificates"},
    {TNW_E_CERTIFICATE_EXPIRED, "needs a certificate that ends while a connection is open"},
    {TNW_E_CERTIFICATE_REFUSED, "ends in the handshake; later only when the CA itself is replaced"},
    {TNW_E_ACTING_ROLE, "scenario_acting"},
    {TNW_E_ACTING_NOT_ALLOWED, "scenario_acting"},
    {TNW_E_UNSUPPORTED_MEDIA_TYPE, "scenario_http"},
    {TNW_E_BODY_TOO_LARGE, "scenario_http"},
    {TNW_E_RATE_LIMITED, "scenario_limits"},
    {TNW_E_QUOTA_EXCEEDED, "scenario_limits"},
    {TNW_E_DOSSIER_READ_ONLY, "scenario_retention: needs years to go by"},
    {TNW_E_INTERNAL, "our mistakes"},
    {TNW_E_UNAVAILABLE, "the ledger's queue is as long as the number of connections"},
    {TNW_E_NOT_SEALED_YET, "scenario_receipt"},
    {TNW_E_AUDIT_UNAVAILABLE, "needs a failing disk: the crash tests"},
    {TNW_E_STORAGE_FULL, "needs a full disk: the crash tests"},
};

static bool
is_met_elsewhere(enum tnw_err err)
{
    for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++) {
        if (elsewhere[i].err == err) {
            return true;
        }
    }
    return false;
}

/* The log is sealed half a second later. */
static void
wait_for_receipt(struct house *house, const char *path)
{
    struct ask ask = {"patient", "GET", path};
    struct answer answer;
    int status = 503;
    for (int tries = 0; status == 503 && tries < 200; tries++) {
        const struct timespec step = {.tv_nsec = 100000000L};
        nanosleep(&step, NULL);
        house_ask(house, &ask, &answer);
        status = answer.status;
        answer_free(&answer);
    }
    assert_int_equal(status, 200);
}

static void
the_story_goes_as_promised(void **state)
{
    struct house *house = *state;
    house->leak = leak_new();
    main_story_operate(house, "begin");
    main_story_opening(house);
    main_story_sharing(house);
    main_story_trio(house);
    wait_for_receipt(house, DOSSIER "/consents/{consent}/receipt");
    main_story_operate(house, "release");
    PLAY(house, statistics);
    PLAY(house, directory);
    PLAY(house, meeting);
    PLAY(house, evidence);
    PLAY(house, codes);
    main_story_file(house);
    main_story_operate(house, "before");
    PLAY(house, erasing);
    wait_for_receipt(house, DOSSIER "/erasure/receipt");
}

/* Cosigning takes a witness (scenario_witness), signing an engagement (scenario_fragments); files are
 * scenario_attachments', case discussions and obstacles are scenario_elz's, the page is that of tests/browser. */
static bool
is_called_elsewhere(const char *operation)
{
    static const char *const shared[] = {"casus.", "knelpunt.", "attachment.", "web."};
    for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++) {
        if (strncmp(operation, shared[i], strlen(shared[i])) == 0) {
            return true;
        }
    }
    return strcmp(operation, "audit.cosign") == 0 || strcmp(operation, "fragment.sign") == 0;
}

static void
every_operation_was_called(void **state)
{
    struct house *house = *state;
    json_t *paths = json_object_get(openapi_document(house->api), "paths");
    const char *path;
    json_t *item;
    json_object_foreach(paths, path, item)
    {
        const char *method;
        json_t *operation;
        json_object_foreach(item, method, operation)
        {
            const char *name = json_string_value(json_object_get(operation, "operationId"));
            if (name != NULL && json_object_get(house->operations, name) == NULL && !is_called_elsewhere(name)) {
                fail_msg("%s %s (%s) was never called with success", method, path, name);
            }
        }
    }
}

static void
every_error_that_can_be_met_was_met(void **state)
{
    struct house *house = *state;
    for (enum tnw_err err = 1; err < TNW_E_COUNT; err++) {
        const struct tnw_error_info *info = tnw_error_info(err);
        if (info->status != 0 && !house->codes[err] && !is_met_elsewhere(err)) {
            fail_msg("%s was never met", info->code);
        }
    }
}

static void
every_answer_has_its_record(void **state)
{
    journal_check(*state);
}

static void
the_log_holds_nothing_personal(void **state)
{
    struct house *house = *state;
    static const char *const words[] = {"Willems", "Goossens",    "Peeters",    "Nieuw",     "Rugklachten",
                                        "Onthaal", "halftijds",   "bureau",     "Deeltijds", "map 3",
                                        "+32",     "93031895690", "Hautecloque"};
    const json_t *log = journal_log(house);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        journal_lacks(log, words[i]);
    }
    const char *name;
    json_t *actor;
    json_object_foreach(json_object_get(house->sandbox.file, "actors"), name, actor)
    {
        const char *niss = json_string_value(json_object_get(actor, "niss"));
        journal_lacks(log, niss == NULL ? json_string_value(json_object_get(actor, "cbe")) : niss);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_story_goes_as_promised),          cmocka_unit_test(every_operation_was_called),
        cmocka_unit_test(every_error_that_can_be_met_was_met), cmocka_unit_test(every_answer_has_its_record),
        cmocka_unit_test(the_log_holds_nothing_personal),      cmocka_unit_test(main_story_lies_nowhere_in_the_clear),
        cmocka_unit_test(main_story_stays_in_no_memory),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
