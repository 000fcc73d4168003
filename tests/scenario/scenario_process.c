/* Facts, team, overview, steps: who sees and sets what, and what is told to whom, over real TLS. */
#include "house_test.h"
#include "play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define OPEN(name, more)                                                                                               \
    "{\"patient\":{\"niss\":\"{" name ".niss}\",\"name\":\"X <b>\"},\"start\":\"{today-40}\","                         \
    "\"employment\":\"employed\"" more "}"
#define JOIN(name, role) "{\"actor\":\"{" name ".id}\",\"role\":\"" role "\"}"
#define EXCLUDE(name) "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{" name ".id}\"}}"
#define REGIE(name) "{\"actor\":\"{" name ".id}\"}"

static const struct step facts[] = {
    {"a dossier with facts",
     {"huisarts", "POST", "/v1/dossiers", OPEN("patient", ",\"employer\":\"0999000129\",\"zone\":\"ELZ Leuven\"")},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"the employer takes part", {"patient", "POST", DOSSIER "/participants", JOIN("werkgever", "werkgever")}, 201},
    {"and the coordinator",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("tnw_coordinator", "tnw_coordinator")},
     201},
    {"and the fund's doctor",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("adviserend_arts", "adviserend_arts")},
     201},
    {"the doctor sees them",
     {"huisarts", "GET", DOSSIER "/facts"},
     200,
     .is = {{"/version", "1"}, {"/zone", "ELZ Leuven"}, {"/employer", "0999000129"}, {"/exceptions/#", "0"}},
     .ground = "participant"},
    {"the employer sees what is for employers",
     {"werkgever", "GET", DOSSIER "/facts"},
     200,
     .is = {{"/version", "1"}, {"/employer", "0999000129"}, {"/zone", NULL}, {"/exceptions", NULL}}},
    {"a change needs what it changes",
     {"adviserend_arts", "PUT", DOSSIER "/facts", "{\"exceptions\":[\"medisch\"]}"},
     428,
     "precondition_required"},
    {"and the version that stands",
     {"adviserend_arts", "PUT", DOSSIER "/facts", "{\"exceptions\":[\"medisch\"]}", .if_match = "\"7\""},
     412,
     "version_conflict"},
    {"the fund's doctor finds an exception",
     {"adviserend_arts", "PUT", DOSSIER "/facts", "{\"exceptions\":[\"medisch\"]}", .if_match = "\"1\""},
     200,
     .is = {{"/version", "2"}, {"/exceptions/0", "medisch"}}},
    {"of which the employer sees nothing, not even that something changed",
     {"werkgever", "GET", DOSSIER "/facts"},
     200,
     .is = {{"/version", "1"}, {"/exceptions", NULL}},
     .lacks = "medisch"},
    {"nor hears", {"werkgever", "GET", "/v1/inbox"}, 200, .lacks = "facts.changed"},
    {"nor finds in what was",
     {"werkgever", "GET", DOSSIER "/facts/history"},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/by", ""}},
     .lacks = "medisch"},
    {"the patient is told", {"patient", "GET", "/v1/inbox?limit=200"}, 200, .is = {{"/items/4/type", "facts.changed"}}},
    {"an employer sets no zone",
     {"werkgever", "PUT", DOSSIER "/facts", "{\"zone\":\"x\"}", .if_match = "\"1\""},
     403,
     "role_not_allowed"},
    {"but its own size",
     {"werkgever", "PUT", DOSSIER "/facts", "{\"employer_size\":\"from_50\"}", .if_match = "\"1\""},
     200,
     .is = {{"/version", "2"}, {"/employer_size", "from_50"}}},
    {"the doctor, who saw another version, is told so",
     {"huisarts", "PUT", DOSSIER "/facts", "{\"region\":\"brussel\"}", .if_match = "\"2\""},
     412,
     "version_conflict"},
    {"a contact person comes from the fund",
     {"adviserend_arts", "PUT", DOSSIER "/facts", "{\"contact\":\"{huisarts.id}\"}", .if_match = "\"3\""},
     422,
     "invalid_body"},
    {"and is named",
     {"adviserend_arts", "PUT", DOSSIER "/facts", "{\"contact\":\"{tnw_coordinator.id}\"}", .if_match = "\"3\""},
     200},
    {"all that was stays",
     {"patient", "GET", DOSSIER "/facts/history"},
     200,
     .is = {{"/items/#", "4"},
            {"/items/3/changed/zone", "ELZ Leuven"},
            {"/items/2/changed/exceptions/0", "medisch"},
            {"/items/0/version", "4"}}},
    {"page by page",
     {"patient", "GET", DOSSIER "/facts/history?limit=3"},
     200,
     NULL,
     {{"/next", "older"}},
     {{"/items/#", "3"}}},
    {"to the end",
     {"patient", "GET", DOSSIER "/facts/history?limit=3&after={older}"},
     200,
     .is = {{"/items/#", "1"}, {"/next", ""}, {"/items/0/version", "1"}}},
    {"a stranger sees none", {"arbeidsarts", "GET", DOSSIER "/facts"}, 404, "not_found"},
};

