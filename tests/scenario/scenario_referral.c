/* The doorverwijshulp over the API: who is next from facts alone, and what of a dossier it may go by. */
#include "house_test.h"
#include "play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define ASK "/v1/doorverwijshulp"
#define OF_DOSSIER "{\"dossier\":\"{dossier}\"}"
#define JOIN(name, role) "{\"actor\":\"{" name ".id}\",\"role\":\"" role "\"}"
#define ESTIMATE                                                                                                       \
    "{\"category\":\"arbeidspotentieel\",\"content\":{\"variant\":\"insurance\","                                      \
    "\"date\":\"{today-1}\",\"category\":4,\"motivation\":\"Kan opnieuw beginnen.\"}}"

static const struct step about_nobody[] = {
    {"nothing is known: what is asked first, and the doctor's own next step",
     {"huisarts", "POST", ASK "?language=en", "{}"},
     200,
     .is = {{"/items/#", "1"},
            {"/items/0/row", "0"},
            {"/asks/0/fact", "employment"},
            {"/questions/0/answer", "unknown"}}},
    {"an adaptation of the own work",
     {"huisarts", "POST", ASK, "{\"employment\":\"employed\",\"months\":1.5,\"help\":[\"work_adaptation\"]}"},
     200,
     .is = {{"/items/0/row", "4"},
            {"/items/0/consent/role", "arbeidsarts"},
            {"/questions/2/answer", "bezoek"},
            {"/questions/3/answer", "arbeidsarts"}}},
    {"diagnosis before all else",
     {"huisarts", "POST", ASK, "{\"employment\":\"employed\",\"months\":4,\"estimate\":3}"},
     200,
     .is = {{"/items/0/row", "1"}, {"/items/0/urgent", "true"}, {"/questions/0/answer", "treat_first"}}},
    {"the service of the region",
     {"tnw_coordinator", "POST", ASK, "{\"employment\":\"unemployed\",\"help\":[\"training\"],\"region\":\"brussel\"}"},
     200,
     .is = {{"/items/0/party", "tnw_coordinator"}, {"/items/1/party", "actiris"}}},
    {"the patient may ask", {"patient", "POST", ASK, "{\"employment\":\"self_employed\"}"}, 200},
    {"an employer may not", {"werkgever", "POST", ASK, "{}"}, 403, "role_not_allowed"},
    {"nor who sees no content", {"auditor", "POST", ASK, "{}"}, 403, "role_not_allowed"},
    {"no diagnosis is asked", {"huisarts", "POST", ASK, "{\"diagnosis\":\"F32\"}"}, 422, "invalid_body"},
    {"nor a language that is none", {"huisarts", "POST", ASK "?language=xx", "{}"}, 400, "invalid_parameter"},
};

static void
who_is_next_is_told_from_a_few_facts(void **state)
{
    PLAY(*state, about_nobody);
}

static const struct step of_a_dossier[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"X\"},\"start\":\"{today-140}\",\"employment\":"
      "\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"its patient's fund",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("adviserend_arts", "adviserend_arts")},
     201},
    {"and who looks after their work",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("arbeidsarts", "arbeidsarts")},
     201},
    {"may write its estimate",
     {"patient", "POST", DOSSIER "/consents",
      "{\"effect\":\"grant\",\"grantee\":{\"role\":\"adviserend_arts\"},\"categories\":[\"arbeidspotentieel\"],"
      "\"actions\":[\"read\",\"write\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+60}\"}"},
     201},
    {"and does",
     {"adviserend_arts", "POST", DOSSIER "/fragments", ESTIMATE, .headers = "TNW-Purpose: tnw_traject\r\n"},
     201},
    {"who wrote it goes by it",
     {"adviserend_arts", "POST", ASK, OF_DOSSIER, .headers = "TNW-Purpose: tnw_traject\r\n"},
     200,
     .is = {{"/facts/estimate", "4"},
            {"/facts/months", "4.5"},
            {"/facts/employment", "employed"},
            {"/items/0/row", "5"}}},
    {"so does the patient", {"patient", "POST", ASK, OF_DOSSIER}, 200, NULL, .is = {{"/facts/estimate", "4"}}},
    {"who may not read it is told nothing by it",
     {"arbeidsarts", "POST", ASK, OF_DOSSIER, .headers = "TNW-Purpose: tnw_traject\r\n"},
     200,
     .is = {{"/facts/employment", "employed"}, {"/facts/estimate", NULL}, {"/items/#", "2"}, {"/items/1/row", "23"}}},
    {"what the body says stands",
     {"patient", "POST", ASK, "{\"dossier\":\"{dossier}\",\"employment\":\"unemployed\"}"},
     200,
     .is = {{"/facts/employment", "unemployed"}}},
    {"who is a stranger to it finds none", {"huisarts2", "POST", ASK, OF_DOSSIER}, 404, "not_found"},
    {"as of one that there never was",
     {"huisarts2", "POST", ASK, "{\"dossier\":\"dos_00000000000000000000000001\"}"},
     404,
     "not_found"},
    {"whom the patient excludes",
     {"patient", "POST", DOSSIER "/consents", "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{arbeidsarts.id}\"}}"},
     201},
    {"neither", {"arbeidsarts", "POST", ASK, OF_DOSSIER}, 404, "not_found"},
    {"the patient reads who asked",
     {"patient", "GET", DOSSIER "/access-log?limit=100"},
     200,
     .is = {{"/items/0/action", "referral.ask"}}},
};

static void
of_a_dossier_it_goes_by_what_one_may_read(void **state)
{
    PLAY(*state, of_a_dossier);
}

