/* Who sees what when, and what is left after an abort or an end. */
#include "contract/contract.h"

#include <stdio.h>
#include <stdlib.h>

static void
snapshot_shows_one_state(void **state)
{
    contract_put_alone(*state, PLAIN, "a", "old");
    struct engine_txn *snapshot = contract_read(*state);
    struct engine_txn *txn = contract_write(*state);
    contract_put(txn, PLAIN, "a", "new");
    contract_put(txn, PLAIN, "b", "new");
    contract_has(txn, PLAIN, "a", "new");
    contract_has(snapshot, PLAIN, "a", "old");
    contract_has(snapshot, PLAIN, "b", NULL);
    contract_commit(txn);
    contract_has(snapshot, PLAIN, "a", "old");
    contract_has(snapshot, PLAIN, "b", NULL);
    engine_abort(&snapshot);
    assert_null(snapshot);
    contract_shows(*state, PLAIN, "a", "new");
    contract_shows(*state, PLAIN, "b", "new");
}

static void
snapshot_is_committed_for_nothing(void **state)
{
    contract_put_alone(*state, PLAIN, "a", "1");
    struct engine_txn *snapshot = contract_read(*state);
    contract_has(snapshot, PLAIN, "a", "1");
    contract_commit(snapshot);
    contract_shows(*state, PLAIN, "a", "1");
}

static void
aborted_work_is_forgotten(void **state)
{
    contract_put_alone(*state, PLAIN, "a", "1");
    struct engine_txn *txn = contract_write(*state);
    contract_put(txn, PLAIN, "a", "2");
    contract_put(txn, OTHER, "b", "2");
    engine_abort(&txn);
    contract_shows(*state, PLAIN, "a", "1");
    txn = contract_write(*state);
    contract_has(txn, PLAIN, "a", "1");
    contract_has(txn, OTHER, "b", NULL);
    engine_abort(&txn);
    engine_abort(&txn); /* of nothing */
    contract_reopen(*state, CONTRACT_SIZE);
    contract_shows(*state, PLAIN, "a", "1");
}

static void
committed_work_is_there_after_the_end(void **state)
{
    struct engine_txn *txn = contract_write(*state);
    contract_put(txn, PLAIN, "a", "1");
    contract_put(txn, APPENDED, "b", "2");
    contract_commit(txn);
    contract_put_alone(*state, PLAIN, "c", "3");
    contract_reopen(*state, CONTRACT_SIZE);
    contract_shows(*state, PLAIN, "a", "1");
    contract_shows(*state, APPENDED, "b", "2");
    contract_shows(*state, PLAIN, "c", "3");
}

/* Where keeping is a commit, snapshots show it at once. */
static void
kept_work_is_shown_after_the_commit(void **state)
{
    struct contract_place *place = *state;
    struct engine_txn *txn = contract_write(place);
    contract_put(txn, PLAIN, "a", "1");
    contract_keep(place, &txn);
    contract_has(txn, PLAIN, "a", "1");
    contract_shows(place, PLAIN, "a", place->row->keeps ? NULL : "1");
    contract_put(txn, PLAIN, "a", "2");
    contract_shows(place, PLAIN, "a", place->row->keeps ? NULL : "1");
    contract_commit(txn);
    contract_shows(place, PLAIN, "a", "2");
}

static void
keep_twice(struct contract_place *place)
{
    struct engine_txn *txn = contract_write(place);
    contract_put(txn, PLAIN, "a", "1");
    contract_put(txn, PLAIN, "b", "1");
    contract_keep(place, &txn);
    contract_put(txn, PLAIN, "a", "2");
    contract_del(txn, PLAIN, "b");
    contract_keep(place, &txn);
    contract_keep(place, &txn); /* of nothing */
    contract_put(txn, PLAIN, "a", "3");
    contract_put(txn, PLAIN, "b", "3");
    engine_abort(&txn);
}

static void
abort_forgets_only_what_came_after_the_last_keep(void **state)
{
    struct contract_place *place = *state;
    contract_put_alone(place, PLAIN, "before", "0");
    keep_twice(place);
    struct engine_txn *txn = contract_write(place);
    contract_has(txn, PLAIN, "before", "0");
    contract_has(txn, PLAIN, "a", "2");
    contract_has(txn, PLAIN, "b", NULL);
    contract_shows(place, PLAIN, "a", "2"); /* a writer began: it is committed */
    contract_put(txn, PLAIN, "c", "4");
    contract_commit(txn);
    contract_shows(place, PLAIN, "a", "2");
    contract_shows(place, PLAIN, "c", "4");
}

static void
kept_work_is_there_after_the_end(void **state)
{
    struct contract_place *place = *state;
    keep_twice(place);
    contract_reopen(place, CONTRACT_SIZE);
    contract_shows(place, PLAIN, "a", "2");
    contract_shows(place, PLAIN, "b", NULL);
    contract_reopen(place, CONTRACT_SIZE);
    contract_shows(place, PLAIN, "a", "2");
    contract_shows(place, PLAIN, "b", NULL);
}