static void
facts_are_seen_and_set_by_role(void **state)
{
    PLAY(*state, facts);
}

/* An estimate is what makes a step of referral: who may not know of the one is not told by the other. */
static const struct step category_excluded[] = {
    {"a dossier of who has no employer",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient3.niss}\",\"name\":\"Jan\"},\"start\":\"{today-60}\","
      "\"employment\":\"unemployed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"the coordinator", {"huisarts", "POST", DOSSIER "/participants", JOIN("tnw_coordinator", "tnw_coordinator")}, 201},
    {"and the fund's doctor",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("adviserend_arts", "adviserend_arts")},
     201},
    {"who may estimate",
     {"patient3", "POST", DOSSIER "/consents",
      "{\"effect\":\"grant\",\"grantee\":{\"role\":\"adviserend_arts\"},\"categories\":[\"arbeidspotentieel\"],"
      "\"actions\":[\"read\",\"write\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+30}\"}"},
     201},
    {"and does",
     {"adviserend_arts", "POST", DOSSIER "/fragments",
      "{\"category\":\"arbeidspotentieel\",\"content\":{\"variant\":\"insurance\",\"category\":4,"
      "\"motivation\":\"x\"}}"},
     201},
    {"which category it found, the coordinator learns from the referral",
     {"tnw_coordinator", "GET", DOSSIER "/timeline"},
     200,
     .lacks = "verwijzing_cat4"},
    {"nor that something is possible, from what the patient has to do",
     {"tnw_coordinator", "GET", DOSSIER "/timeline"},
     200,
     .lacks = "inschrijving"},
    {"not by asking for all steps either",
     {"tnw_coordinator", "GET", DOSSIER "/timeline?all=1"},
     200,
     .lacks = "\"estimate\""},
    {"the doctor neither", {"huisarts", "GET", DOSSIER "/timeline"}, 200, .lacks = "inschrijving"},
    {"who reads of the patient, and is not spoken to as if they were",
     {"huisarts", "GET", DOSSIER "/timeline"},
     200,
     .lacks = "\"Uw "},
    {"until the patient lets them read estimates",
     {"patient3", "POST", DOSSIER "/consents",
      "{\"effect\":\"grant\",\"grantee\":{\"role\":\"tnw_coordinator\"},\"categories\":[\"arbeidspotentieel\"],"
      "\"actions\":[\"read\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+30}\"}"},
     201},
    {"and they see what it asks for",
     {"tnw_coordinator", "GET", DOSSIER "/timeline"},
     200,
     .is = {{"/items/6/rule", "inschrijving"}}},
    {"the patient excludes them from estimates",
     {"patient3", "POST", DOSSIER "/consents",
      "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{tnw_coordinator.id}\"},"
      "\"categories\":[\"arbeidspotentieel\"]}"},
     201},
    {"and their steps tell none", {"tnw_coordinator", "GET", DOSSIER "/timeline"}, 200, .lacks = "inschrijving"},
    {"nor does their team", {"tnw_coordinator", "GET", DOSSIER "/team"}, 200, .lacks = "inschrijving"},
    {"who made it sees it",
     {"adviserend_arts", "GET", DOSSIER "/timeline"},
     200,
     .is = {{"/items/0/rule", "verwijzing_cat4"}}},
};

