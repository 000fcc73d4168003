/* Who acts for a doctor or a team, and what a hospital that is the patient's employer sees through its own doctor. */
#include "scenario/house_test.h"
#include "scenario/play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define THREAD "/v1/threads/{thread}"
#define FOR(name) .headers = "TNW-For: {" name "}\r\n"
#define OPEN(name)                                                                                                     \
    "{\"patient\":{\"niss\":\"{" name ".niss}\",\"name\":\"X\"},\"start\":\"{today-40}\",\"employment\":\"employed\"}"
#define JOIN(name, role) "{\"actor\":\"{" name "}\",\"role\":\"" role "\"}"
#define GAO "{\"category\":\"gao\",\"content\":{\"reason\":\"illness\",\"begin\":\"{today}\",\"end\":\"{today+20}\"}}"
#define ESTIMATE                                                                                                       \
    "{\"category\":\"arbeidspotentieel\",\"content\":{\"variant\":\"insurance\",\"category\":4,\"motivation\":\"Kan "  \
    "halftijds.\"}}"
#define CONTACT(step)                                                                                                  \
    "{\"category\":\"opvolging\",\"content\":{\"date\":\"{today}\",\"channel\":\"phone\",\"present\":true,\"step\":"   \
    "\"" step "\"}}"
#define GRANT(grantee, categories, actions)                                                                            \
    "{\"effect\":\"grant\",\"grantee\":" grantee ",\"categories\":[" categories "],\"actions\":[" actions              \
    "],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+30}\"}"
#define EXCLUDE(grantee) "{\"effect\":\"exclude\",\"grantee\":" grantee "}"
#define ACTOR(name) "{\"actor\":\"{" name "}\"}"
#define ROLE(role) "{\"role\":\"" role "\"}"

static const struct step setting[] = {
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN("patient")}, 201, NULL, {{"/id", "dossier"}}},
    {"a gao", {"huisarts", "POST", DOSSIER "/fragments", GAO}, 201, NULL, {{"/id", "gao"}}},
    {"the doctor of the fund",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("adviserend_arts.id", "adviserend_arts")},
     201},
    {"who may see estimates",
     {"patient", "POST", DOSSIER "/consents",
      GRANT(ROLE("adviserend_arts"), "\"arbeidspotentieel\",\"fit_note\",\"diagnose\"",
            "\"read\",\"write\",\"confer\"")},
     201,
     NULL,
     {{"/id", "grant"}}},
};

