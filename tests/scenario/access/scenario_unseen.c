/* What somebody may not see, no answer tells: not by its code, its numbers, its days, nor by what it lets them do. */
#include "house_test.h"
#include "play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define OPEN(name, start)                                                                                              \
    "{\"patient\":{\"niss\":\"{" name ".niss}\",\"name\":\"X\"},\"start\":\"" start "\",\"employment\":\"employed\"}"
#define JOIN(name, role) "{\"actor\":\"{" name "}\",\"role\":\"" role "\"}"
#define EXCLUDE(name) "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{" name "}\"}}"
#define REGIE(name) "{\"actor\":\"{" name "}\"}"
#define FOR(name) .headers = "TNW-For: {" name "}\r\n"
#define AS_SECOND .headers = "TNW-Actor: {second}\r\n"
#define LONG_LANGUAGE                                                                                                  \
    "Accept-Language: xx-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"
#define CONTACT(day)                                                                                                   \
    "{\"category\":\"opvolging\",\"content\":{\"date\":\"" day "\",\"channel\":\"phone\",\"present\":true,\"step\":"   \
    "\"m4_contact\"}}"

static const struct step setting[] = {
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN("patient", "{today-40}")}, 201, NULL, {{"/id", "dossier"}}},
    {"a coordinator",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("tnw_coordinator.id", "tnw_coordinator")},
     201},
    {"the fund's doctor",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("adviserend_arts.id", "adviserend_arts")},
     201},
    {"a practice",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"cbe\":\"0999000228\"},\"name\":\"Praktijk\",\"roles\":[\"medewerker\"]}"},
     201,
     NULL,
     {{"/id", "practice"}}},
    {"a doctor is there as well",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"{huisarts2.niss}\"},\"name\":\"Dr. Luc Maes\",\"roles\":[\"huisarts\"],"
      "\"organisation\":\"{practice}\"}"},
     201,
     NULL,
     {{"/id", "second"}}},
    {"takes part by both", {"huisarts", "POST", DOSSIER "/participants", JOIN("huisarts2.id", "huisarts")}, 201},
    {"registrations", {"huisarts", "POST", DOSSIER "/participants", JOIN("second", "huisarts")}, 201},
};

static void
people_take_part(void **state)
{
    PLAY(*state, setting);
}

/* Each answer is the one that a prober would get who was not kept from it. */
static const struct step overview[] = {
    {"the doctor has the overview", {"huisarts", "POST", DOSSIER "/regie", REGIE("huisarts2.id")}, 200},
    {"the patient puts them out",
     {"patient", "POST", DOSSIER "/consents", EXCLUDE("second")},
     201,
     NULL,
     {{"/id", "exclusion"}}},
    {"the others find all as it was",
     {"huisarts", "GET", DOSSIER "/team"},
     200,
     .is = {{"/regie/actor", "{huisarts2.id}"}, {"/alert", ""}}},
    {"the patient, that nobody keeps it", {"patient", "GET", DOSSIER "/team"}, 200, .is = {{"/alert", "no_regie"}}},
    {"whom it goes to next the others say", {"huisarts", "POST", DOSSIER "/regie", REGIE("huisarts.id")}, 200},
    {"and to them again, as to anybody",
     {"tnw_coordinator", "POST", DOSSIER "/regie", REGIE("second")},
     200,
     .is = {{"/regie/actor", "{second}"}, {"/alert", ""}}},
    {"the patient is told whom they put out",
     {"patient", "POST", DOSSIER "/regie", REGIE("huisarts2.id")},
     422,
     "invalid_body"},
    {"the coordinator keeps it", {"patient", "POST", DOSSIER "/regie", REGIE("tnw_coordinator.id")}, 200},
};

static void
who_was_put_out_the_overview_does_not_tell(void **state)
{
    PLAY(*state, overview);
}

/* By the registration of which the exclusion did not speak. */
static const struct step second[] = {
    {"no facts", {"huisarts2", "GET", DOSSIER "/facts", AS_SECOND}, 404, "not_found"},
    {"nor what they were", {"huisarts2", "GET", DOSSIER "/facts/history", AS_SECOND}, 404, "not_found"},
    {"none to set",
     {"huisarts2", "PUT", DOSSIER "/facts", "{\"exceptions\":[]}", .if_match = "\"1\"", AS_SECOND},
     404,
     "not_found"},
    {"no team", {"huisarts2", "GET", DOSSIER "/team", AS_SECOND}, 404, "not_found"},
    {"no timeline", {"huisarts2", "GET", DOSSIER "/timeline?all=1", AS_SECOND}, 404, "not_found"},
    {"no calendar", {"huisarts2", "GET", DOSSIER "/timeline.ics", AS_SECOND}, 404, "not_found"},
    {"no fiche", {"huisarts2", "GET", DOSSIER "/fiche", AS_SECOND}, 404, "not_found"},
    {"no overview to give", {"huisarts2", "POST", DOSSIER "/regie", REGIE("huisarts.id"), AS_SECOND}, 404, "not_found"},
    {"no suspension",
     {"huisarts2", "POST", DOSSIER "/suspensions", "{\"purpose\":\"tnw_traject\",\"from\":\"{today}\"}", AS_SECOND},
     404,
     "not_found"},
    {"no request",
     {"huisarts2", "POST", DOSSIER "/consent-requests",
      "{\"categories\":[\"quickscan\"],\"actions\":[\"read\"],\"purposes\":[\"tnw_traject\"],\"text\":\"x\"}",
      AS_SECOND},
     404,
     "not_found"},
    {"nor those asked", {"huisarts2", "GET", DOSSIER "/consent-requests", AS_SECOND}, 404, "not_found"},
    {"no reason why", {"huisarts2", "GET", "/v1/policy/explain?dossier={dossier}", AS_SECOND}, 404, "not_found"},
    {"no presets for it", {"huisarts2", "GET", "/v1/consent-presets?dossier={dossier}", AS_SECOND}, 404, "not_found"},
    {"no aid that goes by it",
     {"huisarts2", "POST", "/v1/doorverwijshulp", "{\"dossier\":\"{dossier}\"}", AS_SECOND},
     404,
     "not_found"},
    {"nothing due", {"huisarts2", "GET", "/v1/due?before={today+400}", AS_SECOND}, 200, .lacks = "{dossier}"},
    {"nothing asked", {"huisarts2", "GET", "/v1/questions", AS_SECOND}, 200, .lacks = "{dossier}"},
};