static void
what_an_exclusion_takes_no_step_tells(void **state)
{
    PLAY(*state, category_excluded);
}

/* In the dossier of what an exclusion takes. */
static const struct step done_by[] = {
    {"a referral",
     {"adviserend_arts", "POST", DOSSIER "/fragments",
      "{\"category\":\"doorverwijzing\",\"content\":{\"to_role\":\"tnw_coordinator\",\"reason\":\"x\",\"purpose\":"
      "\"tnw_traject\"}}"},
     201},
    {"is followed by the first contact",
     {"tnw_coordinator", "POST", DOSSIER "/fragments",
      "{\"category\":\"opvolging\",\"content\":{\"step\":\"eerste_contact\",\"date\":\"{today}\",\"channel\":"
      "\"phone\",\"present\":true,\"role_explained\":true,\"first_step_chosen\":true,\"consent_asked\":true}}"},
     201,
     NULL,
     {{"/id", "talk"}}},
    {"which its author finds from the step",
     {"tnw_coordinator", "GET", DOSSIER "/timeline"},
     200,
     .is = {{"/items/2/rule", "eerste_contact"}, {"/items/2/done_by", "{talk}"}}},
    {"and who may not read it does not", {"huisarts", "GET", DOSSIER "/timeline"}, 200, .lacks = "{talk}"},
};

static void
who_wrote_what_did_a_step_finds_it_from_there(void **state)
{
    PLAY(*state, done_by);
}

static const struct step overview[] = {
    {"nobody keeps the overview",
     {"patient", "GET", DOSSIER "/team"},
     200,
     .is = {{"/alert", "no_regie"}, {"/regie", ""}, {"/members/#", "5"}, {"/contact/actor", "{tnw_coordinator.id}"}}},
    {"the employer does not see whom to call at the fund",
     {"werkgever", "GET", DOSSIER "/team"},
     200,
     .is = {{"/contact", ""}, {"/members/#", "3"}}},
    {"an employer gives it to nobody",
     {"werkgever", "POST", DOSSIER "/regie", REGIE("tnw_coordinator")},
     403,
     "role_not_allowed"},
    {"nor can have it", {"patient", "POST", DOSSIER "/regie", REGIE("werkgever")}, 422, "invalid_body"},
    {"the coordinator takes it",
     {"tnw_coordinator", "POST", DOSSIER "/regie", REGIE("tnw_coordinator")},
     200,
     .is = {{"/regie/role", "tnw_coordinator"}, {"/alert", ""}}},
    {"the patient takes it over",
     {"patient", "POST", DOSSIER "/regie", REGIE("patient")},
     200,
     .is = {{"/regie/role", "patient"}}},
    {"and keeps it", {"huisarts", "POST", DOSSIER "/regie", REGIE("huisarts")}, 409, "conflict"},
    {"until they hand it over",
     {"patient", "POST", DOSSIER "/regie", REGIE("tnw_coordinator")},
     200,
     .is = {{"/regie/actor", "{tnw_coordinator.id}"}}},
    {"whoever left has it no more", {"patient", "DELETE", DOSSIER "/participants/{tnw_coordinator.id}"}, 204},
    {"and there is an alert",
     {"huisarts", "GET", DOSSIER "/team"},
     200,
     .is = {{"/alert", "no_regie"}, {"/regie", ""}}},
    {"nor are they anybody's contact person",
     {"patient", "GET", DOSSIER "/team"},
     200,
     .is = {{"/contact", ""}, {"/members/#", "4"}}},
    {"by the facts either", {"patient", "GET", DOSSIER "/facts"}, 200, .is = {{"/contact", ""}, {"/regie", ""}}},
    {"though they keep whom they named",
     {"patient", "GET", DOSSIER "/facts/history"},
     200,
     .is = {{"/items/3/changed/contact/actor", "{tnw_coordinator.id}"}}},
    {"which is theirs to see to, where there is no coordinator",
     {"huisarts", "GET", "/v1/due"},
     200,
     .is = {{"/items/0/steps/0/rule", "regie"}, {"/items/0/dossier", "{dossier}"}}},
    {"and nobody else's", {"adviserend_arts", "GET", "/v1/due"}, 200, .lacks = "\"regie\""},
    {"the coordinator comes back",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("tnw_coordinator", "tnw_coordinator")},
     201},
};

