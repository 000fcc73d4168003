#include "store/lmdb/lmdb_look.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

/* LMDB's own list of pages that were freed: each row names the pages of one commit, their number first. */
#define FREE_DBI 0

static struct lmdb_engine *
look_engine(struct engine *engine)
{
    return (struct lmdb_engine *)(void *)engine;
}

static int
count_free_pages(MDB_txn *txn, uint64_t *pages)
{
    MDB_cursor *cursor;
    MDB_val key;
    MDB_val value;
    *pages = 0;
    int rc = mdb_cursor_open(txn, FREE_DBI, &cursor);
    if (rc != 0) {
        return rc;
    }
    while ((rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0) {
        size_t number = 0;
        memcpy(&number, value.mv_data, value.mv_size < sizeof number ? value.mv_size : sizeof number);
        *pages += number;
    }
    mdb_cursor_close(cursor);
    return rc == MDB_NOTFOUND ? 0 : rc;
}

struct readers {
    unsigned count;
    size_t oldest; /* the last commit that it shows */
};

/* LMDB tells its readers as lines of a table only: process, thread, commit (or - between two snapshots). */
static int
note_reader(const char *line, void *ctx)
{
    struct readers *readers = ctx;
    size_t commit;
    if (sscanf(line, "%*d %*x %zu", &commit) == 1) {
        readers->count++;
        readers->oldest = commit < readers->oldest ? commit : readers->oldest;
    }
    return 0;
}

/* Our own snapshot is not counted: it is opened after they are. */
static void
look_at_readers(struct lmdb_engine *engine, struct engine_room *room)
{
    MDB_envinfo info;
    struct readers readers = {.oldest = SIZE_MAX};
    (void)mdb_reader_list(engine->env, note_reader, &readers);
    if (mdb_env_info(engine->env, &info) == 0) {
        room->oldest = readers.count > 0 ? readers.oldest : 0;
        room->readers = readers.count;
        room->readers_max = info.me_maxreaders;
        room->lag = readers.count > 0 && info.me_last_txnid > readers.oldest ? info.me_last_txnid - readers.oldest : 0;
    }
}

enum tnw_err
lmdb_look_room(struct engine *engine, struct engine_room *room)
{
    struct lmdb_engine *it = look_engine(engine);
    struct stat st;
    struct statvfs fs;
    MDB_txn *txn;
    uint64_t pages;
    room->file = fstat(it->fd, &st) == 0 ? (uint64_t)st.st_size : 0;
    room->disk = fstatvfs(it->fd, &fs) == 0 ? (uint64_t)fs.f_bavail * fs.f_frsize : UINT64_MAX;
    look_at_readers(it, room);
    int rc = mdb_txn_begin(it->env, NULL, MDB_RDONLY, &txn);
    if (rc != 0) {
        return lmdb_base_error(rc);
    }
    rc = count_free_pages(txn, &pages);
    mdb_txn_abort(txn);
    room->free = pages * it->page_size;
    return lmdb_base_error(rc);
}

enum tnw_err
lmdb_look_extent(struct engine_txn *txn, unsigned space, struct engine_extent *extent)
{
    struct lmdb_txn *it = (struct lmdb_txn *)(void *)txn;
    struct lmdb_engine *engine = lmdb_base_engine(it);
    MDB_stat stat;
    int rc = mdb_stat(it->mdb, engine->dbi[space], &stat);
    if (rc == 0) {
        extent->rows = stat.ms_entries;
        extent->bytes = (stat.ms_branch_pages + stat.ms_leaf_pages + stat.ms_overflow_pages) * engine->page_size;
    }
    return lmdb_base_error(rc);
}

uint64_t
lmdb_look_live(struct lmdb_txn *txn)
{
    uint64_t bytes = 0;
    for (unsigned space = 0; space < txn->txn.engine->schema->count; space++) {
        struct engine_extent extent = {0};
        bytes += lmdb_look_extent(&txn->txn, space, &extent) == TNW_OK ? extent.bytes : 0;
    }
    return bytes;
}

enum tnw_err
lmdb_look_resize(struct engine *engine, uint64_t size)
{
    struct lmdb_engine *it = look_engine(engine);
    if (size > it->mapped) {
        return TNW_E_CONFIGURATION;
    }
    atomic_store(&it->limit, size);
    return TNW_OK;
}
