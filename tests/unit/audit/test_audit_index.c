/* The postings: what was added is found, in both directions, and what is stored is read strictly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/audit/audit_index.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/txn.h"
#include "unit/evidence_random.h"
#include "unit/store/store_place.h"

#define PLACES 5000

static struct audit_index_key
key_of_action(const char *action)
{
    return audit_index_text(AUDIT_INDEX_ACTION, slice_str(action));
}

/* Ascending, with distances of all lengths. */
static void
fill(uint64_t seqs[PLACES], uint64_t seed)
{
    struct evidence_random random = evidence_random(seed);
    uint64_t seq = evidence_random_below(&random, 3);
    for (size_t i = 0; i < PLACES; i++) {
        seqs[i] = seq;
        seq += 1 + evidence_random_below(&random, UINT64_C(1) << evidence_random_below(&random, 40));
    }
}

static void
add_in_runs(struct txn *txn, const struct audit_index_key *key, const uint64_t *seqs, size_t count, uint64_t most)
{
    struct evidence_random random = evidence_random(most);
    for (size_t at = 0; at < count;) {
        size_t run = (size_t)evidence_random_below(&random, most) + 1;
        run = run > count - at ? count - at : run;
        audit_index_add(txn, key, seqs + at, run);
        at += run;
    }
    assert_int_equal(txn_error(txn), TNW_OK);
}

static size_t
count_segments(struct txn *txn, const struct audit_index_key *key)
{
    struct range range;
    uint64_t first;
    struct slice value;
    size_t count = 0;
    range_open(&range, txn, SPACE_AUDIT_INDEX, slice_of(key->bytes, sizeof key->bytes), slice_of("", 0), false);
    while (range_next_number(&range, &first, &value)) {
        assert_in_range(value.len, 0, AUDIT_INDEX_BYTES);
        count++;
    }
    range_close(&range);
    return count;
}

static void
assert_all_found(struct txn *txn, const struct audit_index_key *key, const uint64_t *seqs, size_t count)
{
    struct audit_index index;
    uint64_t seq;
    audit_index_open(&index, txn, key, false);
    for (size_t i = 0; i < count; i++) {
        assert_true(audit_index_next(&index, &seq));
        assert_int_equal(seq, seqs[i]);
    }
    assert_false(audit_index_next(&index, &seq));
    assert_false(audit_index_next(&index, &seq));
    audit_index_open(&index, txn, key, true);
    for (size_t i = count; i > 0; i--) {
        assert_true(audit_index_next(&index, &seq));
        assert_int_equal(seq, seqs[i - 1]);
    }
    assert_false(audit_index_next(&index, &seq));
    assert_int_equal(txn_error(txn), TNW_OK);
}

static void
what_was_added_is_found_in_both_directions(void **state)
{
    struct place *place = *state;
    static const uint64_t runs[] = {1, 3, 600, PLACES};
    static const char *const actions[] = {"one", "three", "many", "all"};
    uint64_t seqs[PLACES];
    struct txn *txn = place_write(place);
    for (size_t i = 0; i < 4; i++) {
        struct audit_index_key key = key_of_action(actions[i]);
        fill(seqs, i);
        add_in_runs(txn, &key, seqs, PLACES, runs[i]);
        assert_all_found(txn, &key, seqs, PLACES);
    }
    txn_abort(&txn);
}

/* An idle system, one record at a time, makes no segment for each. */
static void
a_segment_is_filled_up_before_the_next(void **state)
{
    struct place *place = *state;
    struct txn *txn = place_write(place);
    struct audit_index_key key = key_of_action("a");
    for (uint64_t seq = 0; seq < 3 * AUDIT_INDEX_PLACES; seq++) {
        audit_index_add(txn, &key, &seq, 1);
    }
    assert_int_equal(count_segments(txn, &key), 3);
    txn_abort(&txn);
}

