/* Who reported which obstacle is told by no answer, record, event or count. */
#include <string.h>

#include "scenario/house_test.h"
#include "scenario/journal.h"
#include "scenario/play.h"

#define REPORT(code) "{\"code\":\"" code "\"}"

static const struct step reporting[] = {
    {"what there is",
     {"huisarts", "GET", "/v1/knelpunten?language=nl"},
     200,
     NULL,
     {{"/items/0/code", "first"}, {"/items/0/theme", "theme"}}},
    {"a report",
     {"huisarts", "POST", "/v1/knelpunten", REPORT("{first}")},
     200,
     NULL,
     {{"/quarter", "quarter"}},
     .lacks = "{first}"},
    {"once more is answered alike",
     {"huisarts", "POST", "/v1/knelpunten", REPORT("{first}")},
     200,
     .is = {{"/quarter", "{quarter}"}}},
    {"by others too", {"huisarts2", "POST", "/v1/knelpunten", REPORT("{first}")}, 200},
    {"and others", {"arbeidsarts", "POST", "/v1/knelpunten", REPORT("{first}")}, 200},
    {"and others", {"tnw_coordinator", "POST", "/v1/knelpunten", REPORT("{first}")}, 200},
    {"and others", {"bemiddelaar", "POST", "/v1/knelpunten", REPORT("{first}")}, 200},
    {"and others", {"hulpverlener", "POST", "/v1/knelpunten", REPORT("{first}")}, 200},
    {"none of which is told while the quarter runs",
     {"huisarts", "GET", "/v1/knelpunten/counts?quarter={quarter}"},
     200,
     .is = {{"/items/0/people", ""}}},
    {"one that is none is refused without a word of it",
     {"huisarts", "POST", "/v1/knelpunten", REPORT("bestaat_niet")},
     422,
     "invalid_body",
     .lacks = "bestaat_niet"},
    {"text is none",
     {"huisarts", "POST", "/v1/knelpunten", "{\"code\":\"{first}\",\"text\":\"Jan\"}"},
     422,
     "invalid_body"},
    {"a patient reports none", {"patient", "POST", "/v1/knelpunten", REPORT("{first}")}, 403, "role_not_allowed"},
    {"nor does an employer", {"werkgever", "POST", "/v1/knelpunten", REPORT("{first}")}, 403, "role_not_allowed"},
    {"nobody hears of it", {"huisarts2", "GET", "/v1/inbox?limit=200"}, 200, .is = {{"/items/#", "0"}}},
};

static void
who_reported_what_is_told_nowhere(void **state)
{
    struct house *house = *state;
    PLAY(house, reporting);
    const json_t *log = journal_log(house);
    journal_lacks(log, house_name(house, "first"));
    journal_lacks(log, house_name(house, "theme"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(who_reported_what_is_told_nowhere)};
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