/* Kept, aborted, kept again on top: all of it counts, in order. */
static void
kept_work_stacks_over_aborts(void **state)
{
    struct contract_place *place = *state;
    char value[16];
    for (unsigned i = 0; i < 5; i++) {
        struct engine_txn *txn = contract_write(place);
        (void)snprintf(value, sizeof value, "%u", i);
        contract_put(txn, PLAIN, "last", value);
        assert_int_equal(engine_append(txn, APPENDED, slice_str(value), slice_str(value)), TNW_OK);
        contract_keep(place, &txn);
        contract_put(txn, PLAIN, "last", "lost");
        engine_abort(&txn);
    }
    contract_reopen(place, CONTRACT_SIZE);
    contract_shows(place, PLAIN, "last", "4");
    contract_shows(place, APPENDED, "0", "0");
    contract_shows(place, APPENDED, "4", "4");
}

static uint64_t
number_shown(struct contract_place *place)
{
    struct engine_txn *txn = contract_read(place);
    uint64_t number = engine_number(txn);
    engine_abort(&txn);
    return number;
}

static void
commits_have_numbers_that_go_up(void **state)
{
    struct contract_place *place = *state;
    for (unsigned round = 0; round < 3; round++) {
        uint64_t before = number_shown(place);
        struct engine_txn *txn = contract_write(place);
        uint64_t number = engine_number(txn);
        assert_true(number > before);
        contract_put(txn, PLAIN, "a", round % 2 == 0 ? "1" : "2");
        assert_int_equal(engine_number(txn), number);
        assert_int_equal(number_shown(place), before);
        contract_commit(txn);
        assert_int_equal(number_shown(place), number);
        contract_reopen(place, CONTRACT_SIZE);
        assert_true(number_shown(place) >= number);
    }
}

/* Two states never have the same number, and what is kept changes none. */
static void
numbers_tell_states_apart(void **state)
{
    struct contract_place *place = *state;
    contract_put_alone(place, PLAIN, "a", "1");
    uint64_t before = number_shown(place);
    struct engine_txn *txn = contract_write(place);
    uint64_t number = engine_number(txn);
    contract_put(txn, PLAIN, "a", "2");
    contract_keep(place, &txn);
    if (place->row->keeps) {
        assert_int_equal(engine_number(txn), number);
        assert_int_equal(number_shown(place), before);
    }
    engine_abort(&txn);
    txn = contract_write(place); /* commits what was kept */
    assert_true(number_shown(place) > before);
    assert_true(engine_number(txn) > number_shown(place));
    uint64_t aborted = engine_number(txn);
    contract_put(txn, PLAIN, "a", "3");
    engine_abort(&txn);
    assert_true(number_shown(place) < aborted);
}

static void
stats_count_what_is_taken_and_what_waits(void **state)
{
    struct contract_place *place = *state;
    uint8_t *value = contract_bytes(32 * 1024, 4);
    struct engine_stats before = contract_stats(place);
    assert_true(before.waiting == 0 && before.taken_over == 0 && before.used <= before.size);
    struct engine_txn *txn = contract_write(place);
    char key[16];
    for (unsigned i = 0; i < 20; i++) {
        (void)snprintf(key, sizeof key, "%u", i);
        assert_int_equal(engine_put(txn, PLAIN, slice_str(key), slice_of(value, 32 * 1024)), TNW_OK);
    }
    contract_commit(txn);
    struct engine_stats after = contract_stats(place);
    assert_true(after.used >= before.used + (size_t)20 * 32 * 1024 && after.size == before.size);
    assert_int_equal(after.waiting, 0);
    keep_twice(place);
    assert_int_equal(contract_stats(place).waiting, place->row->keeps ? 2 : 0);
    txn = contract_write(place);
    assert_int_equal(contract_stats(place).waiting, 0);
    assert_int_equal(contract_stats(place).taken_over, place->row->keeps ? 2 : 0);
    engine_abort(&txn);
    keep_twice(place);
    contract_reopen(place, CONTRACT_SIZE);
    assert_int_equal(contract_stats(place).waiting, 0);
    assert_int_equal(contract_stats(place).taken_over, place->row->keeps ? 2 : 0);
    free(value);
}

/* An engine may look at what it holds each so many bytes that are put. */
#define BETWEEN_LOOKS ((size_t)512 << 10)

/* Puts blocks of 16 KiB, one commit each, until there is no room, or until there is no place at all; returns how
 * many. */
static unsigned
fill(struct contract_place *place, unsigned from, bool to_the_end)
{
    uint8_t *value = contract_bytes(16 * 1024, 5);
    enum tnw_err err = TNW_OK;
    char key[16];
    bool room = true;
    while (err == TNW_OK && (room || to_the_end)) {
        struct engine_txn *txn = contract_write(place);
        room = engine_has_room(txn, 0);
        (void)snprintf(key, sizeof key, "%05u", from);
        err = engine_put(txn, OTHER, slice_str(key), slice_of(value, 16 * 1024));
        err = err == TNW_OK ? engine_commit(&txn) : err;
        engine_abort(&txn);
        from += err == TNW_OK ? 1 : 0;
        assert_true(from < 1000);
    }
    assert_int_equal(err, to_the_end ? TNW_E_STORAGE_FULL : TNW_OK);
    free(value);
    return from;
}