static void
keys_do_not_mix(void **state)
{
    struct place *place = *state;
    struct txn *txn = place_write(place);
    struct id id = place_id(1);
    struct audit_index index;
    const struct audit_index_key keys[] = {
        audit_index_id(AUDIT_INDEX_ACTOR, &id), audit_index_id(AUDIT_INDEX_DOSSIER, &id),
        audit_index_id(AUDIT_INDEX_ORGANISATION, &id), audit_index_text(AUDIT_INDEX_ACTION, slice_str("permit")),
        audit_index_text(AUDIT_INDEX_DECISION, slice_str("permit"))};
    for (uint64_t i = 0; i < 5; i++) {
        audit_index_add(txn, &keys[i], &i, 1);
    }
    for (uint64_t i = 0; i < 5; i++) {
        assert_all_found(txn, &keys[i], &i, 1);
    }
    struct audit_index_key absent = key_of_action("absent");
    uint64_t seq;
    audit_index_open(&index, txn, &absent, false);
    assert_false(audit_index_next(&index, &seq));
    audit_index_open(&index, txn, &absent, true);
    assert_false(audit_index_seek(&index, UINT64_MAX, &seq));
    txn_abort(&txn);
}

/* What a search over the whole list would find. */
static bool
naive_seek(const uint64_t *seqs, bool reverse, uint64_t at_least, uint64_t at_most, uint64_t *out)
{
    bool found = false;
    for (size_t i = 0; i < PLACES; i++) {
        if (seqs[i] >= at_least && seqs[i] <= at_most && (!found || reverse)) {
            *out = seqs[i];
            found = true;
        }
    }
    return found;
}

static void
seeking_finds_what_a_look_at_all_finds(void **state)
{
    struct place *place = *state;
    struct evidence_random random = evidence_random(99);
    struct audit_index_key key = key_of_action("a");
    uint64_t seqs[PLACES];
    struct txn *txn = place_write(place);
    fill(seqs, 42);
    add_in_runs(txn, &key, seqs, PLACES, 700);
    for (int round = 0; round < 60; round++) {
        struct audit_index index;
        bool reverse = round % 2 == 1;
        uint64_t end = seqs[PLACES - 1];
        uint64_t target = reverse ? end + 5 : 0;
        uint64_t expected = 0;
        audit_index_open(&index, txn, &key, reverse);
        for (;;) {
            uint64_t seq;
            uint64_t step = evidence_random_below(&random, UINT64_C(1) << evidence_random_below(&random, 48));
            target = !reverse ? target + step : step > target ? 0 : target - step;
            bool found = naive_seek(seqs, reverse, reverse ? 0 : target, reverse ? target : UINT64_MAX, &expected);
            assert_int_equal(audit_index_seek(&index, target, &seq), found);
            if (!found) {
                break;
            }
            assert_int_equal(seq, expected);
            if (target == 0) {
                break;
            }
        }
    }
    txn_abort(&txn);
}

static void
seeking_never_goes_back(void **state)
{
    struct place *place = *state;
    static const uint64_t seqs[] = {1, 5, 9};
    struct txn *txn = place_write(place);
    struct audit_index_key key = key_of_action("a");
    struct audit_index index;
    uint64_t seq;
    audit_index_add(txn, &key, seqs, 3);
    audit_index_open(&index, txn, &key, false);
    assert_true(audit_index_seek(&index, 4, &seq));
    assert_true(audit_index_seek(&index, 0, &seq));
    assert_int_equal(seq, 5);
    audit_index_open(&index, txn, &key, true);
    assert_true(audit_index_seek(&index, 6, &seq));
    assert_true(audit_index_seek(&index, 100, &seq));
    assert_int_equal(seq, 5);
    txn_abort(&txn);
}

static void
places_out_of_order_are_refused(void **state)
{
    struct place *place = *state;
    static const uint64_t bad[][2] = {{5, 5}, {6, 5}, {9, UINT64_MAX}};
    for (size_t i = 0; i < 3; i++) {
        struct txn *txn = place_write(place);
        struct audit_index_key key = key_of_action("a");
        uint64_t first = 4;
        audit_index_add(txn, &key, &first, 1);
        assert_int_equal(txn_error(txn), TNW_OK);
        audit_index_add(txn, &key, bad[i], 2);
        assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
        txn_abort(&txn);
    }
}

