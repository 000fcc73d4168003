/* Keys and values: what is put comes back, and what is handed out stays what it was. */
#include "contract/contract.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
spaces_are_separate(void **state)
{
    struct engine_txn *txn = contract_write(*state);
    contract_put(txn, PLAIN, "key", "in plain");
    contract_put(txn, OTHER, "key", "in other");
    contract_has(txn, PLAIN, "key", "in plain");
    contract_has(txn, OTHER, "key", "in other");
    contract_has(txn, APPENDED, "key", NULL);
    contract_del(txn, PLAIN, "key");
    contract_has(txn, PLAIN, "key", NULL);
    contract_has(txn, OTHER, "key", "in other");
    engine_abort(&txn);
}

static void
put_again_replaces(void **state)
{
    struct engine_txn *txn = contract_write(*state);
    static const char *const values[] = {"first", "", "one that is a good deal longer", "x"};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        contract_put(txn, PLAIN, "key", values[i]);
        contract_put(txn, APPENDED, "key", values[i]);
        contract_has(txn, PLAIN, "key", values[i]);
        contract_has(txn, APPENDED, "key", values[i]);
    }
    contract_commit(txn);
    contract_shows(*state, PLAIN, "key", "x");
    contract_shows(*state, APPENDED, "key", "x");
}

static void
empty_value_is_there(void **state)
{
    struct engine_want want = {.space = PLAIN, .key = slice_str("empty")};
    contract_put_alone(*state, PLAIN, "empty", "");
    struct engine_txn *txn = contract_read(*state);
    assert_int_equal(engine_get_many(txn, &want, 1), TNW_OK);
    assert_non_null(want.value.ptr);
    assert_int_equal(want.value.len, 0);
    engine_abort(&txn);
}

static void
get_many_fills_each_want(void **state)
{
    contract_put_alone(*state, PLAIN, "a", "1");
    contract_put_alone(*state, OTHER, "b", "2");
    for (unsigned writes = 0; writes < 2; writes++) {
        struct engine_txn *txn = writes == 1 ? contract_write(*state) : contract_read(*state);
        struct engine_want wants[] = {{.space = OTHER, .key = slice_str("b"), .value = slice_str("stale")},
                                      {.space = OTHER, .key = slice_str("a"), .value = slice_str("stale")},
                                      {.space = PLAIN, .key = slice_str("a")},
                                      {.space = PLAIN, .key = slice_str("b")},
                                      {.space = OTHER, .key = slice_str("b")}};
        assert_int_equal(engine_get_many(txn, wants, 5), TNW_OK);
        assert_true(slice_eq(wants[0].value, slice_str("2")) && slice_eq(wants[4].value, slice_str("2")));
        assert_true(slice_eq(wants[2].value, slice_str("1")));
        assert_true(wants[1].value.ptr == NULL && wants[3].value.ptr == NULL);
        assert_int_equal(engine_get_many(txn, NULL, 0), TNW_OK);
        engine_abort(&txn);
    }
}

static void
longest_key_and_value_come_back(void **state)
{
    uint8_t *key = contract_bytes(ENGINE_KEY_MAX, 1);
    uint8_t *value = contract_bytes(ENGINE_VALUE_MAX, 2);
    struct slice whole = slice_of(value, ENGINE_VALUE_MAX);
    struct slice got;
    uint8_t *bytes;
    struct engine_txn *txn = contract_write(*state);
    assert_int_equal(engine_put(txn, PLAIN, slice_of(key, ENGINE_KEY_MAX), whole), TNW_OK);
    assert_int_equal(engine_append(txn, APPENDED, slice_of(key, ENGINE_KEY_MAX), whole), TNW_OK);
    assert_int_equal(engine_put_later(txn, OTHER, slice_of(key, ENGINE_KEY_MAX), whole.len, &bytes), TNW_OK);
    memcpy(bytes, value, whole.len);
    contract_commit(txn);
    txn = contract_read(*state);
    for (unsigned space = 0; space < SPACES; space++) {
        assert_int_equal(engine_get(txn, space, slice_of(key, ENGINE_KEY_MAX), &got), TNW_OK);
        assert_true(slice_eq(got, whole));
        assert_int_equal(engine_get(txn, space, slice_of(key, ENGINE_KEY_MAX - 1), &got), TNW_E_NOT_FOUND);
    }
    engine_abort(&txn);
    free(key);
    free(value);
}

static void
value_that_is_too_long_is_refused(void **state)
{
    uint8_t *value = contract_bytes(ENGINE_VALUE_MAX + 1, 2);
    struct slice whole = slice_of(value, ENGINE_VALUE_MAX + 1);
    uint8_t *bytes;
    struct engine_txn *txn = contract_write(*state);
    assert_int_equal(engine_put(txn, PLAIN, slice_str("k"), whole), TNW_E_INTERNAL);
    engine_abort(&txn);
    txn = contract_write(*state);
    assert_int_equal(engine_append(txn, APPENDED, slice_str("k"), whole), TNW_E_INTERNAL);
    engine_abort(&txn);
    txn = contract_write(*state);
    assert_int_equal(engine_put_later(txn, PLAIN, slice_str("k"), whole.len, &bytes), TNW_E_INTERNAL);
    assert_null(bytes);
    engine_abort(&txn);
    contract_shows(*state, PLAIN, "k", NULL);
    contract_shows(*state, APPENDED, "k", NULL);
    free(value);
}

