/* Who asks too much is told when to come again, and costs neither the others nor the log much. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "scenario/house_test.h"
#include "scenario/journal.h"
#include "scenario/play.h"
#include "scenario/swarm.h"

enum { WIRES = 12, FLOOD = 5 * WIRES };

static int
set_up_strict(void **state)
{
    (void)setenv("TNW_SANDBOX_LIMITS", "on", 1);
    (void)setenv("TNW_SANDBOX_SET",
                 "--set limits.person_rate=1 --set limits.person_burst=40 --set limits.stranger_rate=1 "
                 "--set limits.stranger_burst=8 --set limits.refusals_recorded=3",
                 1);
    return house_setup(state);
}

/* Reads one answer, which need not stand in the log. */
static int
read_status(struct wire *wire, bool *comes_again)
{
    struct wire_reply reply;
    assert_true(wire_read(wire, &reply));
    struct slice wait = wire_header(&reply, "Retry-After");
    *comes_again = wait.len > 0 && wait.ptr[0] != '0';
    int status = reply.status;
    wire_reply_free(&reply);
    return status;
}

/* How many of a flood got that status; the others were told to come again. On several connections, since whoever is
 * told so is answered a moment later: twice a second, and no more. */
static int
flood(struct house *house, const struct ask *ask, int status)
{
    struct buf request = {0};
    struct wire wires[WIRES];
    int got = 0;
    int64_t begun = swarm_now_us();
    house_write(&request, ask);
    for (size_t i = 0; i < WIRES; i++) {
        assert_true(wire_open(&wires[i], house_tls(house, ask->actor), house->sandbox.port));
    }
    for (size_t i = 0; i < FLOOD; i++) {
        if (i % WIRES == 0) {
            for (size_t w = 0; w < WIRES; w++) {
                assert_true(wire_send(&wires[w], buf_slice(&request)));
            }
        }
        bool comes_again;
        int answer = read_status(&wires[i % WIRES], &comes_again);
        got += answer == status ? 1 : 0;
        assert_true(answer == status || (answer == 429 && comes_again));
    }
    int64_t lasted_ms = (swarm_now_us() - begun) / 1000;
    assert_true(FLOOD - got <= WIRES * (lasted_ms / LIMIT_BRAKE_MS + 1));
    for (size_t i = 0; i < WIRES; i++) {
        wire_close(&wires[i]);
    }
    buf_free(&request);
    return got;
}

static void
who_asks_too_much_waits_and_others_do_not(void **state)
{
    struct house *house = *state;
    int got = flood(house, &(struct ask){.actor = "huisarts", .method = "GET", .path = "/v1/me"}, 200);
    assert_true(got >= 40 && got < FLOOD);
    house_expect(house, house_wire(house, "patient"),
                 &(struct ask){.actor = "patient", .method = "GET", .path = "/v1/me"}, 200, "");
}

/* A second connection, or another operation, is the same person. */
static void
a_search_costs_more_than_a_read(void **state)
{
    struct house *house = *state;
    int got = flood(house, &(struct ask){.actor = "werkgever", .method = "GET", .path = "/v1/actors"}, 200);
    assert_true(got >= 10 && got < 40);
}

static void
a_stranger_has_little(void **state)
{
    struct house *house = *state;
    int got = flood(house, &(struct ask){.actor = "unknown", .method = "GET", .path = "/v1/me"}, 403);
    assert_true(got >= 8 && got < FLOOD);
}

/* How many records of that actor (NULL: of nobody in the registry) with that action; the ground of the last one. */
static int
count_records(const json_t *log, const char *actor, const char *action, const char **ground)
{
    int count = 0;
    size_t i;
    const json_t *record;
    json_array_foreach(log, i, record)
    {
        const char *who = json_string_value(json_object_get(record, "actor"));
        bool same = who == NULL || actor == NULL ? who == actor : strcmp(who, actor) == 0;
        if (same && strcmp(json_string_value(json_object_get(record, "action")), action) == 0) {
            count++;
            *ground = json_string_value(json_object_get(record, "ground"));
        }
    }
    return count;
}

static void
expect_count(const json_t *log, const char *actor, int refusals)
{
    const char *ground = NULL;
    assert_int_equal(count_records(log, actor, "refusals.count", &ground), 1);
    assert_int_equal(strncmp(ground, "counted:", 8), 0);
    assert_int_equal(strtol(ground + 8, NULL, 10), refusals);
    assert_non_null(strstr(ground, " since:2"));
}

static void
expect_verified(const struct house *house)
{
    char tnwd[512];
    char config[128];
    (void)snprintf(tnwd, sizeof tnwd, "%s/server/tnwd", getenv("TNW_BIN_DIR"));
    (void)snprintf(config, sizeof config, "%s/server/tnwd.conf", house->sandbox.dir);
    const char *const argv[] = {tnwd, "verify", "--config", config, NULL};
    assert_int_equal(sandbox_run(argv), 0);
}

