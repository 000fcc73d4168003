/* The two levels of a fiche: what is for professionals comes out at no other door, and is found by no search. */
#include "scenario/house_test.h"
#include "scenario/play.h"

#define FICHE "/v1/fiches/{fiche}"
#define OPEN_LEVEL                                                                                                     \
    "\"kind\":\"gtb\",\"name\":\"GTB Oost\",\"about\":{\"nl\":\"Bemiddeling naar "                                     \
    "werk\"},\"regions\":[\"vlaanderen\"],"                                                                            \
    "\"help\":[\"coach\"]"
#define SECRET                                                                                                         \
    ",\"professional\":{\"contacts\":[{\"name\":\"Wendelmoed Zwartkruis\",\"phone\":\"+32 499 00 11 22\",\"email\":"   \
    "\"wz@gtb.example\"}],\"remarks\":\"Sleutelwoord Kwikstaart\"}"

static const struct step planted[] = {
    {"a fiche with a contact",
     {"beheerder", "POST", "/v1/fiches", "{" OPEN_LEVEL SECRET "}"},
     201,
     NULL,
     {{"/id", "fiche"}}},
    {"a professional reads it",
     {"huisarts", "GET", FICHE "/professional"},
     200,
     .is = {{"/professional/remarks", "Sleutelwoord Kwikstaart"}}},
    {"which is in the log",
     {"auditor", "GET", "/v1/audit/records?action=fiche.read_professional"},
     200,
     .is = {{"/items/0/record/object", "{fiche}"}}},
    {"a patient reads the open one",
     {"patient", "GET", FICHE},
     200,
     .is = {{"/name", "GTB Oost"}, {"/professional", NULL}},
     .lacks = "Zwartkruis"},
    {"an employer too", {"werkgever", "GET", FICHE}, 200, .lacks = "Kwikstaart"},
    {"and a professional at that door", {"huisarts", "GET", FICHE}, 200, .lacks = "Zwartkruis"},
    {"nobody else reads the other", {"patient", "GET", FICHE "/professional"}, 403, "role_not_allowed"},
    {"not an employer", {"werkgever", "GET", FICHE "/professional"}, 403, "role_not_allowed"},
    {"nor an auditor", {"auditor", "GET", FICHE "/professional"}, 403, "role_not_allowed"},
    {"the list has none of it", {"huisarts", "GET", "/v1/fiches?limit=200"}, 200, .lacks = "Kwikstaart"},
    {"the place finds it",
     {"patient", "GET", "/v1/fiches?q=gtb"},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/id", "{fiche}"}}},
    {"the contact's name does not",
     {"patient", "GET", "/v1/fiches?q=zwartkruis"},
     200,
     .is = {{"/items/#", "0"}, {"/next", ""}}},
    {"not for a professional either", {"huisarts", "GET", "/v1/fiches?q=wendelmoed"}, 200, .is = {{"/items/#", "0"}}},
    {"nor a remark", {"patient", "GET", "/v1/fiches?q=kwikstaart"}, 200, .is = {{"/items/#", "0"}}},
    {"nor a number", {"patient", "GET", "/v1/fiches?q=32499001122"}, 200, .is = {{"/items/#", "0"}}},
    {"nor with a word that is there",
     {"patient", "GET", "/v1/fiches?q=gtb+zwartkruis"},
     200,
     .is = {{"/items/#", "0"}}},
    {"nor with all that fits it",
     {"huisarts", "GET", "/v1/fiches?q=kwikstaart&kind=gtb&help=coach&region=vlaanderen&limit=1"},
     200,
     .is = {{"/items/#", "0"}, {"/next", ""}}},
    {"nor by what the words of the level begin with",
     {"huisarts", "GET", "/v1/fiches?q=wend"},
     200,
     .is = {{"/items/#", "0"}, {"/next", ""}}},
    {"no actor is found by it", {"huisarts", "GET", "/v1/actors?q=zwartkruis"}, 200, .is = {{"/items/#", "0"}}},
};

static void
what_is_for_professionals_is_for_nobody_else(void **state)
{
    PLAY(*state, planted);
}

static const struct step strangers[] = {
    {"another organisation does not change it",
     {"huisarts", "PUT", FICHE, "{" OPEN_LEVEL "}", .if_match = "\"1\""},
     403,
     "role_not_allowed"},
    {"nor says that it is right", {"huisarts", "POST", FICHE "/verify"}, 403, "role_not_allowed"},
    {"a patient cannot", {"patient", "PUT", FICHE, "{" OPEN_LEVEL "}", .if_match = "\"1\""}, 403, "role_not_allowed"},
    {"markup is text, in one line",
     {"beheerder", "POST", "/v1/fiches",
      "{\"kind\":\"andere\",\"name\":\"<script>x</script>\",\"about\":{\"nl\":\"a\"}}"},
     201},
    {"a control character is none",
     {"beheerder", "POST", "/v1/fiches", "{\"kind\":\"andere\",\"name\":\"a\\u0007b\",\"about\":{\"nl\":\"a\"}}"},
     422,
     "invalid_body"},
    {"nor what turns the line",
     {"beheerder", "POST", "/v1/fiches", "{\"kind\":\"andere\",\"name\":\"a\\u202eb\",\"about\":{\"nl\":\"a\"}}"},
     422,
     "invalid_body"},
    {"an address is one of the web",
     {"beheerder", "POST", "/v1/fiches",
      "{\"kind\":\"andere\",\"name\":\"a\",\"about\":{\"nl\":\"a\"},\"url\":\"javascript:alert(1)\"}"},
     422,
     "invalid_body"},
};

static void
who_is_another_changes_nothing(void **state)
{
    PLAY(*state, strangers);
}

static const struct step services[] = {
    {"an employer asks for its own", {"werkgever", "GET", "/v1/services?employer=0999000129"}, 200},
    {"and for no other's", {"werkgever", "GET", "/v1/services?employer=0999000327"}, 403, "role_not_allowed"},
    {"as for one that nobody knows", {"werkgever", "GET", "/v1/services?employer=0999000525"}, 403, "role_not_allowed"},
    {"a patient asks for none", {"patient", "GET", "/v1/services?employer=0999000129"}, 403, "role_not_allowed"},
};

static void
an_employer_sees_its_own_service_only(void **state)
{
    PLAY(*state, services);
}

#define CERTIFICATES "/v1/actors/{huisarts.id}/certificates"
#define ENDING "/v1/certificates"

static const struct step certificates[] = {
    {"a doctor works", {"huisarts", "GET", "/v1/me"}, 200},
    {"and still does", {"huisarts", "GET", "/v1/dossiers"}, 200},
    {"with one certificate, which the beheerder sees",
     {"beheerder", "GET", CERTIFICATES},
     200,
     .is = {{"/items/#", "1"}, {"/items/1/fingerprint", NULL}}},
    {"its fingerprint is that in the log",
     {"beheerder", "GET", CERTIFICATES},
     200,
     NULL,
     {{"/items/0/fingerprint", "fingerprint"}}},
    {"as an auditor finds it",
     {"auditor", "GET", "/v1/audit/records?actor={huisarts.id}&action=dossier.list"},
     200,
     .is = {{"/items/0/record/certificate", "{fingerprint}"}}},
    {"a patient looks into their own dossiers", {"patient", "GET", "/v1/dossiers"}, 200},
    {"of whom nothing is noted",
     {"beheerder", "GET", "/v1/actors/{patient.id}/certificates"},
     200,
     .is = {{"/items/#", "0"}}},
    {"nobody else sees it", {"huisarts", "GET", CERTIFICATES}, 403, "role_not_allowed"},
    {"not the auditor", {"auditor", "GET", CERTIFICATES}, 403, "role_not_allowed"},
    {"nobody is nobody",
     {"beheerder", "GET", "/v1/actors/act_00000000000000000000000001/certificates"},
     404,
     "not_found"},
    {"all who came in, and whose certificate ends before a day far ahead",
     {"beheerder", "GET", ENDING "?before=2400-01-01"},
     200,
     .is = {{"/items/#", "4"},
            {"/items/0/actor/id", "{huisarts.id}"},
            {"/items/0/certificate/fingerprint", "{fingerprint}"}}},
    {"a page at a time",
     {"beheerder", "GET", ENDING "?before=2400-01-01&limit=1"},
     200,
     NULL,
     {{"/next", "next"}},
     .is = {{"/items/#", "1"}}},
    {"and the rest of them",
     {"beheerder", "GET", ENDING "?before=2400-01-01&after={next}"},
     200,
     .is = {{"/items/#", "3"}}},
    {"none before one that is past", {"beheerder", "GET", ENDING "?before=2020-01-01"}, 200, .is = {{"/items/#", "0"}}},
    {"a day is a day", {"beheerder", "GET", ENDING "?before=soon"}, 400, "invalid_parameter"},
    {"only the beheerder asks for them", {"huisarts", "GET", ENDING}, 403, "role_not_allowed"},
    {"not an auditor", {"auditor", "GET", ENDING}, 403, "role_not_allowed"},
    {"it is recorded",
     {"auditor", "GET", "/v1/audit/records?action=certificate.ending"},
     200,
     .is = {{"/items/0/record/action", "certificate.ending"}}},
    {"who is stopped comes in with none", {"beheerder", "POST", "/v1/actors/{huisarts.id}/disable"}, 200},
    {"and is not in the list", {"beheerder", "GET", ENDING "?before=2400-01-01"}, 200, .is = {{"/items/#", "3"}}},
};

static void
beheerder_sees_with_which_certificate_somebody_works(void **state)
{
    PLAY(*state, certificates);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_for_professionals_is_for_nobody_else),
        cmocka_unit_test(who_is_another_changes_nothing),
        cmocka_unit_test(an_employer_sees_its_own_service_only),
        cmocka_unit_test(beheerder_sees_with_which_certificate_somebody_works),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
