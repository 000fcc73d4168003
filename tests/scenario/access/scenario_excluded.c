/* Whom the patient excluded is out: as a person, by whatever registration, role, seat, older grant, law or event. */
#include "scenario/house_test.h"
#include "scenario/play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define THREAD "/v1/threads/{thread}"
#define OPEN(name)                                                                                                     \
    "{\"patient\":{\"niss\":\"{" name ".niss}\",\"name\":\"X\"},\"start\":\"{today-40}\",\"employment\":\"employed\"}"
#define JOIN(name, role) "{\"actor\":\"{" name "}\",\"role\":\"" role "\"}"
#define GAO "{\"category\":\"gao\",\"content\":{\"reason\":\"illness\",\"begin\":\"{today}\",\"end\":\"{today+20}\"}}"
#define GRANT(grantee, categories, actions, more)                                                                      \
    "{\"effect\":\"grant\",\"grantee\":" grantee ",\"categories\":[" categories "],\"actions\":[" actions              \
    "],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+30}\"" more "}"
#define EXCLUDE(grantee) "{\"effect\":\"exclude\",\"grantee\":" grantee "}"
#define ACTOR(name) "{\"actor\":\"{" name "}\"}"
#define ROLE(role) "{\"role\":\"" role "\"}"
#define PAPER ",\"evidence\":{\"kind\":\"paper\",\"date\":\"{today-1}\"}"
#define AS_SECOND .headers = "TNW-Actor: {second}\r\n"
#define AS_FIRST .headers = "TNW-Actor: {huisarts2.id}\r\n"

static const struct step setting[] = {
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN("patient")}, 201, NULL, {{"/id", "dossier"}}},
    {"a gao", {"huisarts", "POST", DOSSIER "/fragments", GAO}, 201, NULL, {{"/id", "gao"}}},
    {"a service",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"cbe\":\"0999000228\"},\"name\":\"Praktijk\",\"roles\":[\"medewerker\"]}"},
     201,
     NULL,
     {{"/id", "practice"}}},
    {"a doctor works there as well",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"{huisarts2.niss}\"},\"name\":\"Dr. Luc Maes\",\"roles\":[\"huisarts\"],"
      "\"organisation\":\"{practice}\"}"},
     201,
     NULL,
     {{"/id", "second"}}},
    {"the patient lets doctors see the gao",
     {"patient", "POST", DOSSIER "/consents",
      GRANT(ROLE("huisarts"), "\"gao\",\"fit_note\"", "\"read\",\"write\",\"confer\"", "")},
     201},
    {"the doctor takes part by the second registration",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("second", "huisarts")},
     201},
    {"and reads", {"huisarts2", "GET", DOSSIER "/fragments/{gao}", AS_SECOND}, 200},
    {"and writes",
     {"huisarts2", "POST", DOSSIER "/fragments",
      "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today}\",\"tasks\":[\"Balie\"]}}",
      AS_SECOND},
     201,
     NULL,
     {{"/id", "own"}}},
    {"and confers",
     {"huisarts", "POST", DOSSIER "/threads",
      "{\"procedure\":\"tnw_traject\",\"subject\":\"x\",\"participants\":[\"{second}\"]}"},
     201,
     NULL,
     {{"/id", "thread"}}},
    {"and says something",
     {"huisarts2", "POST", THREAD "/messages", "{\"kind\":\"advies\",\"text\":\"Van mij\"}", AS_SECOND},
     201},
    {"so does the other",
     {"huisarts", "POST", THREAD "/messages", "{\"kind\":\"advies\",\"text\":\"Van de ander\"}"},
     201},
    {"the patient excludes the doctor, by the first registration",
     {"patient", "POST", DOSSIER "/consents", EXCLUDE(ACTOR("huisarts2.id"))},
     201,
     NULL,
     {{"/id", "exclusion"}},
     {{"/categories/0", "*"}, {"/actions/0", "*"}, {"/purposes/0", "*"}}},
};

