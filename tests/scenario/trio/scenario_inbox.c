/* The inbox with long polls: an event ends the wait, whichever comes first; without one it ends by itself. */
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "scenario/house_test.h"
#include "scenario/ops.h"
#include "scenario/play.h"
#include "scenario/swarm.h"

enum { WAITERS = 8, SECOND = 1000000 };

#define DOSSIER "/v1/dossiers/{dossier}"
#define NOTE                                                                                                           \
    "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+9}\",\"tasks\":[\"Balie\"]}}"

static const struct step setting[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan "
      "Willems\"},\"start\":\"{today}\",\"employment\":\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"the patient heard of it", {"patient", "GET", "/v1/inbox"}, 200, NULL, {{"/next", "next"}}, {{"/items/#", "1"}}},
};

static const struct step forms[] = {
    {"an empty inbox has a next, too",
     {"werkgever", "GET", "/v1/inbox"},
     200,
     NULL,
     .is = {{"/items/#", "0"}, {"/next", "0"}}},
    {"from far ahead nothing",
     {"patient", "GET", "/v1/inbox?after=99999"},
     200,
     NULL,
     .is = {{"/items/#", "0"}, {"/next", "99999"}}},
    {"55 seconds are the longest", {"patient", "GET", "/v1/inbox?wait=56"}, 400, "invalid_parameter"},
    {"time goes one way", {"patient", "GET", "/v1/inbox?wait=-1"}, 400, "invalid_parameter"},
    {"in whole seconds", {"patient", "GET", "/v1/inbox?wait=1.5"}, 400, "invalid_parameter"},
    {"and numbers", {"patient", "GET", "/v1/inbox?wait=x"}, 400, "invalid_parameter"},
    {"wait is for the inbox", {"patient", "GET", "/v1/dossiers?wait=1"}, 400, "invalid_parameter"},
    {"one page", {"patient", "GET", "/v1/inbox?limit=1"}, 200, NULL, .is = {{"/items/#", "1"}}},
};

static const struct step event[] = {
    {"an event", {"huisarts", "POST", DOSSIER "/fragments", NOTE}, 201, NULL, {{"/id", "fragment"}}},
};

static const struct step catch_up[] = {
    {"all up to now", {"patient", "GET", "/v1/inbox?limit=200"}, 200, NULL, {{"/next", "next"}}},
};

