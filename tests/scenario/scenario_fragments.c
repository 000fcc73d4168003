/* What a fragment must fit, who signs one, and what becomes of one that is wrong. */
#include "house_test.h"
#include "play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define FRAGMENTS DOSSIER "/fragments"
#define OPEN                                                                                                           \
    "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"X\"},\"start\":\"{today-40}\",\"employment\":\"employed\"}"
#define JOIN(name, role) "{\"actor\":\"{" name "}\",\"role\":\"" role "\"}"
#define FRAGMENT(category, content) "{\"category\":\"" category "\",\"content\":{" content "}}"
#define GAO(begin, end) FRAGMENT("gao", "\"begin\":\"" begin "\",\"end\":\"" end "\",\"reason\":\"illness\"")
#define ENGAGEMENT FRAGMENT("engagement", "\"statement\":\"We gaan ervoor\"")
#define PLAN                                                                                                           \
    FRAGMENT("plan", "\"procedure\":\"tnw_traject\",\"goals\":[\"Werk\"],\"end_result\":\"Halftijds\","                \
                     "\"actions\":[{\"what\":\"Gesprek\"}],\"appointments\":[{\"date\":\"{today+30}\"}]")
#define REFERRAL(receiver)                                                                                             \
    FRAGMENT("doorverwijzing", "\"to_role\":\"arbeidsarts\"," receiver "\"purpose\":\"bezoek\",\"reason\":\"Werk\"")
#define OUTCOME(potential) FRAGMENT("potentieel_uitkomst", "\"potential\":" potential)
#define GRANT(grantee, categories, actions, purposes)                                                                  \
    "{\"effect\":\"grant\",\"grantee\":" grantee ",\"categories\":[" categories "],\"actions\":[" actions              \
    "],\"purposes\":[" purposes "],\"until\":\"{today+30}\"}"
#define ACTOR(name) "{\"actor\":\"{" name "}\"}"
#define ROLE(role) "{\"role\":\"" role "\"}"
#define TNW "\"tnw_traject\""
#define SIGN FRAGMENTS "/{engagement}/signatures"
#define VERSION(number) "{\"version\":" number "}"
#define AS_OTHER .headers = "TNW-Actor: {other}\r\n"

static const struct step setting[] = {
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN}, 201, NULL, {{"/id", "dossier"}}},
    {"with a coordinator",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("tnw_coordinator.id", "tnw_coordinator")},
     201},
    {"a doctor of the fund",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("adviserend_arts.id", "adviserend_arts")},
     201},
    {"a doctor at work", {"huisarts", "POST", DOSSIER "/participants", JOIN("arbeidsarts.id", "arbeidsarts")}, 201},
    {"and a second huisarts", {"huisarts", "POST", DOSSIER "/participants", JOIN("huisarts2.id", "huisarts")}, 201},
    {"and the coordinator as another doctor of the fund",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("other", "adviserend_arts")},
     201},
};

static const struct step registration[] = {
    {"the coordinator is registered as a doctor as well",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"{tnw_coordinator.niss}\"},\"name\":\"Dr. Sofie Jacobs\","
      "\"roles\":[\"adviserend_arts\"]}"},
     201,
     NULL,
     {{"/id", "other"}}},
};