static const struct step team_member[] = {
    {"without saying for whom there is nothing", {"medewerker", "GET", DOSSIER}, 404, "not_found"},
    {"for the doctor there is the dossier", {"medewerker", "GET", DOSSIER, FOR("adviserend_arts.id")}, 200},
    {"what they may there is the doctor's, less what their function bars",
     {"medewerker", "GET", "/v1/policy/explain?dossier={dossier}", FOR("adviserend_arts.id")},
     200,
     .is = {{"/actor", "{adviserend_arts.id}"},
            {"/never/read/#", "1"},
            {"/never/read/0", "diagnose"},
            {"/purposes/tnw_traject/write/#", "3"}}},
    {"the doctor's own is whole",
     {"adviserend_arts", "GET", "/v1/policy/explain?dossier={dossier}"},
     200,
     .is = {{"/never/read/#", "0"}, {"/purposes/tnw_traject/write/#", "5"}}},
    {"and is listed", {"medewerker", "GET", "/v1/dossiers", FOR("adviserend_arts.id")}, 200, .is = {{"/items/#", "1"}}},
    {"the law gives the certificate",
     {"medewerker", "GET", DOSSIER "/fragments/{gao}", FOR("adviserend_arts.id")},
     200,
     .ground = "law:gao_elektronisch"},
    {"the estimate is made",
     {"medewerker", "POST", DOSSIER "/fragments", ESTIMATE, FOR("adviserend_arts.id")},
     201,
     NULL,
     {{"/id", "estimate"}},
     {{"/author", "{adviserend_arts.id}"}, {"/author_role", "adviserend_arts"}, {"/by", "{medewerker.id}"}}},
    {"and is the doctor's, who amends it",
     {"adviserend_arts", "PUT", DOSSIER "/fragments/{estimate}",
      "{\"content\":{\"variant\":\"insurance\",\"category\":4,\"motivation\":\"Kan halftijds starten.\"}}",
      .if_match = "\"1\""},
     200,
     .is = {{"/by", ""}, {"/version", "2"}}},
    {"whose first version says who held the pen",
     {"medewerker", "GET", DOSSIER "/fragments/{estimate}?version=1", FOR("adviserend_arts.id")},
     200,
     .is = {{"/by", "{medewerker.id}"}}},
    {"a referral is the doctor's own",
     {"medewerker", "POST", DOSSIER "/fragments",
      "{\"category\":\"doorverwijzing\",\"content\":{\"to_role\":\"tnw_coordinator\",\"reason\":\"x\",\"purpose\":"
      "\"tnw_traject\"}}",
      FOR("adviserend_arts.id")},
     403,
     "category_not_for_role"},
    {"nobody is brought in for somebody",
     {"medewerker", "POST", DOSSIER "/participants", JOIN("arbeidsarts.id", "arbeidsarts"), FOR("adviserend_arts.id")},
     403,
     "acting_not_allowed"},
    {"for the team, which takes no part, there is nothing",
     {"medewerker", "GET", DOSSIER, FOR("fonds.id")},
     404,
     "not_found"},
    {"the team takes part", {"patient", "POST", DOSSIER "/participants", JOIN("fonds.id", "adviserend_arts")}, 201},
    {"and there is the dossier", {"medewerker", "GET", DOSSIER, FOR("fonds.id")}, 200},
    {"for somebody else there is nothing",
     {"medewerker", "GET", DOSSIER, FOR("huisarts.id")},
     403,
     "acting_not_allowed"},
    {"nor for whom nobody knows", {"medewerker", "GET", DOSSIER, FOR("medewerker.id")}, 403, "acting_not_allowed"},
    {"a doctor acts for nobody", {"huisarts", "GET", DOSSIER, FOR("adviserend_arts.id")}, 403, "role_not_held"},
    {"nor in that role",
     {"medewerker", "GET", DOSSIER, .headers = "TNW-Role: huisarts\r\nTNW-For: {adviserend_arts.id}\r\n"},
     400,
     "acting_role"},
};

/* What the patient reads, and the auditor finds. */
static const struct step told[] = {
    {"an estimate is read", {"medewerker", "GET", DOSSIER "/fragments/{estimate}", FOR("adviserend_arts.id")}, 200},
    {"the patient reads who, and for whom",
     {"patient", "GET", DOSSIER "/access-log?language=nl"},
     200,
     .is = {{"/items/0/actor/id", "{medewerker.id}"},
            {"/items/0/for/id", "{adviserend_arts.id}"},
            {"/items/0/for/name", "Dr. Els Wouters"},
            {"/items/0/role", "adviserend_arts"}}},
    {"the auditor finds what was done for the doctor by the doctor's id",
     {"auditor", "GET", "/v1/audit/records?actor={adviserend_arts.id}&action=fragment.add&decision=permit"},
     200,
     .is = {{"/items/#", "1"},
            {"/items/0/record/actor", "{medewerker.id}"},
            {"/items/0/record/for", "{adviserend_arts.id}"},
            {"/items/0/record/role", "adviserend_arts"}}},
    {"and by that of the medewerker",
     {"auditor", "GET", "/v1/audit/records?actor={medewerker.id}&action=fragment.add"},
     200,
     .is = {{"/items/0/record/for", "{adviserend_arts.id}"}}},
};

