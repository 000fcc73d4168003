/* The auditor finds what they ask for, the same before and after it is sealed, and is told what cannot be asked. */
#include <time.h>

#include "scenario/house_test.h"
#include "scenario/play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define RECORDS "/v1/audit/records?"
#define OF_DOSSIER RECORDS "dossier={dossier}&"
#define OPEN                                                                                                           \
    "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"X\"},\"start\":\"{today-40}\",\"employment\":\"employed\"}"
#define FIT_NOTE                                                                                                       \
    "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+30}\",\"tasks\":[\"Balie\"]}}"
#define GRANT                                                                                                          \
    "{\"effect\":\"grant\",\"grantee\":{\"actor\":\"{huisarts2.id}\"},\"categories\":[\"fit_note\"],"                  \
    "\"actions\":[\"read\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+9}\"}"

static const struct step history[] = {
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN}, 201, NULL, {{"/id", "dossier"}}},
    {"which a list shows", {"huisarts", "GET", "/v1/dossiers"}, 200},
    {"and a stranger does not see", {"huisarts2", "GET", DOSSIER}, 404, "not_found"},
    {"until there is a consent", {"patient", "POST", DOSSIER "/consents", GRANT}, 201, NULL, {{"/id", "consent"}}},
    {"a fit note", {"huisarts", "POST", DOSSIER "/fragments", FIT_NOTE}, 201, NULL, {{"/id", "note"}}},
    {"which they read on that ground",
     {"huisarts2", "GET", DOSSIER "/fragments/{note}"},
     200,
     .ground = "consent:{consent}"},
};

static const struct step questions[] = {
    {"by dossier",
     {"auditor", "GET", OF_DOSSIER "limit=2"},
     200,
     NULL,
     {{"/next", "page"}, {"/items/0/record/request", "request"}},
     {{"/items/#", "2"}, {"/items/0/record/action", "dossier.open"}, {"/items/1/record/action", "dossier.list"}}},
    {"page by page",
     {"auditor", "GET", OF_DOSSIER "after={page}"},
     200,
     NULL,
     .is = {{"/items/#", "4"}, {"/items/0/record/action", "dossier.read"}, {"/next", ""}}},
    {"a list that showed it, with what opens its commitment",
     {"auditor", "GET", OF_DOSSIER "action=dossier.list"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/links/0/dossier", "{dossier}"}, {"/items/0/links/0/counter", "2"}}},
    {"by actor",
     {"auditor", "GET", OF_DOSSIER "actor={huisarts2.id}"},
     200,
     NULL,
     .is = {{"/items/#", "2"}, {"/items/0/record/decision", "deny"}, {"/items/1/record/decision", "permit"}}},
    {"by decision as well",
     {"auditor", "GET", OF_DOSSIER "actor={huisarts2.id}&decision=permit"},
     200,
     NULL,
     .is = {{"/items/#", "1"}}},
    {"by the request that an answer names",
     {"auditor", "GET", RECORDS "request={request}"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/record/request", "{request}"}, {"/next", ""}}},
    {"of that actor only",
     {"auditor", "GET", RECORDS "request={request}&actor={huisarts2.id}"},
     200,
     NULL,
     .is = {{"/items/#", "0"}}},
    {"by ground", {"auditor", "GET", RECORDS "ground=consent:{consent}"}, 200, NULL, .is = {{"/items/#", "1"}}},
    {"or its kind", {"auditor", "GET", OF_DOSSIER "ground=consent"}, 200, NULL, .is = {{"/items/#", "1"}}},
    {"by organisation: of nobody here",
     {"auditor", "GET", OF_DOSSIER "organisation={patient.id}"},
     200,
     NULL,
     .is = {{"/items/#", "0"}, {"/next", ""}}},
    {"in a period",
     {"auditor", "GET", OF_DOSSIER "from={today-2}T00:00:00Z&until={today+2}T00:00:00Z"},
     200,
     NULL,
     .is = {{"/items/#", "6"}}},
    {"before it", {"auditor", "GET", OF_DOSSIER "until={today-2}T00:00:00Z"}, 200, NULL, .is = {{"/items/#", "0"}}},
    {"all at once",
     {"auditor", "GET",
      OF_DOSSIER "actor={huisarts2.id}&action=fragment.read&decision=permit&ground=consent&from={today-2}T00:00:00Z"},
     200,
     NULL,
     .is = {{"/items/#", "1"}}},
};

static const struct step refusals[] = {
    {"an actor", {"auditor", "GET", RECORDS "actor=dos_1"}, 400, "invalid_parameter"},
    {"a dossier", {"auditor", "GET", RECORDS "dossier={huisarts.id}"}, 400, "invalid_parameter"},
    {"an organisation", {"auditor", "GET", RECORDS "organisation=0403101811"}, 400, "invalid_parameter"},
    {"a request", {"auditor", "GET", RECORDS "request={huisarts.id}"}, 400, "invalid_parameter"},
    {"an action", {"auditor", "GET", RECORDS "action=fragment"}, 400, "invalid_parameter"},
    {"with two dots", {"auditor", "GET", RECORDS "action=fragment.read.all"}, 400, "invalid_parameter"},
    {"a decision", {"auditor", "GET", RECORDS "decision=perhaps"}, 400, "invalid_parameter"},
    {"a ground", {"auditor", "GET", RECORDS "ground=own%20dossier"}, 400, "invalid_parameter"},
    {"without its code", {"auditor", "GET", RECORDS "ground=consent:"}, 400, "invalid_parameter"},
    {"a time", {"auditor", "GET", RECORDS "from=yesterday"}, 400, "invalid_parameter"},
    {"a period",
     {"auditor", "GET", RECORDS "from=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z"},
     400,
     "invalid_parameter"},
    {"nobody else asks", {"huisarts", "GET", OF_DOSSIER "decision=deny"}, 403, "role_not_allowed"},
};

/* Sealing takes at most a second; the same questions in between would add to what is found. */
static void
what_is_asked_is_found_before_and_after_sealing(void **state)
{
    PLAY(*state, history);
    PLAY(*state, questions);
    (void)nanosleep(&(struct timespec){.tv_sec = 2}, NULL);
    PLAY(*state, questions);
}

static void
what_cannot_be_asked_is_refused(void **state)
{
    PLAY(*state, refusals);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_is_found_before_and_after_sealing),
        cmocka_unit_test(what_cannot_be_asked_is_refused),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
