/* A patient erases their dossier: it is gone for everybody at once, nobody learns what they did not know, and what is
 * left is the log, the state and the proof, for the patient alone. Another's dossier is whole. */
#include <stdlib.h>
#include <string.h>

#include "scenario/house_test.h"
#include "scenario/ops.h"
#include "scenario/play.h"
#include "scenario/swarm.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define OTHER "/v1/dossiers/{other}"
#define THREAD "/v1/threads/{thread}"
#define OPEN(name)                                                                                                     \
    "{\"patient\":{\"niss\":\"{" name ".niss}\",\"name\":\"X\"},\"start\":\"{today-40}\",\"employment\":\"employed\"}"
#define GRANT(grantee)                                                                                                 \
    "{\"effect\":\"grant\",\"grantee\":" grantee ",\"categories\":[\"gao\",\"fit_note\"],\"actions\":[\"read\","       \
    "\"write\",\"confer\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+30}\"}"
#define ROLE(role) "{\"role\":\"" role "\"}"
#define ACTOR(name) "{\"actor\":\"{" name "}\"}"
#define JOIN(name, role) "{\"actor\":\"{" name "}\",\"role\":\"" role "\"}"
#define GAO "{\"category\":\"gao\",\"content\":{\"reason\":\"illness\",\"begin\":\"{today}\",\"end\":\"{today+20}\"}}"
#define UNDERSTOOD "{\"understood\":\"{sentence}\",\"reason\":\"no_trust\"}"

static const struct step setting[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers", OPEN("patient"), .key = "opening-1"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"of another patient", {"huisarts", "POST", "/v1/dossiers", OPEN("patient2")}, 201, NULL, {{"/id", "other"}}},
    {"with a fragment", {"huisarts", "POST", OTHER "/fragments", GAO}, 201, NULL, {{"/id", "others"}}},
    {"a gao", {"huisarts", "POST", DOSSIER "/fragments", GAO, .key = "writing-1"}, 201, NULL, {{"/id", "gao"}}},
    {"doctors may see it", {"patient", "POST", DOSSIER "/consents", GRANT(ROLE("huisarts"))}, 201},
    {"those of the fund too",
     {"patient", "POST", DOSSIER "/consents", GRANT(ROLE("adviserend_arts"))},
     201,
     NULL,
     {{"/id", "consent"}}},
    {"one takes part",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("adviserend_arts.id", "adviserend_arts")},
     201},
    {"and another", {"huisarts", "POST", DOSSIER "/participants", JOIN("huisarts2.id", "huisarts")}, 201},
    {"who reads", {"huisarts2", "GET", DOSSIER "/fragments/{gao}"}, 200},
    {"they confer",
     {"huisarts", "POST", DOSSIER "/threads",
      "{\"procedure\":\"tnw_traject\",\"subject\":\"x\",\"participants\":[\"{adviserend_arts.id}\"]}"},
     201,
     NULL,
     {{"/id", "thread"}}},
    {"with a question that waits",
     {"huisarts", "POST", THREAD "/messages", "{\"kind\":\"vraag\",\"text\":\"Wanneer?\",\"answer_by\":\"{today+3}\"}"},
     201},
    {"and a consent is asked for",
     {"adviserend_arts", "POST", DOSSIER "/consent-requests",
      "{\"categories\":[\"quickscan\"],\"actions\":[\"read\"],\"purposes\":[\"tnw_traject\"],\"text\":\"Voor ons.\"}"},
     201,
     NULL,
     {{"/id", "asking"}}},
    {"one of them is put out",
     {"patient", "POST", DOSSIER "/consents", "{\"effect\":\"exclude\",\"grantee\":" ACTOR("huisarts2.id") "}"},
     201},
    {"who asks what would go is told",
     {"patient", "GET", DOSSIER "/erasure?language=nl"},
     200,
     NULL,
     {{"/understood", "sentence"}},
     {{"/state", "none"}, {"/closed", ""}}},
    {"a page of dossiers", {"huisarts", "GET", "/v1/dossiers?limit=1"}, 200, NULL, {{"/next", "cursor"}}},
    {"what was heard of till then", {"adviserend_arts", "GET", "/v1/inbox?limit=200"}, 200, NULL, {{"/next", "heard"}}},
    {"also by who is out", {"huisarts2", "GET", "/v1/inbox?limit=200"}, 200, NULL, {{"/next", "outheard"}}},
};

