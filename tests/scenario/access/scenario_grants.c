/* What a doctor may record for the patient, what a grant stands beside, and for how many a ground of law counts. */
#include "scenario/house_test.h"
#include "scenario/play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
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

#define RECORD(grantee, categories, more) GRANT(grantee, categories, "\"read\"", more)

static const struct step taken_back[] = {
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN("patient")}, 201, NULL, {{"/id", "dossier"}}},
    {"somebody takes part", {"huisarts", "POST", DOSSIER "/participants", JOIN("arbeidsarts.id", "arbeidsarts")}, 201},
    {"no evidence is of tomorrow",
     {"huisarts", "POST", DOSSIER "/consents",
      RECORD(ACTOR("arbeidsarts.id"), "\"gao\"", ",\"evidence\":{\"kind\":\"paper\",\"date\":\"{today+1}\"}")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/evidence/date"}}},
    {"a doctor records",
     {"huisarts", "POST", DOSSIER "/consents", RECORD(ACTOR("arbeidsarts.id"), "\"gao\"", PAPER)},
     201,
     NULL,
     {{"/id", "recorded"}}},
    {"and undoes what they recorded", {"huisarts", "POST", DOSSIER "/consents/{recorded}/withdraw"}, 200},
    {"and records again",
     {"huisarts", "POST", DOSSIER "/consents", RECORD(ACTOR("arbeidsarts.id"), "\"gao\",\"fit_note\"", PAPER)},
     201,
     NULL,
     {{"/id", "recorded"}}},
    {"the patient takes it back", {"patient", "POST", DOSSIER "/consents/{recorded}/withdraw"}, 200},
    {"then nobody records it again",
     {"huisarts", "POST", DOSSIER "/consents", RECORD(ACTOR("arbeidsarts.id"), "\"gao\"", PAPER)},
     403,
     "withdrawn_by_patient"},
    {"nor for all of that role",
     {"huisarts", "POST", DOSSIER "/consents", RECORD(ROLE("arbeidsarts"), "\"gao\",\"plan\"", PAPER)},
     403,
     "withdrawn_by_patient"},
    {"something else they may",
     {"huisarts", "POST", DOSSIER "/consents", RECORD(ACTOR("arbeidsarts.id"), "\"plan\"", PAPER)},
     201},
    {"and somebody else's",
     {"huisarts", "POST", DOSSIER "/consents", RECORD(ACTOR("huisarts.id"), "\"gao\"", PAPER)},
     201},
    {"the patient gives it",
     {"patient", "POST", DOSSIER "/consents", RECORD(ACTOR("arbeidsarts.id"), "\"gao\"", "")},
     201,
     NULL,
     {{"/id", "own"}},
     {{"/covered_by/#", "0"}, {"/excluded_by/#", "0"}}},
    {"then it may be recorded too",
     {"huisarts", "POST", DOSSIER "/consents", RECORD(ACTOR("arbeidsarts.id"), "\"gao\"", PAPER)},
     201,
     NULL,
     {{"/id", "recorded"}}},
    {"what is given already is said to be",
     {"patient", "POST", DOSSIER "/consents", RECORD(ACTOR("arbeidsarts.id"), "\"gao\"", "")},
     201,
     NULL,
     {{"/id", "twice"}},
     {{"/covered_by/0", "{own}"}, {"/covered_by/#", "1"}}},
    {"and who takes back one is told of the others",
     {"patient", "POST", DOSSIER "/consents/{own}/withdraw"},
     200,
     .is = {{"/still_covered_by/#", "2"}}}, /* in the order of ids, which are random within a millisecond */
    {"the doctor is not", {"huisarts", "POST", DOSSIER "/consents/{recorded}/withdraw"}, 200, .lacks = "covered_by"},
};

static void
what_the_patient_took_back_only_the_patient_gives_again(void **state)
{
    PLAY(*state, taken_back);
}

#define PREVIEW(grantee) DOSSIER "/consents/preview", RECORD(grantee, "\"gao\"", "")

static const struct step beside[] = {
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN("patient")}, 201, NULL, {{"/id", "dossier"}}},
    {"somebody takes part", {"huisarts", "POST", DOSSIER "/participants", JOIN("arbeidsarts.id", "arbeidsarts")}, 201},
    {"whoever takes part as that may read",
     {"patient", "POST", DOSSIER "/consents", RECORD(ROLE("arbeidsarts"), "\"gao\",\"plan\"", "")},
     201,
     NULL,
     {{"/id", "role"}}},
    {"so for one of them it is given already, by the role",
     {"patient", "POST", PREVIEW(ACTOR("arbeidsarts.id"))},
     200,
     .is = {{"/items/0/covered_by/#", "1"}, {"/items/0/covered_by/0", "{role}"}}},
    {"for somebody of another role it is not",
     {"patient", "POST", PREVIEW(ACTOR("huisarts.id"))},
     200,
     .is = {{"/items/0/covered_by/#", "0"}, {"/items/0/latest", "{today+3660}"}}},
    {"by name as well",
     {"patient", "POST", DOSSIER "/consents", RECORD(ACTOR("arbeidsarts.id"), "\"gao\"", "")},
     201,
     NULL,
     {{"/id", "named"}},
     {{"/covered_by/0", "{role}"}}},
    {"the role's says that one of them keeps it",
     {"patient", "GET", DOSSIER "/consents/{role}"},
     200,
     .is = {{"/still_covered_by/#", "1"}, {"/still_covered_by/0", "{named}"}}},
    {"a doctor is told nothing", {"arbeidsarts", "GET", DOSSIER "/consents/{role}"}, 200, .lacks = "covered_by"},
    {"one that begins later",
     {"patient", "POST", DOSSIER "/consents", RECORD(ROLE("arbeidsarts"), "\"gao\"", ",\"from\":\"{today+5}\"")},
     201,
     NULL,
     {{"/id", "later"}}},
    {"who withdraws the name is told of both",
     {"patient", "POST", DOSSIER "/consents/{named}/withdraw"},
     200,
     .is = {{"/still_covered_by/#", "2"}}},
    {"of something else nothing is",
     {"patient", "POST", DOSSIER "/consents", RECORD(ACTOR("arbeidsarts.id"), "\"fit_note\"", "")},
     201,
     NULL,
     {{"/id", "other"}},
     {{"/covered_by/#", "0"}}},
    {"nor withdrawn",
     {"patient", "POST", DOSSIER "/consents/{other}/withdraw"},
     200,
     .is = {{"/still_covered_by/#", "0"}}},
    {"who holds two roles",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"93031895690\"},\"name\":\"Dr. Twee\",\"roles\":[\"arbeidsarts\",\"huisarts\"]}"},
     201,
     NULL,
     {{"/id", "two"}}},
    {"and takes part in one", {"huisarts", "POST", DOSSIER "/participants", JOIN("two", "arbeidsarts")}, 201},
    {"has by the role not all that the name would give",
     {"patient", "POST", PREVIEW(ACTOR("two"))},
     200,
     .is = {{"/items/0/covered_by/#", "0"}}},
    {"and yet keeps it by the role",
     {"patient", "POST", DOSSIER "/consents", RECORD(ACTOR("two"), "\"gao\"", "")},
     201,
     NULL,
     {{"/id", "twice"}}},
    {"when the name is withdrawn",
     {"patient", "POST", DOSSIER "/consents/{twice}/withdraw"},
     200,
     .is = {{"/still_covered_by/#", "2"}}},
    {"who leaves", {"patient", "DELETE", DOSSIER "/participants/{arbeidsarts.id}"}, 204},
    {"has nothing by the role",
     {"patient", "POST", PREVIEW(ACTOR("arbeidsarts.id"))},
     200,
     .is = {{"/items/0/covered_by/#", "0"}}},
};

