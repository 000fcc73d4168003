#include "store/cipher/cipher.h"

#include <assert.h>
#include <string.h>

#include "crypto/keyring.h"
#include "store/cipher/place.h"
#include "store/cipher/wrapping.h"
#include "store/inside.h"
#include "store/txn.h"

const struct id cipher_nobody;

/* Begins what each stored value is bound to. Elsewhere sealing means signing a checkpoint. */
#define VALUE_TAG "tnw/seal/v1/"

#define SPACE_NAME_MAX 24

/* VALUE_TAG, name of the space, 0, key; on the stack, since every request makes several. */
struct bound {
    uint8_t bytes[sizeof VALUE_TAG + SPACE_NAME_MAX + KEY_MAX];
    size_t len;
};

static void
add(struct bound *ad, const void *ptr, size_t len)
{
    assert(len <= sizeof ad->bytes - ad->len);
    memcpy(ad->bytes + ad->len, ptr, len);
    ad->len += len;
}

static struct bound
bind_to(enum space space, struct slice key)
{
    struct bound ad = {.len = 0};
    const char *name = layout_space_name(space);
    add(&ad, VALUE_TAG, sizeof VALUE_TAG - 1);
    add(&ad, name, strlen(name) + 1);
    add(&ad, key.ptr, key.len);
    return ad;
}

/* Whether the transaction has its tools; false: sticky error. */
static bool
take_tools(struct txn *txn)
{
    if (txn->tools == NULL) {
        txn->tools = rack_take(&txn->store->rack);
    }
    return txn_check(txn, txn->tools == NULL ? TNW_E_NO_MEMORY : TNW_OK);
}

/* A key from an earlier transaction counts only if the same wrapped key still lies there. */
static enum tnw_err
unwrap(struct txn *txn, struct kept_key *kept, struct slice wrapped)
{
    if (slice_eq(wrapped, slice_of(kept->wrapped, kept->wrapped_len))) {
        return TNW_OK;
    }
    kept->wrapped_len = 0;
    if (wrapped.len > sizeof kept->wrapped) {
        return TNW_E_CORRUPT;
    }
    enum tnw_err err = keyring_unwrap(txn->store->keyring, txn->tools->aead, &kept->key, &kept->place, wrapped);
    if (err == TNW_OK) {
        memcpy(kept->wrapped, wrapped.ptr, wrapped.len);
        kept->wrapped_len = wrapped.len;
    }
    return err;
}

/* Whether the place is a dossier that was erased: its key is gone for good. */
static bool
is_erased(struct txn *txn, const struct id *place)
{
    struct slice value;
    return txn_get(txn, SPACE_ERASURE, id_slice(place), &value);
}

static void
make_data_key(struct txn *txn, struct kept_key *kept)
{
    struct buf wrapped = {0};
    struct keyring_id by;
    if (!wrapping_get(txn, &by)) {
        txn_set_error(txn, TNW_E_CORRUPT);
        return;
    }
    random_fill(kept->key.bytes, sizeof kept->key.bytes);
    keyring_wrap(txn->store->keyring, &by, txn->tools->aead, &wrapped, &kept->place, &kept->key);
    txn_set_error(txn, wrapped.err);
    txn_put(txn, SPACE_DATA_KEY, id_slice(&kept->place), buf_slice(&wrapped));
    kept->wrapped_len = 0;
    if (txn_error(txn) == TNW_OK && wrapped.len <= sizeof kept->wrapped) {
        memcpy(kept->wrapped, wrapped.ptr, wrapped.len);
        kept->wrapped_len = wrapped.len;
        kept->checked = txn->tools->turn;
    }
    buf_free(&wrapped);
}

/* Whoever gets a key has the tools for it, too. makes: where the place has none. NULL: sticky error, or the
 * place was erased. */
static const struct aead_key *
find_key(struct txn *txn, const struct id *place, bool makes)
{
    struct slice wrapped;
    if (!take_tools(txn)) {
        return NULL;
    }
    struct kept_key *kept = rack_key(txn->tools, place);
    if (kept->wrapped_len > 0 && kept->checked == txn->tools->turn) {
        return &kept->key;
    }
    if (txn_get(txn, SPACE_DATA_KEY, id_slice(place), &wrapped)) {
        bool opens = txn_check(txn, unwrap(txn, kept, wrapped));
        kept->checked = opens ? txn->tools->turn : 0;
    } else if (makes && txn_error(txn) == TNW_OK) {
        make_data_key(txn, kept);
    } else if (is_erased(txn, place)) {
        return NULL;
    } else {
        txn_set_error(txn, TNW_E_CORRUPT);
    }
    return txn_error(txn) == TNW_OK ? &kept->key : NULL;
}