#define FICHE(kind, name, more) "{\"kind\":\"" kind "\",\"name\":\"" name "\",\"about\":{\"nl\":\"Helpt.\"}," more "}"

static const struct step near_the_patient[] = {
    {"a coach of the zone",
     {"beheerder", "POST", "/v1/fiches",
      FICHE("gtb", "GTB Leuven",
            "\"zones\":[\"ELZ Leuven\"],\"regions\":[\"vlaanderen\"],\"phone\":\"+32 16 00 00 00\"")},
     201},
    {"one of another",
     {"beheerder", "POST", "/v1/fiches", FICHE("gtb", "GTB Gent", "\"zones\":[\"Gent\"],\"regions\":[\"vlaanderen\"]")},
     201},
    {"one that is no more",
     {"beheerder", "POST", "/v1/fiches",
      FICHE("gob", "GOB Leuven",
            "\"zones\":[\"ELZ Leuven\"],\"regions\":[\"vlaanderen\"],\"project\":\"P\","
            "\"valid_until\":\"{today-1}\"")},
     201},
    {"who is near is named, with the number to call",
     {"huisarts", "POST", ASK, "{\"help\":[\"coach\"],\"region\":\"vlaanderen\",\"zone\":\"ELZ Leuven\"}"},
     200,
     .is = {{"/items/0/actors/#", "1"},
            {"/items/0/actors/0/name", "GTB Leuven"},
            {"/items/0/actors/0/phone", "+32 16 00 00 00"},
            {"/items/0/actors/0/stale", "false"}}},
    {"without a zone those of the region",
     {"huisarts", "POST", ASK, "{\"help\":[\"coach\"],\"region\":\"vlaanderen\"}"},
     200,
     .is = {{"/items/0/actors/#", "2"}}},
    {"without either nobody is near",
     {"huisarts", "POST", ASK, "{\"help\":[\"money_info\"]}"},
     200,
     .is = {{"/items/0/party", "ziekenfonds"}, {"/items/0/actors/#", "0"}}},
    {"a service",
     {"beheerder", "POST", "/v1/directory/import",
      "{\"fiches\":[{\"fiche\":{\"ref\":\"d1\",\"kind\":\"preventiedienst\",\"name\":\"Dienst "
      "Noord\",\"about\":{\"nl\":"
      "\"Zorgt.\"}}}]}"},
     200},
    {"of an employer",
     {"beheerder", "POST", "/v1/directory/import", "{\"employers\":[{\"cbe\":\"0403170701\",\"service\":\"d1\"}]}"},
     200},
    {"is who to call for the arbeidsarts",
     {"huisarts", "POST", ASK,
      "{\"employment\":\"employed\",\"months\":1,\"help\":[\"work_adaptation\"],\"employer\":\"0403170701\"}"},
     200,
     .is = {{"/items/0/party", "arbeidsarts"}, {"/items/0/actors/0/name", "Dienst Noord"}}},
    {"where nobody of the zone is, those of the region",
     {"huisarts", "POST", ASK, "{\"help\":[\"coach\"],\"region\":\"vlaanderen\",\"zone\":\"ELZ Nergens\"}"},
     200,
     .is = {{"/items/0/actors/#", "2"}}},
    {"without a zone it is asked, for who can be called",
     {"huisarts", "POST", ASK "?language=en",
      "{\"employment\":\"self_employed\",\"help\":[\"coach\"],\"region\":\"vlaanderen\",\"months\":1}"},
     200,
     .is = {{"/facts/zone", NULL}, {"/asks/#", "8"}, {"/asks/7/fact", "zone"}, {"/asks/7/kind", "text"}}},
    {"a doctor says where they work",
     {"huisarts", "PATCH", "/v1/actors/{huisarts.id}", "{\"contact\":{\"zone\":\"ELZ Leuven\"}}", .if_match = "\"1\""},
     200},
    {"and is told who is there, unasked",
     {"huisarts", "POST", ASK, "{\"help\":[\"coach\"],\"region\":\"vlaanderen\"}"},
     200,
     .is = {{"/facts/zone", "ELZ Leuven"}, {"/items/0/actors/#", "1"}, {"/items/0/actors/0/name", "GTB Leuven"}},
     .lacks = "\"fact\":\"zone\""},
    {"what the body says stands",
     {"huisarts", "POST", ASK, "{\"help\":[\"coach\"],\"region\":\"vlaanderen\",\"zone\":\"Gent\"}"},
     200,
     .is = {{"/facts/zone", "Gent"}, {"/items/0/actors/0/name", "GTB Gent"}}},
    {"another's zone is not theirs",
     {"huisarts2", "POST", ASK, "{\"help\":[\"coach\"],\"region\":\"vlaanderen\"}"},
     200,
     .is = {{"/facts/zone", NULL}, {"/items/0/actors/#", "2"}}},
    {"an organisation says it in its fiche",
     {"beheerder", "POST", "/v1/fiches",
      "{\"kind\":\"ziekenfonds\",\"name\":\"Fonds\",\"about\":{\"nl\":\"A\"},\"actor\":\"{fonds.id}\",\"zones\":["
      "\"Gent\"]}"},
     201},
    {"which is then its own",
     {"fonds", "POST", ASK, "{\"help\":[\"coach\"],\"region\":\"vlaanderen\"}"},
     200,
     .is = {{"/facts/zone", "Gent"}}},
};

static void
who_can_be_called_is_near(void **state)
{
    PLAY(*state, near_the_patient);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_next_is_told_from_a_few_facts),
        cmocka_unit_test(who_can_be_called_is_near),
        cmocka_unit_test(of_a_dossier_it_goes_by_what_one_may_read),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