/* The stop ends the minute. Neither an answer 429 nor a refusal beyond the third has a record of its own. */
static void
refusals_without_a_name_are_counted_in_one_record(void **state)
{
    struct house *house = *state;
    const char *doctor = sandbox_actor(&house->sandbox, "huisarts2", "id");
    const char *ground;
    (void)flood(house, &(struct ask){.actor = "huisarts2", .method = "GET", .path = "/v1/audit/records/0"}, 403);
    house_restart(house);
    const json_t *log = journal_log(house);
    doctor = sandbox_actor(&house->sandbox, "huisarts2", "id");
    assert_int_equal(count_records(log, doctor, "audit.read", &ground), 3);
    expect_count(log, doctor, FLOOD - 3);
    assert_int_equal(count_records(log, NULL, "me.read", &ground), 3);
    expect_count(log, NULL, FLOOD - 3);
    expect_verified(house);
}

#define SEARCH "{\"niss\":\"{patient.niss}\"}"

/* A patient may search a hundred times a day, restarts included; the beheerder raises it. */
static void
a_quota_ends_and_is_raised(void **state)
{
    static const struct ask search = {"patient2", "POST", "/v1/dossiers/search", SEARCH};
    static const struct step raise[] = {
        {"nobody raises their own",
         {"patient2", "PATCH", "/v1/actors/{patient2.id}", "{\"quota_factor\":2}", .if_match = "\"1\""},
         403,
         "role_not_allowed"},
        {"the beheerder does",
         {"beheerder", "PATCH", "/v1/actors/{patient2.id}", "{\"quota_factor\":2}", .if_match = "\"1\""},
         200,
         .is = {{"/quota_factor", "2"}}},
        {"then there is some left", {"patient2", "POST", "/v1/dossiers/search", SEARCH}, 200},
        {"another person is not told of it",
         {"huisarts", "GET", "/v1/actors/{werkgever.id}"},
         200,
         .is = {{"/quota_factor", NULL}}},
    };
    struct house *house = *state;
    struct answer answer;
    for (int i = 0; i < 60; i++) {
        house_expect(house, house_wire(house, "patient2"), &search, 200, "");
    }
    house_restart(house);
    for (int i = 0; i < 40; i++) {
        house_expect(house, house_wire(house, "patient2"), &search, 200, "");
    }
    house_ask(house, &search, &answer);
    assert_int_equal(answer.status, 429);
    assert_string_equal(answer.code, "quota_exceeded");
    assert_non_null(strstr(json_string_value(json_object_get(answer.body, "detail")), "searches, 100 a day"));
    assert_true(strtol((const char *)wire_header(&answer.raw, "Retry-After").ptr, NULL, 10) > 0);
    answer_free(&answer);
    PLAY(house, raise);
}

static void
the_registry_is_searched_by_the_beginnings_of_words(void **state)
{
    static const struct step steps[] = {
        {"a word's beginning",
         {"patient", "GET", "/v1/actors?q=peet"},
         200,
         .is = {{"/items/#", "1"}, {"/items/0/name", "Dr. An Peeters"}, {"/next", ""}}},
        {"two, without accents and case",
         {"patient", "GET", "/v1/actors?q=P%C3%89E+an&role=huisarts"},
         200,
         .is = {{"/items/#", "1"}}},
        {"its middle is none",
         {"patient", "GET", "/v1/actors?q=eeters"},
         200,
         .is = {{"/items/#", "0"}, {"/next", ""}}},
        {"a patient is nobody's business", {"huisarts", "GET", "/v1/actors?q=willems"}, 200, .is = {{"/items/#", "0"}}},
        {"nobody", {"patient", "GET", "/v1/actors?q=zzzzzz"}, 200, .is = {{"/items/#", "0"}, {"/next", ""}}},
        {"a zone where nobody is", {"patient", "GET", "/v1/actors?zone=x"}, 200, .is = {{"/items/#", "0"}}},
        {"no word", {"patient", "GET", "/v1/actors?q=--"}, 400, "invalid_parameter"},
    };
    PLAY((struct house *)*state, steps);
}

static int
set_up_quotas(void **state)
{
    (void)setenv("TNW_SANDBOX_LIMITS", "on", 1);
    (void)setenv("TNW_SANDBOX_SET", "--set limits.person_rate=0 --set limits.refusals_recorded=1000000", 1);
    return house_setup(state);
}

int
main(void)
{
    const struct CMUnitTest quotas[] = {cmocka_unit_test(a_quota_ends_and_is_raised),
                                        cmocka_unit_test(the_registry_is_searched_by_the_beginnings_of_words)};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_asks_too_much_waits_and_others_do_not),
        cmocka_unit_test(a_search_costs_more_than_a_read),
        cmocka_unit_test(a_stranger_has_little),
        cmocka_unit_test(refusals_without_a_name_are_counted_in_one_record),
    };
    int failed = cmocka_run_group_tests(tests, set_up_strict, house_teardown);
    return failed + cmocka_run_group_tests(quotas, set_up_quotas, house_teardown);
}