/* First only the reserve is left, and small things still find room; then nothing is left, and nothing is lost by it. */
static void
full_engine_refuses_growth_first_and_loses_nothing(void **state)
{
    struct contract_place *place = *state;
    contract_reopen(place, (size_t)8 << 20);
    struct engine_txn *txn = contract_write(place);
    assert_true(engine_has_room(txn, 0));
    engine_abort(&txn);
    unsigned count = fill(place, 0, false);
    txn = contract_write(place);
    assert_false(engine_has_room(txn, 0));
    contract_put(txn, PLAIN, "withdrawal", "in time");
    contract_commit(txn);
    unsigned all = fill(place, count, true);
    assert_true(all > count);
    char key[16];
    txn = contract_read(place);
    for (unsigned i = 0; i < all; i++) {
        struct slice value;
        (void)snprintf(key, sizeof key, "%05u", i);
        assert_int_equal(engine_get(txn, OTHER, slice_str(key), &value), TNW_OK);
    }
    contract_has(txn, PLAIN, "withdrawal", "in time");
    engine_abort(&txn);
    contract_reopen(place, (size_t)16 << 20);
    contract_put_alone(place, PLAIN, "after", "enlarged");
    contract_shows(place, PLAIN, "after", "enlarged");
}

/* Puts as much as finds a place in one commit. Returns how many bytes were put. */
static size_t
fill_at_once(struct contract_place *place)
{
    uint8_t *value = contract_bytes(16 * 1024, 5);
    enum tnw_err err = TNW_OK;
    char key[16];
    size_t count = 0;
    struct engine_txn *txn = contract_write(place);
    for (; err == TNW_OK && count < 2000; count++) {
        (void)snprintf(key, sizeof key, "%05zu", count);
        err = engine_put(txn, OTHER, slice_str(key), slice_of(value, 16 * 1024));
    }
    assert_int_equal(err, TNW_E_STORAGE_FULL);
    engine_abort(&txn);
    free(value);
    return (count - 1) * 16 * 1024;
}

/* How much is held is looked at now and then while a writer writes: beyond the bound by no more than comes between two
 * looks, whether by many commits or by one. */
static void
bound_is_passed_by_little(void **state)
{
    struct contract_place *place = *state;
    const size_t bound = (size_t)8 << 20;
    contract_reopen(place, bound);
    assert_true(fill_at_once(place) < bound + BETWEEN_LOOKS);
    unsigned many = fill(place, 0, true);
    assert_true(many * (size_t)16 * 1024 < bound + BETWEEN_LOOKS);
}

/* The bound moves while the engine is open: what was refused finds room, and what is held stays when it shrinks. */
static void
bound_moves_without_another_opening(void **state)
{
    struct contract_place *place = *state;
    contract_reopen(place, (size_t)8 << 20);
    unsigned count = fill(place, 0, true);
    assert_int_equal(engine_resize(place->engine, (size_t)16 << 20), TNW_OK);
    assert_int_equal(contract_stats(place).size, (size_t)16 << 20);
    unsigned more = fill(place, count, false);
    assert_true(more > count);
    assert_int_equal(engine_resize(place->engine, (size_t)4 << 20), TNW_OK);
    struct engine_txn *txn = contract_write(place);
    struct engine_extent extent;
    assert_false(engine_has_room(txn, 0));
    assert_int_equal(engine_extent(txn, OTHER, &extent), TNW_OK);
    assert_int_equal(extent.rows, more);
    engine_abort(&txn);
}

static void
schema_of_another_version_is_refused(void **state)
{
    struct contract_place *place = *state;
    struct engine_schema newer = contract_schema;
    struct engine *engine;
    newer.version++;
    contract_put_alone(place, PLAIN, "a", "1");
    engine_close(&place->engine);
    engine_close(&place->engine); /* of nothing */
    assert_int_equal(place->row->open(place, &newer, CONTRACT_SIZE, &engine), TNW_E_CONFLICT);
    assert_null(engine);
    contract_reopen(place, CONTRACT_SIZE);
    contract_shows(place, PLAIN, "a", "1");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CONTRACT(snapshot_shows_one_state),
        CONTRACT(snapshot_is_committed_for_nothing),
        CONTRACT(aborted_work_is_forgotten),
        CONTRACT(committed_work_is_there_after_the_end),
        CONTRACT(kept_work_is_shown_after_the_commit),
        CONTRACT(abort_forgets_only_what_came_after_the_last_keep),
        CONTRACT(kept_work_is_there_after_the_end),
        CONTRACT(kept_work_stacks_over_aborts),
        CONTRACT(commits_have_numbers_that_go_up),
        CONTRACT(numbers_tell_states_apart),
        CONTRACT(stats_count_what_is_taken_and_what_waits),
        CONTRACT(full_engine_refuses_growth_first_and_loses_nothing),
        CONTRACT(bound_is_passed_by_little),
        CONTRACT(bound_moves_without_another_opening),
        CONTRACT(schema_of_another_version_is_refused),
    };
    return contract_run("durability", tests, sizeof tests / sizeof tests[0]);
}
