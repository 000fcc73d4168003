#include "store/txn.h"

#include <assert.h>
#include <string.h>

const struct id sealed_registry;

#define SEAL_TAG "tnw/seal/v1/"

#define DB_NAME_MAX 24

/* "tnw/seal/v1/" database 0 key; on the stack, since every request makes several. */
struct seal_ad {
    uint8_t bytes[sizeof SEAL_TAG + DB_NAME_MAX + KEY_MAX];
    size_t len;
};

static void
add(struct seal_ad *ad, const void *ptr, size_t len)
{
    assert(len <= sizeof ad->bytes - ad->len);
    memcpy(ad->bytes + ad->len, ptr, len);
    ad->len += len;
}

static struct seal_ad
seal_ad(enum db db, struct slice key)
{
    struct seal_ad ad = {.len = 0};
    const char *name = layout_db_name(db);
    add(&ad, SEAL_TAG, sizeof SEAL_TAG - 1);
    add(&ad, name, strlen(name) + 1);
    add(&ad, key.ptr, key.len);
    return ad;
}

static struct tools *
tools(struct txn *txn)
{
    if (txn->tools == NULL) {
        txn->tools = rack_take(&txn->store->rack);
    }
    return txn->tools;
}

/* The tools may hold the key from an earlier transaction: it counts only if the same wrapped key still lies there. */
static enum tnw_err
unwrap(struct txn *txn, const struct id *place, struct slice wrapped)
{
    struct tools *it = tools(txn);
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

static const struct aead_key *
find_key(struct txn *txn, const struct id *place)
{
    if (id_is_zero(place)) {
        return &txn->store->registry_key;
    }
    if (txn->key_checked && id_eq(place, &tools(txn)->place)) {
        return &tools(txn)->key;
    }
    struct slice wrapped;
    txn->key_checked = false;
    if (!txn_get(txn, DB_DOSSIER_KEY, id_slice(place), &wrapped)) {
        txn_set_error(txn, TNW_E_CORRUPT);
        return NULL;
    }
    txn->key_checked = txn_check(txn, unwrap(txn, place, wrapped));
    return txn->key_checked ? &tools(txn)->key : NULL;
}

void
sealed_new_key(struct txn *txn, const struct id *place)
{
    struct aead_key key;
    random_fill(key.bytes, sizeof key.bytes);
    struct buf wrapped = {0};
    keyring_wrap(txn->store->keyring, &wrapped, place, &key);
    if (wrapped.err != TNW_OK) {
        txn_set_error(txn, wrapped.err);
    }
    txn_put(txn, DB_DOSSIER_KEY, id_slice(place), buf_slice(&wrapped));
    txn->key_checked = false;
    buf_free(&wrapped);
    bytes_wipe(&key, sizeof key);
}

void
sealed_append(struct txn *txn, struct buf *out, enum db db, struct slice key, const struct id *place,
              struct slice plain)
{
    const struct aead_key *data_key = find_key(txn, place);
    if (data_key == NULL) {
        return;
    }
    struct seal_ad ad = seal_ad(db, key);
    aead_seal_in(tools(txn)->aead, out, data_key, slice_of(ad.bytes, ad.len), plain);
    txn_set_error(txn, out->err);
}

void
sealed_put(struct txn *txn, enum db db, struct slice key, const struct id *place, struct buf *plain)
{
    txn_set_error(txn, plain->err);
    const struct aead_key *data_key = find_key(txn, place);
    uint8_t *room = data_key == NULL ? NULL : txn_put_room(txn, db, key, plain->len + AEAD_OVERHEAD);
    if (room != NULL) {
        struct seal_ad ad = seal_ad(db, key);
        struct slice bound = slice_of(ad.bytes, ad.len);
        txn_set_error(txn, aead_seal_to(tools(txn)->aead, room, data_key, bound, buf_slice(plain)));
    }
    buf_free(plain);
}

bool
sealed_open(struct txn *txn, enum db db, struct slice key, const struct id *place, struct slice sealed, struct buf *out)
{
    const struct aead_key *data_key = find_key(txn, place);
    if (data_key == NULL) {
        return false;
    }
    struct seal_ad ad = seal_ad(db, key);
    enum tnw_err err = aead_open_in(tools(txn)->aead, out, data_key, slice_of(ad.bytes, ad.len), sealed);
    if (err != TNW_OK) {
        txn_set_error(txn, err);
        return false;
    }
    return true;
}

bool
sealed_get(struct txn *txn, enum db db, struct slice key, const struct id *place, struct buf *out)
{
    struct slice sealed;
    return txn_get(txn, db, key, &sealed) && sealed_open(txn, db, key, place, sealed, out);
}
