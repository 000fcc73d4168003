/* Checkpoints, the map's nodes and the size that is sealed, as bytes in the store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lmdb_store.h"
#include "seal_place.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/txn.h"

static void
nothing_is_sealed_at_first(void **state)
{
    struct seal_place *it = *state;
    struct txn *txn = place_read(it->place);
    struct slice bytes;
    struct slice place = slice_of("", 0);
    uint64_t size = 0;
    struct evidence_map_place map;
    assert_int_equal(evidence_sealed(txn), 0);
    assert_int_equal(evidence_mapped(txn, NULL), 0);
    assert_false(evidence_map_place(txn, &map));
    assert_false(evidence_last_checkpoint(txn, &size, &bytes));
    assert_false(evidence_next_checkpoint(txn, &size, &bytes));
    assert_false(evidence_get_checkpoint(txn, 0, &bytes));
    assert_false(evidence_next_map(txn, &place, &bytes));
    assert_int_equal(txn_error(txn), TNW_OK);
    txn_abort(&txn);
}

static void
checkpoints_come_back_by_size_and_in_order(void **state)
{
    struct seal_place *it = *state;
    static const uint64_t sizes[] = {300, 2, 65536, 255};
    static const uint64_t sorted[] = {2, 255, 300, 65536};
    struct txn *txn = place_write(it->place);
    for (size_t i = 0; i < 4; i++) {
        evidence_put_checkpoint(txn, sizes[i], slice_of(&sizes[i], sizeof sizes[i]));
    }
    evidence_put_sealed(txn, 65536);
    place_commit(txn);
    txn = place_read(it->place);
    struct slice note;
    uint64_t size = 0;
    for (size_t i = 0; i < 4; i++) {
        assert_true(evidence_next_checkpoint(txn, &size, &note));
        assert_int_equal(size, sorted[i]);
        assert_memory_equal(note.ptr, &sorted[i], sizeof sorted[i]);
    }
    assert_false(evidence_next_checkpoint(txn, &size, &note));
    assert_true(evidence_last_checkpoint(txn, &size, &note));
    assert_int_equal(size, 65536);
    assert_true(evidence_get_checkpoint(txn, 255, &note));
    assert_false(evidence_get_checkpoint(txn, 256, &note));
    assert_int_equal(evidence_sealed(txn), 65536);
    txn_abort(&txn);
}

static void
cosigned_checkpoints_come_from_the_newest_down(void **state)
{
    struct seal_place *it = *state;
    static const uint64_t sizes[] = {300, 2, 65536, 255};
    static const uint64_t sorted[] = {300, 255, 2};
    struct range range;
    struct slice ids;
    uint64_t size = 0;
    struct txn *txn = place_write(it->place);
    for (size_t i = 0; i < 4; i++) {
        evidence_put_cosigned(txn, sizes[i], slice_of(&sizes[i], sizeof sizes[i]));
    }
    place_commit(txn);
    txn = place_read(it->place);
    evidence_walk_cosigned(&range, txn, 65536);
    for (size_t i = 0; i < 3; i++) {
        assert_true(range_next_number(&range, &size, &ids));
        assert_int_equal(size, sorted[i]);
        assert_memory_equal(ids.ptr, &sorted[i], sizeof sorted[i]);
    }
    assert_false(range_next_number(&range, &size, &ids));
    range_close(&range);
    evidence_walk_cosigned(&range, txn, UINT64_MAX);
    assert_true(range_next_number(&range, &size, &ids));
    assert_int_equal(size, 65536);
    range_close(&range);
    assert_true(evidence_get_cosigned(txn, 255, &ids));
    assert_false(evidence_get_cosigned(txn, 256, &ids));
    txn_abort(&txn);
}

static void
nodes_of_the_map_come_back_by_place(void **state)
{
    struct seal_place *it = *state;
    const uint8_t root[2] = {0};
    const uint8_t left[3] = {0, 1, 0};
    struct slice value;
    struct slice place = slice_of("", 0);
    struct txn *txn = place_write(it->place);
    evidence_map_put(txn, slice_of(left, sizeof left), slice_str("left"));
    evidence_map_put(txn, slice_of(root, sizeof root), slice_str("root"));
    place_commit(txn);
    txn = place_read(it->place);
    assert_true(evidence_map_get(txn, slice_of(left, sizeof left), &value));
    assert_true(slice_eq(value, slice_str("left")));
    assert_false(evidence_map_get(txn, slice_of(left, 1), &value));
    assert_true(evidence_next_map(txn, &place, &value));
    assert_true(slice_eq(value, slice_str("root")));
    assert_true(evidence_next_map(txn, &place, &value));
    assert_true(slice_eq(place, slice_of(left, sizeof left)));
    assert_false(evidence_next_map(txn, &place, &value));
    txn_abort(&txn);
}

static void
damage_is_an_error_and_not_an_answer(void **state)
{
    struct seal_place *it = *state;
    struct slice note;
    uint64_t size = 0;
    struct txn *txn = place_write(it->place);
    txn_put(txn, SPACE_META, slice_str("sealed"), slice_str("short"));
    txn_put(txn, SPACE_CHECKPOINT, slice_str("no size at all"), slice_str("note"));
    place_commit(txn);
    txn = place_read(it->place);
    assert_int_equal(evidence_sealed(txn), 0);
    assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
    txn_abort(&txn);
    txn = place_read(it->place);
    assert_false(evidence_last_checkpoint(txn, &size, &note));
    assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
    txn_abort(&txn);
}

static void
store_that_is_only_looked_at_must_be_there(void **state)
{
    struct seal_place *it = *state;
    char where[256] = "";
    struct lmdb_options options = {
        .path = it->place->folder, .map_size = PLACE_MAP, .reserve = PLACE_RESERVE, .read_only = true};
    seal_place_records(it->place, 3);
    place_close(it->place);
    assert_int_equal(lmdb_store_open(&it->place->store, &options, it->place->keyring, where), TNW_OK);
    struct txn *txn;
    assert_int_equal(txn_begin_write(it->place->store, &txn), TNW_E_IO);
    txn = place_read(it->place);
    assert_int_equal(audit_log_size(txn), 3);
    txn_abort(&txn);
    place_close(it->place);
    options.path = "/nowhere";
    assert_int_equal(lmdb_store_open(&it->place->store, &options, it->place->keyring, where), TNW_E_IO);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SEAL_PLACE(nothing_is_sealed_at_first),
        WITH_SEAL_PLACE(checkpoints_come_back_by_size_and_in_order),
        WITH_SEAL_PLACE(cosigned_checkpoints_come_from_the_newest_down),
        WITH_SEAL_PLACE(nodes_of_the_map_come_back_by_place),
        WITH_SEAL_PLACE(damage_is_an_error_and_not_an_answer),
        WITH_SEAL_PLACE(store_that_is_only_looked_at_must_be_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
