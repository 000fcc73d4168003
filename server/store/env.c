#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "store/precheck.h"
#include "store/records/evidence.h"
#include "store/space.h"
#include "store/txn.h"

static enum tnw_err
fail(char where[256], enum tnw_err err, const char *what, int rc)
{
    (void)snprintf(where, 256, "%.150s: %.80s", what, mdb_strerror(rc));
    return err;
}

static enum tnw_err
open_env(struct store *store, const char *folder, const char *file, char where[256])
{
    int rc = mdb_env_create(&store->env);
    if (rc != 0) {
        store->env = NULL;
        return fail(where, TNW_E_NO_MEMORY, "store", rc);
    }
    rc = mdb_env_set_mapsize(store->env, store->map_size);
    rc = rc != 0 ? rc : mdb_env_set_maxdbs(store->env, DB_COUNT);
    rc = rc != 0 ? rc : mdb_env_set_maxreaders(store->env, LIMIT_READERS);
    /* No read-ahead: records are small and lie apart; no WRITEMAP, NOSYNC, NOMETASYNC: a commit is durable and whole. */
    unsigned flags = MDB_NORDAHEAD | (store->read_only ? MDB_RDONLY : 0);
    rc = rc != 0 ? rc : mdb_env_open(store->env, folder, flags, 0600);
    if (rc != 0) {
        return fail(where, rc == MDB_INVALID || rc == MDB_VERSION_MISMATCH ? TNW_E_CORRUPT : TNW_E_IO, folder, rc);
    }
    int dead;
    (void)mdb_reader_check(store->env, &dead); /* readers of a killed process would pin old pages */
    MDB_stat stat;
    (void)mdb_env_stat(store->env, &stat);
    store->page_size = stat.ms_psize;
    store->fd = open(file, (store->read_only ? O_RDONLY : O_RDWR) | O_CLOEXEC);
    if (store->fd < 0) {
        return fail(where, TNW_E_IO, file, errno);
    }
    return TNW_OK;
}

static enum tnw_err
open_databases(struct store *store, char where[256])
{
    MDB_txn *txn;
    int rc = mdb_txn_begin(store->env, NULL, store->read_only ? MDB_RDONLY : 0, &txn);
    if (rc != 0) {
        return fail(where, txn_map_error(rc), "store", rc);
    }
    unsigned create = store->read_only ? 0 : MDB_CREATE;
    for (unsigned db = 0; rc == 0 && db < DB_COUNT; db++) {
        rc = mdb_dbi_open(txn, layout_db_name((enum db)db), create, &store->dbi[db]);
    }
    if (rc != 0) {
        mdb_txn_abort(txn);
        return fail(where, rc == MDB_NOTFOUND ? TNW_E_CORRUPT : txn_map_error(rc), "store", rc);
    }
    rc = mdb_txn_commit(txn);
    return rc == 0 ? TNW_OK : fail(where, txn_map_error(rc), "store", rc);
}

/* First use: notes the format and makes the registry's key. Later: the format must be ours and the key must open. */
static void
check_format(struct txn *txn)
{
    struct slice name = slice_str("format");
    struct slice value;
    struct slice place = id_slice(&sealed_registry);
    if (!txn_get(txn, DB_META, name, &value) && txn->write) {
        uint8_t version = LAYOUT_VERSION;
        txn_put(txn, DB_META, name, slice_of(&version, 1));
        sealed_new_key(txn, &sealed_registry);
    } else if (value.len != 1 || value.ptr[0] != LAYOUT_VERSION) {
        txn_set_error(txn, TNW_E_CORRUPT);
    }
    struct slice wrapped;
    if (!txn_get(txn, DB_DOSSIER_KEY, place, &wrapped)) {
        txn_set_error(txn, TNW_E_CORRUPT);
        return;
    }
    struct tools *tools = rack_take(&txn->store->rack);
    enum tnw_err err =
        keyring_unwrap(txn->store->keyring, tools->aead, &txn->store->registry_key, &sealed_registry, wrapped);
    rack_give(&txn->store->rack, tools);
    if (err != TNW_OK) {
        txn_set_error(txn, TNW_E_CRYPTO);
    }
}

static enum tnw_err
prepare_content(struct store *store, char where[256])
{
    struct txn *txn;
    enum tnw_err err = store->read_only ? txn_begin_read(store, &txn) : txn_begin_write(store, &txn);
    if (err == TNW_OK) {
        check_format(txn);
        err = txn_commit(&txn);
    }
    if (err == TNW_E_CRYPTO) {
        (void)snprintf(where, 256, "the keyring is not the one this store was made with");
    } else if (err == TNW_E_CORRUPT) {
        (void)snprintf(where, 256, "the store is of another format version, or it or its journal is damaged");
    }
    return err;
}

enum tnw_err
store_open(struct store **out, const struct store_options *options, char where[256])
{
    *out = NULL;
    char file[4096];
    int n = snprintf(file, sizeof file, "%s/data.mdb", options->path);
    if (n < 0 || (size_t)n >= sizeof file) {
        (void)snprintf(where, 256, "store.path is too long");
        return TNW_E_CONFIGURATION;
    }
    enum tnw_err err = precheck_file(file, where);
    if (err != TNW_OK) {
        return err;
    }
    struct store *store = calloc(1, sizeof *store);
    if (store == NULL) {
        return TNW_E_NO_MEMORY;
    }
    rack_init(&store->rack);
    node_cache_init(&store->nodes);
    store->fd = -1;
    store->map_size = options->map_size;
    store->reserve = options->reserve;
    store->keyring = options->keyring;
    store->read_only = options->read_only;
    err = open_env(store, options->path, file, where);
    if (err == TNW_OK) {
        err = open_databases(store, where);
    }
    if (err == TNW_OK) {
        err = journal_open(&store->journal, options->path, store->read_only, where);
    }
    if (err == TNW_OK) {
        err = prepare_content(store, where);
    }
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
    if (it->env != NULL) {
        mdb_env_close(it->env);
    }
    journal_close(&it->journal);
    rack_wipe(&it->rack);
    node_cache_wipe(&it->nodes);
    if (it->fd >= 0) {
        (void)close(it->fd);
    }
    bytes_wipe(it, sizeof *it);
    free(it);
    *store = NULL;
}

enum tnw_err
store_stats(struct store *store, struct store_stats *stats)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_read(store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    *stats = (struct store_stats){.used = space_used(store),
                                  .size = store->map_size,
                                  .records = audit_log_size(txn),
                                  .sealed = evidence_sealed(txn),
                                  .taken_over = atomic_load(&store->taken_over)};
    err = txn_error(txn);
    txn_abort(&txn);
    return err;
}
