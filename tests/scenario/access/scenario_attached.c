/* A file is as closed as what it hangs on: whoever may not read that gets nothing of it, and not that it exists. */
#include <stdlib.h>
#include <string.h>

#include "attached.h"
#include "scenario/house_test.h"
#include "scenario/play.h"

#define NOTE(name)                                                                                                     \
    "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+30}\",\"tasks\":[\"Balie\"]}"     \
    "," HANGS(name) "}"
#define GAO(name)                                                                                                      \
    "{\"category\":\"gao\",\"content\":{\"reason\":\"illness\",\"begin\":\"{today+31}\",\"end\":\"{today+40}\"}"       \
    "," HANGS(name) "}"
#define ESTIMATE(name) "{\"content\":{\"variant\":\"insurance\",\"category\":3,\"motivation\":\"x\"}," HANGS(name) "}"
#define FOR(name) "TNW-For: {" name "}\r\n"

static const struct step hung[] = {
    {"a file", {"huisarts", "POST", FILES, UPLOAD("")}, 201, NULL, {{"/id", "a"}, {"/sha256", "sha"}}},
    {"a draft is nobody else's", {"arbeidsarts", "GET", FILE_OF("a")}, 404, "not_found"},
    {"not the patient's either", {"patient", "GET", FILE_OF("a")}, 404, "not_found"},
    {"nor the mediator's", {"bemiddelaar", "GET", FILE_OF("a")}, 404, "not_found"},
    {"and cannot be used by another",
     {"adviserend_arts", "POST", DOSSIER "/fragments",
      "{\"category\":\"arbeidspotentieel\",\"content\":{\"variant\":\"insurance\",\"category\":3,\"motivation\":\"x\"}"
      "," HANGS("a") "}"},
     422,
     "invalid_body",
     .lacks = "{sha}"},
    {"just as one that is not there",
     {"adviserend_arts", "POST", DOSSIER "/fragments",
      "{\"category\":\"arbeidspotentieel\",\"content\":{\"variant\":\"insurance\",\"category\":3,\"motivation\":\"x\"},"
      "\"attachments\":[{\"attachment\":\"att_00000000000000000000000001\",\"name\":\"verslag.pdf\"}]}"},
     422,
     "invalid_body"},
    {"the patient lets the arbeidsarts see fit notes",
     {"patient", "POST", DOSSIER "/consents", CONSENT("grant", ROLE("arbeidsarts"), "\"fit_note\"", "\"read\"", UNTIL)},
     201,
     NULL,
     {{"/id", "grant"}}},
    {"it hangs on a fit note", {"huisarts", "POST", DOSSIER "/fragments", NOTE("a")}, 201, NULL, {{"/id", "note"}}},
    {"and is used once", {"huisarts", "POST", DOSSIER "/fragments", NOTE("a")}, 422, "invalid_body"},
    {"the arbeidsarts reads it", {"arbeidsarts", "GET", FILE_OF("a")}, 200, NULL, {{"ETag", "etag"}}},
    {"a second file", {"huisarts", "POST", FILES, UPLOAD("")}, 201, NULL, {{"/id", "b"}}},
    {"on a certificate", {"huisarts", "POST", DOSSIER "/fragments", GAO("b")}, 201, NULL, {{"/id", "gao2"}}},
    {"which is not for the arbeidsarts", {"arbeidsarts", "GET", DOSSIER "/fragments/{gao2}"}, 403, "consent_required"},
    {"nor is the file", {"arbeidsarts", "GET", FILE_OF("b")}, 403, "consent_required"},
    {"nor its name in a list", {"arbeidsarts", "GET", DOSSIER "/fragments"}, 200, NULL, .lacks = "{b}"},
    {"the employer gets neither", {"werkgever", "GET", FILE_OF("a")}, 403, "consent_required"},
    {"nor the certificate's", {"werkgever", "GET", FILE_OF("b")}, 403, "consent_required"},
    {"an auditor reads no file", {"auditor", "GET", FILE_OF("a")}, 403, "role_not_allowed"},
    {"in another dossier it is not", {"huisarts", "GET", "/v1/dossiers/{nele}/attachments/{a}"}, 404, "not_found"},
    {"whose doctor cannot use it there",
     {"huisarts", "POST", "/v1/dossiers/{nele}/fragments", NOTE("a")},
     422,
     "invalid_body"},
    {"a doctor who takes no part gets nothing", {"huisarts2", "GET", FILE_OF("a")}, 404, "not_found"},
    {"nor sends anything", {"huisarts2", "POST", FILES, UPLOAD("")}, 404, "not_found"},
    {"as a patient one has no files in another's dossier",
     {"arts_en_patient", "GET", FILE_OF("a"), .role = "patient"},
     404,
     "not_found"},
};

/* What answers for one that is there and for one that is not are but for the number of the request. */
static char *
body_without_request(const struct answer *answer)
{
    json_t *body = json_deep_copy(answer->body);
    assert_int_equal(json_object_del(body, "request_id"), 0);
    char *text = json_dumps(body, JSON_SORT_KEYS);
    json_decref(body);
    return text;
}

static void
expect_same_refusal(struct house *house, const char *actor, const char *path, const char *headers)
{
    struct answer there;
    struct answer absent;
    house_ask(house, &(struct ask){actor, "GET", path, .headers = headers}, &there);
    house_ask(house, &(struct ask){actor, "GET", FILES "/att_00000000000000000000000001", .headers = headers}, &absent);
    char *first = body_without_request(&there);
    char *second = body_without_request(&absent);
    assert_int_equal(there.status, 404);
    assert_int_equal(absent.status, 404);
    assert_string_equal(first, second);
    assert_int_equal(there.raw.head.len, absent.raw.head.len);
    free(first);
    free(second);
    answer_free(&there);
    answer_free(&absent);
}

