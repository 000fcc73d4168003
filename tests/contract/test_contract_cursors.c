/* Cursors: the keys of a prefix in order, both ways, from where one says. */
#include "contract/contract.h"

#include <stdio.h>
#include <string.h>

static const char *const keys[] = {"\x01",
                                   "pa1",
                                   "pb",
                                   "pb1",
                                   "pb2",
                                   "pb22",
                                   "pb3",
                                   "pc1",
                                   "pc\xff",
                                   "pc\xff\xff",
                                   "\xff",
                                   "\xff\xff"
                                   "a"};

/* What the cursor is to hand out: each key followed by a blank. */
struct expectation {
    const char *prefix;
    const char *after;
    bool reverse;
    const char *found;
};

static const struct expectation expectations[] = {
    {"pb", "", false, "pb pb1 pb2 pb22 pb3 "},
    {"pb", "", true, "pb3 pb22 pb2 pb1 pb "},
    {"pa", "", false, "pa1 "},
    {"pa", "", true, "pa1 "},
    {"pa1", "", true, "pa1 "},
    /* behind a key that is there, one that is not, and the last */
    {"pb", "pb", false, "pb1 pb2 pb22 pb3 "},
    {"pb", "pb1", false, "pb2 pb22 pb3 "},
    {"pb", "pb2", false, "pb22 pb3 "},
    {"pb", "pb21", false, "pb22 pb3 "},
    {"pb", "pb3", false, ""},
    {"pb", "pb3", true, "pb22 pb2 pb1 pb "},
    {"pb", "pb21", true, "pb2 pb1 pb "},
    {"pb", "pb", true, ""},
    {"pb", "pb9", true, "pb3 pb22 pb2 pb1 pb "},
    /* after outside the prefix: before it, nothing is left out; behind it, everything */
    {"pb", "\x01", false, "pb pb1 pb2 pb22 pb3 "},
    {"pb", "p", false, "pb pb1 pb2 pb22 pb3 "},
    {"pb", "a", false, "pb pb1 pb2 pb22 pb3 "},
    {"pb", "pa", false, "pb pb1 pb2 pb22 pb3 "},
    {"pb", "pc1", false, ""},
    {"pb", "pc", false, ""},
    {"pb", "pc\xff\xff", true, "pb3 pb22 pb2 pb1 pb "},
    {"pb", "\xff\xff\xff", true, "pb3 pb22 pb2 pb1 pb "},
    {"pb", "pc", true, "pb3 pb22 pb2 pb1 pb "},
    {"pb", "pa1", true, ""},
    {"pb", "p", true, ""},
    /* the highest byte has none behind it */
    {"pc\xff", "", false, "pc\xff pc\xff\xff "},
    {"pc\xff", "", true, "pc\xff\xff pc\xff "},
    {"pc", "", true, "pc\xff\xff pc\xff pc1 "},
    {"\xff", "", false,
     "\xff \xff\xff"
     "a "},
    {"\xff", "", true,
     "\xff\xff"
     "a \xff "},
    {"\xff\xff", "", true,
     "\xff\xff"
     "a "},
    {"\xff\xff\xff", "", true, ""},
    /* no prefix, and none with that prefix */
    {"", "", false,
     "\x01 pa1 pb pb1 pb2 pb22 pb3 pc1 pc\xff pc\xff\xff \xff \xff\xff"
     "a "},
    {"", "", true,
     "\xff\xff"
     "a \xff pc\xff\xff pc\xff pc1 pb3 pb22 pb2 pb1 pb pa1 \x01 "},
    {"", "pc1", false,
     "pc\xff pc\xff\xff \xff \xff\xff"
     "a "},
    {"", "pb2", true, "pb1 pb pa1 \x01 "},
    {"", "\x01", true, ""},
    {"p0", "", false, ""},
    {"p0", "", true, ""},
    {"pbb", "", true, ""},
    {"pz", "", false, ""},
    {"pz", "pz1", true, ""},
};
#define EXPECTATIONS (sizeof expectations / sizeof expectations[0])

static void
put_keys(struct engine_txn *txn)
{
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        contract_put(txn, PLAIN, keys[i], keys[i]);
    }
}