/* Also when the next call is a read, a keep or a commit; a value of nothing; and over a value that was there. */
static void
put_later_takes_what_is_written_before_the_next_call(void **state)
{
    struct engine_txn *txn = contract_write(*state);
    uint8_t *bytes;
    contract_put(txn, PLAIN, "a", "before");
    assert_int_equal(engine_put_later(txn, PLAIN, slice_str("a"), 5, &bytes), TNW_OK);
    memcpy(bytes, "12345", 5);
    contract_has(txn, PLAIN, "a", "12345");
    assert_int_equal(engine_put_later(txn, APPENDED, slice_str("b"), 3, &bytes), TNW_OK);
    memcpy(bytes, "678", 3);
    assert_int_equal(engine_put_later(txn, PLAIN, slice_str("c"), 0, &bytes), TNW_OK);
    contract_keep(*state, &txn);
    contract_has(txn, APPENDED, "b", "678");
    contract_has(txn, PLAIN, "c", "");
    assert_int_equal(engine_put_later(txn, OTHER, slice_str("d"), 2, &bytes), TNW_OK);
    memcpy(bytes, "90", 2);
    contract_commit(txn);
    contract_reopen(*state, CONTRACT_SIZE);
    contract_shows(*state, PLAIN, "a", "12345");
    contract_shows(*state, APPENDED, "b", "678");
    contract_shows(*state, OTHER, "d", "90");
}

static enum tnw_err
append_to(struct engine_txn *txn, unsigned space, const char *key)
{
    return engine_append(txn, space, slice_str(key), slice_str(key));
}

static void
append_takes_only_keys_behind_all_others(void **state)
{
    static const char *const refused[] = {"b", "ab", "a", "0"};
    struct engine_txn *txn = contract_write(*state);
    assert_int_equal(append_to(txn, APPENDED, "a"), TNW_OK);
    assert_int_equal(append_to(txn, APPENDED, "ab"), TNW_OK);
    assert_int_equal(append_to(txn, APPENDED, "b"), TNW_OK);
    assert_int_equal(append_to(txn, PLAIN, "0"), TNW_OK);
    contract_commit(txn);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        txn = contract_write(*state);
        assert_int_equal(append_to(txn, APPENDED, refused[i]), TNW_E_CORRUPT);
        engine_abort(&txn);
    }
    txn = contract_write(*state);
    contract_del(txn, APPENDED, "b");
    assert_int_equal(append_to(txn, APPENDED, "ac"), TNW_OK);
    contract_has(txn, APPENDED, "ab", "ab");
    contract_has(txn, APPENDED, "ac", "ac");
    engine_abort(&txn);
}

static void
del_of_what_is_absent_is_told_and_harms_nothing(void **state)
{
    struct engine_txn *txn = contract_write(*state);
    contract_put(txn, PLAIN, "key", "value");
    assert_int_equal(engine_del(txn, PLAIN, slice_str("other")), TNW_E_NOT_FOUND);
    assert_int_equal(engine_del(txn, OTHER, slice_str("key")), TNW_E_NOT_FOUND);
    contract_del(txn, PLAIN, "key");
    assert_int_equal(engine_del(txn, PLAIN, slice_str("key")), TNW_E_NOT_FOUND);
    contract_put(txn, PLAIN, "key2", "value2");
    contract_commit(txn);
    contract_shows(*state, PLAIN, "key", NULL);
    contract_shows(*state, PLAIN, "key2", "value2");
}

/* Enough that an engine of pages moves everything. */
static void
write_much(struct engine_txn *txn)
{
    char key[32];
    for (unsigned i = 0; i < 3000; i++) {
        (void)snprintf(key, sizeof key, "key %u", i * 7919 % 3000);
        contract_put(txn, i % SPACES, key, "another value than the one that was handed out");
    }
    for (unsigned i = 0; i < 3000; i += 2) {
        (void)snprintf(key, sizeof key, "key %u", i * 7919 % 3000);
        contract_del(txn, i % SPACES, key);
    }
}

static void
writer_keeps_what_it_handed_out_while_it_writes(void **state)
{
    uint8_t *large = contract_bytes(ENGINE_VALUE_MAX, 3);
    const struct engine_range last = {.space = PLAIN, .prefix = slice_str("key"), .reverse = true};
    struct slice value;
    struct slice key;
    struct slice found;
    struct engine_want want = {.space = OTHER, .key = slice_str("large")};
    struct engine_txn *txn = contract_write(*state);
    contract_put(txn, PLAIN, "key 1", "one");
    contract_put(txn, PLAIN, "key 99999", "last");
    assert_int_equal(engine_put(txn, OTHER, want.key, slice_of(large, ENGINE_VALUE_MAX)), TNW_OK);
    assert_int_equal(engine_get(txn, PLAIN, slice_str("key 1"), &value), TNW_OK);
    assert_int_equal(engine_first(txn, &last, &key, &found), TNW_OK);
    assert_int_equal(engine_get_many(txn, &want, 1), TNW_OK);
    contract_put(txn, PLAIN, "key 1", "two");
    contract_del(txn, PLAIN, "key 1");
    contract_del(txn, PLAIN, "key 99999");
    contract_del(txn, OTHER, "large");
    write_much(txn);
    assert_true(slice_eq(value, slice_str("one")));
    assert_true(slice_eq(key, slice_str("key 99999")) && slice_eq(found, slice_str("last")));
    assert_true(slice_eq(want.value, slice_of(large, ENGINE_VALUE_MAX)));
    engine_abort(&txn);
    free(large);
}

