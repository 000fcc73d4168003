/* What the end of terms costs, counted at the engine: nothing to speak of while nothing ends, however many dossiers
 * there are; of those that end, each the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "service/erasure/erasing.h"
#include "store/inside.h"
#include "store/memory/memory_disk.h"
#include "store/memory/memory_engine.h"
#include "store/memory/memory_fault.h"
#include "store/records/dossier.h"
#include "store/records/erasure/erasure.h"
#include "unit/service/schedule_scene.h"

#define READS (MEMORY_GET | MEMORY_FIRST | MEMORY_CURSOR_OPEN | MEMORY_CURSOR_NEXT)
#define WRITES (MEMORY_PUT | MEMORY_DEL)
#define MANY 100000
#define SOME 100

/* A world whose engine counts. */
struct costly {
    struct memory_disk *disk;
    struct engine *engine;
    struct schedule_scene s;
};

static void
open_costly(struct costly *it)
{
    char where[256] = "";
    struct place *place = place_prepare();
    it->disk = memory_disk_new();
    const struct memory_options options = {.disk = it->disk};
    assert_int_equal(memory_engine_open(&it->engine, &options, &layout_schema), TNW_OK);
    assert_int_equal(store_open(&place->store, it->engine, place->keyring, true, where), TNW_OK);
    schedule_open(&it->s, service_world_on(place));
}

static void
close_costly(struct costly *it)
{
    void *w = it->s.w;
    schedule_close(&it->s);
    (void)service_tear_down(&w);
    memory_disk_free(&it->disk);
}

/* Like the first, of that year, for patients of their own. */
static void
add_dossiers(struct costly *it, unsigned from, unsigned count, int year)
{
    struct dossier dossier;
    struct txn *txn = place_write(it->s.w->place);
    assert_true(dossier_get(txn, &it->s.people.dossier, &dossier));
    dossier.opened = date_join(year, 6, 1) * SCHEDULE_DAY; /* nothing was added since */
    for (unsigned i = from; i < from + count; i++) {
        const uint8_t number[] = {(uint8_t)(i >> 16), (uint8_t)(i >> 8), (uint8_t)i};
        struct hash identity = {{0}};
        memcpy(identity.bytes, number, sizeof number);
        dossier.id = (struct id){{7}};
        memcpy(&dossier.id.bytes[1], number, sizeof number);
        dossier_create(txn, &dossier, &identity);
        if (i % 1000 == 999) {
            place_commit(txn);
            txn = place_write(it->s.w->place);
        }
    }
    dossier_wipe(&dossier);
    place_commit(txn);
}

static uint64_t
calls(const struct costly *it, unsigned kinds)
{
    return memory_fault_calls(memory_engine_trap(it->engine), kinds);
}

/* One look on that day. writes: NULL: not wanted. Returns the reads. */
static uint64_t
look(struct costly *it, const char *day, uint64_t *writes)
{
    uint64_t reads = calls(it, READS);
    uint64_t before = calls(it, WRITES);
    schedule_go(&it->s, day);
    if (writes != NULL) {
        *writes = calls(it, WRITES) - before;
    }
    return calls(it, READS) - reads;
}

static void
nothing_that_ends_costs_nothing(void **state)
{
    struct costly it;
    uint64_t writes;
    (void)state;
    open_costly(&it);
    (void)look(&it, "2026-06-01", NULL); /* what is taken over once */
    uint64_t few = look(&it, "2026-06-01", &writes);
    assert_int_equal(writes, 0);
    add_dossiers(&it, 0, MANY, 2026);
    uint64_t many = look(&it, "2026-06-01", &writes);
    assert_int_equal(writes, 0);
    assert_int_equal(many, few);
    assert_true(few < 40);
    close_costly(&it);
}

/* A tenth of a percent of 100,000 is told and ends, and the same where there are no others. */
static void
each_that_ends_costs_the_same(void **state)
{
    uint64_t warned[2];
    uint64_t ended[2];
    uint64_t warned_writes[2];
    uint64_t ended_writes[2];
    (void)state;
    for (unsigned i = 0; i < 2; i++) {
        struct costly it;
        open_costly(&it);
        add_dossiers(&it, 0, SOME, 2025);
        if (i == 1) {
            add_dossiers(&it, SOME, MANY, 2027);
        }
        (void)look(&it, "2026-06-01", NULL);
        warned[i] = look(&it, "2027-12-05", &warned_writes[i]);
        ended[i] = look(&it, "2028-01-05", &ended_writes[i]);
        struct txn *txn = place_read(it.s.w->place);
        struct id closed[SOME + 1];
        assert_int_equal(erasure_in_state(txn, ERASURE_CLOSED, &(struct id){{0}}, closed, SOME + 1), SOME);
        txn_abort(&txn);
        close_costly(&it);
    }
    print_message("a warning: %llu reads, %llu writes; an end: %llu, %llu\n", (unsigned long long)warned[1] / SOME,
                  (unsigned long long)warned_writes[1] / SOME, (unsigned long long)ended[1] / SOME,
                  (unsigned long long)ended_writes[1] / SOME);
    assert_int_equal(warned_writes[0], warned_writes[1]);
    assert_int_equal(ended_writes[0], ended_writes[1]);
    assert_true(warned[1] <= warned[0] + 10 && ended[1] <= ended[0] + 10);
    assert_true(warned[1] / SOME < 40 && warned_writes[1] / SOME < 30);
    assert_true(ended[1] / SOME < 60 && ended_writes[1] / SOME < 40);
}

/* All that are closed are emptied with one look through the rows of the others, not one for each. */
static void
those_that_end_together_are_emptied_together(void **state)
{
    uint64_t reads[2];
    static const unsigned ends[] = {SOME, 10 * SOME};
    (void)state;
    for (unsigned i = 0; i < 2; i++) {
        struct costly it;
        size_t emptied;
        open_costly(&it);
        add_dossiers(&it, 0, ends[i], 2025);
        add_dossiers(&it, ends[i], MANY / 10, 2027);
        (void)look(&it, "2027-12-05", NULL);
        (void)look(&it, "2028-01-05", NULL);
        const struct erasing_options options = {
            .world = &it.s.w->world, .commit = erasing_commit_directly, .owner = it.s.w->place->store};
        uint64_t before = calls(&it, READS);
        assert_int_equal(erasing_empty(&options, &emptied), TNW_OK);
        reads[i] = calls(&it, READS) - before;
        assert_int_equal(emptied, ends[i]);
        close_costly(&it);
    }
    print_message("emptying %u and %u: %llu and %llu reads\n", ends[0], ends[1], (unsigned long long)reads[0],
                  (unsigned long long)reads[1]);
    /* The rows of the others once; of each its own, in some dozens of reads. */
    assert_true(reads[1] - reads[0] < (uint64_t)(ends[1] - ends[0]) * 60);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_that_ends_costs_nothing),
        cmocka_unit_test(each_that_ends_costs_the_same),
        cmocka_unit_test(those_that_end_together_are_emptied_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
