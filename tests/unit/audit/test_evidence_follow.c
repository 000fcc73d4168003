/* The map followed along a log, against the one that is updated: two ways to the same hashes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "audit/map_follow.h"
#include "evidence_shelf.h"
#include "unit/evidence_random.h"

#define RECORDS 3000

/* A dossier that was there before, or a new one, whose key may begin like an earlier one's. */
static void
make_key(struct evidence_random *random, struct map_entry *log, size_t seq)
{
    struct hash *key = &log[seq].key;
    evidence_random_fill(random, key->bytes, HASH_SIZE);
    size_t kind = seq == 0 ? 0 : (size_t)evidence_random_below(random, 4);
    size_t same = kind == 0 ? 0 : kind == 1 ? (size_t)evidence_random_below(random, HASH_SIZE) : HASH_SIZE;
    const struct hash *model = &log[seq == 0 ? 0 : evidence_random_below(random, seq)].key;
    for (size_t i = 0; i < same; i++) {
        key->bytes[i] = model->bytes[i];
    }
}

static void
following_a_log_gives_the_roots_of_updating(void **state)
{
    (void)state;
    struct evidence_random random = evidence_random(11);
    struct evidence_shelf *shelf = evidence_shelf_new();
    const struct map_store store = evidence_shelf_store(shelf);
    struct map_follow follow = {.count = 0};
    struct map_entry *log = calloc(RECORDS, sizeof *log);
    struct hash updated = map_empty();
    size_t asked = 0;
    assert_non_null(log);
    for (size_t seq = 0; seq < RECORDS; seq++) {
        make_key(&random, log, seq);
        log[seq].counter = seq + 1;
        evidence_random_fill(&random, log[seq].head.bytes, HASH_SIZE);
        assert_int_equal(map_follow_note(&follow, seq, &log[seq]), TNW_OK);
        if (evidence_random_below(&random, 9) > 0) {
            continue;
        }
        struct hash followed; /* also of fewer records than were noted */
        size_t size = asked + (size_t)evidence_random_below(&random, seq + 2 - asked);
        for (; asked < size; asked++) {
            assert_int_equal(map_update(&store, &updated, &log[asked], 1), TNW_OK);
        }
        assert_int_equal(map_follow_root(&follow, size, &followed), TNW_OK);
        assert_true(hash_eq(&followed, &updated));
    }
    assert_true(asked > RECORDS - 500);
    free(log);
    map_follow_wipe(&follow);
    evidence_shelf_free(&shelf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(following_a_log_gives_the_roots_of_updating),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
