#include "contract/contract.h"

#include <stdlib.h>
#include <string.h>

#include "store/lmdb/lmdb_engine.h"
#include "store/memory/memory_disk.h"
#include "store/memory/memory_engine.h"

static const struct engine_space spaces[SPACES] = {{"plain", false}, {"appended", true}, {"other", false}};
const struct engine_schema contract_schema = {.spaces = spaces, .count = SPACES, .version = 7};

static enum tnw_err
open_lmdb(struct contract_place *place, const struct engine_schema *schema, size_t size, struct engine **engine)
{
    const struct lmdb_options options = {.path = place->folder, .map_size = size, .reserve = CONTRACT_RESERVE};
    char where[256];
    return lmdb_engine_open(engine, &options, schema, where);
}

static enum tnw_err
open_memory(struct contract_place *place, const struct engine_schema *schema, size_t size, struct engine **engine)
{
    const struct memory_options options = {.disk = place->disk,
                                           .size = size,
                                           .reserve = CONTRACT_RESERVE,
                                           .is_far = !place->row->is_near,
                                           .commits_when_kept = !place->row->keeps};
    return memory_engine_open(engine, &options, schema);
}

const struct contract_engine contract_engines[] = {
    {"lmdb", open_lmdb, .is_near = true, .keeps = true},
    {"memory", open_memory, .is_near = true, .keeps = true},
    {"memory, far away", open_memory, .is_near = false, .keeps = true},
    {"memory, where keeping is a commit", open_memory, .is_near = true, .keeps = false},
};
const size_t contract_engines_count = sizeof contract_engines / sizeof contract_engines[0];

void
contract_prepare(struct contract_place *place, const struct contract_engine *row)
{
    *place = (struct contract_place){.row = row, .disk = memory_disk_new()};
    assert_non_null(place->disk);
    scratch_make(place->folder);
}

void
contract_make(struct contract_place *place, const struct contract_engine *row)
{
    contract_prepare(place, row);
    contract_reopen(place, CONTRACT_SIZE);
}

void
contract_remove(struct contract_place *place)
{
    engine_close(&place->engine);
    memory_disk_free(&place->disk);
    scratch_remove(place->folder);
}

void
contract_reopen(struct contract_place *place, size_t size)
{
    engine_close(&place->engine);
    assert_int_equal(place->row->open(place, &contract_schema, size, &place->engine), TNW_OK);
}

int
contract_set_up(void **state)
{
    struct contract_place *place = malloc(sizeof *place);
    assert_non_null(place);
    contract_make(place, *state);
    contract_put_alone(place, PLAIN, "first", "commit"); /* an engine may commit what is kept before it */
    struct engine_txn *txn = contract_write(place);
    contract_del(txn, PLAIN, "first");
    contract_commit(txn);
    *state = place;
    return 0;
}

int
contract_tear_down(void **state)
{
    contract_remove(*state);
    free(*state);
    return 0;
}

/* cmocka's tests take what they start from as not const. */
static void *
without_const(const struct contract_engine *row)
{
    union {
        const void *in;
        void *out;
    } cast = {.in = row};
    return cast.out;
}

int
contract_run(const char *group, const struct CMUnitTest *tests, size_t count)
{
    struct CMUnitTest rows[64];
    int failed = 0;
    assert_true(count <= sizeof rows / sizeof rows[0]);
    for (size_t i = 0; i < contract_engines_count; i++) {
        memcpy(rows, tests, count * sizeof *tests);
        for (size_t n = 0; n < count; n++) {
            rows[n].initial_state = without_const(&contract_engines[i]);
        }
        print_message("%s of %s\n", group, contract_engines[i].name);
        failed += _cmocka_run_group_tests(contract_engines[i].name, rows, count, NULL, NULL);
    }
    return failed;
}

static struct engine_txn *
begin(struct contract_place *place, bool writes)
{
    struct engine_txn *txn;
    assert_int_equal(engine_begin(place->engine, writes, &txn), TNW_OK);
    return txn;
}

struct engine_txn *
contract_read(struct contract_place *place)
{
    return begin(place, false);
}

struct engine_txn *
contract_write(struct contract_place *place)
{
    return begin(place, true);
}

void
contract_commit(struct engine_txn *txn)
{
    assert_int_equal(engine_commit(&txn), TNW_OK);
    assert_null(txn);
}

void
contract_keep(struct contract_place *place, struct engine_txn **txn)
{
    assert_int_equal(engine_keep(txn), TNW_OK);
    assert_int_equal(*txn != NULL, place->row->keeps);
    if (*txn == NULL) {
        *txn = contract_write(place);
    }
}

void
contract_put(struct engine_txn *txn, unsigned space, const char *key, const char *value)
{
    assert_int_equal(engine_put(txn, space, slice_str(key), slice_str(value)), TNW_OK);
}

void
contract_del(struct engine_txn *txn, unsigned space, const char *key)
{
    assert_int_equal(engine_del(txn, space, slice_str(key)), TNW_OK);
}

void
contract_put_alone(struct contract_place *place, unsigned space, const char *key, const char *value)
{
    struct engine_txn *txn = contract_write(place);
    contract_put(txn, space, key, value);
    contract_commit(txn);
}

struct engine_stats
contract_stats(struct contract_place *place)
{
    struct engine_stats stats;
    assert_int_equal(engine_stats(place->engine, &stats), TNW_OK);
    return stats;
}

void
contract_has(struct engine_txn *txn, unsigned space, const char *key, const char *value)
{
    struct slice got;
    enum tnw_err err = engine_get(txn, space, slice_str(key), &got);
    assert_int_equal(err, value == NULL ? TNW_E_NOT_FOUND : TNW_OK);
    assert_true(value == NULL ? got.ptr == NULL : slice_eq(got, slice_str(value)));
}

void
contract_shows(struct contract_place *place, unsigned space, const char *key, const char *value)
{
    struct engine_txn *txn = contract_read(place);
    contract_has(txn, space, key, value);
    engine_abort(&txn);
}

static void
same_space(struct engine_txn *a, struct engine_txn *b, unsigned space)
{
    const struct engine_range all = {.space = space};
    struct engine_cursor *cursors[2];
    struct slice keys[2];
    struct slice values[2];
    enum tnw_err err;
    assert_int_equal(engine_cursor_open(a, &all, &cursors[0]), TNW_OK);
    assert_int_equal(engine_cursor_open(b, &all, &cursors[1]), TNW_OK);
    do {
        err = engine_cursor_next(cursors[0], &keys[0], &values[0]);
        assert_int_equal(engine_cursor_next(cursors[1], &keys[1], &values[1]), err);
        assert_true(slice_eq(keys[0], keys[1]) && slice_eq(values[0], values[1]));
    } while (err == TNW_OK);
    assert_int_equal(err, TNW_E_NOT_FOUND);
    engine_cursor_close(&cursors[0]);
    engine_cursor_close(&cursors[1]);
}

void
contract_same(struct engine *a, struct engine *b)
{
    struct engine_txn *one;
    struct engine_txn *other;
    assert_int_equal(engine_begin(a, false, &one), TNW_OK);
    assert_int_equal(engine_begin(b, false, &other), TNW_OK);
    for (unsigned space = 0; space < SPACES; space++) {
        same_space(one, other, space);
    }
    engine_abort(&one);
    engine_abort(&other);
}

uint8_t *
contract_bytes(size_t len, unsigned seed)
{
    uint8_t *bytes = malloc(len + 1);
    assert_non_null(bytes);
    for (size_t i = 0; i < len; i++) {
        bytes[i] = (uint8_t)(i * 31 + i / 251 + seed);
    }
    return bytes;
}
