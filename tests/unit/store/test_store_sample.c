/* A sample of the store's rows reads about as many as it is to look at, however many there are, and with other seeds
 * comes to all of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/check/check_rows.h"
#include "store/inside.h"
#include "store_place.h"

#define ROWS 1000
#define SAMPLE 64
#define SEEDS 400

/* Which rows were looked at: each has a key that none may have, so that each is told. */
struct met {
    struct key keys[ROWS];
    bool is_met[ROWS];
    uint64_t passed;
};

static int
by_bytes(const void *a, const void *b)
{
    return memcmp(((const struct key *)a)->bytes, ((const struct key *)b)->bytes, 24);
}

/* together: below one id; else each has its own. */
static void
put_rows(struct place *place, struct met *met, bool together)
{
    struct txn *txn = place_write(place);
    for (unsigned i = 0; i < ROWS; i++) {
        const struct hash any = hash_of(slice_of(&i, sizeof i));
        struct id id = place_id(7);
        if (!together) {
            memcpy(id.bytes, any.bytes, ID_SIZE);
        }
        met->keys[i] = key_of(&id);
        key_add_u64(&met->keys[i], i);
        txn_put(txn, SPACE_VISITOR, key_slice(&met->keys[i]), slice_of("", 0));
    }
    place_commit(txn);
    qsort(met->keys, ROWS, sizeof met->keys[0], by_bytes);
}

static void
note_met(void *ctx, unsigned space, const char *finding)
{
    struct met *met = ctx;
    struct key key = {.len = 24};
    char hex[49];
    if (space != SPACE_VISITOR) {
        return;
    }
    const char *from = strchr(finding, ' ');
    assert_non_null(from);
    memcpy(hex, from + 1, 48);
    hex[48] = 0;
    assert_int_equal(hex_decode(key.bytes, 24, hex), TNW_OK);
    const struct key *found = bsearch(&key, met->keys, ROWS, sizeof met->keys[0], by_bytes);
    assert_non_null(found);
    met->is_met[found - met->keys] = true;
}

static bool
note_passed(void *ctx, uint64_t passed, const struct check_place *at)
{
    (void)at;
    ((struct met *)ctx)->passed = passed;
    return true;
}

static unsigned
count_met(const struct met *met)
{
    unsigned count = 0;
    for (unsigned i = 0; i < ROWS; i++) {
        count += met->is_met[i] ? 1 : 0;
    }
    return count;
}

static void
sample_with(struct place *place, struct met *met, uint64_t seed, uint64_t *rows)
{
    const struct check_task task = {
        .store = place->store, .tell = note_met, .ctx = met, .at = note_passed, .sample = SAMPLE, .seed = seed};
    assert_int_equal(check_rows_of(&task, rows), TNW_OK);
}

static void
try_samples(struct place *place, bool together)
{
    struct met *met = calloc(1, sizeof *met);
    uint64_t rows = 0;
    assert_non_null(met);
    sample_with(place, met, 1, &rows);
    const uint64_t others = rows; /* of all spaces but that one */
    put_rows(place, met, together);
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        sample_with(place, met, seed, &rows);
        assert_in_range(rows - others, SAMPLE / 2, SAMPLE);
        assert_int_equal(met->passed, rows);
        if (seed == 1) {
            assert_in_range(count_met(met), SAMPLE / 2, SAMPLE);
        }
    }
    assert_int_equal(count_met(met), ROWS);
    free(met);
}

static void
rows_of_many_ids_are_all_met_in_time(void **state)
{
    try_samples(*state, false);
}

static void
rows_of_one_id_are_all_met_in_time(void **state)
{
    try_samples(*state, true);
}

static void
same_seed_is_the_same_sample(void **state)
{
    struct met *met = calloc(2, sizeof *met);
    uint64_t rows;
    assert_non_null(met);
    put_rows(*state, &met[0], false);
    memcpy(met[1].keys, met[0].keys, sizeof met[0].keys);
    sample_with(*state, &met[0], 5, &rows);
    sample_with(*state, &met[1], 5, &rows);
    assert_memory_equal(met[0].is_met, met[1].is_met, sizeof met[0].is_met);
    sample_with(*state, &met[1], 6, &rows);
    assert_memory_not_equal(met[0].is_met, met[1].is_met, sizeof met[0].is_met);
    free(met);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(rows_of_many_ids_are_all_met_in_time),
        WITH_PLACE(rows_of_one_id_are_all_met_in_time),
        WITH_PLACE(same_seed_is_the_same_sample),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
