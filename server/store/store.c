#include "store/store.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"
#include "store/cipher/cipher.h"
#include "store/cipher/wrapping.h"
#include "store/inside.h"
#include "store/records/own/growth.h"

/* First use: notes the format, makes the key of what is nobody's, and says which index key it is. */
static void
make_format(struct txn *txn)
{
    uint8_t version = LAYOUT_VERSION;
    const struct hash check = keyring_index(txn->store->keyring, "check", slice_of(NULL, 0));
    txn_put(txn, SPACE_META, slice_str("format"), slice_of(&version, 1));
    txn_put(txn, SPACE_META, slice_str("index_check"), hash_slice(&check));
    const struct keyring_id wrapping = keyring_last(txn->store->keyring);
    wrapping_put(txn, &wrapping);
    cipher_new_key(txn, &cipher_nobody);
}

/* With another index key nobody would be found who is registered, and all could be registered once more. */
static void
check_index_key(struct txn *txn)
{
    const struct hash want = keyring_index(txn->store->keyring, "check", slice_of(NULL, 0));
    struct slice check;
    if (!txn_get(txn, SPACE_META, slice_str("index_check"), &check)) {
        txn_set_error(txn, TNW_E_CORRUPT);
    } else if (!slice_eq_ct(check, hash_slice(&want))) {
        txn_set_error(txn, TNW_E_CRYPTO);
    }
}

/* Without the key that wraps now no data key could be made. */
static void
check_wrapping_key(struct txn *txn, char where[256])
{
    struct keyring_id id;
    char text[KEYRING_ID_TEXT];
    if (!wrapping_get(txn, &id)) {
        txn_set_error(txn, TNW_E_CORRUPT);
    } else if (!keyring_has(txn->store->keyring, &id)) {
        keyring_id_format(text, &id);
        (void)snprintf(
            where, 256,
            "the keyring lacks wrapping key %s, which the store names as its own: put its line back, or that "
            "key into the credential",
            text);
        txn_set_error(txn, TNW_E_CRYPTO);
    }
}

/* The format must be ours, the key of what is nobody's must open. */
static void
check_format(struct txn *txn, char where[256])
{
    struct slice version;
    if (!txn_get(txn, SPACE_META, slice_str("format"), &version) && txn->write) {
        make_format(txn);
    } else if (version.len != 1 || version.ptr[0] != LAYOUT_VERSION) {
        txn_set_error(txn, TNW_E_CORRUPT);
    }
    check_index_key(txn);
    check_wrapping_key(txn, where);
    cipher_try_key(txn, &cipher_nobody);
}

static enum tnw_err
prepare(struct store *store, bool makes, char where[256])
{
    struct txn *txn;
    enum tnw_err err = makes ? txn_begin_write(store, &txn) : txn_begin_read(store, &txn);
    if (err == TNW_OK) {
        check_format(txn, where);
        err = txn_commit(&txn);
    }
    if (err == TNW_E_CRYPTO && where[0] == 0) {
        (void)snprintf(where, 256, "the keyring is not the one this store was made with");
    } else if (err == TNW_E_CORRUPT) {
        (void)snprintf(where, 256, "the store is of another format version, or damaged");
    }
    return err;
}

enum tnw_err
store_open(struct store **out, struct engine *engine, const struct keyring *keyring, bool makes, char where[256])
{
    *out = NULL;
    struct store *store = calloc(1, sizeof *store);
    if (store == NULL) {
        engine_close(&engine);
        return TNW_E_NO_MEMORY;
    }
    store->engine = engine;
    store->keyring = keyring;
    rack_init(&store->rack);
    node_cache_init(&store->nodes);
    unfiled_init(&store->unfiled);
    hint_guard_init(&store->guard);
    enum tnw_err err = prepare(store, makes, where);
    if (err != TNW_OK) {
        store_close(&store);
        return err;
    }
    *out = store;
    return TNW_OK;
}