static const struct step conferring[] = {
    {"the huisarts takes part in the thread",
     {"patient", "POST", DOSSIER "/consents", GRANT(ROLE("huisarts"), "\"fit_note\"", "\"confer\"")},
     201},
    {"a thread",
     {"huisarts", "POST", DOSSIER "/threads",
      "{\"procedure\":\"tnw_traject\",\"subject\":\"x\",\"participants\":[\"{adviserend_arts.id}\"]}"},
     201,
     NULL,
     {{"/id", "thread"}}},
    {"a question",
     {"huisarts", "POST", THREAD "/messages", "{\"kind\":\"vraag\",\"text\":\"Kan dit?\"}"},
     201,
     NULL,
     {{"/id", "question"}}},
    {"the asker has heard all so far", {"huisarts", "GET", "/v1/inbox?limit=200"}, 200, NULL, {{"/next", "heard"}}},
    {"is answered for the doctor",
     {"medewerker", "POST", THREAD "/messages", "{\"kind\":\"antwoord\",\"text\":\"Ja.\",\"reply_to\":\"{question}\"}",
      FOR("adviserend_arts.id")},
     201,
     .is = {{"/author", "{adviserend_arts.id}"}, {"/by", "{medewerker.id}"}}},
    {"and the asker is told by whom and for whom",
     {"huisarts", "GET", "/v1/inbox?after={heard}"},
     200,
     .is = {{"/items/0/type", "message.posted"},
            {"/items/0/by", "{medewerker.id}"},
            {"/items/0/for", "{adviserend_arts.id}"}}},
    {"a decision is not",
     {"medewerker", "POST", THREAD "/messages", "{\"kind\":\"beslissing\",\"text\":\"Ja.\"}",
      FOR("adviserend_arts.id")},
     403,
     "acting_not_allowed"},
    {"nor an end of the thread",
     {"medewerker", "POST", THREAD "/close", "{\"conclusion\":\"x\"}", FOR("adviserend_arts.id")},
     403,
     "acting_not_allowed"},
    {"events are the doctor's", {"medewerker", "GET", "/v1/inbox", FOR("adviserend_arts.id")}, 200},
    {"the huisarts' secretary sees no thread",
     {"secretariaat", "GET", DOSSIER "/threads", FOR("huisarts.id")},
     200,
     .is = {{"/items/#", "0"}}},
    {"nor its messages", {"secretariaat", "GET", THREAD "/messages", FOR("huisarts.id")}, 403, "role_not_allowed"},
    {"nor what they are about", {"secretariaat", "GET", "/v1/inbox", FOR("huisarts.id")}, 200, .lacks = "{thread}"},
    {"nor the certificate, though the huisarts wrote it",
     {"secretariaat", "GET", DOSSIER "/fragments/{gao}", FOR("huisarts.id")},
     403,
     "consent_required",
     .ground = "function_ceiling"},
    {"nor a fact of health",
     {"secretariaat", "GET", DOSSIER "/facts", FOR("huisarts.id")},
     200,
     .lacks = "occupational_cause"},
    {"nor says that the doctor of the fund had theirs",
     {"secretariaat", "POST", DOSSIER "/fragments", CONTACT("m4_contact"), FOR("huisarts.id")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/step"}}},
    {"as the huisarts does not",
     {"huisarts", "POST", DOSSIER "/fragments", CONTACT("w4_info")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/step"}}},
    {"but notes a contact of the huisarts'",
     {"secretariaat", "POST", DOSSIER "/fragments", CONTACT("nazorg"), FOR("huisarts.id")},
     201,
     NULL,
     {{"/id", "contact"}}},
    {"and reads it",
     {"secretariaat", "GET", DOSSIER "/fragments/{contact}", FOR("huisarts.id")},
     200,
     .ground = "author"},
};

/* One connection stays open through all of it. */
static const struct step ends[] = {
    {"reading goes", {"medewerker", "GET", DOSSIER "/fragments/{estimate}", FOR("adviserend_arts.id")}, 200},
    {"the patient excludes the medewerker",
     {"patient", "POST", DOSSIER "/consents", EXCLUDE(ACTOR("medewerker.id"))},
     201,
     NULL,
     {{"/id", "exclusion"}}},
    {"for whom there is nothing any more",
     {"medewerker", "GET", DOSSIER "/fragments/{estimate}", FOR("adviserend_arts.id")},
     404,
     "not_found",
     .ground = "excluded:{exclusion}"},
    {"nor for the team", {"medewerker", "GET", DOSSIER, FOR("fonds.id")}, 404, "not_found"},
    {"the doctor goes on", {"adviserend_arts", "GET", DOSSIER "/fragments/{estimate}"}, 200},
    {"the patient lets them again", {"patient", "POST", DOSSIER "/consents/{exclusion}/withdraw"}, 200},
    {"and reading goes", {"medewerker", "GET", DOSSIER "/fragments/{estimate}", FOR("adviserend_arts.id")}, 200},
    {"the patient excludes the doctor",
     {"patient", "POST", DOSSIER "/consents", EXCLUDE(ACTOR("adviserend_arts.id"))},
     201,
     NULL,
     {{"/id", "exclusion2"}}},
    {"who reads what is theirs", {"adviserend_arts", "GET", DOSSIER "/fragments/{estimate}"}, 200, .ground = "author"},
    {"which the medewerker does not",
     {"medewerker", "GET", DOSSIER "/fragments/{estimate}", FOR("adviserend_arts.id")},
     404,
     "not_found"},
    {"nor lists", {"medewerker", "GET", DOSSIER "/fragments", FOR("adviserend_arts.id")}, 404, "not_found"},
    {"what the doctor said is theirs too",
     {"adviserend_arts", "GET", THREAD "/messages"},
     200,
     .is = {{"/items/#", "1"}}},
    {"and nobody reads it for them",
     {"medewerker", "GET", THREAD "/messages", FOR("adviserend_arts.id")},
     404,
     "not_found"},
    {"the patient takes that back", {"patient", "POST", DOSSIER "/consents/{exclusion2}/withdraw"}, 200},
    {"reading goes again", {"medewerker", "GET", DOSSIER "/fragments/{estimate}", FOR("adviserend_arts.id")}, 200},
    {"the registry", {"beheerder", "GET", "/v1/actors/{medewerker.id}"}, 200, NULL, {{"ETag", "etag"}}},
    {"takes the doctor off the list",
     {"beheerder", "PATCH", "/v1/actors/{medewerker.id}", "{\"acts_for\":[\"{fonds.id}\"]}", .if_match = "{etag}"},
     200,
     NULL,
     {{"ETag", "etag"}}},
    {"and it is over",
     {"medewerker", "GET", DOSSIER "/fragments/{estimate}", FOR("adviserend_arts.id")},
     403,
     "acting_not_allowed"},
    {"puts them back",
     {"beheerder", "PATCH", "/v1/actors/{medewerker.id}", "{\"acts_for\":[\"{adviserend_arts.id}\",\"{fonds.id}\"]}",
      .if_match = "{etag}"},
     200},
    {"and it goes on", {"medewerker", "GET", DOSSIER "/fragments/{estimate}", FOR("adviserend_arts.id")}, 200},
    {"the patient takes the doctor out", {"patient", "DELETE", DOSSIER "/participants/{adviserend_arts.id}"}, 204},
    {"what was the doctor's own is theirs in person",
     {"medewerker", "GET", DOSSIER "/fragments/{estimate}", FOR("adviserend_arts.id")},
     404,
     "not_found"},
};

/* The hospital is the patient's employer and has a doctor who treats them. */
static const struct step employer[] = {
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN("patient2")}, 201, NULL, {{"/id", "dossier"}}},
    {"a gao", {"huisarts", "POST", DOSSIER "/fragments", GAO}, 201, NULL, {{"/id", "gao"}}},
    {"a hospital's doctor takes part",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("ziekenhuisarts.id", "huisarts")},
     201},
    {"doctors may see all",
     {"patient2", "POST", DOSSIER "/consents",
      GRANT(ROLE("huisarts"), "\"gao\",\"fit_note\"", "\"read\",\"write\",\"confer\"")},
     201,
     NULL,
     {{"/id", "grant"}}},
    {"and does", {"ziekenhuisarts", "GET", DOSSIER "/fragments/{gao}"}, 200, .ground = "consent:{grant}"},
    {"a thread",
     {"huisarts", "POST", DOSSIER "/threads",
      "{\"procedure\":\"tnw_traject\",\"subject\":\"x\",\"participants\":[\"{ziekenhuisarts.id}\"]}"},
     201,
     NULL,
     {{"/id", "thread"}}},
    {"which they read", {"ziekenhuisarts", "GET", THREAD}, 200},
    {"the facts", {"patient2", "GET", DOSSIER "/facts"}, 200, NULL, {{"ETag", "etag"}}},
    {"name the hospital as employer",
     {"patient2", "PUT", DOSSIER "/facts", "{\"employer\":\"{ziekenhuis.cbe}\"}", .if_match = "{etag}"},
     200,
     NULL,
     {{"ETag", "etag"}}},
    {"and its doctor sees no gao",
     {"ziekenhuisarts", "GET", DOSSIER "/fragments/{gao}"},
     403,
     "consent_required",
     .ground = "employer_conflict"},
    {"in no list", {"ziekenhuisarts", "GET", DOSSIER "/fragments"}, 200, .is = {{"/items/#", "0"}}},
    {"nor the thread", {"ziekenhuisarts", "GET", THREAD}, 403, "consent_required", .ground = "employer_conflict"},
    {"the other doctor does", {"huisarts", "GET", DOSSIER "/fragments/{gao}"}, 200},
    {"who works for that employer names no other",
     {"ziekenhuisarts", "PUT", DOSSIER "/facts", "{\"employer\":\"{werkgever.cbe}\"}", .if_match = "{etag}"},
     403,
     "role_not_allowed"},
    {"nor none",
     {"ziekenhuisarts", "PUT", DOSSIER "/facts", "{\"employer\":null}", .if_match = "{etag}"},
     403,
     "role_not_allowed"},
    {"nor does it harm to say the same",
     {"ziekenhuisarts", "PUT", DOSSIER "/facts", "{\"employer\":\"{ziekenhuis.cbe}\"}", .if_match = "{etag}"},
     200},
    {"a grant by name lets them",
     {"patient2", "POST", DOSSIER "/consents", GRANT(ACTOR("ziekenhuisarts.id"), "\"gao\"", "\"read\"")},
     201,
     NULL,
     {{"/id", "named"}}},
    {"see it", {"ziekenhuisarts", "GET", DOSSIER "/fragments/{gao}"}, 200, .ground = "consent:{named}"},
    {"and nothing else", {"ziekenhuisarts", "GET", THREAD}, 403, "consent_required"},
    {"until it is withdrawn", {"patient2", "POST", DOSSIER "/consents/{named}/withdraw"}, 200},
    {"and no more", {"ziekenhuisarts", "GET", DOSSIER "/fragments/{gao}"}, 403, "consent_required"},
    {"another employer",
     {"patient2", "PUT", DOSSIER "/facts", "{\"employer\":\"{werkgever.cbe}\"}", .if_match = "{etag}"},
     200},
    {"ends the conflict", {"ziekenhuisarts", "GET", DOSSIER "/fragments/{gao}"}, 200, .ground = "consent:{grant}"},
    {"and the thread is there", {"ziekenhuisarts", "GET", THREAD}, 200},
};

static void
a_medewerker_acts_for_a_doctor_and_never_beyond(void **state)
{
    struct house *house = *state;
    PLAY(house, setting);
    PLAY(house, team_member);
    PLAY(house, told);
    PLAY(house, conferring);
    PLAY(house, ends);
}

static void
an_employers_own_doctor_sees_nothing_medical_but_by_name(void **state)
{
    PLAY(*state, employer);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_medewerker_acts_for_a_doctor_and_never_beyond),
        cmocka_unit_test(an_employers_own_doctor_sees_nothing_medical_but_by_name),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
