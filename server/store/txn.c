#include "store/txn.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "store/space.h"

enum tnw_err
txn_map_error(int rc)
{
    switch (rc) {
    case 0:
        return TNW_OK;
    case MDB_MAP_FULL:
    case MDB_TXN_FULL:
    case ENOSPC:
        return TNW_E_STORAGE_FULL;
    case ENOMEM:
        return TNW_E_NO_MEMORY;
    case MDB_CORRUPTED:
    case MDB_PAGE_NOTFOUND:
    case MDB_INVALID:
    case MDB_VERSION_MISMATCH:
        return TNW_E_CORRUPT;
    default:
        return TNW_E_IO;
    }
}

void
txn_set_error(struct txn *txn, enum tnw_err err)
{
    if (txn->err == TNW_OK) {
        txn->err = err;
    }
}

bool
txn_check(struct txn *txn, enum tnw_err err)
{
    if (err != TNW_OK) {
        txn_set_error(txn, err);
    }
    return err == TNW_OK;
}

enum tnw_err
txn_error(const struct txn *txn)
{
    return txn->err;
}

bool
txn_is_write(const struct txn *txn)
{
    return txn->write;
}

static enum tnw_err
begin(struct store *store, struct txn **out, bool write)
{
    *out = NULL;
    struct txn *txn = calloc(1, sizeof *txn);
    if (txn == NULL) {
        return TNW_E_NO_MEMORY;
    }
    int rc = mdb_txn_begin(store->env, NULL, write ? 0 : MDB_RDONLY, &txn->mdb);
    if (rc != 0) {
        free(txn);
        return txn_map_error(rc);
    }
    txn->store = store;
    txn->write = write;
    *out = txn;
    return TNW_OK;
}

enum tnw_err
txn_begin_read(struct store *store, struct txn **out)
{
    return begin(store, out, false);
}

/* What a crash left in the journal is committed first, by itself. */
enum tnw_err
txn_begin_write(struct store *store, struct txn **out)
{
    uint64_t taken;
    enum tnw_err err;
    do {
        err = begin(store, out, true);
        if (err != TNW_OK) {
            return err;
        }
        space_set_aside(store);
        err = keep_begin(*out, &taken);
        if (err != TNW_OK) {
            txn_abort(out);
        } else if (taken > 0) {
            err = txn_commit(out);
            if (err == TNW_OK) {
                atomic_fetch_add(&store->taken_over, taken);
            }
        }
    } while (err == TNW_OK && taken > 0);
    return err;
}

static void
discard(struct txn **txn)
{
    rack_give(&(*txn)->store->rack, (*txn)->tools);
    free((*txn)->tail);
    bytes_wipe(*txn, sizeof **txn);
    free(*txn);
    *txn = NULL;
}

void
txn_abort(struct txn **txn)
{
    if (*txn == NULL) {
        return;
    }
    mdb_txn_abort((*txn)->mdb);
    discard(txn);
}

static const char generation_name[] = "generation";
static const char registry_name[] = "registry";

static uint64_t
count(struct txn *txn, struct txn_counter *counter, const char *name)
{
    struct slice value;
    if (!counter->known && txn_get(txn, DB_META, slice_str(name), &value)) {
        struct cursor cur = cursor_of(value);
        counter->value = cursor_u64(&cur);
        (void)txn_check(txn, cursor_end(&cur));
    }
    counter->known = true;
    return counter->value;
}

static void
raise_counter(struct txn *txn, struct txn_counter *counter, const char *name)
{
    counter->value = count(txn, counter, name) + 1;
    counter->raised = true;
}

static void
put_counter(struct txn *txn, struct txn_counter *counter, const char *name)
{
    if (counter->raised) {
        struct key value = key_of_u64(counter->value);
        txn_put(txn, DB_META, slice_str(name), key_slice(&value));
        counter->raised = false;
    }
}

uint64_t
txn_generation(struct txn *txn)
{
    return count(txn, &txn->generation, generation_name);
}

void
txn_raise_generation(struct txn *txn)
{
    raise_counter(txn, &txn->generation, generation_name);
}

uint64_t
txn_registry(struct txn *txn)
{
    return count(txn, &txn->registry, registry_name);
}

void
txn_raise_registry(struct txn *txn)
{
    raise_counter(txn, &txn->registry, registry_name);
}

uint64_t
txn_writes(const struct txn *txn)
{
    return txn->writes;
}