static const struct step out[] = {
    {"nothing is read by the second",
     {"huisarts2", "GET", DOSSIER "/fragments/{gao}", AS_SECOND},
     404,
     "not_found",
     .ground = "excluded:{exclusion}"},
    {"nor the dossier", {"huisarts2", "GET", DOSSIER, AS_SECOND}, 404, "not_found"},
    {"which is in no list", {"huisarts2", "GET", "/v1/dossiers", AS_SECOND}, 200, .lacks = "{dossier}"},
    {"and found by no search",
     {"huisarts2", "POST", "/v1/dossiers/search", "{\"niss\":\"{patient.niss}\"}", AS_SECOND},
     200,
     .lacks = "{dossier}"},
    {"nobody is brought in",
     {"huisarts2", "POST", DOSSIER "/participants", JOIN("arbeidsarts.id", "arbeidsarts"), AS_SECOND},
     404,
     "not_found"},
    {"no consent is recorded",
     {"huisarts2", "POST", DOSSIER "/consents", GRANT(ACTOR("arbeidsarts.id"), "\"gao\"", "\"read\"", PAPER),
      AS_SECOND},
     404,
     "not_found"},
    {"nothing is closed", {"huisarts2", "POST", DOSSIER "/close", AS_SECOND}, 404, "not_found"},
    {"nothing is added", {"huisarts2", "POST", DOSSIER "/fragments", GAO, AS_SECOND}, 404, "not_found"},
    {"nor amended",
     {"huisarts2", "PUT", DOSSIER "/fragments/{own}",
      "{\"content\":{\"from\":\"{today}\",\"until\":\"{today}\",\"tasks\":[\"x\"]}}", .if_match = "\"1\"", AS_SECOND},
     404,
     "not_found"},
    {"nor said",
     {"huisarts2", "POST", THREAD "/messages", "{\"kind\":\"advies\",\"text\":\"Nog iets\"}", AS_SECOND},
     404,
     "not_found"},
    {"nor is the thread there", {"huisarts2", "GET", THREAD, AS_SECOND}, 404, "not_found"},
    {"nor the list of threads", {"huisarts2", "GET", DOSSIER "/threads", AS_SECOND}, 404, "not_found"},
    {"what they wrote they still read",
     {"huisarts2", "GET", DOSSIER "/fragments/{own}", AS_SECOND},
     200,
     .ground = "author"},
    {"and find",
     {"huisarts2", "GET", DOSSIER "/fragments", AS_SECOND},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/id", "{own}"}}},
    {"what they said too, and not what was said to it",
     {"huisarts2", "GET", THREAD "/messages", AS_SECOND},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/text", "Van mij"}, {"/items/0/read_by/#", "0"}}},
    {"by the first there is nothing of their own",
     {"huisarts2", "GET", DOSSIER "/fragments", AS_FIRST},
     404,
     "not_found"},
    {"where did events end", {"huisarts2", "GET", "/v1/inbox?limit=200", AS_SECOND}, 200, .lacks = "{dossier}"},
    {"others go on talking",
     {"huisarts", "POST", THREAD "/messages", "{\"kind\":\"advies\",\"text\":\"Verder\"}"},
     201},
    {"and they hear nothing of it", {"huisarts2", "GET", "/v1/inbox?limit=200", AS_SECOND}, 200, .lacks = "{dossier}"},
    {"nobody brings them back",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("huisarts2.id", "huisarts")},
     409,
     "conflict",
     .lacks = "exclu"},
    {"the patient is told why not",
     {"patient", "POST", DOSSIER "/participants", JOIN("huisarts2.id", "huisarts")},
     409,
     "conflict",
     .is = {{"/detail", "You excluded this person: withdraw the exclusion {exclusion} first."}}},
    {"a grant to them is one that an exclusion beats",
     {"patient", "POST", DOSSIER "/consents", GRANT(ACTOR("second"), "\"gao\"", "\"read\"", "")},
     201,
     .is = {{"/excluded_by/0", "{exclusion}"}, {"/excluded_by/#", "1"}}},
    {"and lets nobody in", {"huisarts2", "GET", DOSSIER "/fragments/{gao}", AS_SECOND}, 404, "not_found"},
    {"when the patient thinks otherwise", {"patient", "POST", DOSSIER "/consents/{exclusion}/withdraw"}, 200},
    {"the seat is there again", {"huisarts2", "GET", DOSSIER "/fragments/{gao}", AS_SECOND}, 200},
};

static void
who_is_excluded_is_out_in_every_registration(void **state)
{
    PLAY(*state, setting);
    PLAY(*state, out);
}

static const struct step by_role[] = {
    {"the doctor is a mediator too",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"{huisarts2.niss}\"},\"name\":\"Luc Maes\",\"roles\":[\"bemiddelaar\"]}"},
     201,
     NULL,
     {{"/id", "mediator"}}},
    {"nobody mediates here",
     {"patient", "POST", DOSSIER "/consents", EXCLUDE(ROLE("bemiddelaar"))},
     201,
     NULL,
     {{"/id", "exclusion"}}},
    {"who does is out as a doctor too",
     {"huisarts2", "GET", DOSSIER, AS_SECOND, .role = "huisarts"},
     404,
     "not_found",
     .ground = "excluded:{exclusion}"},
    {"another is not", {"huisarts", "GET", DOSSIER}, 200},
    {"that ends", {"patient", "POST", DOSSIER "/consents/{exclusion}/withdraw"}, 200},
};

static void
who_is_excluded_in_one_role_is_out_in_each(void **state)
{
    PLAY(*state, by_role);
}

static const struct step by_service[] = {
    {"the patient wants nobody of that service",
     {"patient", "POST", DOSSIER "/consents", EXCLUDE(ACTOR("practice"))},
     201,
     NULL,
     {{"/id", "exclusion"}}},
    {"who works there is out", {"huisarts2", "GET", DOSSIER, AS_SECOND, .role = "huisarts"}, 404, "not_found"},
    {"which a grant to them says",
     {"patient", "POST", DOSSIER "/consents", GRANT(ACTOR("huisarts2.id"), "\"gao\"", "\"read\"", "")},
     201,
     .is = {{"/excluded_by/#", "1"}, {"/excluded_by/0", "{exclusion}"}}},
    {"who does not, is not", {"huisarts", "GET", DOSSIER}, 200},
    {"that ends", {"patient", "POST", DOSSIER "/consents/{exclusion}/withdraw"}, 200},
};