static void
a_second_registration_opens_nothing(void **state)
{
    PLAY(*state, second);
}

static const struct step numbers[] = {
    {"the agenda keeper counts the facts that they see",
     {"secretariaat", "GET", DOSSIER "/facts", FOR("huisarts.id")},
     200,
     NULL,
     {{"ETag", "etag"}, {"/version", "seen"}},
     {{"/exceptions", NULL}}},
    {"and the fund's doctor theirs", {"adviserend_arts", "GET", DOSSIER "/facts"}, 200, NULL, {{"ETag", "version"}}},
    {"the fund's doctor finds an exception",
     {"adviserend_arts", "PUT", DOSSIER "/facts", "{\"exceptions\":[\"medisch\"]}", .if_match = "{version}"},
     200},
    {"of which they are told nothing, by no number",
     {"secretariaat", "GET", DOSSIER "/facts", FOR("huisarts.id")},
     200,
     .is = {{"/version", "{seen}"}, {"ETag", "{etag}"}, {"/exceptions", NULL}}},
    {"nor by a list",
     {"secretariaat", "GET", DOSSIER "/facts/history", FOR("huisarts.id")},
     200,
     .is = {{"/items/#", "{seen}"}, {"/items/0/version", "{seen}"}}},
    {"the doctor is", {"huisarts", "GET", DOSSIER "/facts"}, 200, .is = {{"/exceptions/0", "medisch"}}},
};

static void
a_version_counts_what_its_reader_sees(void **state)
{
    PLAY(*state, numbers);
}

/* A day that lies far off puts off a duty, or says that it was done. */
static const struct step days[] = {
    {"a spell does not begin in years",
     {"huisarts", "POST", "/v1/dossiers", OPEN("patient2", "9999-12-31")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/start"}}},
    {"nor did in another century",
     {"huisarts", "PUT", DOSSIER "/facts", "{\"start\":\"1950-01-01\"}", .if_match = "\"6\""},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/start"}}},
    {"nobody works again in years",
     {"huisarts", "PUT", DOSSIER "/facts", "{\"resumed\":\"9999-12-31\"}", .if_match = "\"6\""},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/resumed"}}},
    {"nor does a contract end",
     {"tnw_coordinator", "PUT", DOSSIER "/facts", "{\"contract_end\":\"2999-12-31\"}", .if_match = "\"6\""},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/contract_end"}}},
    {"a contact of tomorrow did not take place",
     {"adviserend_arts", "POST", DOSSIER "/fragments", CONTACT("{today+1}")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/date"}}},
    {"one of today did", {"adviserend_arts", "POST", DOSSIER "/fragments", CONTACT("{today}")}, 201},
    {"a certificate begins soon",
     {"huisarts", "POST", DOSSIER "/fragments",
      "{\"category\":\"gao\",\"content\":{\"reason\":\"illness\",\"begin\":\"9999-01-01\",\"end\":\"9999-01-02\"}}"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/begin"}}},
};

static void
no_day_hides_what_is_due(void **state)
{
    PLAY(*state, days);
}

static const struct step odd[] = {
    {"a language as long as a header can be", {"huisarts", "GET", DOSSIER "/timeline", .headers = LONG_LANGUAGE}, 200},
    {"for a doctor whom one does not act for",
     {"secretariaat", "GET", DOSSIER "/timeline", FOR("adviserend_arts.id")},
     403,
     "acting_not_allowed"},
    {"or whom nobody knows", {"secretariaat", "GET", DOSSIER "/timeline", FOR("exclusion")}, 400, "invalid_header"},
    {"a version that was",
     {"huisarts", "PUT", DOSSIER "/facts", "{\"region\":\"brussel\"}", .if_match = "\"1\""},
     412,
     "version_conflict"},
    {"the doctor leaves", {"patient", "DELETE", DOSSIER "/participants/{huisarts.id}"}, 204},
    {"and whoever acted for them sees no steps",
     {"secretariaat", "GET", DOSSIER "/timeline", FOR("huisarts.id")},
     404,
     "not_found"},
    {"nor a team", {"secretariaat", "GET", DOSSIER "/team", FOR("huisarts.id")}, 404, "not_found"},
    {"nor a due day",
     {"secretariaat", "GET", "/v1/due?before={today+400}", FOR("huisarts.id")},
     200,
     .lacks = "{dossier}"},
};

static void
what_is_odd_is_refused(void **state)
{
    PLAY(*state, odd);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_take_part),
        cmocka_unit_test(who_was_put_out_the_overview_does_not_tell),
        cmocka_unit_test(a_second_registration_opens_nothing),
        cmocka_unit_test(a_version_counts_what_its_reader_sees),
        cmocka_unit_test(no_day_hides_what_is_due),
        cmocka_unit_test(what_is_odd_is_refused),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