static struct engine_range
range_of(const struct expectation *it)
{
    return (struct engine_range){
        .space = PLAIN, .prefix = slice_str(it->prefix), .after = slice_str(it->after), .reverse = it->reverse};
}

static void
walk(struct engine_txn *txn, const struct expectation *it)
{
    char text[256] = "";
    size_t len = 0;
    struct engine_cursor *cursor;
    struct slice key;
    struct slice value;
    enum tnw_err err;
    const struct engine_range range = range_of(it);
    assert_int_equal(engine_cursor_open(txn, &range, &cursor), TNW_OK);
    while ((err = engine_cursor_next(cursor, &key, &value)) == TNW_OK) {
        assert_true(slice_eq(key, value) && len + key.len + 1 < sizeof text);
        memcpy(text + len, key.ptr, key.len);
        text[len + key.len] = ' ';
        len += key.len + 1;
    }
    assert_int_equal(err, TNW_E_NOT_FOUND);
    assert_int_equal(engine_cursor_next(cursor, &key, &value), TNW_E_NOT_FOUND);
    assert_true(key.ptr == NULL && value.ptr == NULL);
    engine_cursor_close(&cursor);
    assert_null(cursor);
    assert_string_equal(text, it->found);
}

/* first hands out what a cursor would hand out first. */
static void
look_at_first(struct engine_txn *txn, const struct expectation *it)
{
    const struct engine_range range = range_of(it);
    struct slice key;
    struct slice value;
    size_t len = strcspn(it->found, " ");
    assert_int_equal(engine_first(txn, &range, &key, &value), len == 0 ? TNW_E_NOT_FOUND : TNW_OK);
    assert_true(len == 0 ? key.ptr == NULL : slice_eq(key, slice_of(it->found, len)) && slice_eq(value, key));
}

static void
cursor_hands_out_the_keys_of_a_prefix_in_order(void **state)
{
    struct engine_txn *txn = contract_write(*state);
    put_keys(txn);
    for (size_t i = 0; i < EXPECTATIONS; i++) {
        walk(txn, &expectations[i]);
        look_at_first(txn, &expectations[i]);
    }
    contract_commit(txn);
    txn = contract_read(*state);
    for (size_t i = 0; i < EXPECTATIONS; i++) {
        walk(txn, &expectations[i]);
        look_at_first(txn, &expectations[i]);
    }
    engine_abort(&txn);
}

static void
empty_space_has_no_keys(void **state)
{
    static const struct expectation none[] = {{"", "", false, ""}, {"", "", true, ""}, {"a", "ab", true, ""}};
    struct engine_txn *txn = contract_read(*state);
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        walk(txn, &none[i]);
        look_at_first(txn, &none[i]);
    }
    engine_abort(&txn);
}

static void
cursor_borrows_nothing_of_its_range(void **state)
{
    char prefix[] = "pb";
    char after[] = "pb1";
    struct engine_range range = {.space = PLAIN, .prefix = slice_str(prefix), .after = slice_str(after)};
    struct engine_cursor *cursor;
    struct slice key;
    struct slice value;
    struct engine_txn *txn = contract_write(*state);
    put_keys(txn);
    assert_int_equal(engine_cursor_open(txn, &range, &cursor), TNW_OK);
    memset(prefix, 'x', sizeof prefix);
    memset(after, 'x', sizeof after);
    range = (struct engine_range){.space = OTHER};
    assert_int_equal(engine_cursor_next(cursor, &key, &value), TNW_OK);
    assert_true(slice_eq(key, slice_str("pb2")));
    engine_cursor_close(&cursor);
    engine_abort(&txn);
}