/* Into an erased place nothing is written: that would be a mistake of ours. */
static const struct aead_key *
find_key_to_write(struct txn *txn, enum space space, const struct id *place)
{
    const struct aead_key *key = find_key(txn, place, place_makes_key(space));
    txn_set_error(txn, key == NULL ? TNW_E_CORRUPT : TNW_OK);
    return key;
}

void
cipher_new_key(struct txn *txn, const struct id *place)
{
    if (take_tools(txn)) {
        make_data_key(txn, rack_key(txn->tools, place));
    }
}

void
cipher_drop_key(struct txn *txn, const struct id *place)
{
    if (take_tools(txn)) {
        struct kept_key *kept = rack_key(txn->tools, place);
        bytes_wipe(kept, sizeof *kept);
        txn_del(txn, SPACE_DATA_KEY, id_slice(place));
    }
}

void
cipher_try_key(struct txn *txn, const struct id *place)
{
    struct slice wrapped;
    if (!take_tools(txn)) {
        return;
    }
    if (!txn_get(txn, SPACE_DATA_KEY, id_slice(place), &wrapped)) {
        txn_set_error(txn, TNW_E_CORRUPT);
        return;
    }
    enum tnw_err err = unwrap(txn, rack_key(txn->tools, place), wrapped);
    txn_set_error(txn, err == TNW_OK || err == TNW_E_NO_MEMORY ? err : TNW_E_CRYPTO);
}

void
cipher_encrypt(struct txn *txn, struct buf *out, enum space space, struct slice key, const struct id *place,
               struct slice plain)
{
    const struct aead_key *data_key = find_key_to_write(txn, space, place);
    if (data_key == NULL) {
        return;
    }
    struct bound ad = bind_to(space, key);
    aead_encrypt(txn->tools->aead, out, data_key, slice_of(ad.bytes, ad.len), plain);
    txn_set_error(txn, out->err);
}

/* What fits into one piece is encrypted right where it will lie. */
static void
put_encrypted(struct txn *txn, enum space space, struct slice key, const struct id *place, struct slice plain)
{
    const struct aead_key *data_key = find_key_to_write(txn, space, place);
    uint8_t *at = data_key == NULL ? NULL : txn_put_later(txn, space, key, plain.len + AEAD_OVERHEAD);
    if (at != NULL) {
        struct bound ad = bind_to(space, key);
        txn_set_error(txn, aead_encrypt_to(txn->tools->aead, at, data_key, slice_of(ad.bytes, ad.len), plain));
    }
}

void
cipher_put(struct txn *txn, enum space space, struct slice key, const struct id *place, struct buf *plain)
{
    txn_set_error(txn, plain->err);
    if (plain->len + AEAD_OVERHEAD < ENGINE_VALUE_MAX) {
        put_encrypted(txn, space, key, place, buf_slice(plain));
    } else {
        struct buf value = {0};
        cipher_encrypt(txn, &value, space, key, place, buf_slice(plain));
        txn_put(txn, space, key, buf_slice(&value));
        buf_free(&value);
    }
    buf_free(plain);
}

bool
cipher_decrypt(struct txn *txn, enum space space, struct slice key, const struct id *place, struct slice stored,
               struct buf *out)
{
    const struct aead_key *data_key = find_key(txn, place, false);
    if (data_key == NULL) {
        return false;
    }
    struct bound ad = bind_to(space, key);
    enum tnw_err err = aead_decrypt(txn->tools->aead, out, data_key, slice_of(ad.bytes, ad.len), stored);
    if (err != TNW_OK) {
        txn_set_error(txn, err);
        return false;
    }
    return true;
}

bool
cipher_get(struct txn *txn, enum space space, struct slice key, const struct id *place, struct buf *out)
{
    struct slice stored;
    return txn_get(txn, space, key, &stored) && cipher_decrypt(txn, space, key, place, stored, out);
}