static void
an_exclusion_of_a_service_hits_who_works_there(void **state)
{
    PLAY(*state, by_service);
}

static const struct step closing[] = {
    {"up to here", {"huisarts", "GET", "/v1/inbox?limit=200"}, 200, NULL, {{"/next", "heard"}}},
    {"a doctor closes the dossier", {"huisarts", "POST", DOSSIER "/close"}, 200},
    {"a doctor does not open it again", {"huisarts", "POST", DOSSIER "/reopen"}, 403, "role_not_allowed"},
    {"the patient does",
     {"patient", "POST", DOSSIER "/reopen"},
     200,
     .is = {{"/state", "open"}, {"/closed", ""}},
     .ground = "own_dossier"},
    {"once", {"patient", "POST", DOSSIER "/reopen"}, 409, "conflict"},
    {"and all are told",
     {"huisarts", "GET", "/v1/inbox?after={heard}"},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/type", "dossier.reopened"}}},
};

static void
the_patient_reopens_what_others_closed(void **state)
{
    PLAY(*state, closing);
}

static const struct step disabled[] = {
    {"a person is disabled, by one registration", {"beheerder", "POST", "/v1/actors/{second}/disable"}, 200},
    {"and is out by the other", {"huisarts2", "GET", "/v1/dossiers", AS_FIRST}, 403, "actor_disabled"},
    {"who has one registration more as a patient",
     {"huisarts", "POST", "/v1/dossiers", OPEN("huisarts2")},
     201,
     NULL,
     {{"/patient/actor", "made"}}},
    {"does not come in by that", {"huisarts2", "GET", "/v1/dossiers", .role = "patient"}, 403, "actor_disabled"},
    {"nor by one that is added",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"{huisarts2.niss}\"},\"name\":\"Luc\",\"roles\":[\"medewerker\"]}"},
     409,
     "conflict"},
    {"the beheerder looks",
     {"beheerder", "GET", "/v1/actors/{made}"},
     200,
     NULL,
     {{"ETag", "version"}},
     {{"/state", "disabled"}}},
    {"and lets the person in again",
     {"beheerder", "PATCH", "/v1/actors/{made}", "{\"state\":\"active\"}", .if_match = "{version}"},
     200},
    {"in all", {"huisarts2", "GET", "/v1/dossiers", AS_FIRST, .role = "huisarts"}, 200},
    {"a patient is disabled", {"beheerder", "POST", "/v1/actors/{patient2.id}/disable"}, 200},
    {"and stays so when somebody opens a dossier for them",
     {"huisarts", "POST", "/v1/dossiers", OPEN("patient2")},
     201,
     .is = {{"/patient/actor", "{patient2.id}"}}},
    {"and sees none", {"patient2", "GET", "/v1/dossiers"}, 403, "actor_disabled"},
};

static void
who_is_disabled_is_so_as_a_person(void **state)
{
    PLAY(*state, disabled);
}

static const struct step stated[] = {
    {"a grant by name to a doctor whose registration is also that of a patient",
     {"patient", "POST", DOSSIER "/consents", GRANT(ACTOR("arts_en_patient.id"), "\"gao\"", "\"read\"", "")},
     201},
    {"is nothing for them as a patient",
     {"arts_en_patient", "GET", DOSSIER, .role = "patient"},
     404,
     "not_found",
     .lacks = "{patient.niss}"},
    {"nor in a list", {"arts_en_patient", "GET", "/v1/dossiers", .role = "patient"}, 200, .lacks = "{dossier}"},
    {"as a doctor they see it", {"arts_en_patient", "GET", DOSSIER, .role = "huisarts"}, 200},
    {"a dossier is opened for the auditor",
     {"huisarts", "POST", "/v1/dossiers", OPEN("auditor")},
     201,
     NULL,
     {{"/id", "auditors"}}},
    {"who goes on as before, without a role", {"auditor", "GET", "/v1/audit/records?limit=1"}, 200},
    {"and as a patient when they say so",
     {"auditor", "GET", "/v1/dossiers", .role = "patient"},
     200,
     .is = {{"/items/0/id", "{auditors}"}}},
};

static void
a_patient_is_one_in_their_own_dossier_only(void **state)
{
    PLAY(*state, stated);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_excluded_is_out_in_every_registration),
        cmocka_unit_test(who_is_excluded_in_one_role_is_out_in_each),
        cmocka_unit_test(an_exclusion_of_a_service_hits_who_works_there),
        cmocka_unit_test(the_patient_reopens_what_others_closed),
        cmocka_unit_test(who_is_disabled_is_so_as_a_person),
        cmocka_unit_test(a_patient_is_one_in_their_own_dossier_only),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
