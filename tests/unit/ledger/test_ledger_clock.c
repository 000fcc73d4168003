/* The log's clock: programs on the same data have the same time, what is accepted is recorded and followed by all of
 * them, and a search by time finds what lies in front of a time that went back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/clock_reset.h"
#include "audit/record.h"
#include "audit/search.h"
#include "ledger/ledger_run.h"
#include "ledger/log_clock.h"
#include "ledger_job.h"
#include "store/audit/audit_index.h"
#include "store/audit/evidence.h"
#include "store/records/own/kept_clock.h"
#include "unit/store/store_place.h"

#define HOUR INT64_C(3600000)
#define DAY (24 * HOUR)
#define NOON INT64_C(1772452800000) /* 2026-03-02T12:00:00Z */

static const uint8_t policy[HASH_SIZE];
static const struct log quiet = {.level = -1};

static struct clock_reading
read_set(void *ctx)
{
    return *(const struct clock_reading *)ctx;
}

static struct log_clock *
open_clock(struct place *place, struct clock_reading *machine)
{
    const struct log_clock_options options = {
        .store = place->store, .longest_stop = 7 * DAY, .read = read_set, .ctx = machine};
    struct log_clock *clock;
    char where[256];
    assert_int_equal(log_clock_open(&clock, &options, where), TNW_OK);
    return clock;
}

static void
append(struct place *place, time_ms time)
{
    const struct audit_record record = {
        .request = place_id(1),
        .role = ROLE_NONE,
        .origin = "127.0.0.1",
        .action = "fragment.read",
        .object = "",
        .purpose = PURPOSE_NONE,
        .decision = "permit",
        .ground = slice_str("participant"),
        .status = 200,
        .policy = policy,
    };
    struct txn *txn = place_write(place);
    audit_record_append(txn, &record, time);
    place_commit(txn);
}

static void
keep(struct place *place, struct log_clock *clock)
{
    struct txn *txn = place_write(place);
    assert_int_equal(log_clock_keep(clock, txn), TNW_OK);
    place_commit(txn);
}

static void
follow(struct place *place, struct log_clock *clock)
{
    struct txn *txn = place_read(place);
    log_clock_follow(clock, txn);
    txn_abort(&txn);
}

static struct log_clock_change
accept_clock(struct place *place, struct log_clock *clock)
{
    struct log_clock_change change;
    struct txn *txn = place_write(place);
    assert_int_equal(log_clock_accept(clock, txn, policy, &change), TNW_OK);
    place_commit(txn);
    return change;
}

static void
machine_runs(struct clock_reading *machine, int64_t ms)
{
    machine->running += ms;
    machine->wall += ms;
}

static void
a_step_is_not_followed_by_who_starts_after_it_either(void **state)
{
    struct place *place = *state;
    struct clock_reading machine = {.wall = NOON, .running = DAY, .boot = 7};
    struct log_clock *server = open_clock(place, &machine);
    keep(place, server);
    append(place, log_clock_read(server).now);
    machine_runs(&machine, HOUR);
    machine.wall += DAY;
    struct log_clock *command = open_clock(place, &machine);
    struct log_clock *both[] = {server, command};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(log_clock_read(both[i]).state, CLOCK_AHEAD);
        assert_true(log_clock_read(both[i]).now == NOON + HOUR);
    }
    machine.wall -= DAY;
    assert_int_equal(log_clock_read(server).state, CLOCK_SOUND);
    log_clock_free(&command);
    log_clock_free(&server);
}