/* After a year of unfitness a certificate may cover a year; work that lasts ends that, with the spell. */
static const struct step new_spell[] = {
    {"a dossier of who fell ill long ago",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient3.niss}\",\"name\":\"Jan\"},\"start\":\"{today-800}\","
      "\"employment\":\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"a long certificate, in invalidity", {"huisarts", "POST", FRAGMENTS, GAO("{today-300}", "{today-160}")}, 201},
    {"works again", {"huisarts", "PUT", DOSSIER "/facts", "{\"resumed\":\"{today-150}\"}", .if_match = "\"1\""}, 200},
    {"ill again after four months: the long one is too long",
     {"huisarts", "POST", FRAGMENTS, GAO("{today-20}", "{today+100}")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/end"}}},
    {"one of two months is not",
     {"huisarts", "POST", FRAGMENTS, GAO("{today-20}", "{today+40}")},
     201,
     NULL,
     {{"/id", "gao"}}},
    {"nor is it made longer",
     {"huisarts", "PUT", FRAGMENTS "/{gao}",
      "{\"content\":{\"begin\":\"{today-20}\",\"end\":\"{today+100}\",\"reason\":\"illness\"}}", .if_match = "\"1\""},
     422,
     "invalid_body"},
};

static void
a_new_spell_ends_the_long_certificates_of_invalidity(void **state)
{
    PLAY(*state, new_spell);
}

static const struct step certificates[] = {
    {"a certificate", {"huisarts", "POST", FRAGMENTS, GAO("{today-10}", "{today}")}, 201, NULL, {{"/id", "gao"}}},
    {"another of one of its days",
     {"huisarts", "POST", FRAGMENTS, GAO("{today}", "{today+5}")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/begin"}}},
    {"another huisarts, who may not see it, is not told of it",
     {"huisarts2", "POST", FRAGMENTS, GAO("{today}", "{today+5}")},
     201,
     NULL,
     {{"/id", "hidden"}}},
    {"nor the first of theirs", {"huisarts", "POST", FRAGMENTS, GAO("{today+1}", "{today+5}")}, 201},
    {"until the patient shares them",
     {"patient", "POST", DOSSIER "/consents", GRANT(ROLE("huisarts"), "\"gao\"", "\"read\"", TNW)},
     201},
    {"", {"huisarts2", "POST", FRAGMENTS, GAO("{today-5}", "{today-4}")}, 422, "invalid_body"},
    {"who reads it reads by whom it is",
     {"huisarts2", "GET", FRAGMENTS "/{gao}"},
     200,
     .is = {{"/author", "{huisarts.id}"}, {"/author_name", "Dr. An Peeters"}}},
    {"a wrong one is not retracted by another",
     {"huisarts2", "POST", FRAGMENTS "/{gao}/retract", "{\"reason\":\"Fout\"}"},
     403,
     "not_author"},
    {"nor without a reason",
     {"huisarts", "POST", FRAGMENTS "/{gao}/retract", "{\"reason\":\"\"}"},
     422,
     "invalid_body"},
    {"its author does",
     {"huisarts", "POST", FRAGMENTS "/{gao}/retract", "{\"reason\":\"Verkeerde periode\"}"},
     200,
     NULL,
     {{"/retracted", "when"}},
     {{"/version", "1"}}},
    {"once", {"huisarts", "POST", FRAGMENTS "/{gao}/retract", "{\"reason\":\"Nog eens\"}"}, 409, "conflict"},
    {"and adds no version",
     {"huisarts", "PUT", FRAGMENTS "/{gao}",
      "{\"content\":{\"begin\":\"{today-9}\",\"end\":\"{today-8}\",\"reason\":\"illness\"}}",
      .headers = "If-Match: \"1\"\r\n"},
     409,
     "conflict"},
    {"who may see it sees that, and why",
     {"patient", "GET", FRAGMENTS "/{gao}"},
     200,
     .is = {{"/retracted", "{when}"}, {"/retracted_reason", "Verkeerde periode"}, {"/content/reason", "illness"}}},
    {"a list says that",
     {"patient", "GET", FRAGMENTS "?limit=1"},
     200,
     .is = {{"/items/0/id", "{gao}"}, {"/items/0/retracted", "{when}"}, {"/items/0/retracted_reason", NULL}}},
    {"the patient is told of it last",
     {"patient", "GET", "/v1/inbox?after=10"},
     200,
     .is = {{"/items/0/type", "fragment.retracted"}, {"/items/0/object", "{gao}"}}},
    {"its days are free", {"huisarts", "POST", FRAGMENTS, GAO("{today-9}", "{today-8}")}, 201},
};

static const struct step signatures[] = {
    {"a plan without an engagement",
     {"tnw_coordinator", "POST", FRAGMENTS, PLAN, .role = "tnw_coordinator"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/procedure"}}},
    {"the engagement",
     {"tnw_coordinator", "POST", FRAGMENTS, ENGAGEMENT, .role = "tnw_coordinator"},
     201,
     NULL,
     {{"/id", "engagement"}}},
    {"the coordinator signs it",
     {"tnw_coordinator", "POST", SIGN, VERSION("1"), .role = "tnw_coordinator"},
     200,
     .is = {{"/signature/role", "tnw_coordinator"}, {"/complete", "false"}}},
    {"not twice", {"tnw_coordinator", "POST", SIGN, VERSION("1"), .role = "tnw_coordinator"}, 409, "conflict"},
    {"a doctor who may not read it does not", {"adviserend_arts", "POST", SIGN, VERSION("1")}, 403, "consent_required"},
    {"the patient shares it",
     {"patient", "POST", DOSSIER "/consents", GRANT(ROLE("adviserend_arts"), "\"engagement\"", "\"read\"", TNW)},
     201},
    {"the same person does not sign as a doctor",
     {"tnw_coordinator", "POST", SIGN, VERSION("1"), AS_OTHER, .role = "adviserend_arts"},
     409,
     "conflict"},
    {"who signs what is not there yet", {"adviserend_arts", "POST", SIGN, VERSION("2")}, 412, "version_conflict"},
    {"the doctor signs", {"adviserend_arts", "POST", SIGN, VERSION("1")}, 200, .is = {{"/complete", "false"}}},
    {"nobody else does", {"huisarts", "POST", SIGN, VERSION("1")}, 403, "role_not_allowed"},
    {"two are not enough for a plan",
     {"tnw_coordinator", "POST", FRAGMENTS, PLAN, .role = "tnw_coordinator"},
     422,
     "invalid_body"},
    {"a new version has no signature",
     {"tnw_coordinator", "PUT", FRAGMENTS "/{engagement}", "{\"content\":{\"statement\":\"Wij allen\"}}",
      .role = "tnw_coordinator", .headers = "If-Match: \"1\"\r\n"},
     200},
    {"", {"patient", "POST", SIGN, VERSION("1")}, 412, "version_conflict"},
    {"the patient signs", {"patient", "POST", SIGN, VERSION("2")}, 200, .is = {{"/complete", "false"}}},
    {"the doctor, again", {"adviserend_arts", "POST", SIGN, VERSION("2")}, 200, .is = {{"/complete", "false"}}},
    {"a plan waits for the third",
     {"tnw_coordinator", "POST", FRAGMENTS, PLAN, .role = "tnw_coordinator"},
     422,
     "invalid_body"},
    {"who now signs",
     {"tnw_coordinator", "POST", SIGN, VERSION("2"), .role = "tnw_coordinator"},
     200,
     .is = {{"/complete", "true"}}},
    {"all of it is shown",
     {"patient", "GET", FRAGMENTS "/{engagement}"},
     200,
     .is = {{"/signatures/#", "3"}, {"/complete", "true"}, {"/signatures/0/role", "patient"}}},
    {"and what was signed before",
     {"patient", "GET", FRAGMENTS "/{engagement}?version=1"},
     200,
     .is = {{"/signatures/#", "2"}, {"/complete", "false"}}},
    {"the plan follows",
     {"tnw_coordinator", "POST", FRAGMENTS, PLAN, .role = "tnw_coordinator"},
     201,
     NULL,
     {{"/id", "plan"}}},
    {"which nobody signs",
     {"tnw_coordinator", "POST", FRAGMENTS "/{plan}/signatures", VERSION("1"), .role = "tnw_coordinator"},
     409,
     "conflict"},
    {"nor one that was retracted",
     {"tnw_coordinator", "POST", FRAGMENTS "/{engagement}/retract", "{\"reason\":\"Toch niet\"}",
      .role = "tnw_coordinator"},
     200},
    {"", {"patient", "POST", SIGN, VERSION("2")}, 409, "conflict"},
    {"after which there is no plan again",
     {"tnw_coordinator", "POST", FRAGMENTS, PLAN, .role = "tnw_coordinator"},
     422,
     "invalid_body"},
};

static const struct step referrals[] = {
    {"nobody refers to the doctor at work without consent",
     {"huisarts", "POST", FRAGMENTS, REFERRAL("")},
     403,
     "consent_required",
     .is = {{"/errors/0/pointer", "/content/to_role"}},
     .ground = "no_consent"},
    {"nor to that one",
     {"huisarts", "POST", FRAGMENTS, REFERRAL("\"to_actor\":\"{arbeidsarts.id}\",")},
     403,
     "consent_required"},
    {"consent for another purpose is none",
     {"patient", "POST", DOSSIER "/consents",
      GRANT(ACTOR("arbeidsarts.id"), "\"doorverwijzing\"", "\"read\"", "\"rit\"")},
     201},
    {"", {"huisarts", "POST", FRAGMENTS, REFERRAL("")}, 403, "consent_required"},
    {"consent for this one",
     {"patient", "POST", DOSSIER "/consents",
      GRANT(ACTOR("arbeidsarts.id"), "\"doorverwijzing\"", "\"read\"", "\"bezoek\"")},
     201,
     NULL,
     {{"/id", "given"}}},
    {"is enough", {"huisarts", "POST", FRAGMENTS, REFERRAL("")}, 201},
    {"by name too",
     {"huisarts", "POST", FRAGMENTS, REFERRAL("\"to_actor\":\"{arbeidsarts.id}\",")},
     201,
     NULL,
     {{"/id", "referral"}}},
    {"the receiver reads it",
     {"arbeidsarts", "GET", FRAGMENTS "/{referral}", .headers = "TNW-Purpose: bezoek\r\n"},
     200},
    {"until it ends", {"patient", "POST", DOSSIER "/consents/{given}/withdraw"}, 200},
    {"", {"huisarts", "POST", FRAGMENTS, REFERRAL("")}, 403, "consent_required"},
    {"any other receiver takes part",
     {"huisarts", "POST", FRAGMENTS,
      FRAGMENT("doorverwijzing", "\"to_role\":\"bemiddelaar\",\"to_actor\":\"{bemiddelaar.id}\","
                                 "\"purpose\":\"tnw_traject\",\"reason\":\"Opleiding\"")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/to_actor"}}},
};

static const struct step outcomes[] = {
    {"an outcome of no estimate", {"arbeidsarts", "POST", FRAGMENTS, OUTCOME("true")}, 422, "invalid_body"},
    {"the estimate",
     {"arbeidsarts", "POST", FRAGMENTS,
      FRAGMENT("arbeidspotentieel", "\"variant\":\"occupational\",\"potential\":true,\"method\":\"Gesprek\"")},
     201},
    {"another outcome",
     {"arbeidsarts", "POST", FRAGMENTS, OUTCOME("false")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/potential"}}},
    {"the same", {"arbeidsarts", "POST", FRAGMENTS, OUTCOME("true")}, 201},
};

/* What starts a clock or a traject is the worker's where the law gives it to the worker. */
static const struct step employer[] = {
    {"an employer takes part", {"huisarts", "POST", DOSSIER "/participants", JOIN("werkgever.id", "werkgever")}, 201},
    {"and may write what an employer writes",
     {"patient", "POST", DOSSIER "/consents",
      GRANT(ACTOR("werkgever.id"), "\"verzoek\",\"plan\"", "\"read\",\"write\"", TNW ",\"rit\"")},
     201},
    {"a request for a traject",
     {"werkgever", "POST", FRAGMENTS, FRAGMENT("verzoek", "\"kind\":\"rit\"")},
     201,
     NULL,
     {{"/id", "asked"}}},
    {"but no appeal in the worker's place",
     {"werkgever", "POST", FRAGMENTS, FRAGMENT("verzoek", "\"kind\":\"beroep\"")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/kind"}, {"/errors/0/code", "rule"}}},
    {"nor a partial resumption",
     {"werkgever", "POST", FRAGMENTS, FRAGMENT("verzoek", "\"kind\":\"progressief\",\"resume_on\":\"{today+5}\"")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/kind"}}},
    {"nor by changing what was asked",
     {"werkgever", "PUT", FRAGMENTS "/{asked}", "{\"content\":{\"kind\":\"beroep\"}}", .if_match = "\"1\""},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/kind"}}},
    {"the worker asks for it", {"patient", "POST", FRAGMENTS, FRAGMENT("verzoek", "\"kind\":\"beroep\"")}, 201},
    {"nor does an employer write the plan of a TNW-traject",
     {"werkgever", "POST", FRAGMENTS, PLAN},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/procedure"},
            {"/errors/0/detail", "an employer writes the plan of a re-integration traject"}}},
};

static void
an_employer_asks_for_what_an_employer_may_and_nothing_in_the_workers_place(void **state)
{
    PLAY(*state, setting);
    PLAY(*state, employer);
}

static void
certificates_do_not_overlap_as_far_as_their_writer_sees_them_and_wrong_ones_are_retracted(void **state)
{
    PLAY(*state, registration);
    PLAY(*state, setting);
    PLAY(*state, certificates);
}

static void
an_engagement_is_complete_with_three_signatures_of_its_newest_version(void **state)
{
    PLAY(*state, setting);
    PLAY(*state, signatures);
}

static void
the_doctor_at_work_is_referred_to_with_the_patients_consent_only(void **state)
{
    PLAY(*state, setting);
    PLAY(*state, referrals);
}

static void
an_outcome_says_what_was_estimated(void **state)
{
    PLAY(*state, setting);
    PLAY(*state, outcomes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_spell_ends_the_long_certificates_of_invalidity),
        cmocka_unit_test(certificates_do_not_overlap_as_far_as_their_writer_sees_them_and_wrong_ones_are_retracted),
        cmocka_unit_test(an_engagement_is_complete_with_three_signatures_of_its_newest_version),
        cmocka_unit_test(the_doctor_at_work_is_referred_to_with_the_patients_consent_only),
        cmocka_unit_test(an_outcome_says_what_was_estimated),
        cmocka_unit_test(an_employer_asks_for_what_an_employer_may_and_nothing_in_the_workers_place),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