/* Reads in between disturb nobody. */
static void
cursors_go_their_own_ways(void **state)
{
    const struct engine_range up = {.space = PLAIN, .prefix = slice_str("pb")};
    const struct engine_range down = {.space = PLAIN, .prefix = slice_str("pb"), .reverse = true};
    static const char *const ascending[] = {"pb", "pb1", "pb2", "pb22", "pb3"};
    struct engine_cursor *cursors[2];
    struct slice key;
    struct slice value;
    struct engine_txn *txn = contract_write(*state);
    put_keys(txn);
    assert_int_equal(engine_cursor_open(txn, &up, &cursors[0]), TNW_OK);
    assert_int_equal(engine_cursor_open(txn, &down, &cursors[1]), TNW_OK);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(engine_cursor_next(cursors[0], &key, &value), TNW_OK);
        assert_true(slice_eq(key, slice_str(ascending[i])));
        contract_has(txn, PLAIN, "pa1", "pa1");
        assert_int_equal(engine_cursor_next(cursors[1], &key, &value), TNW_OK);
        assert_true(slice_eq(key, slice_str(ascending[4 - i])));
    }
    engine_cursor_close(&cursors[0]);
    engine_cursor_close(&cursors[1]);
    engine_abort(&txn);
}

/* More than any block that a far engine fetches. */
#define MANY 3000

static void
put_many(struct contract_place *place)
{
    char key[16];
    struct engine_txn *txn = contract_write(place);
    contract_put(txn, APPENDED, "n", "before");
    for (unsigned i = 0; i < MANY; i++) {
        (void)snprintf(key, sizeof key, "n%05u", i);
        contract_put(txn, APPENDED, key, key);
    }
    contract_put(txn, APPENDED, "o", "behind");
    contract_commit(txn);
}

static void
cursor_goes_over_many_rows(void **state)
{
    char wanted[16];
    put_many(*state);
    for (unsigned round = 0; round < 4; round++) {
        bool reverse = round % 2 == 1;
        struct engine_txn *txn = round < 2 ? contract_read(*state) : contract_write(*state);
        const struct engine_range range = {.space = APPENDED, .prefix = slice_str("n0"), .reverse = reverse};
        struct engine_cursor *cursor;
        struct slice key;
        struct slice value;
        assert_int_equal(engine_cursor_open(txn, &range, &cursor), TNW_OK);
        for (unsigned i = 0; i < MANY; i++) {
            (void)snprintf(wanted, sizeof wanted, "n%05u", reverse ? MANY - 1 - i : i);
            assert_int_equal(engine_cursor_next(cursor, &key, &value), TNW_OK);
            assert_true(slice_eq(key, slice_str(wanted)) && slice_eq(value, key));
        }
        assert_int_equal(engine_cursor_next(cursor, &key, &value), TNW_E_NOT_FOUND);
        engine_cursor_close(&cursor);
        engine_abort(&txn);
    }
}

static void
snapshot_keeps_all_rows_of_a_cursor(void **state)
{
    static struct slice rows[MANY][2];
    char wanted[16];
    put_many(*state);
    struct engine_txn *txn = contract_read(*state);
    const struct engine_range range = {.space = APPENDED, .prefix = slice_str("n0")};
    struct engine_cursor *cursor;
    assert_int_equal(engine_cursor_open(txn, &range, &cursor), TNW_OK);
    for (unsigned i = 0; i < MANY; i++) {
        assert_int_equal(engine_cursor_next(cursor, &rows[i][0], &rows[i][1]), TNW_OK);
    }
    engine_cursor_close(&cursor);
    struct engine_txn *writer = contract_write(*state);
    for (unsigned i = 0; i < MANY; i++) {
        assert_int_equal(engine_del(writer, APPENDED, rows[i][0]), TNW_OK);
    }
    contract_commit(writer);
    for (unsigned i = 0; i < MANY; i++) {
        (void)snprintf(wanted, sizeof wanted, "n%05u", i);
        assert_true(slice_eq(rows[i][0], slice_str(wanted)) && slice_eq(rows[i][1], slice_str(wanted)));
    }
    engine_abort(&txn);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CONTRACT(cursor_hands_out_the_keys_of_a_prefix_in_order),
        CONTRACT(empty_space_has_no_keys),
        CONTRACT(cursor_borrows_nothing_of_its_range),
        CONTRACT(cursors_go_their_own_ways),
        CONTRACT(cursor_goes_over_many_rows),
        CONTRACT(snapshot_keeps_all_rows_of_a_cursor),
    };
    return contract_run("cursors", tests, sizeof tests / sizeof tests[0]);
}
