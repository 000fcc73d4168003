/* Plain text of each family of records, rightly encrypted: it is read, or it is CORRUPT. First byte: which family. */
#include <stdlib.h>

#include "store/cipher/cipher.h"
#include "store/records/idempotency.h"
#include "store/records/own/kept_clock.h"
#include "unit/store/store_families.h"
#include "unit/store/store_place.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void *place;

static void
close_place(void)
{
    (void)place_tear_down(&place);
}

static void
open_place(void)
{
    if (place != NULL || place_set_up(&place) != 0) {
        return;
    }
    (void)atexit(close_place);
    struct txn *txn = place_write(place);
    store_families_prepare(txn);
    place_commit(txn);
}

static void
check(struct txn *txn, bool found)
{
    enum tnw_err err = txn_error(txn);
    if (found ? err != TNW_OK : err != TNW_E_CORRUPT && err != TNW_OK) {
        abort();
    }
}

/* Its value is a place and what is encrypted under the key of that place: the nobody's. */
static void
read_kept_answer(struct txn *txn, struct slice text)
{
    static const struct id nobody;
    static const struct hash hash;
    struct id actor = place_id(1);
    struct key key = {.len = 0};
    struct kept_answer answer;
    struct buf value = {0};
    key_add_u32(&key, 0);
    key_add(&key, hash.bytes, HASH_SIZE);
    key_add_id(&key, &actor);
    buf_put_slice(&value, id_slice(&nobody));
    cipher_encrypt(txn, &value, SPACE_IDEMPOTENCY, key_slice(&key), &nobody, text);
    txn_put(txn, SPACE_IDEMPOTENCY, key_slice(&key), buf_slice(&value));
    buf_free(&value);
    check(txn, idempotency_get(txn, &actor, &hash, 0, &answer));
    kept_answer_wipe(&answer);
}

static void
read_clock(struct txn *txn, struct slice text)
{
    struct kept_clock clock;
    txn_put(txn, SPACE_META, slice_str("clock"), text);
    check(txn, kept_clock_get(txn, &clock));
}

static void
read_record(struct txn *txn, const struct family *family, struct slice text)
{
    struct key key = family->key(1);
    struct id where = store_families_place(family, 1);
    struct buf plain = {0};
    buf_put_slice(&plain, text);
    cipher_put(txn, family->space, key_slice(&key), &where, &plain);
    check(txn, family->get(txn, 1));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    open_place();
    struct txn *txn = place_write(place);
    size_t which = data[0] % (FAMILIES + 2);
    struct slice text = slice_of(data + 1, size - 1);
    if (which == FAMILIES + 1) {
        read_clock(txn, text);
    } else if (which == FAMILIES) {
        read_kept_answer(txn, text);
    } else {
        read_record(txn, &store_families[which], text);
    }
    txn_abort(&txn);
    return 0;
}