void
store_close(struct store **store)
{
    struct store *it = *store;
    if (it == NULL) {
        return;
    }
    engine_close(&it->engine);
    rack_wipe(&it->rack);
    node_cache_wipe(&it->nodes);
    unfiled_wipe(&it->unfiled);
    hint_guard_clear(&it->guard);
    bytes_wipe(it, sizeof *it);
    free(it);
    *store = NULL;
}

void
store_forget_idle_keys(struct store *store, int64_t now)
{
    rack_forget_idle(&store->rack, now);
}

enum tnw_err
store_renew_keys(struct store *store, int64_t now, bool *changed, char where[256])
{
    struct txn *txn;
    struct keyring_id wrapping;
    *changed = false;
    enum tnw_err err = txn_begin_read(store, &txn);
    if (err != TNW_OK) {
        return TNW_OK; /* others tell of it */
    }
    bool named = wrapping_get(txn, &wrapping);
    txn_abort(&txn);
    err = keyring_look(store->keyring, named ? &wrapping : NULL, now, changed, where);
    if (*changed) {
        rack_clear(&store->rack);
    }
    return err;
}

struct engine *
store_engine(struct store *store)
{
    return store->engine;
}

bool
store_is_near(const struct store *store)
{
    return engine_is_near(store->engine);
}

enum tnw_err
store_check(struct store *store, char where[256])
{
    return engine_check(store->engine, where);
}

static void
count_places(struct txn *txn, struct store_stats *stats)
{
    struct rotation rotation;
    struct engine_extent extent;
    txn_set_error(txn, engine_extent(txn->engine, SPACE_DATA_KEY, &extent));
    stats->places = extent.rows;
    stats->rotates = rotation_get(txn, &rotation);
    if (stats->rotates && rotation.step == ROTATION_WRAPS) {
        stats->retiring = rotation.total > rotation.done ? rotation.total - rotation.done : 0;
    }
}

enum tnw_err
store_stats(struct store *store, struct store_stats *stats)
{
    struct txn *txn;
    *stats = (struct store_stats){.hinted = atomic_load(&store->hinted), .unhinted = atomic_load(&store->unhinted)};
    enum tnw_err err = engine_stats(store->engine, &stats->engine);
    if (err == TNW_OK) {
        err = txn_begin_read(store, &txn);
    }
    if (err != TNW_OK) {
        return err;
    }
    stats->records = audit_log_size(txn);
    stats->sealed = evidence_sealed(txn);
    count_places(txn, stats);
    managed_add_up(txn, &stats->backups);
    err = txn_error(txn);
    txn_abort(&txn);
    return err;
}

static enum tnw_err
read_rate(struct store *store, time_ms now, uint64_t bytes, uint64_t *rate)
{
    struct txn *txn;
    struct growth growth;
    enum tnw_err err = txn_begin_read(store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    (void)growth_get(txn, &growth);
    *rate = growth_rate(&growth, now, bytes);
    err = txn_error(txn);
    txn_abort(&txn);
    return err;
}

static uint64_t
least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

enum tnw_err
store_room(struct store *store, time_ms now, struct store_room *room)
{
    struct engine_stats stats;
    *room = (struct store_room){.used = 0};
    enum tnw_err err = engine_stats(store->engine, &stats);
    if (err == TNW_OK) {
        err = engine_room(store->engine, &room->engine);
    }
    if (err != TNW_OK) {
        return err;
    }
    uint64_t set_aside = room->engine.file > stats.used ? room->engine.file - stats.used : 0;
    uint64_t disk = room->engine.disk > UINT64_MAX - set_aside ? UINT64_MAX : room->engine.disk + set_aside;
    uint64_t limit = stats.size == 0 ? UINT64_MAX : stats.size > stats.used ? stats.size - stats.used : 0;
    room->used = stats.used;
    room->bytes = stats.used - least(room->engine.free, stats.used);
    room->limit = stats.size;
    room->left = least(limit, disk);
    room->left = room->left > UINT64_MAX - room->engine.free ? UINT64_MAX : room->left + room->engine.free;
    err = read_rate(store, now, room->bytes, &room->rate);
    room->days = room->rate == 0 ? (double)INFINITY : (double)room->left / (double)room->rate;
    return err;
}
