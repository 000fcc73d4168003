#include "store/cipher/cipher.h"

#include <assert.h>
#include <string.h>

#include "crypto/keyring.h"
#include "store/inside.h"
#include "store/txn.h"

const struct id cipher_registry;

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

/* The tools, which the transaction has, may hold the key from an earlier transaction: it counts only if the same
 * wrapped key still lies there. */
static enum tnw_err
unwrap(struct txn *txn, const struct id *place, struct slice wrapped)
{
    struct tools *it = txn->tools;
    if (id_eq(place, &it->place) && slice_eq(wrapped, slice_of(it->wrapped, it->wrapped_len))) {
        return TNW_OK;
    }
    it->wrapped_len = 0;
    if (wrapped.len > sizeof it->wrapped) {
        return TNW_E_CORRUPT;
    }
    enum tnw_err err = keyring_unwrap(txn->store->keyring, it->aead, &it->key, place, wrapped);
    if (err == TNW_OK) {
        it->place = *place;
        memcpy(it->wrapped, wrapped.ptr, wrapped.len);
        it->wrapped_len = wrapped.len;
    }
    return err;
}

/* Whoever gets a key has the tools for it, too. NULL: sticky error. */
static const struct aead_key *
find_key(struct txn *txn, const struct id *place)
{
    if (!take_tools(txn)) {
        return NULL;
    }
    if (id_is_zero(place)) {
        return &txn->store->registry_key;
    }
    if (txn->key_checked && id_eq(place, &txn->tools->place)) {
        return &txn->tools->key;
    }
    struct slice wrapped;
    txn->key_checked = false;
    if (!txn_get(txn, SPACE_DOSSIER_KEY, id_slice(place), &wrapped)) {
        txn_set_error(txn, TNW_E_CORRUPT);
        return NULL;
    }
    txn->key_checked = txn_check(txn, unwrap(txn, place, wrapped));
    return txn->key_checked ? &txn->tools->key : NULL;
}

void
cipher_new_key(struct txn *txn, const struct id *place)
{
    struct aead_key key;
    struct buf wrapped = {0};
    if (!take_tools(txn)) {
        return;
    }
    random_fill(key.bytes, sizeof key.bytes);
    keyring_wrap(txn->store->keyring, txn->tools->aead, &wrapped, place, &key);
    txn_set_error(txn, wrapped.err);
    txn_put(txn, SPACE_DOSSIER_KEY, id_slice(place), buf_slice(&wrapped));
    txn->key_checked = false;
    buf_free(&wrapped);
    bytes_wipe(&key, sizeof key);
}

void
cipher_encrypt(struct txn *txn, struct buf *out, enum space space, struct slice key, const struct id *place,
               struct slice plain)
{
    const struct aead_key *data_key = find_key(txn, place);
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
    const struct aead_key *data_key = find_key(txn, place);
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
    const struct aead_key *data_key = find_key(txn, place);
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
