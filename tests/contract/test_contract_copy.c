/* A copy of everything, from each engine into each. */
#include "contract/contract.h"

#include <stdio.h>
#include <stdlib.h>

#define FULL 96

static void
put_something(struct contract_place *place)
{
    char key[16];
    uint8_t *value = contract_bytes(ENGINE_VALUE_MAX, 6);
    struct engine_txn *txn = contract_write(place);
    for (unsigned i = 0; i < FULL; i++) { /* more than one commit of a copy takes */
        (void)snprintf(key, sizeof key, "%05u", i * 37 % FULL);
        assert_int_equal(engine_put(txn, i % SPACES, slice_str(key), slice_of(value, ENGINE_VALUE_MAX - i)), TNW_OK);
    }
    contract_put(txn, OTHER, "empty", "");
    contract_commit(txn);
    free(value);
}

static void
copy_is_equal_in_every_engine(void **state)
{
    struct contract_place *from = *state;
    put_something(from);
    for (size_t i = 0; i < contract_engines_count; i++) {
        struct contract_place to;
        contract_make(&to, &contract_engines[i]);
        assert_int_equal(engine_copy(from->engine, to.engine), TNW_OK);
        contract_same(from->engine, to.engine);
        contract_reopen(&to, CONTRACT_SIZE);
        contract_same(from->engine, to.engine);
        contract_remove(&to);
    }
}

static void
copy_of_nothing_is_nothing(void **state)
{
    struct contract_place *from = *state;
    struct contract_place to;
    contract_make(&to, from->row);
    assert_int_equal(engine_copy(from->engine, to.engine), TNW_OK);
    contract_same(from->engine, to.engine);
    contract_remove(&to);
}

/* What is being written meanwhile is no part of it; nor does the copy wait for the writer. */
static void
copy_holds_one_snapshot(void **state)
{
    struct contract_place *from = *state;
    struct contract_place to;
    contract_make(&to, from->row);
    contract_put_alone(from, PLAIN, "a", "1");
    struct engine_txn *txn = contract_write(from);
    contract_put(txn, PLAIN, "b", "2");
    assert_int_equal(engine_copy(from->engine, to.engine), TNW_OK);
    engine_abort(&txn);
    contract_shows(&to, PLAIN, "a", "1");
    contract_shows(&to, PLAIN, "b", NULL);
    contract_remove(&to);
}

/* One key in any of its spaces is too much. */
static void
engine_that_holds_something_is_no_target(void **state)
{
    struct contract_place *from = *state;
    put_something(from);
    for (unsigned space = 0; space < SPACES; space++) {
        struct contract_place to;
        contract_make(&to, from->row);
        contract_put_alone(&to, space, "a", "1");
        assert_int_equal(engine_copy(from->engine, to.engine), TNW_E_CONFLICT);
        contract_shows(&to, space, "a", "1");
        contract_shows(&to, PLAIN, "00000", NULL);
        contract_remove(&to);
    }
}

static void
engine_of_another_schema_is_no_target(void **state)
{
    struct contract_place *from = *state;
    static const struct engine_space renamed[SPACES] = {{"plain", false}, {"appended", true}, {"another", false}};
    const struct engine_schema schemas[] = {
        {.spaces = contract_schema.spaces, .count = SPACES, .version = 8},
        {.spaces = contract_schema.spaces, .count = SPACES - 1, .version = 7},
        {.spaces = renamed, .count = SPACES, .version = 7},
    };
    put_something(from);
    for (size_t i = 0; i < sizeof schemas / sizeof schemas[0]; i++) {
        struct contract_place to;
        contract_prepare(&to, from->row);
        assert_int_equal(to.row->open(&to, &schemas[i], CONTRACT_SIZE, &to.engine), TNW_OK);
        assert_int_equal(engine_copy(from->engine, to.engine), TNW_E_CONFLICT);
        contract_remove(&to);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CONTRACT(copy_is_equal_in_every_engine),
        CONTRACT(copy_of_nothing_is_nothing),
        CONTRACT(copy_holds_one_snapshot),
        CONTRACT(engine_that_holds_something_is_no_target),
        CONTRACT(engine_of_another_schema_is_no_target),
    };
    return contract_run("copies", tests, sizeof tests / sizeof tests[0]);
}