static void
names_and_roles_are_told_beside_each_other(void **state)
{
    PLAY(*state, beside);
}

static const struct step seats[] = {
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN("patient")}, 201, NULL, {{"/id", "dossier"}}},
    {"a gao", {"huisarts", "POST", DOSSIER "/fragments", GAO}, 201, NULL, {{"/id", "gao"}}},
    {"the doctor of the fund",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("adviserend_arts.id", "adviserend_arts")},
     201},
    {"reads by law", {"adviserend_arts", "GET", DOSSIER "/fragments/{gao}"}, 200, .ground = "law:gao_elektronisch"},
    {"another one",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"93031895690\"},\"name\":\"Dr. Ook\",\"roles\":[\"adviserend_arts\"]}"},
     201,
     NULL,
     {{"/id", "another"}}},
    {"whom a doctor brings in", {"huisarts", "POST", DOSSIER "/participants", JOIN("another", "adviserend_arts")}, 201},
    {"does not", {"unknown", "GET", DOSSIER "/fragments/{gao}"}, 403, "consent_required", .ground = "no_consent"},
    {"while the patient excludes the first",
     {"patient", "POST", DOSSIER "/consents", EXCLUDE(ACTOR("adviserend_arts.id"))},
     201,
     NULL,
     {{"/id", "exclusion"}}},
    {"the other does", {"unknown", "GET", DOSSIER "/fragments/{gao}"}, 200, .ground = "law:gao_elektronisch"},
    {"and then not", {"patient", "POST", DOSSIER "/consents/{exclusion}/withdraw"}, 200},
    {"any more", {"unknown", "GET", DOSSIER "/fragments/{gao}"}, 403, "consent_required"},
    {"who brought the first in sends them away",
     {"huisarts", "DELETE", DOSSIER "/participants/{adviserend_arts.id}"},
     204},
    {"which makes no room for the next", {"unknown", "GET", DOSSIER "/fragments/{gao}"}, 403, "consent_required"},
    {"the patient sends them away", {"patient", "DELETE", DOSSIER "/participants/{another}"}, 204},
    {"and chooses", {"patient", "POST", DOSSIER "/participants", JOIN("adviserend_arts.id", "adviserend_arts")}, 201},
    {"who reads by law again",
     {"adviserend_arts", "GET", DOSSIER "/fragments/{gao}"},
     200,
     .ground = "law:gao_elektronisch"},
    {"and leaves", {"adviserend_arts", "DELETE", DOSSIER "/participants/{adviserend_arts.id}"}, 204},
    {"to another", {"huisarts", "POST", DOSSIER "/participants", JOIN("another", "adviserend_arts")}, 201},
    {"who has the place", {"unknown", "GET", DOSSIER "/fragments/{gao}"}, 200, .ground = "law:gao_elektronisch"},
};

static void
a_law_counts_for_as_many_as_the_dossier_needs(void **state)
{
    PLAY(*state, seats);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_patient_took_back_only_the_patient_gives_again),
        cmocka_unit_test(a_law_counts_for_as_many_as_the_dossier_needs),
        cmocka_unit_test(names_and_roles_are_told_beside_each_other),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