static const struct step refused[] = {
    {"without the sentence nothing is erased", {"patient", "POST", DOSSIER "/erase", "{}"}, 422, "invalid_body"},
    {"with another neither", {"patient", "POST", DOSSIER "/erase", "{\"understood\":\"ja\"}"}, 422, "invalid_body"},
    {"a doctor erases none", {"huisarts", "POST", DOSSIER "/erase", UNDERSTOOD}, 403, "role_not_allowed"},
    {"nor another patient", {"patient2", "POST", DOSSIER "/erase", UNDERSTOOD}, 404, "not_found"},
    {"nor a doctor who says to be one",
     {"huisarts", "POST", DOSSIER "/erase", UNDERSTOOD, .role = "patient"},
     403,
     "role_not_held"},
    {"nor does anybody learn of it", {"patient2", "GET", DOSSIER "/erasure"}, 404, "not_found"},
    {"there is no receipt of what was not done", {"patient", "GET", DOSSIER "/erasure/receipt"}, 404, "not_found"},
    {"it is all there", {"patient", "GET", DOSSIER "/fragments/{gao}"}, 200},
};

static const struct step gone[] = {
    {"the patient erases it",
     {"patient", "POST", DOSSIER "/erase?language=nl", UNDERSTOOD, .key = "erasing-1"},
     200,
     NULL,
     .is = {{"/state", "closed"}, {"/why", "request"}, {"/reason", "no_trust"}},
     .ground = "own_dossier"},
    {"a retry finds it erased",
     {"patient", "POST", DOSSIER "/erase?language=nl", UNDERSTOOD, .key = "erasing-1"},
     200,
     NULL,
     .is = {{"/why", "request"}}},
    {"the patient reads it no more", {"patient", "GET", DOSSIER}, 404, "not_found"},
    {"nor what was in it", {"patient", "GET", DOSSIER "/fragments/{gao}"}, 404, "not_found"},
    {"nor does who wrote it", {"huisarts", "GET", DOSSIER "/fragments/{gao}"}, 404, "not_found"},
    {"nor who was out", {"huisarts2", "GET", DOSSIER "/fragments/{gao}"}, 404, "not_found"},
    {"nor lists", {"huisarts", "GET", DOSSIER "/fragments"}, 404, "not_found"},
    {"nothing is written", {"huisarts", "POST", DOSSIER "/fragments", GAO}, 404, "not_found"},
    {"an older answer is not shown again",
     {"huisarts", "POST", DOSSIER "/fragments", GAO, .key = "writing-1"},
     404,
     "not_found"},
    {"nor is anything done again for it",
     {"huisarts", "POST", "/v1/dossiers", OPEN("patient"), .key = "opening-1"},
     404,
     "not_found"},
    {"the thread is not there", {"adviserend_arts", "GET", THREAD}, 404, "not_found"},
    {"nor is anything said in it",
     {"huisarts", "POST", THREAD "/messages", "{\"kind\":\"advies\",\"text\":\"Nog\"}"},
     404,
     "not_found"},
    {"the request is answered by nobody",
     {"patient", "POST", DOSSIER "/consent-requests/{asking}/answer", "{\"answer\":\"yes\"}"},
     404,
     "not_found"},
    {"no consent is withdrawn", {"patient", "POST", DOSSIER "/consents/{consent}/withdraw"}, 404, "not_found"},
    {"it is in no list", {"huisarts", "GET", "/v1/dossiers"}, 200, .lacks = "{dossier}"},
    {"nor behind an older cursor",
     {"huisarts", "GET", "/v1/dossiers?limit=1&after={cursor}"},
     200,
     .lacks = "{dossier}"},
    {"nor in that of the patient", {"patient", "GET", "/v1/dossiers"}, 200, .lacks = "{dossier}"},
    {"no search finds it",
     {"huisarts", "POST", "/v1/dossiers/search", "{\"niss\":\"{patient.niss}\"}"},
     200,
     .is = {{"/items/#", "0"}}},
    {"nothing of it is due", {"adviserend_arts", "GET", "/v1/due"}, 200, .lacks = "{dossier}"},
    {"nor is a question open", {"adviserend_arts", "GET", "/v1/questions"}, 200, .lacks = "{dossier}"},
    {"who took part is told, and no more",
     {"adviserend_arts", "GET", "/v1/inbox?after={heard}"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/type", "dossier.erased"}, {"/items/0/object", "{dossier}"}}},
    {"of what they were told before nothing is shown",
     {"adviserend_arts", "GET", "/v1/inbox?limit=200"},
     200,
     NULL,
     .is = {{"/items/#", "1"}}},
    {"who is out is told nothing", {"huisarts2", "GET", "/v1/inbox?after={outheard}"}, 200, .lacks = "{dossier}"},
    {"the state is the patient's", {"patient", "GET", DOSSIER "/erasure"}, 200, .is = {{"/why", "request"}}},
    {"and nobody else's", {"patient2", "GET", DOSSIER "/erasure"}, 404, "not_found"},
    {"by its list it is found", {"patient", "GET", "/v1/erasures"}, 200, .is = {{"/items/0/dossier", "{dossier}"}}},
    {"which another has not", {"patient2", "GET", "/v1/erasures"}, 200, .is = {{"/items/#", "0"}}},
    {"the access log is the patient's still",
     {"patient", "GET", DOSSIER "/access-log?language=nl&limit=3"},
     200,
     NULL,
     .is = {{"/items/0/action", "erasure.list"}}},
    {"and nobody else's", {"patient2", "GET", DOSSIER "/access-log"}, 404, "not_found"},
    {"the other dossier is whole", {"huisarts", "GET", OTHER "/fragments/{others}"}, 200},
    {"for its patient too", {"patient2", "GET", OTHER}, 200},
};

static const struct step after[] = {
    {"the receipt proves it",
     {"patient", "GET", DOSSIER "/erasure/receipt"},
     200,
     NULL,
     .is = {{"/type", "tnw/erasure/v1"},
            {"/closed/record/action", "dossier.erase"},
            {"/emptied/record/action", "dossier.emptied"},
            {"/complete", ""}}},
    {"which nobody else gets", {"patient2", "GET", DOSSIER "/erasure/receipt"}, 404, "not_found"},
    {"an older answer is still not shown",
     {"huisarts", "POST", DOSSIER "/fragments", GAO, .key = "writing-1"},
     404,
     "not_found"},
    {"nor is it done again",
     {"huisarts", "POST", "/v1/dossiers", OPEN("patient"), .key = "opening-1"},
     404,
     "not_found"},
    {"the log is read with its proofs", {"patient", "GET", DOSSIER "/access-log?proof=true&limit=3"}, 200},
    {"the patient can have another",
     {"huisarts", "POST", "/v1/dossiers", OPEN("patient"), .key = "opening-2"},
     201,
     NULL,
     {{"/id", "again"}}},
    {"which stands alone",
     {"patient", "GET", "/v1/dossiers"},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/id", "{again}"}}},
};

static void
await_state(struct house *house, const char *state)
{
    const struct ask ask = {"patient", "GET", DOSSIER "/erasure"};
    for (int tries = 0; tries < 600; tries++) {
        struct answer answer;
        house_ask(house, &ask, &answer);
        char *now = answer_value(&answer, "/state");
        bool is = now != NULL && strcmp(now, state) == 0;
        free(now);
        answer_free(&answer);
        if (is) {
            return;
        }
        swarm_sleep_ms(100);
    }
    fail_msg("the erasure did not come to %s", state);
}

/* Sends a poll, and waits until that many wait in the server. */
static void
begin_waiting(struct house *house, struct wire *wire, const char *actor, const char *query, int64_t count)
{
    struct buf request = {0};
    char *path = house_fill(house, query);
    house_write(&request, &(struct ask){.method = "GET", .path = path});
    assert_true(wire_open(wire, house_tls(house, actor), house->sandbox.port));
    assert_true(wire_send(wire, buf_slice(&request)));
    ops_await(house, "tnwd_long_polls", count);
    buf_free(&request);
    free(path);
}

/* Who takes part and waits is told that it is erased, and nothing else; who is out goes on waiting. */
static void
erase_while_they_wait(struct house *house)
{
    struct wire takes_part;
    struct wire is_out;
    struct answer answer;
    begin_waiting(house, &takes_part, "adviserend_arts", "/v1/inbox?after={heard}&wait=50", 1);
    begin_waiting(house, &is_out, "huisarts2", "/v1/inbox?after={outheard}&wait=50", 2);
    play(house, gone, 1);
    assert_true(house_exchange(house, &takes_part, slice_str(""), &answer));
    assert_int_equal(answer.status, 200);
    char *type = answer_value(&answer, "/items/0/type");
    char *many = answer_value(&answer, "/items/#");
    assert_string_equal(type, "dossier.erased");
    assert_string_equal(many, "1");
    free(type);
    free(many);
    answer_free(&answer);
    wire_close(&takes_part);
    ops_await(house, "tnwd_long_polls", 1);
    play(house, gone + 1, sizeof gone / sizeof gone[0] - 1);
    ops_await(house, "tnwd_long_polls", 1);
    wire_close(&is_out);
}

static void
an_erased_dossier_is_gone_for_everybody(void **state)
{
    PLAY(*state, setting);
    PLAY(*state, refused);
    erase_while_they_wait(*state);
    await_state(*state, "emptied");
    swarm_sleep_ms(2000); /* the sealer's second */
    PLAY(*state, after);
    house_restart(*state);
    play(*state, &after[4], 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_erased_dossier_is_gone_for_everybody)};
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