/* The second device knows of the first through the server only. */
static const struct step two_devices[] = {
    {"nothing was seen yet", {"huisarts", "GET", "/v1/inbox"}, 200, .is = {{"/seen_until", "0"}}},
    {"what is not there cannot have been seen",
     {"patient", "POST", "/v1/inbox/seen", "{\"until\":99999}"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/until"}}},
    {"the phone has seen two",
     {"patient", "POST", "/v1/inbox/seen", "{\"until\":2}"},
     200,
     .is = {{"/seen_until", "2"}},
     .ground = "role"},
    {"the tablet is told", {"patient", "GET", "/v1/inbox?limit=1"}, 200, .is = {{"/seen_until", "2"}}},
    {"the tablet was behind",
     {"patient", "POST", "/v1/inbox/seen", "{\"until\":1}"},
     200,
     .is = {{"/seen_until", "2"}}},
    {"a quiet poll stays quiet, and tells it",
     {"patient", "GET", "/v1/inbox?after=99999"},
     200,
     .is = {{"/items/#", "0"}, {"/seen_until", "2"}}},
    {"nobody else has seen them", {"huisarts", "GET", "/v1/inbox"}, 200, .is = {{"/seen_until", "0"}}},
};

static const struct step second_registration[] = {
    {"a person with two registrations",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"{patient2.niss}\"},\"name\":\"Mia Goossens\",\"roles\":[\"bemiddelaar\"]}"},
     201},
};

/* Sends a poll and does not read the answer. */
static void
begin_poll_as(struct house *house, struct wire *wire, const char *actor, const char *role, const char *query)
{
    struct buf request = {0};
    char *path = house_fill(house, query);
    house_write(&request, &(struct ask){.method = "GET", .path = path, .role = role});
    assert_true(wire_open(wire, house_tls(house, actor), house->sandbox.port));
    assert_true(wire_send(wire, buf_slice(&request)));
    buf_free(&request);
    free(path);
}

static void
begin_poll(struct house *house, struct wire *wire, const char *actor, const char *query)
{
    begin_poll_as(house, wire, actor, NULL, query);
}

/* Until so many polls wait in the server. */
static void
await_polls(struct house *house, size_t count)
{
    ops_await(house, "tnwd_long_polls", (int64_t)count);
}

/* Reads the answer, which must have that many events. */
static void
end_poll(struct house *house, struct wire *wire, size_t events)
{
    struct answer answer;
    assert_true(house_exchange(house, wire, slice_str(""), &answer));
    assert_int_equal(answer.status, 200);
    assert_int_equal(json_array_size(json_object_get(answer.body, "items")), events);
    assert_true(json_is_string(json_object_get(answer.body, "next")));
    if (events == 0) { /* the poll's own line was not seen by house_exchange */
        house->entries[house->entry_count - 1].quiet = true;
    }
    answer_free(&answer);
    wire_close(wire);
}

static void
an_event_ends_the_wait(void **state)
{
    struct house *house = *state;
    struct wire wire;
    PLAY(house, setting);
    int64_t begun = swarm_now_us();
    begin_poll(house, &wire, "patient", "/v1/inbox?after={next}&wait=50");
    await_polls(house, 1);
    PLAY(house, event);
    end_poll(house, &wire, 1);
    assert_true(swarm_now_us() - begun < 30 * SECOND);
}

static void
an_event_from_before_leaves_nothing_to_wait_for(void **state)
{
    struct house *house = *state;
    struct wire wire;
    int64_t begun = swarm_now_us();
    begin_poll(house, &wire, "patient", "/v1/inbox?after={next}&wait=50");
    end_poll(house, &wire, 1);
    assert_true(swarm_now_us() - begun < 30 * SECOND);
}

/* Neither order loses an event, however close they are. */
static void
an_event_at_the_same_time_is_not_missed(void **state)
{
    struct house *house = *state;
    for (int i = 0; i < 40; i++) {
        struct wire wire;
        PLAY(house, catch_up);
        begin_poll(house, &wire, "patient", "/v1/inbox?after={next}&wait=50");
        PLAY(house, event);
        end_poll(house, &wire, 1);
    }
}

static void
all_who_wait_are_told_and_nobody_else(void **state)
{
    struct house *house = *state;
    struct wire waiting[WAITERS];
    struct wire other;
    PLAY(house, catch_up);
    begin_poll(house, &other, "patient2", "/v1/inbox?wait=55");
    int64_t begun = swarm_now_us();
    for (size_t i = 0; i < WAITERS; i++) {
        begin_poll(house, &waiting[i], "patient", "/v1/inbox?after={next}&wait=50");
    }
    await_polls(house, WAITERS + 1);
    PLAY(house, event);
    for (size_t i = 0; i < WAITERS; i++) {
        end_poll(house, &waiting[i], 1);
    }
    assert_true(swarm_now_us() - begun < 30 * SECOND);
    await_polls(house, 1);
    wire_close(&other);
    await_polls(house, 0);
}

static void
without_an_event_the_wait_ends_by_itself(void **state)
{
    struct house *house = *state;
    struct wire wire;
    int64_t begun = swarm_now_us();
    begin_poll(house, &wire, "werkgever", "/v1/inbox?wait=1");
    end_poll(house, &wire, 0);
    int64_t took = swarm_now_us() - begun;
    assert_true(took >= SECOND && took < 20 * SECOND);
    PLAY(house, forms);
}

static void
who_is_disabled_while_waiting_gets_nothing(void **state)
{
    struct house *house = *state;
    struct wire wire;
    struct answer answer;
    int64_t begun = swarm_now_us();
    begin_poll(house, &wire, "bemiddelaar", "/v1/inbox?wait=50");
    await_polls(house, 1);
    house_expect(house, house_wire(house, "beheerder"),
                 &(struct ask){.actor = "beheerder", .method = "POST", .path = "/v1/actors/{bemiddelaar.id}/disable"},
                 200, "");
    assert_true(house_exchange(house, &wire, slice_str(""), &answer));
    assert_string_equal(answer.code, "actor_disabled");
    assert_true(swarm_now_us() - begun < 30 * SECOND);
    answer_free(&answer);
    wire_close(&wire);
}

static void
what_was_seen_on_one_device_is_seen_on_all(void **state)
{
    PLAY((struct house *)*state, two_devices);
}

static void
begin_one_of_many(struct house *house, struct wire waiting[LIMIT_PERSON_POLLS], size_t i)
{
    begin_poll_as(house, &waiting[i], "patient2", i % 2 == 0 ? "patient" : "bemiddelaar", "/v1/inbox?wait=55");
}

/* The polls of a person in two registrations, as many as may wait. On a busy machine the server cuts off a handshake
 * that lasts too long: that one comes again. */
static void
fill_up(struct house *house, struct wire waiting[LIMIT_PERSON_POLLS])
{
    for (size_t i = 0; i < LIMIT_PERSON_POLLS; i++) {
        begin_one_of_many(house, waiting, i);
    }
    for (size_t i = 0; ops_metric(house, "tnwd_long_polls") < LIMIT_PERSON_POLLS; i = (i + 1) % LIMIT_PERSON_POLLS) {
        struct pollfd socket = {.fd = waiting[i].fd, .events = POLLIN};
        if (poll(&socket, 1, 20) > 0) {
            wire_close(&waiting[i]);
            begin_one_of_many(house, waiting, i);
        }
    }
}

static void
one_person_cannot_take_all_places(void **state)
{
    static const struct ask poll = {
        .actor = "patient2", .method = "GET", .path = "/v1/inbox?wait=1", .role = "bemiddelaar"};
    struct house *house = *state;
    struct wire waiting[LIMIT_PERSON_POLLS];
    struct answer answer;
    PLAY(house, second_registration);
    fill_up(house, waiting);
    house_ask(house, &poll, &answer);
    assert_int_equal(answer.status, 429);
    assert_string_equal(answer.code, "rate_limited");
    assert_true(wire_header(&answer.raw, "Retry-After").len > 0);
    answer_free(&answer);
    house_expect(house, house_wire(house, "patient2"),
                 &(struct ask){.actor = "patient2", .method = "GET", .path = "/v1/inbox", .role = "patient"}, 200, "");
    house_expect(house, house_wire(house, "werkgever"),
                 &(struct ask){.actor = "werkgever", .method = "GET", .path = "/v1/inbox?wait=1"}, 200, "");
    for (size_t i = 0; i < LIMIT_PERSON_POLLS; i++) {
        wire_close(&waiting[i]);
    }
}

/* Well before its wait would have ended. */
static void
a_waiter_that_hangs_up_leaves_nothing_behind(void **state)
{
    struct house *house = *state;
    house_hang_up(house);
    sandbox_expect_descriptors(&house->sandbox, house->descriptors + 1);
    for (size_t i = 0; i < WAITERS; i++) {
        struct wire wire;
        begin_poll(house, &wire, "werkgever", "/v1/inbox?wait=55");
        await_polls(house, 1);
        wire_close(&wire);
        await_polls(house, 0);
    }
    sandbox_expect_descriptors(&house->sandbox, house->descriptors + 1);
}

static void
the_end_of_the_server_ends_all_waits(void **state)
{
    struct house *house = *state;
    struct wire waiting[WAITERS];
    for (size_t i = 0; i < WAITERS; i++) {
        begin_poll(house, &waiting[i], "werkgever", "/v1/inbox?wait=55");
    }
    await_polls(house, WAITERS);
    int64_t begun = swarm_now_us();
    house_hang_up(house);
    sandbox_stop(&house->sandbox);
    assert_true(swarm_now_us() - begun < 9 * SECOND); /* below the time given to drain */
    for (size_t i = 0; i < WAITERS; i++) {
        end_poll(house, &waiting[i], 0);
    }
    house_start(house);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_ends_the_wait),
        cmocka_unit_test(an_event_from_before_leaves_nothing_to_wait_for),
        cmocka_unit_test(an_event_at_the_same_time_is_not_missed),
        cmocka_unit_test(all_who_wait_are_told_and_nobody_else),
        cmocka_unit_test(without_an_event_the_wait_ends_by_itself),
        cmocka_unit_test(what_was_seen_on_one_device_is_seen_on_all),
        cmocka_unit_test(who_is_disabled_while_waiting_gets_nothing),
        cmocka_unit_test(one_person_cannot_take_all_places),
        cmocka_unit_test(a_waiter_that_hangs_up_leaves_nothing_behind),
        cmocka_unit_test(the_end_of_the_server_ends_all_waits),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