static void
somebody_keeps_the_overview(void **state)
{
    PLAY(*state, overview);
}

static const struct step steps[] = {
    {"the employer's timeline holds what is the employer's",
     {"werkgever", "GET", DOSSIER "/timeline?all=1"},
     200,
     .lacks = "m4_inschatting"},
    {"nor a referral", {"werkgever", "GET", DOSSIER "/timeline?all=1"}, 200, .lacks = "verwijzing_cat4"},
    {"nor a questionnaire", {"werkgever", "GET", DOSSIER "/team"}, 200, .lacks = "w10_vragenlijst"},
    {"nor a doctor who treats", {"werkgever", "GET", DOSSIER "/team"}, 200, .lacks = "huisarts"},
    {"in the dossier either", {"werkgever", "GET", DOSSIER}, 200, .is = {{"/opened_by", ""}}, .lacks = "{huisarts.id}"},
    {"nor who gives advice", {"werkgever", "GET", "/v1/dossiers"}, 200, .lacks = "\"adviserend_arts\""},
    {"but with whom the work is arranged",
     {"werkgever", "GET", DOSSIER "/team"},
     200,
     .is = {{"/members/#", "3"}, {"/members/1/role", "werkgever"}, {"/members/2/role", "tnw_coordinator"}}},
    {"nor does its calendar", {"werkgever", "GET", DOSSIER "/timeline.ics"}, 200, .lacks = "vragenlijst"},
    {"nor its fiche", {"werkgever", "GET", DOSSIER "/fiche"}, 200, .lacks = "ragenlijst"},
    {"the huisarts does not see what an estimate found",
     {"huisarts", "GET", DOSSIER "/timeline?all=1"},
     200,
     .lacks = "verwijzing_cat4"},
    {"in a language that there is none of",
     {"patient", "GET", DOSSIER "/timeline?language=es"},
     400,
     "invalid_parameter"},
    {"the patient's fiche runs nothing", {"patient", "GET", DOSSIER "/fiche?language=fr"}, 200, .lacks = "<script"},
    {"and names are text in it", {"patient", "GET", DOSSIER "/fiche"}, 200, .lacks = "X <b>"},
    {"who is no participant has no timeline", {"arbeidsarts", "GET", DOSSIER "/timeline"}, 404, "not_found"},
    {"the fund's doctor has something to do",
     {"adviserend_arts", "GET", "/v1/due?before={today+400}"},
     200,
     .is = {{"/items/0/dossier", "{dossier}"}, {"/items/0/patient/name", "X <b>"}}},
    {"of which the employer hears nothing", {"werkgever", "GET", "/v1/due?before={today+400}"}, 200, .lacks = "m4_"},
    {"a page of one goes on",
     {"adviserend_arts", "GET", "/v1/due?before={today+400}&limit=1"},
     200,
     NULL,
     {{"/next", "more"}, {"/items/0/steps/0/due", "first"}},
     {{"/items/#", "1"}}},
    {"behind the first",
     {"adviserend_arts", "GET", "/v1/due?before={today+400}&limit=1&after={more}"},
     200,
     .lacks = "{first}"},
    {"the traject stands still",
     {"tnw_coordinator", "POST", DOSSIER "/suspensions",
      "{\"purpose\":\"tnw_traject\",\"from\":\"{today-1}\",\"reason\":\"rit\"}"},
     201,
     NULL,
     {{"/id", "pause"}}},
    {"once at a time",
     {"patient", "POST", DOSSIER "/suspensions", "{\"purpose\":\"tnw_traject\",\"from\":\"{today}\"}"},
     409,
     "conflict"},
    {"a traject that cannot",
     {"patient", "POST", DOSSIER "/suspensions", "{\"purpose\":\"rit\",\"from\":\"{today}\"}"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/purpose"}}},
    {"an employer says no such thing",
     {"werkgever", "POST", DOSSIER "/suspensions", "{\"purpose\":\"tnw_traject\",\"from\":\"{today}\"}"},
     403,
     "role_not_allowed"},
    {"nor sees it", {"werkgever", "GET", DOSSIER "/timeline"}, 200, .is = {{"/suspensions/#", "0"}}},
    {"nor hears of it", {"werkgever", "GET", "/v1/inbox?limit=200"}, 200, .lacks = "suspension"},
    {"the patient does", {"patient", "GET", DOSSIER "/timeline"}, 200, .is = {{"/suspensions/0/reason", "rit"}}},
    {"it ends", {"patient", "POST", DOSSIER "/suspensions/{pause}/end", "{}"}, 200, .is = {{"/until", "{today}"}}},
    {"and is over", {"patient", "POST", DOSSIER "/suspensions/{pause}/end", "{}"}, 409, "conflict"},
};

static void
steps_are_for_who_may_know_of_them(void **state)
{
    PLAY(*state, steps);
}

static const struct step out[] = {
    {"the patient excludes the fund's doctor",
     {"patient", "POST", DOSSIER "/consents", EXCLUDE("adviserend_arts")},
     201},
    {"for whom nothing is due any more",
     {"adviserend_arts", "GET", "/v1/due?before={today+400}"},
     200,
     .is = {{"/next", ""}},
     .lacks = "{dossier}"},
    {"no timeline", {"adviserend_arts", "GET", DOSSIER "/timeline"}, 404, "not_found"},
    {"no calendar", {"adviserend_arts", "GET", DOSSIER "/timeline.ics"}, 404, "not_found"},
    {"no fiche", {"adviserend_arts", "GET", DOSSIER "/fiche"}, 404, "not_found"},
    {"no team", {"adviserend_arts", "GET", DOSSIER "/team"}, 404, "not_found"},
    {"no facts", {"adviserend_arts", "GET", DOSSIER "/facts"}, 404, "not_found"},
    {"nor any to set",
     {"adviserend_arts", "PUT", DOSSIER "/facts", "{\"exceptions\":[]}", .if_match = "\"4\""},
     404,
     "not_found"},
    {"nor a suspension",
     {"adviserend_arts", "POST", DOSSIER "/suspensions", "{\"purpose\":\"tnw_traject\",\"from\":\"{today}\"}"},
     404,
     "not_found"},
    {"nor the overview, as the patient is told",
     {"patient", "POST", DOSSIER "/regie", REGIE("adviserend_arts")},
     422,
     "invalid_body"},
};

static void
who_is_excluded_sees_no_step(void **state)
{
    PLAY(*state, out);
}

static const struct step twice[] = {
    {"another doctor opens a dossier with the same start, and is told nothing",
     {"huisarts2", "POST", "/v1/dossiers", OPEN("patient", "")},
     201,
     NULL,
     {{"/id", "double"}},
     {{"/double_of/#", "0"}}},
    {"now or later",
     {"huisarts2", "GET", "/v1/dossiers/{double}"},
     200,
     .is = {{"/double_of/#", "0"}},
     .lacks = "{dossier}"},
    {"nor hears of it", {"huisarts2", "GET", "/v1/inbox?limit=200"}, 200, .lacks = "dossier.double"},
    {"the patient sees both", {"patient", "GET", DOSSIER}, 200, .is = {{"/double_of/0", "{double}"}}},
    {"the other doctor does not", {"huisarts", "GET", DOSSIER}, 200, .is = {{"/double_of/#", "0"}}},
    {"who takes part in both does",
     {"huisarts2", "POST", "/v1/dossiers/{double}/participants", JOIN("huisarts", "huisarts")},
     201},
    {"both ways", {"huisarts", "GET", "/v1/dossiers/{double}"}, 200, .is = {{"/double_of/0", "{dossier}"}}},
};

static void
a_double_is_told_to_who_may_know_of_both(void **state)
{
    PLAY(*state, twice);
}

#define DOUBLE "/v1/dossiers/{double}"
#define SETS(version, body)                                                                                            \
    {                                                                                                                  \
        "patient", "PUT", DOUBLE "/facts", body, .if_match = "\"" version "\""                                         \
    }
#define AT(pointer) .is = {{"/errors/0/pointer", pointer}}

static const struct step worked[] = {
    {"nobody works on the first day of unfitness", SETS("1", "{\"resumed\":\"{today-40}\"}"), 422, "invalid_body",
     AT("/resumed")},
    {"they work again", SETS("1", "{\"resumed\":\"{today-30}\"}"), 200,
     .is = {{"/version", "2"}, {"/resumed", "{today-30}"}, {"/work/#", "1"}}},
    {"and once more, which takes nothing from the first", SETS("2", "{\"resumed\":\"{today-20}\"}"), 200,
     .is = {{"/resumed", "{today-20}"}, {"/work/#", "2"}, {"/work/0/from", "{today-30}"}}},
    {"it was two days sooner", SETS("3", "{\"resumed\":\"{today-22}\"}"), 200,
     .is = {{"/version", "4"}, {"/work/#", "2"}, {"/work/1/from", "{today-22}"}}},
    {"but not before the first", SETS("4", "{\"resumed\":\"{today-31}\"}"), 422, "invalid_body", AT("/resumed")},
    {"nor did they fall ill later", SETS("4", "{\"start\":\"{today-30}\"}"), 422, "invalid_body", AT("/start")},
    {"nobody stops before they begin", SETS("4", "{\"work\":[{\"from\":\"{today-30}\",\"until\":\"{today-31}\"}]}"),
     422, "invalid_body", AT("/work/0/until")},
    {"nor begins again without a day between",
     SETS("4", "{\"work\":[{\"from\":\"{today-30}\",\"until\":\"{today-25}\"},{\"from\":\"{today-24}\"}]}"), 422,
     "invalid_body", AT("/work/1/from")},
    {"nor in ten years", SETS("4", "{\"work\":[{\"from\":\"9999-12-31\"}]}"), 422, "invalid_body", AT("/work/0/from")},
    {"the last is said once", SETS("4", "{\"resumed\":\"{today-9}\",\"work\":[]}"), 422, "invalid_body",
     AT("/resumed")},
    {"a contract did not end a century ago", SETS("4", "{\"contract_end\":\"1901-01-01\"}"), 422, "invalid_body",
     AT("/contract_end")},
    {"five days at work are a relapse",
     SETS("4", "{\"work\":[{\"from\":\"{today-30}\",\"until\":\"{today-26}\"},{\"from\":\"{today-10}\"}]}"), 200,
     .is = {{"/version", "5"}, {"/work/0/until", "{today-26}"}}},
    {"in the one spell",
     {"patient", "GET", DOUBLE "/timeline"},
     200,
     .is = {{"/start", "{today-40}"}, {"/spells/#", "1"}, {"/spells/0/relapses", "1"}}},
    {"fifteen are none",
     SETS("5", "{\"work\":[{\"from\":\"{today-30}\",\"until\":\"{today-16}\"},{\"from\":\"{today-10}\"}]}"), 200},
    {"so a second one began",
     {"patient", "GET", DOUBLE "/timeline"},
     200,
     .is = {{"/start", "{today-15}"},
            {"/spells/0/resumed", "{today-30}"},
            {"/spells/1/start", "{today-15}"},
            {"/spells/1/resumed", "{today-10}"}}},
    {"an employer comes in", {"patient", "POST", DOUBLE "/participants", JOIN("werkgever", "werkgever")}, 201},
    {"who sees that they work, and not how often they were ill",
     {"werkgever", "GET", DOUBLE "/facts"},
     200,
     .is = {{"/resumed", "{today-10}"}, {"/work", NULL}}},
    {"nor in what was", {"werkgever", "GET", DOUBLE "/facts/history"}, 200, .lacks = "\"work\""},
    {"nor in the steps", {"werkgever", "GET", DOUBLE "/timeline"}, 200, .is = {{"/spells/#", "0"}}},
    {"the last is taken back", SETS("6", "{\"resumed\":null}"), 200,
     .is = {{"/work/#", "1"}, {"/resumed", "{today-30}"}}},
    {"and all of it is in what was",
     {"patient", "GET", DOUBLE "/facts/history"},
     200,
     .is = {{"/items/0/changed/work/#", "1"},
            {"/items/1/changed/work/#", "2"},
            {"/items/5/changed/resumed", "{today-30}"}}},
};

static void
days_of_work_are_kept_and_make_sense(void **state)
{
    PLAY(*state, worked);
}

#define PAUSE(days)                                                                                                    \
    {                                                                                                                  \
        "patient", "POST", DOUBLE "/suspensions", "{\"purpose\":\"tnw_traject\"," days "}"                             \
    }

static const struct step pauses[] = {
    {"it stands still", PAUSE("\"from\":\"{today-5}\""), 201},
    {"and did before, as is told later", PAUSE("\"from\":\"{today-12}\",\"until\":\"{today-8}\""), 201,
     .is = {{"/until", "{today-8}"}}},
    {"not twice on a day", PAUSE("\"from\":\"{today-8}\",\"until\":\"{today-6}\""), 409, "conflict"},
    {"nor into one that lasts", PAUSE("\"from\":\"{today-7}\",\"until\":\"{today-5}\""), 409, "conflict"},
    {"nor without an end before another", PAUSE("\"from\":\"{today-20}\""), 409, "conflict"},
    {"between them there is room", PAUSE("\"from\":\"{today-7}\",\"until\":\"{today-6}\""), 201},
    {"it did not end before it began", PAUSE("\"from\":\"{today-20}\",\"until\":\"{today-21}\""), 422, "invalid_body",
     AT("/until")},
    {"nor tomorrow", PAUSE("\"from\":\"{today-20}\",\"until\":\"{today+1}\""), 422, "invalid_body", AT("/until")},
    {"all are shown", {"patient", "GET", DOUBLE "/team"}, 200, .is = {{"/suspensions/#", "3"}}},
};

static void
a_suspension_of_before_is_told_later(void **state)
{
    PLAY(*state, pauses);
}

static const struct step gone[] = {
    {"the company doctor comes in",
     {"huisarts", "POST", DOUBLE "/participants", JOIN("arbeidsarts", "arbeidsarts")},
     201},
    {"a doctor keeps the file", SETS("7", "{\"gmd_holder\":\"{huisarts2.id}\"}"), 200,
     .is = {{"/gmd_holder/actor", "{huisarts2.id}"}}},
    {"who is disabled", {"beheerder", "POST", "/v1/actors/{huisarts2.id}/disable"}, 200},
    {"and keeps it no more", {"arbeidsarts", "GET", DOUBLE "/facts"}, 200, .is = {{"/gmd_holder", ""}}},
    {"nor is named again", SETS("8", "{\"gmd_holder\":\"{huisarts2.id}\"}"), 422, "invalid_body", AT("/gmd_holder")},
    {"another does", SETS("8", "{\"gmd_holder\":\"{huisarts.id}\"}"), 200},
    {"whom the patient puts out", {"patient", "POST", DOUBLE "/consents", EXCLUDE("huisarts")}, 201},
    {"for the patient, nobody does", {"patient", "GET", DOUBLE "/facts"}, 200, .is = {{"/gmd_holder", ""}}},
    {"who cannot name them either", SETS("9", "{\"gmd_holder\":\"{huisarts.id}\"}"), 422, "invalid_body",
     AT("/gmd_holder")},
    {"the others are not told of it",
     {"arbeidsarts", "GET", DOUBLE "/facts"},
     200,
     .is = {{"/gmd_holder/actor", "{huisarts.id}"}}},
    {"the doctor leaves", {"patient", "DELETE", DOUBLE "/participants/{huisarts.id}"}, 204},
    {"and keeps nothing", {"arbeidsarts", "GET", DOUBLE "/facts"}, 200, .is = {{"/gmd_holder", ""}}},
};

static void
who_is_gone_keeps_no_file(void **state)
{
    PLAY(*state, gone);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_are_seen_and_set_by_role),
        cmocka_unit_test(somebody_keeps_the_overview),
        cmocka_unit_test(steps_are_for_who_may_know_of_them),
        cmocka_unit_test(who_is_excluded_sees_no_step),
        cmocka_unit_test(a_double_is_told_to_who_may_know_of_both),
        cmocka_unit_test(what_an_exclusion_takes_no_step_tells),
        cmocka_unit_test(who_wrote_what_did_a_step_finds_it_from_there),
        cmocka_unit_test(days_of_work_are_kept_and_make_sense),
        cmocka_unit_test(a_suspension_of_before_is_told_later),
        cmocka_unit_test(who_is_gone_keeps_no_file),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
