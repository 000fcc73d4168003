/* A question about a step of the timeline, which is decided in a thread, by who decides it. */
#include "questions_setting.h"
#include "scenario/house_test.h"
#include "scenario/play.h"

#define DECIDE(kind, more) "{\"kind\":\"" kind "\",\"text\":\"x\",\"reply_to\":\"{question}\"" more "}"
#define STEP ",\"step\":\"toestemming_aa\""
#define YES ",\"decision\":\"yes\""

/* The coordinator asks whether a traject can begin; the doctor of the fund decides. */
static const struct step decided[] = {
    {"a coordinator", {"huisarts", "POST", DOSSIER "/participants", JOIN("tnw_coordinator", "tnw_coordinator")}, 201},
    {"who confers", {"patient", "POST", DOSSIER "/consents", CONFER("tnw_coordinator")}, 201},
    {"starts a thread",
     {"tnw_coordinator", "POST", DOSSIER "/threads", START("\"{adviserend_arts.id}\",\"{huisarts.id}\"")},
     201,
     NULL,
     {{"/id", "thread"}}},
    {"on no step of the timeline",
     {"tnw_coordinator", "POST", THREAD "/messages", ASK("?", ",\"step\":\"onbestaand\"")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/step"}}},
    {"on one that nobody decides",
     {"tnw_coordinator", "POST", THREAD "/messages", ASK("?", ",\"step\":\"m4_contact\"")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/step"}}},
    {"of somebody who does not decide it",
     {"tnw_coordinator", "POST", THREAD "/messages", ASK("?", STEP TO("huisarts"))},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/step"}}},
    {"the step is asked of who decides",
     {"tnw_coordinator", "POST", THREAD "/messages", ASK("Kan dat?", STEP BY("7"))},
     201,
     NULL,
     {{"/id", "question"}},
     {{"/step", "toestemming_aa"}, {"/decision", ""}}},
    {"of nobody else", {"huisarts", "GET", FOR_ME "?before={today+8}"}, 200, .lacks = "{question}"},
    {"who finds it",
     {"adviserend_arts", "GET", FOR_ME "?before={today+8}"},
     200,
     .is = {{"/items/0/message", "{question}"}, {"/items/0/step", "toestemming_aa"}, {"/items/0/to/#", "1"}}},
    {"others decide nothing",
     {"huisarts", "POST", THREAD "/messages", DECIDE("beslissing", YES)},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/reply_to"}}},
    {"nor who asks",
     {"tnw_coordinator", "POST", THREAD "/messages", DECIDE("beslissing", YES)},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/reply_to"}}},
    {"an opinion is no decision", {"adviserend_arts", "POST", THREAD "/messages", DECIDE("advies", "")}, 201},
    {"it stands", {"tnw_coordinator", "GET", BY_ME}, 200, .is = {{"/items/#", "1"}}},
    {"the decision",
     {"adviserend_arts", "POST", THREAD "/messages", DECIDE("beslissing", YES)},
     201,
     NULL,
     {{"/id", "decision"}},
     {{"/decision", "yes"}, {"/step", "toestemming_aa"}}},
    {"ends it", {"tnw_coordinator", "GET", BY_ME}, 200, NONE},
    {"and is not taken twice",
     {"adviserend_arts", "POST", THREAD "/messages", DECIDE("beslissing", YES)},
     422,
     "invalid_body"},
};

static void
a_step_is_decided_by_who_decides_it(void **state)
{
    questions_setting_play(*state);
    PLAY((struct house *)*state, decided);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_is_decided_by_who_decides_it),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