static void
a_file_is_as_closed_as_what_it_hangs_on(void **state)
{
    struct house *house = *state;
    access_setting_play(house);
    PLAY(house, hung);
    expect_same_refusal(house, "huisarts2", FILE_OF("a"), NULL);
}

static const struct step closing[] = {
    {"the patient thinks otherwise", {"patient", "POST", DOSSIER "/consents/{grant}/withdraw"}, 200},
    {"and it is closed", {"arbeidsarts", "GET", FILE_OF("a")}, 403, "consent_required"},
    {"for who knows what it was, too",
     {"arbeidsarts", "GET", FILE_OF("a"), .headers = "If-None-Match: {etag}\r\n"},
     403,
     "consent_required"},
    {"and for a part of it",
     {"arbeidsarts", "GET", FILE_OF("a"), .headers = "Range: bytes=0-3\r\nIf-Range: {etag}\r\n"},
     403,
     "consent_required"},
    {"its author reads on", {"huisarts", "GET", FILE_OF("a")}, 200},
    {"a new version has it no more",
     {"huisarts", "PUT", DOSSIER "/fragments/{note}",
      "{\"content\":{\"from\":\"{today}\",\"until\":\"{today+20}\",\"tasks\":[\"Balie\"]}}", .if_match = "\"1\""},
     200},
    {"the old one has",
     {"huisarts", "GET", DOSSIER "/fragments/{note}?version=1"},
     200,
     .is = {{"/attachments/0/id", "{a}"}}},
    {"a wrong one is marked", {"huisarts", "POST", DOSSIER "/fragments/{gao2}/retract", "{\"reason\":\"Fout\"}"}, 200},
    {"its file stays the author's", {"huisarts", "GET", FILE_OF("b")}, 200},
    {"and nobody else's", {"arbeidsarts", "GET", FILE_OF("b")}, 403, "consent_required"},
};

static void
what_is_withdrawn_closes_its_files(void **state)
{
    PLAY(*state, closing);
}

static const struct step acting[] = {
    {"a member of the team sends a file",
     {"medewerker", "POST", FILES, UPLOAD(FOR("adviserend_arts.id"))},
     201,
     NULL,
     {{"/id", "c"}}},
    {"which the doctor uses",
     {"adviserend_arts", "PUT", DOSSIER "/fragments/{estimate}", ESTIMATE("c"), .if_match = "\"1\""},
     200},
    {"and both read", {"medewerker", "GET", FILE_OF("c"), .headers = FOR("adviserend_arts.id")}, 200},
    {"without saying for whom there is nothing", {"medewerker", "GET", FILE_OF("c")}, 404, "not_found"},
    {"another draft", {"medewerker", "POST", FILES, UPLOAD(FOR("adviserend_arts.id"))}, 201, NULL, {{"/id", "d"}}},
    {"the registry", {"beheerder", "GET", "/v1/actors/{medewerker.id}"}, 200, NULL, {{"ETag", "member"}}},
    {"takes the doctor off their list",
     {"beheerder", "PATCH", "/v1/actors/{medewerker.id}", "{\"acts_for\":[\"{fonds.id}\"]}", .if_match = "{member}"},
     200},
    {"and no file is read",
     {"medewerker", "GET", FILE_OF("c"), .headers = FOR("adviserend_arts.id")},
     403,
     "acting_not_allowed"},
    {"nor the draft that was sent",
     {"medewerker", "GET", FILE_OF("d"), .headers = FOR("adviserend_arts.id")},
     403,
     "acting_not_allowed"},
    {"nor in their own name", {"medewerker", "GET", FILE_OF("d")}, 404, "not_found"},
    {"the draft is the doctor's", {"adviserend_arts", "GET", FILE_OF("d")}, 200},
};

static void
who_acted_for_somebody_has_no_file_of_it_afterwards(void **state)
{
    PLAY(*state, acting);
}

static const struct step excluding[] = {
    {"a draft", {"huisarts", "POST", FILES, UPLOAD(""), .key = "again"}, 201, NULL, {{"/id", "e"}}},
    {"the estimate's author sends a file", {"adviserend_arts", "POST", FILES, UPLOAD("")}, 201, NULL, {{"/id", "f"}}},
    {"and uses it",
     {"adviserend_arts", "PUT", DOSSIER "/fragments/{estimate}", ESTIMATE("f"), .if_match = "\"2\""},
     200},
    {"the patient excludes the doctor",
     {"patient", "POST", DOSSIER "/consents", "{\"effect\":\"exclude\",\"grantee\":" ACTOR("huisarts") "}"},
     201,
     NULL,
     {{"/id", "exclusion"}}},
    {"whose draft is gone", {"huisarts", "GET", FILE_OF("e")}, 404, "not_found"},
    {"who sends none", {"huisarts", "POST", FILES, UPLOAD("")}, 404, "not_found"},
    {"who reads none of others", {"huisarts", "GET", FILE_OF("f")}, 404, "not_found"},
    {"and still what hangs on their own", {"huisarts", "GET", FILE_OF("a")}, 200},
};

static void
who_is_excluded_has_no_files(void **state)
{
    PLAY(*state, excluding);
    expect_same_refusal(*state, "huisarts", FILE_OF("f"), NULL);
    expect_same_refusal(*state, "huisarts", FILE_OF("e"), NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_as_closed_as_what_it_hangs_on),
        cmocka_unit_test(what_is_withdrawn_closes_its_files),
        cmocka_unit_test(who_acted_for_somebody_has_no_file_of_it_afterwards),
        cmocka_unit_test(who_is_excluded_has_no_files),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
