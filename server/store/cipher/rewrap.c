#include "store/cipher/rewrap.h"

#include <string.h>

#include "base/limits.h"
#include "store/inside.h"
#include "store/range.h"

/* Read before anything is written: a walk must not see its own writes. */
struct wrapped_row {
    struct id place;
    uint8_t bytes[RACK_WRAPPED_MAX];
    size_t len;
};

/* Those of other wrapping keys among the next rows. Returns how many rows were looked at. */
static size_t
collect_wrapped(struct txn *txn, struct id *cursor, const struct keyring_id *to, struct wrapped_row rows[REWRAP_ROWS],
                size_t *count)
{
    struct range range;
    struct slice value;
    struct id place;
    size_t seen = 0;
    *count = 0;
    range_open(&range, txn, SPACE_DATA_KEY, slice_of(NULL, 0),
               id_is_zero(cursor) ? slice_of(NULL, 0) : id_slice(cursor), false);
    while (seen < REWRAP_ROWS && range_next_id(&range, &place, &value)) {
        struct keyring_id by;
        bool whole = keyring_wrapped_by(value, &by) && value.len <= RACK_WRAPPED_MAX;
        if (!txn_check(txn, whole ? TNW_OK : TNW_E_CORRUPT)) {
            break;
        }
        if (!keyring_id_eq(&by, to)) {
            struct wrapped_row *row = &rows[(*count)++];
            row->place = place;
            row->len = value.len;
            memcpy(row->bytes, value.ptr, value.len);
        }
        *cursor = place;
        seen++;
    }
    range_close(&range);
    return seen;
}

static void
rewrap_row(struct txn *txn, struct tools *tools, const struct wrapped_row *row, const struct keyring_id *to)
{
    struct aead_key key;
    struct buf fresh = {0};
    const struct keyring *keyring = txn->store->keyring;
    enum tnw_err err = keyring_unwrap(keyring, tools->aead, &key, &row->place, slice_of(row->bytes, row->len));
    if (err == TNW_OK) {
        keyring_wrap(keyring, to, tools->aead, &fresh, &row->place, &key);
        err = fresh.err;
    }
    txn_set_error(txn, err);
    txn_put(txn, SPACE_DATA_KEY, id_slice(&row->place), buf_slice(&fresh));
    buf_free(&fresh);
    bytes_wipe(&key, sizeof key);
}

bool
rewrap_some(struct txn *txn, struct id *cursor, const struct keyring_id *to, uint64_t *done)
{
    struct wrapped_row rows[REWRAP_ROWS];
    size_t count = 0;
    struct tools *tools = rack_take(&txn->store->rack);
    if (tools == NULL) {
        txn_set_error(txn, TNW_E_NO_MEMORY);
        return false;
    }
    size_t seen = collect_wrapped(txn, cursor, to, rows, &count);
    for (size_t i = 0; i < count && txn_error(txn) == TNW_OK; i++) {
        rewrap_row(txn, tools, &rows[i], to);
    }
    rack_give(&txn->store->rack, tools);
    *done += count;
    return seen == REWRAP_ROWS && txn_error(txn) == TNW_OK;
}

static void
count_wrapped(struct wrapped_tally *tally, struct slice value)
{
    struct keyring_id by;
    size_t i = 0;
    if (!keyring_wrapped_by(value, &by)) {
        tally->unknown++;
        return;
    }
    while (i < tally->count && !keyring_id_eq(&tally->list[i].id, &by)) {
        i++;
    }
    if (i == WRAPPED_KINDS) {
        tally->unknown++;
        return;
    }
    if (i == tally->count) {
        tally->list[tally->count++] = (struct wrapped_count){.id = by};
    }
    tally->list[i].places++;
}

/* Returns whether there may be more. */
static bool
tally_some(struct txn *txn, struct wrapped_tally *tally, struct key *cursor)
{
    struct range range;
    struct slice key;
    struct slice value;
    unsigned seen = 0;
    range_open(&range, txn, SPACE_DATA_KEY, slice_of(NULL, 0), key_slice(cursor), false);
    while (seen < LIMIT_CHECK_ROWS && range_next(&range, &key, &value)) {
        count_wrapped(tally, value);
        cursor->len = 0;
        key_add(cursor, key.ptr, key.len);
        seen++;
    }
    range_close(&range);
    return seen == LIMIT_CHECK_ROWS && txn_error(txn) == TNW_OK;
}

enum tnw_err
wrapped_tally_take(struct store *store, struct wrapped_tally *out)
{
    struct key cursor = {.len = 0};
    enum tnw_err err = TNW_OK;
    *out = (struct wrapped_tally){.count = 0};
    for (bool more = true; err == TNW_OK && more;) {
        struct txn *txn;
        err = txn_begin_read(store, &txn);
        if (err == TNW_OK) {
            more = tally_some(txn, out, &cursor);
            err = txn_error(txn);
            txn_abort(&txn);
        }
    }
    return err;
}

uint64_t
wrapped_tally_of(const struct wrapped_tally *tally, const struct keyring_id *id)
{
    for (size_t i = 0; i < tally->count; i++) {
        if (keyring_id_eq(&tally->list[i].id, id)) {
            return tally->list[i].places;
        }
    }
    return 0;
}
