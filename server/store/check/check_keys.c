#include "store/check/check_keys.h"

#include "crypto/keyring.h"
#include "store/cipher/place.h"
#include "store/inside.h"
#include "store/txn.h"

static enum tnw_err
try_key(struct txn *txn, const struct id *place, struct slice wrapped)
{
    struct aead_key key;
    struct tools *tools = rack_take(&txn->store->rack);
    if (tools == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = keyring_unwrap(txn->store->keyring, tools->aead, &key, place, wrapped);
    rack_give(&txn->store->rack, tools);
    bytes_wipe(&key, sizeof key);
    return err;
}

static const char *
row_of_data_key(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct id place = check_parts_id(parts);
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    enum tnw_err err = try_key(txn, &place, value);
    if (err == TNW_E_NO_MEMORY) {
        txn_set_error(txn, err);
    }
    return err != TNW_OK                ? "it does not open with the keyring"
           : place_is_used(txn, &place) ? NULL
                                        : "nothing is encrypted under it";
}

const char *
check_keys_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value)
{
    struct cursor whole = parts->cur;
    struct id place;
    struct slice wrapped;
    if (space == SPACE_DATA_KEY) {
        return row_of_data_key(txn, parts, value);
    }
    bool has = !place_of_row(txn, space, cursor_rest(&whole), value, &place) ||
               txn_get(txn, SPACE_DATA_KEY, id_slice(&place), &wrapped);
    return has ? NULL : "its place has no data key";
}
