#include "store_frames.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/inside.h"

void
store_frames_write(struct txn *txn, uint64_t number)
{
    struct key value = key_of_u64(number);
    struct key before = key_of_u64(number - 1);
    txn_put(txn, SPACE_META, slice_str("a"), key_slice(&value));
    txn_put(txn, SPACE_MESSAGE, key_slice(&value), key_slice(&value));
    txn_del(txn, SPACE_MESSAGE, key_slice(&before));
    uint8_t *bytes = txn_put_later(txn, SPACE_THREAD, key_slice(&value), 3 * STORE_FRAMES_BLOCK);
    assert_non_null(bytes);
    memset(bytes, (int)number, 3 * STORE_FRAMES_BLOCK);
}

void
store_frames_keep(struct place *place, uint64_t count)
{
    struct txn *txn = place_write(place);
    for (uint64_t number = 1; number <= count; number++) {
        store_frames_write(txn, number);
        assert_int_equal(txn_keep(&txn), TNW_OK);
        assert_non_null(txn);
    }
    txn_abort(&txn);
}

uint64_t
store_frames_in(struct txn *txn)
{
    struct slice value;
    uint64_t count = 0;
    if (txn_get(txn, SPACE_META, slice_str("a"), &value)) {
        struct cursor cur = cursor_of(value);
        count = cursor_u64(&cur);
    }
    for (uint64_t number = 1; number <= count + 1; number++) {
        struct key key = key_of_u64(number);
        assert_int_equal(txn_get(txn, SPACE_MESSAGE, key_slice(&key), &value), number == count);
        assert_int_equal(txn_get(txn, SPACE_THREAD, key_slice(&key), &value), number <= count);
        assert_true(number > count || (value.len == (size_t)3 * STORE_FRAMES_BLOCK && value.ptr[0] == number &&
                                       value.ptr[value.len - 1] == number));
    }
    return count;
}

uint64_t
store_frames_after_opening(struct place *place)
{
    place_open(place, PLACE_MAP, PLACE_RESERVE);
    struct txn *txn = place_read(place);
    uint64_t count = store_frames_in(txn);
    txn_abort(&txn);
    return count;
}