void
txn_put_totals(struct txn *txn)
{
    if (txn->tail != NULL) {
        audit_log_put_tail(txn);
    }
    put_counter(txn, &txn->generation, generation_name);
    put_counter(txn, &txn->registry, registry_name);
}

enum tnw_err
txn_commit(struct txn **txn)
{
    struct txn *it = *txn;
    if (it->write) {
        txn_put_totals(it);
        keep_end(it);
    }
    enum tnw_err err = it->err;
    if (err != TNW_OK) {
        txn_abort(txn);
        return err;
    }
    err = txn_map_error(mdb_txn_commit(it->mdb));
    discard(txn);
    return err;
}

bool
txn_has_room(struct txn *txn)
{
    return space_has_room(txn->store);
}

static MDB_val
val_of(struct slice bytes)
{
    /* LMDB does not write through it; its type just does not say so. */
    union {
        const void *in;
        void *out;
    } cast = {.in = bytes.ptr};
    return (MDB_val){.mv_size = bytes.len, .mv_data = cast.out};
}

bool
txn_get(struct txn *txn, enum db db, struct slice key, struct slice *value)
{
    *value = slice_of(NULL, 0);
    if (txn->err != TNW_OK) {
        return false;
    }
    MDB_val k = val_of(key);
    MDB_val v;
    int rc = mdb_get(txn->mdb, txn->store->dbi[db], &k, &v);
    if (rc == MDB_NOTFOUND) {
        return false;
    }
    if (rc != 0) {
        txn_set_error(txn, txn_map_error(rc));
        return false;
    }
    *value = slice_of(v.mv_data, v.mv_size);
    return true;
}

/* Families whose newest key often sorts behind all others. There LMDB is asked to fill the last page up; else it splits pages
 * in the middle, and each commit writes nearly twice as many. */
static bool
grows_at_its_end(enum db db)
{
    return db == DB_MESSAGE || db == DB_INBOX || db == DB_IDEMPOTENCY;
}

/* Out: at_end: the key came behind all others. */
static bool
put(struct txn *txn, enum db db, struct slice key, MDB_val *value, unsigned flags, bool *at_end)
{
    if (txn->err != TNW_OK) {
        return false;
    }
    keep_fill(txn);
    MDB_val k = val_of(key);
    MDB_dbi dbi = txn->store->dbi[db];
    txn->writes++;
    bool tries = (flags & MDB_APPEND) != 0 || grows_at_its_end(db);
    int rc = tries ? mdb_put(txn->mdb, dbi, &k, value, flags | MDB_APPEND) : MDB_KEYEXIST;
    *at_end = rc == 0;
    if (rc == MDB_KEYEXIST && (flags & MDB_APPEND) == 0) { /* it does not come last */
        rc = mdb_put(txn->mdb, dbi, &k, value, flags);
    }
    return txn_check(txn, txn_map_error(rc));
}

static void
put_value(struct txn *txn, enum db db, struct slice key, struct slice value, unsigned flags)
{
    MDB_val v = val_of(value);
    bool at_end = false;
    if (put(txn, db, key, &v, flags, &at_end)) {
        keep_put(txn, db, key, value, at_end);
    }
}

void
txn_put(struct txn *txn, enum db db, struct slice key, struct slice value)
{
    put_value(txn, db, key, value, 0);
}

uint8_t *
txn_put_room(struct txn *txn, enum db db, struct slice key, size_t len)
{
    MDB_val v = {.mv_size = len};
    bool at_end = false;
    if (!put(txn, db, key, &v, MDB_RESERVE, &at_end)) {
        return NULL;
    }
    keep_room(txn, db, key, v.mv_data, len, at_end);
    return v.mv_data;
}

void
txn_append(struct txn *txn, enum db db, struct slice key, struct slice value)
{
    put_value(txn, db, key, value, MDB_APPEND);
}

void
txn_del(struct txn *txn, enum db db, struct slice key)
{
    if (txn->err != TNW_OK) {
        return;
    }
    keep_fill(txn);
    MDB_val k = val_of(key);
    txn->writes++;
    int rc = mdb_del(txn->mdb, txn->store->dbi[db], &k, NULL);
    if (rc == 0) {
        keep_del(txn, db, key);
    } else if (rc != MDB_NOTFOUND) {
        txn_set_error(txn, txn_map_error(rc));
    }
}
