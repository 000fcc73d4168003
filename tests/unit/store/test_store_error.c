/* An error of the engine is an error of the transaction, wherever a walk meets it, and never the end of what there
 * is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
/* cmocka.h needs those above. */
#include <cmocka.h>

#include "store/inside.h"
#include "store/memory/memory_disk.h"
#include "store/memory/memory_engine.h"
#include "store/memory/memory_fault.h"
#include "store/range.h"
#include "store_place.h"

#define ROWS 5

static void
open_in_memory(struct place *place, struct memory_disk *disk, bool is_far)
{
    const struct memory_options options = {.disk = disk, .is_far = is_far};
    char where[256];
    struct engine *engine;
    place_close(place);
    assert_int_equal(memory_engine_open(&engine, &options, &layout_schema), TNW_OK);
    assert_int_equal(store_open(&place->store, engine, place->keyring, true, where), TNW_OK);
}

static void
put_rows(struct place *place)
{
    struct txn *txn = place_write(place);
    for (uint8_t row = 1; row <= ROWS; row++) {
        struct key key = key_of_u64(row);
        txn_put(txn, SPACE_CHECKPOINT, key_slice(&key), slice_str("note"));
    }
    place_commit(txn);
}

/* Returns how many rows the walk gave. Out: err: what the transaction says. */
static unsigned
walk_rows(struct place *place, bool reverse, enum tnw_err *err)
{
    struct txn *txn = place_read(place);
    struct slice none = slice_of(NULL, 0);
    struct slice value;
    struct range walk;
    uint64_t number;
    unsigned rows = 0;
    range_open(&walk, txn, SPACE_CHECKPOINT, none, none, reverse);
    while (range_next_number(&walk, &number, &value)) {
        assert_int_equal(number, reverse ? ROWS - rows : rows + 1);
        rows++;
    }
    range_close(&walk);
    *err = txn_error(txn);
    txn_abort(&txn);
    return rows;
}

static void
an_error_ends_no_walk_quietly(void **state)
{
    struct place *place = *state;
    for (int kind = 0; kind < 4; kind++) {
        bool reverse = (kind & 1) != 0;
        struct memory_disk *disk = memory_disk_new();
        assert_non_null(disk);
        open_in_memory(place, disk, (kind & 2) != 0);
        put_rows(place);
        struct memory_trap *trap = memory_engine_trap(place->store->engine);
        bool met = true;
        unsigned tries = 0;
        while (met) {
            const struct memory_fault fault = {.kind = MEMORY_FAILS,
                                               .calls = MEMORY_CURSOR_OPEN | MEMORY_CURSOR_NEXT,
                                               .nth = ++tries,
                                               .err = TNW_E_IO};
            enum tnw_err err;
            memory_fault_arm(trap, &fault);
            unsigned rows = walk_rows(place, reverse, &err);
            met = memory_fault_disarm(trap);
            assert_int_equal(err, met ? TNW_E_IO : TNW_OK);
            assert_true(met ? rows < ROWS || tries == ROWS + 2 : rows == ROWS);
        }
        assert_int_equal(tries, ROWS + 3); /* open, each row, the end; and once without */
        place_close(place);
        memory_disk_free(&disk);
    }
}

/* The last one of a prefix: a kept message's number, an inbox's. */
static void
an_error_is_not_nothing(void **state)
{
    struct place *place = *state;
    struct memory_disk *disk = memory_disk_new();
    const struct memory_fault fault = {.kind = MEMORY_FAILS, .calls = MEMORY_FIRST, .nth = 1, .err = TNW_E_IO};
    struct id id = place_id(1);
    struct slice key;
    struct slice value;
    assert_non_null(disk);
    open_in_memory(place, disk, false);
    struct txn *txn = place_read(place);
    memory_fault_arm(memory_engine_trap(place->store->engine), &fault);
    assert_false(txn_last(txn, SPACE_INBOX, &id, &key, &value));
    assert_int_equal(txn_error(txn), TNW_E_IO);
    txn_abort(&txn);
    place_close(place);
    memory_disk_free(&disk);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(an_error_ends_no_walk_quietly),
        WITH_PLACE(an_error_is_not_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