static void
what_one_accepts_all_follow(void **state)
{
    static const int64_t steps[] = {300 * DAY, -2 * HOUR};
    struct place *place = *state;
    struct clock_reading machine = {.wall = NOON, .running = DAY, .boot = 7};
    struct log_clock *server = open_clock(place, &machine);
    keep(place, server);
    for (size_t i = 0; i < 2; i++) {
        append(place, log_clock_read(server).now);
        machine.wall += steps[i];
        struct log_clock *command = open_clock(place, &machine);
        const struct log_clock_change change = accept_clock(place, command);
        assert_true(change.changed && change.to == machine.wall && change.to - change.from == steps[i]);
        assert_int_equal(log_clock_read(server).state, i == 0 ? CLOCK_AHEAD : CLOCK_BEHIND);
        follow(place, server);
        follow(place, command);
        assert_int_equal(log_clock_read(server).state, CLOCK_SOUND);
        assert_true(log_clock_read(server).now == machine.wall);
        assert_false(accept_clock(place, command).changed);
        struct txn *txn = place_read(place);
        assert_true(audit_log_tail(txn)->time == machine.wall);
        txn_abort(&txn);
        log_clock_free(&command);
    }
    log_clock_free(&server);
}

/* The ledger sees the newest in its transactions; a snapshot of a moment ago must not take it back. */
static void
an_older_snapshot_takes_nothing_back(void **state)
{
    struct place *place = *state;
    struct clock_reading machine = {.wall = NOON, .running = DAY, .boot = 7};
    struct log_clock *server = open_clock(place, &machine);
    keep(place, server);
    append(place, NOON);
    struct txn *before = place_read(place);
    machine.wall -= DAY;
    (void)accept_clock(place, server);
    struct txn *ledgers = place_write(place);
    log_clock_follow(server, ledgers);
    txn_abort(&ledgers);
    log_clock_follow(server, before);
    assert_int_equal(log_clock_read(server).state, CLOCK_SOUND);
    txn_abort(&before);
    log_clock_free(&server);
}

static void
the_ledger_follows_with_its_next_transaction(void **state)
{
    struct place *place = *state;
    struct clock_reading machine = {.wall = NOON, .running = DAY, .boot = 7};
    struct log_clock *server = open_clock(place, &machine);
    struct ledger *ledger;
    assert_int_equal(ledger_start(&ledger, place->store, server, &quiet, test_job_no_fatal, NULL), TNW_OK);
    assert_ptr_equal(ledger_clock(ledger), server);
    assert_int_equal(ledger_run(ledger, 0, log_clock_keep, server), TNW_OK);
    append(place, NOON);
    machine.wall -= DAY;
    struct log_clock *command = open_clock(place, &machine);
    assert_true(accept_clock(place, command).changed);
    assert_int_equal(log_clock_read(server).state, CLOCK_BEHIND);
    assert_int_equal(ledger_run(ledger, 0, log_clock_keep, server), TNW_OK);
    assert_int_equal(log_clock_read(server).state, CLOCK_SOUND);
    ledger_free(&ledger);
    log_clock_free(&command);
    log_clock_free(&server);
}

static void
a_start_of_the_machine_goes_by_the_last_record(void **state)
{
    struct place *place = *state;
    struct clock_reading machine = {.wall = NOON, .running = DAY, .boot = 7};
    append(place, NOON);
    const struct {
        int64_t wall;
        enum clock_state state;
    } rows[] = {{-DAY, CLOCK_BEHIND}, {-1000, CLOCK_SOUND}, {6 * DAY, CLOCK_SOUND}, {8 * DAY, CLOCK_AHEAD}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        machine.wall = NOON + rows[i].wall;
        struct log_clock *server = open_clock(place, &machine);
        assert_int_equal(log_clock_read(server).state, rows[i].state);
        machine_runs(&machine, HOUR);
        assert_true(log_clock_read(server).now == (rows[i].state == CLOCK_SOUND ? machine.wall : NOON + HOUR));
        log_clock_free(&server);
    }
}