static void
snapshot_keeps_what_it_handed_out_while_the_writer_commits(void **state)
{
    struct slice value;
    struct slice key;
    struct slice stepped;
    const struct engine_range all = {.space = PLAIN};
    struct engine_cursor *cursor;
    contract_put_alone(*state, PLAIN, "key 1", "one");
    contract_put_alone(*state, PLAIN, "key 2", "two");
    struct engine_txn *snapshot = contract_read(*state);
    assert_int_equal(engine_get(snapshot, PLAIN, slice_str("key 2"), &value), TNW_OK);
    assert_int_equal(engine_cursor_open(snapshot, &all, &cursor), TNW_OK);
    assert_int_equal(engine_cursor_next(cursor, &key, &stepped), TNW_OK);
    for (unsigned i = 0; i < 3; i++) {
        struct engine_txn *txn = contract_write(*state);
        write_much(txn);
        contract_commit(txn);
    }
    assert_true(slice_eq(value, slice_str("two")));
    struct slice next_key;
    struct slice next_value;
    assert_int_equal(engine_cursor_next(cursor, &next_key, &next_value), TNW_OK);
    assert_true(slice_eq(next_key, slice_str("key 2")) && slice_eq(next_value, slice_str("two")));
    assert_int_equal(engine_cursor_next(cursor, &next_key, &next_value), TNW_E_NOT_FOUND);
    engine_cursor_close(&cursor);
    assert_true(slice_eq(key, slice_str("key 1")) && slice_eq(stepped, slice_str("one")));
    engine_abort(&snapshot);
}

/* Such a commit may leave its number to the next one. */
static void
writer_knows_whether_it_changed_anything(void **state)
{
    struct slice value;
    struct engine_txn *txn = contract_write(*state);
    assert_int_equal(engine_get(txn, PLAIN, slice_str("none"), &value), TNW_E_NOT_FOUND);
    assert_int_equal(engine_del(txn, PLAIN, slice_str("none")), TNW_E_NOT_FOUND);
    assert_false(engine_has_changed(txn));
    contract_put(txn, PLAIN, "a", "1");
    assert_true(engine_has_changed(txn));
    contract_commit(txn);
    txn = contract_write(*state);
    assert_false(engine_has_changed(txn));
    assert_int_equal(engine_del(txn, PLAIN, slice_str("a")), TNW_OK);
    assert_true(engine_has_changed(txn));
    contract_commit(txn);
}

static void
keys_of_a_space_are_counted(void **state)
{
    uint64_t count = 7;
    struct engine_txn *txn = contract_write(*state);
    assert_int_equal(engine_count(txn, PLAIN, &count), TNW_OK);
    assert_int_equal(count, 0);
    contract_put(txn, PLAIN, "a", "1");
    contract_put(txn, PLAIN, "b", "");
    contract_put(txn, PLAIN, "a", "2");
    contract_put(txn, OTHER, "c", "3");
    assert_int_equal(engine_count(txn, PLAIN, &count), TNW_OK);
    assert_int_equal(count, 2);
    contract_commit(txn);
    txn = contract_read(*state);
    assert_int_equal(engine_count(txn, OTHER, &count), TNW_OK);
    assert_int_equal(count, 1);
    engine_abort(&txn);
}

static void
engine_says_how_near_it_is(void **state)
{
    const struct contract_place *place = *state;
    assert_int_equal(engine_is_near(place->engine), place->row->is_near);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CONTRACT(spaces_are_separate),
        CONTRACT(put_again_replaces),
        CONTRACT(empty_value_is_there),
        CONTRACT(get_many_fills_each_want),
        CONTRACT(longest_key_and_value_come_back),
        CONTRACT(value_that_is_too_long_is_refused),
        CONTRACT(put_later_takes_what_is_written_before_the_next_call),
        CONTRACT(append_takes_only_keys_behind_all_others),
        CONTRACT(del_of_what_is_absent_is_told_and_harms_nothing),
        CONTRACT(writer_keeps_what_it_handed_out_while_it_writes),
        CONTRACT(snapshot_keeps_what_it_handed_out_while_the_writer_commits),
        CONTRACT(writer_knows_whether_it_changed_anything),
        CONTRACT(keys_of_a_space_are_counted),
        CONTRACT(engine_says_how_near_it_is),
    };
    return contract_run("values", tests, sizeof tests / sizeof tests[0]);
}