/* A turn of filing that was cut is done again, and may have more places then. */
static void
places_that_are_there_are_passed_over(void **state)
{
    struct place *place = *state;
    static const uint64_t seqs[] = {1, 5, 9, 11, 12};
    struct txn *txn = place_write(place);
    struct audit_index_key key = key_of_action("a");
    audit_index_add(txn, &key, seqs, 3);
    uint64_t writes = txn_writes(txn);
    audit_index_add(txn, &key, seqs, 3);
    assert_int_equal(txn_writes(txn), writes);
    audit_index_add(txn, &key, seqs + 1, 4);
    assert_all_found(txn, &key, seqs, 5);
    txn_abort(&txn);
}

static const struct {
    const char *what;
    uint64_t first;
    const char *bytes;
    size_t len;
    enum tnw_err expected;
} segments[] = {
    {"two places", 1, "\x01", 1, TNW_OK},
    {"a long distance", 1, "\x80\x01", 2, TNW_OK},
    {"the last place there is", 0, "\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 9, TNW_OK},
    {"a distance of nothing", 1, "\x00", 1, TNW_E_CORRUPT},
    {"a distance in a longer form", 1, "\x81\x00", 2, TNW_E_CORRUPT},
    {"half a distance", 1, "\x01\x80", 2, TNW_E_CORRUPT},
    {"a place behind the last one", 1, "\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 9, TNW_E_CORRUPT},
    {"a distance of ten bytes", 1, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10, TNW_E_CORRUPT},
    {"a first place behind the last one", UINT64_C(1) << 63, "", 0, TNW_E_CORRUPT},
};

static void
a_segment_is_read_strictly(void **state)
{
    struct place *place = *state;
    for (size_t i = 0; i < sizeof segments / sizeof segments[0]; i++) {
        struct txn *txn = place_write(place);
        struct audit_index index;
        uint64_t seq;
        struct key at = {.len = 0};
        struct audit_index_key key = key_of_action("a");
        key_add(&at, key.bytes, sizeof key.bytes);
        key_add_u64(&at, segments[i].first);
        txn_put(txn, SPACE_AUDIT_INDEX, key_slice(&at), slice_of(segments[i].bytes, segments[i].len));
        audit_index_open(&index, txn, &key, false);
        bool found = audit_index_next(&index, &seq);
        if (found != (segments[i].expected == TNW_OK) || txn_error(txn) != segments[i].expected) {
            fail_msg("%s", segments[i].what);
        }
        txn_abort(&txn);
    }
}

/* More places, or more bytes, than a segment has. */
static void
an_overfull_segment_is_refused(void **state)
{
    struct place *place = *state;
    uint8_t bytes[2000];
    static const size_t lengths[] = {AUDIT_INDEX_PLACES, sizeof bytes};
    for (size_t i = 0; i < 2; i++) {
        struct txn *txn = place_write(place);
        struct audit_index index;
        uint64_t seq;
        struct key at = {.len = 0};
        struct audit_index_key key = key_of_action("a");
        key_add(&at, key.bytes, sizeof key.bytes);
        key_add_u64(&at, 1);
        for (size_t j = 0; j < sizeof bytes; j++) {
            bytes[j] = i == 0 || j % 5 == 4 ? 1 : 0x81;
        }
        txn_put(txn, SPACE_AUDIT_INDEX, key_slice(&at), slice_of(bytes, lengths[i]));
        audit_index_open(&index, txn, &key, false);
        assert_false(audit_index_next(&index, &seq));
        assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
        txn_abort(&txn);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(what_was_added_is_found_in_both_directions),
        WITH_PLACE(a_segment_is_filled_up_before_the_next),
        WITH_PLACE(keys_do_not_mix),
        WITH_PLACE(seeking_finds_what_a_look_at_all_finds),
        WITH_PLACE(seeking_never_goes_back),
        WITH_PLACE(places_that_are_there_are_passed_over),
        WITH_PLACE(places_out_of_order_are_refused),
        WITH_PLACE(a_segment_is_read_strictly),
        WITH_PLACE(an_overfull_segment_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