static size_t
found_between(struct place *place, const char *action, time_ms from, time_ms until, bool reverse)
{
    const struct search_query query = {.after = UINT64_MAX,
                                       .reverse = reverse,
                                       .action = slice_str(action),
                                       .has_from = true,
                                       .from = from,
                                       .has_until = true,
                                       .until = until};
    struct txn *txn = place_read(place);
    struct search *search = search_open(txn, &query);
    struct search_hit hit;
    size_t count = 0;
    assert_non_null(search);
    while (search_next(search, &hit)) {
        assert_true(hit.view.time >= from && hit.view.time < until);
        count++;
    }
    assert_int_equal(txn_error(txn), TNW_OK);
    search_close(&search);
    txn_abort(&txn);
    return count;
}

/* NOON + 0 to 9 hours, 300 days later + 0 to 19 hours, the record of what was accepted, NOON + 10 to 15 hours. */
static struct log_clock *
append_what_went_back(struct place *place, struct clock_reading *machine)
{
    struct log_clock *server = open_clock(place, machine);
    for (int i = 0; i < 10; i++) {
        append(place, NOON + i * HOUR);
    }
    for (int i = 0; i < 20; i++) {
        append(place, NOON + 300 * DAY + i * HOUR);
    }
    machine->wall = NOON + 10 * HOUR;
    assert_true(accept_clock(place, server).changed);
    for (int i = 10; i < 16; i++) {
        append(place, NOON + i * HOUR);
    }
    return server;
}

static void
a_search_by_time_finds_all_whatever_went_back(void **state)
{
    struct place *place = *state;
    struct clock_reading machine = {.wall = NOON, .running = DAY, .boot = 7};
    struct log_clock *server = append_what_went_back(place, &machine);
    for (int reverse = 0; reverse < 2; reverse++) {
        assert_int_equal(found_between(place, "", NOON, NOON + DAY, reverse), 17); /* the one that says so as well */
        assert_int_equal(found_between(place, "", NOON + 8 * HOUR, NOON + 12 * HOUR, reverse), 5);
        assert_int_equal(found_between(place, "", NOON + 300 * DAY, NOON + 301 * DAY, reverse), 20);
        assert_int_equal(found_between(place, "", NOON + 400 * DAY, NOON + 401 * DAY, reverse), 0);
    }
    log_clock_free(&server);
}

/* In front of a time that went back, an index names records of any time. */
static void
an_index_is_no_damage_where_time_went_back(void **state)
{
    struct place *place = *state;
    struct clock_reading machine = {.wall = NOON, .running = DAY, .boot = 7};
    struct log_clock *server = append_what_went_back(place, &machine);
    struct txn *txn = place_write(place);
    uint64_t places[36];
    for (uint64_t i = 0; i < 36; i++) {
        places[i] = i < 30 ? i : i + 1;
    }
    const struct audit_index_key key = audit_index_text(AUDIT_INDEX_ACTION, slice_str("fragment.read"));
    audit_index_add(txn, &key, places, 36);
    evidence_put_filed(txn, 37);
    place_commit(txn);
    for (int reverse = 0; reverse < 2; reverse++) {
        assert_int_equal(found_between(place, "fragment.read", NOON, NOON + DAY, reverse), 16);
        assert_int_equal(found_between(place, "fragment.read", NOON + 8 * HOUR, NOON + 12 * HOUR, reverse), 4);
        assert_int_equal(found_between(place, "fragment.read", NOON + 300 * DAY, NOON + 301 * DAY, reverse), 20);
        assert_int_equal(found_between(place, "fragment.read", NOON + 400 * DAY, NOON + 401 * DAY, reverse), 0);
    }
    log_clock_free(&server);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_step_is_not_followed_by_who_starts_after_it_either),
        WITH_PLACE(what_one_accepts_all_follow),
        WITH_PLACE(an_older_snapshot_takes_nothing_back),
        WITH_PLACE(the_ledger_follows_with_its_next_transaction),
        WITH_PLACE(a_start_of_the_machine_goes_by_the_last_record),
        WITH_PLACE(a_search_by_time_finds_all_whatever_went_back),
        WITH_PLACE(an_index_is_no_damage_where_time_went_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
