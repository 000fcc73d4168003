#include "contract/contract_model.h"

#include <stdio.h>
#include <string.h>

/* Prefixes of one another, high bytes, zeros, and one of full length. */
struct slice
model_key(size_t number)
{
    static const char *const special[] = {"a", "aa", "aa\xff", "ab", "b\xff\xff", "c"};
    static char keys[MODEL_KEYS][ENGINE_KEY_MAX];
    static size_t lengths[MODEL_KEYS];
    if (lengths[MODEL_KEYS - 1] == 0) {
        for (size_t i = 0; i < MODEL_KEYS; i++) {
            lengths[i] = (size_t)snprintf(keys[i], sizeof keys[i], "d%03zu", i);
        }
        for (size_t i = 0; i < 6; i++) {
            lengths[i] = (size_t)snprintf(keys[i], sizeof keys[i], "%s", special[i]);
        }
        memset(keys[MODEL_KEYS - 1], 0xff, ENGINE_KEY_MAX);
        lengths[MODEL_KEYS - 1] = ENGINE_KEY_MAX;
    }
    return slice_of(keys[number], lengths[number]);
}

struct slice
model_value(unsigned number, uint8_t *room)
{
    size_t len = number % 7 == 0 ? number * 97 % MODEL_VALUE_MAX : number % 60;
    for (size_t i = 0; i < len; i++) {
        room[i] = (uint8_t)(number + i);
    }
    return slice_of(room, len);
}

static void
check_value(unsigned number, struct slice value)
{
    uint8_t room[MODEL_VALUE_MAX];
    assert_true(slice_eq(value, model_value(number, room)));
}

static void
check_gets(const struct model *model, struct engine_txn *txn, unsigned space)
{
    struct engine_want wants[MODEL_KEYS];
    for (size_t i = 0; i < MODEL_KEYS; i++) {
        wants[i] = (struct engine_want){.space = space, .key = model_key(i)};
    }
    assert_int_equal(engine_get_many(txn, wants, MODEL_KEYS), TNW_OK);
    for (size_t i = 0; i < MODEL_KEYS; i++) {
        unsigned number = model->values[space][i];
        assert_int_equal(wants[i].value.ptr != NULL, number != 0);
        if (number != 0) {
            check_value(number, wants[i].value);
        }
    }
}

static bool
has_prefix(struct slice key, struct slice prefix)
{
    return key.len >= prefix.len && (prefix.len == 0 || memcmp(key.ptr, prefix.ptr, prefix.len) == 0);
}

/* Behind key number `after` (MODEL_KEYS: from the end where it begins), with that prefix. */
static void
check_range(const struct model *model, struct engine_txn *txn, unsigned space, struct slice prefix, size_t after,
            bool reverse)
{
    const struct engine_range range = {.space = space,
                                       .prefix = prefix,
                                       .after = after == MODEL_KEYS ? slice_of(NULL, 0) : model_key(after),
                                       .reverse = reverse};
    struct engine_cursor *cursor;
    struct slice key;
    struct slice value;
    bool first = true;
    size_t at = after == MODEL_KEYS ? (reverse ? MODEL_KEYS - 1 : 0) : reverse ? after - 1 : after + 1;
    assert_int_equal(engine_cursor_open(txn, &range, &cursor), TNW_OK);
    for (; at < MODEL_KEYS; at = reverse ? at - 1 : at + 1) { /* below 0 it is far above all */
        if (model->values[space][at] == 0 || !has_prefix(model_key(at), prefix)) {
            continue;
        }
        if (first) {
            assert_int_equal(engine_first(txn, &range, &key, &value), TNW_OK);
            assert_true(slice_eq(key, model_key(at)));
        }
        first = false;
        assert_int_equal(engine_cursor_next(cursor, &key, &value), TNW_OK);
        assert_true(slice_eq(key, model_key(at)));
        check_value(model->values[space][at], value);
    }
    assert_int_equal(engine_cursor_next(cursor, &key, &value), TNW_E_NOT_FOUND);
    engine_cursor_close(&cursor);
}

void
model_check(const struct model *model, struct engine_txn *txn)
{
    static const char *const prefixes[] = {"", "a", "aa", "d", "d0", "\xff", "b\xff", "x"};
    for (unsigned space = 0; space < SPACES; space++) {
        check_gets(model, txn, space);
        for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
            check_range(model, txn, space, slice_str(prefixes[i]), MODEL_KEYS, false);
            check_range(model, txn, space, slice_str(prefixes[i]), MODEL_KEYS, true);
            check_range(model, txn, space, slice_str(prefixes[i]), i * 5, false);
            check_range(model, txn, space, slice_str(prefixes[i]), i * 5, true);
        }
    }
}
