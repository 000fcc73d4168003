#include "store/lmdb/lmdb_engine.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "store/lmdb/keep.h"
#include "store/lmdb/lmdb_compact.h"
#include "store/lmdb/lmdb_cursor.h"
#include "store/lmdb/lmdb_follow.h"
#include "store/lmdb/lmdb_look.h"
#include "store/lmdb/lmdb_txn.h"
#include "store/lmdb/precheck.h"
#include "store/lmdb/room.h"
#include "store/lmdb/spool.h"

#define DATA_NAME "data.mdb"
#define PATH_SIZE 4096

static enum tnw_err
fail(char where[256], enum tnw_err err, const char *what, int rc)
{
    (void)snprintf(where, 256, "%.150s: %.80s", what, mdb_strerror(rc));
    return err;
}

static enum tnw_err
fail_long_path(char where[256])
{
    (void)snprintf(where, 256, "store.path is too long");
    return TNW_E_CONFIGURATION;
}

/* flags: those of LMDB that are not the same everywhere. */
static enum tnw_err
open_env(struct lmdb_engine *engine, const char *path, unsigned flags, char where[256])
{
    int rc = mdb_env_create(&engine->env);
    if (rc != 0) {
        engine->env = NULL;
        return fail(where, TNW_E_NO_MEMORY, "store", rc);
    }
    rc = mdb_env_set_mapsize(engine->env, engine->mapped);
    rc = rc != 0 ? rc : mdb_env_set_maxdbs(engine->env, LMDB_SPACES_MAX + 1);
    rc = rc != 0 ? rc : mdb_env_set_maxreaders(engine->env, LIMIT_READERS);
    /* No read-ahead: records are small and lie apart; no WRITEMAP, NOSYNC, NOMETASYNC: a commit is durable and
     * whole. */
    rc = rc != 0 ? rc : mdb_env_open(engine->env, path, MDB_NORDAHEAD | flags, 0600);
    if (rc != 0) {
        return fail(where, rc == MDB_INVALID || rc == MDB_VERSION_MISMATCH ? TNW_E_CORRUPT : TNW_E_IO, path, rc);
    }
    MDB_stat stat;
    (void)mdb_env_stat(engine->env, &stat);
    engine->page_size = stat.ms_psize;
    return TNW_OK;
}

/* Whether the file of that name is still the one that is open. */
static bool
is_named_file(int fd, const char *file)
{
    struct stat open_one;
    struct stat named;
    return fstat(fd, &open_one) == 0 && stat(file, &named) == 0 && open_one.st_dev == named.st_dev &&
           open_one.st_ino == named.st_ino;
}

/* Opened, and locked against who puts another file in its place (lmdb_compact_store), before LMDB maps it; again where
 * that was just done. Whatever was written to it before, as by a commit that failed, is on the disk before anything
 * rests on it. */
static enum tnw_err
open_data_file(struct lmdb_engine *engine, const char *file, char where[256])
{
    do {
        if (engine->fd >= 0) {
            (void)close(engine->fd);
        }
        engine->fd = open(file, (engine->read_only ? O_RDONLY : O_RDWR) | O_CLOEXEC);
        if (engine->fd < 0 || flock(engine->fd, LOCK_SH) != 0) {
            return fail(where, TNW_E_IO, file, errno);
        }
    } while (!is_named_file(engine->fd, file));
    if (!engine->read_only && fdatasync(engine->fd) != 0) {
        return fail(where, TNW_E_IO, file, errno);
    }
    if (!engine->read_only) {
        lmdb_compact_clear(file);
    }
    return TNW_OK;
}

/* 0, MDB_VERSION_MISMATCH, or what LMDB says. Out: version: of what there is; 0: it says none. */
static int
compare_version(struct lmdb_engine *engine, MDB_txn *txn, uint8_t *version)
{
    MDB_val key = lmdb_base_val(slice_str(LMDB_VERSION_KEY));
    MDB_val value;
    int rc = mdb_get(txn, engine->own, &key, &value);
    if (rc == 0 && value.mv_size == 1) {
        *version = *(const uint8_t *)value.mv_data;
    }
    return rc == 0 && *version != engine->engine.schema->version ? MDB_VERSION_MISMATCH : rc;
}

/* makes: the databases, the version that says that they are there, and the first base. */
static int
open_all(struct lmdb_engine *engine, MDB_txn *txn, bool makes, uint8_t *version)
{
    const struct engine_schema *schema = engine->engine.schema;
    unsigned create = makes ? MDB_CREATE : 0;
    int rc = mdb_dbi_open(txn, LMDB_OWN_NAME, create, &engine->own);
    if (rc == 0 && !makes) {
        rc = compare_version(engine, txn, version);
    }
    for (unsigned space = 0; rc == 0 && space < schema->count; space++) {
        rc = mdb_dbi_open(txn, schema->spaces[space].name, create, &engine->dbi[space]);
    }
    if (rc == 0 && makes) {
        MDB_val key = lmdb_base_val(slice_str(LMDB_VERSION_KEY));
        MDB_val value = lmdb_base_val(slice_of(&schema->version, 1));
        rc = mdb_put(txn, engine->own, &key, &value, 0);
        return rc != 0 ? rc : keep_put_first(txn, engine->own);
    }
    return rc;
}

/* What an operator does about it. */
static enum tnw_err
refuse_version(const struct lmdb_engine *engine, uint8_t version, char where[256])
{
    const unsigned ours = engine->engine.schema->version;
    if (version < ours) {
        (void)snprintf(where, 256, "the store is of format %u, and this tnwd has %u: run `tnwd migrate --config FILE`",
                       version, ours);
    } else {
        (void)snprintf(where, 256,
                       "the store is of format %u, newer than the %u that this tnwd knows: use the tnwd that wrote it",
                       version, ours);
    }
    return TNW_E_CONFLICT;
}

static enum tnw_err
open_databases(struct lmdb_engine *engine, bool makes, char where[256])
{
    MDB_txn *txn;
    uint8_t version = 0;
    int rc = mdb_txn_begin(engine->env, NULL, engine->read_only ? MDB_RDONLY : 0, &txn);
    if (rc != 0) {
        return fail(where, lmdb_base_error(rc), "store", rc);
    }
    rc = open_all(engine, txn, makes, &version);
    if (rc != 0) {
        mdb_txn_abort(txn);
    } else {
        rc = mdb_txn_commit(txn);
    }
    if (rc == MDB_VERSION_MISMATCH && version != 0) {
        return refuse_version(engine, version, where);
    }
    if (rc == MDB_NOTFOUND || rc == MDB_VERSION_MISMATCH) {
        (void)snprintf(where, 256, "the store is none of ours, or damaged");
        return TNW_E_CORRUPT;
    }
    return rc == 0 ? TNW_OK : fail(where, lmdb_base_error(rc), "store", rc);
}

/* What a crash left in the journal is committed before anybody looks at anything. */
static enum tnw_err
take_journal_over(struct lmdb_engine *engine, char where[256])
{
    struct engine_txn *txn;
    enum tnw_err err = engine_begin(&engine->engine, !engine->read_only, &txn);
    engine_abort(&txn);
    if (err == TNW_E_CORRUPT) {
        keep_tell(&engine->found, where);
    }
    return err;
}

static void
close_lmdb(struct engine *engine)
{
    struct lmdb_engine *it = (struct lmdb_engine *)(void *)engine;
    if (it->env != NULL) {
        lmdb_txn_drop_idle(it);
        mdb_env_close(it->env);
    }
    journal_close(&it->journal);
    if (it->fd >= 0) {
        (void)close(it->fd);
    }
    (void)pthread_mutex_destroy(&it->turn);
    (void)pthread_mutex_destroy(&it->idle_lock);
    free(it);
}

static enum tnw_err
check_lmdb(struct engine *engine, char where[256])
{
    struct journal_found found;
    enum tnw_err err = keep_look((struct lmdb_engine *)(void *)engine, &found);
    if (err == TNW_E_CORRUPT) {
        keep_tell(&found, where);
    }
    return err;
}

/* Who only looks counts the frames in the file; the writer knows how many it put there. */
static enum tnw_err
count_waiting(struct lmdb_engine *engine, struct engine_stats *stats)
{
    struct journal_found found = {.frames = 0};
    enum tnw_err err = engine->read_only ? keep_look(engine, &found) : TNW_OK;
    stats->waiting = engine->read_only ? found.frames : atomic_load(&engine->kept);
    stats->torn = engine->read_only ? found.torn : atomic_load(&engine->torn);
    return err == TNW_E_CORRUPT ? TNW_OK : err; /* check_lmdb says so */
}

static enum tnw_err
read_lmdb_stats(struct engine *engine, struct engine_stats *stats)
{
    struct lmdb_engine *it = (struct lmdb_engine *)(void *)engine;
    stats->used = room_used(it);
    stats->size = atomic_load(&it->limit);
    stats->taken_over = atomic_load(&it->taken_over);
    stats->followers = it->journal == NULL ? 0 : spool_followers(lmdb_base_spool(it), &stats->lag_ms);
    return count_waiting(it, stats);
}

static const struct engine_ops lmdb_ops = {
    .is_near = true,
    .close = close_lmdb,
    .stats = read_lmdb_stats,
    .room = lmdb_look_room,
    .extent = lmdb_look_extent,
    .resize = lmdb_look_resize,
    .check = check_lmdb,
    .begin = lmdb_txn_begin,
    .commit = lmdb_txn_commit,
    .keep = lmdb_txn_keep,
    .abort = lmdb_txn_abort,
    .number = lmdb_txn_number,
    .has_room = lmdb_txn_has_room,
    .get_many = lmdb_txn_get_many,
    .put = lmdb_txn_put,
    .put_later = lmdb_txn_put_later,
    .append = lmdb_txn_append,
    .del = lmdb_txn_del,
    .cursor_open = lmdb_cursor_open,
    .cursor_next = lmdb_cursor_next,
    .cursor_close = lmdb_cursor_close,
    .first = lmdb_cursor_first,
    .place_of = lmdb_follow_place_of,
    .follow = lmdb_follow_open,
    .follow_next = lmdb_follow_next,
    .follow_done = lmdb_follow_done,
    .follow_close = lmdb_follow_close,
    .follow_lag = lmdb_follow_lag,
    .follow_forget = lmdb_follow_forget,
    .count = lmdb_txn_count,
};

static bool
name_file(const char *folder, const char *name, char file[PATH_SIZE])
{
    int n = snprintf(file, PATH_SIZE, "%s/%s", folder, name);
    return n > 0 && n < PATH_SIZE;
}

bool
lmdb_engine_is_there(const char *path)
{
    char file[PATH_SIZE];
    struct stat st;
    return name_file(path, DATA_NAME, file) && stat(file, &st) == 0 && st.st_size > 0;
}

/* Made under another name, which it loses when all of it is durable: a start that was cut leaves no half of a store. */
static enum tnw_err
make_store(const struct lmdb_engine *like, const char *folder, const char *file, char where[256])
{
    struct lmdb_engine maker = {.engine = like->engine, .fd = -1, .mapped = like->mapped, .reserve = like->reserve};
    char fresh[PATH_SIZE];
    char lock[PATH_SIZE];
    if (!name_file(folder, "new.mdb", fresh) || !name_file(folder, "new.mdb-lock", lock)) {
        return fail_long_path(where);
    }
    (void)unlink(fresh); /* what was cut */
    (void)unlink(lock);
    enum tnw_err err = open_env(&maker, fresh, MDB_NOSUBDIR, where);
    if (err == TNW_OK) {
        err = open_databases(&maker, true, where);
    }
    if (maker.env != NULL) {
        mdb_env_close(maker.env);
    }
    if (err == TNW_OK && file_move(fresh, file) != TNW_OK) {
        err = fail(where, TNW_E_IO, file, errno);
    }
    (void)unlink(fresh);
    (void)unlink(lock);
    return err;
}

/* One process at a time, and only the first one. */
static enum tnw_err
make_once(const struct lmdb_engine *like, const char *folder, const char *file, char where[256])
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || flock(fd, LOCK_EX) != 0) {
        enum tnw_err err = fail(where, TNW_E_IO, folder, errno);
        if (fd >= 0) {
            (void)close(fd);
        }
        return err;
    }
    enum tnw_err err = TNW_OK;
    if (!lmdb_engine_is_there(folder)) {
        room_overwrites(fd);
        err = make_store(like, folder, file, where);
    }
    (void)close(fd);
    return err;
}

const char *
lmdb_engine_doubt(const char *path)
{
    char file[PATH_SIZE];
    bool there = name_file(path, DATA_NAME, file) && access(file, F_OK) == 0;
    return room_doubt(there ? file : path);
}

/* Where a restore was cut there is no store, and a fresh one would hide that. */
static bool
is_half_restored(const char *folder)
{
    char path[PATH_SIZE];
    return name_file(folder, "restore", path) && access(path, F_OK) == 0;
}

static enum tnw_err
open_files(struct lmdb_engine *engine, const char *folder, char where[256])
{
    char file[PATH_SIZE];
    enum tnw_err err = TNW_OK;
    if (!name_file(folder, DATA_NAME, file)) {
        return fail_long_path(where);
    }
    if (!lmdb_engine_is_there(folder) && is_half_restored(folder)) {
        (void)snprintf(where, 256, "%.150s: a restore was cut before it was done: run it again", folder);
        return TNW_E_CONFIGURATION;
    }
    if (!engine->read_only && !lmdb_engine_is_there(folder)) {
        err = make_once(engine, folder, file, where);
    }
    if (err == TNW_OK) {
        err = precheck_file(file, where);
    }
    if (err == TNW_OK) {
        err = room_for_lock(folder, where);
    }
    if (err == TNW_OK) {
        err = open_data_file(engine, file, where);
    }
    if (err == TNW_OK) {
        err = open_env(engine, folder, engine->read_only ? MDB_RDONLY : 0, where);
    }
    if (err == TNW_OK) {
        err = open_databases(engine, false, where);
    }
    if (err == TNW_OK) {
        err = journal_open(&engine->journal, folder, engine->read_only, where);
    }
    return err == TNW_OK ? take_journal_over(engine, where) : err;
}

enum tnw_err
lmdb_engine_open(struct engine **out, const struct lmdb_options *options, const struct engine_schema *schema,
                 char where[256])
{
    *out = NULL;
    assert(schema->count <= LMDB_SPACES_MAX);
    struct lmdb_engine *engine = calloc(1, sizeof *engine);
    if (engine == NULL) {
        return TNW_E_NO_MEMORY;
    }
    engine->engine = (struct engine){.ops = &lmdb_ops, .schema = schema};
    engine->fd = -1;
    engine->mapped = options->map_size < LIMIT_MAP_AHEAD ? LIMIT_MAP_AHEAD : options->map_size;
    atomic_init(&engine->limit, options->map_size);
    engine->reserve = options->reserve;
    engine->read_only = options->read_only;
    (void)pthread_mutex_init(&engine->turn, NULL);
    (void)pthread_mutex_init(&engine->idle_lock, NULL);
    enum tnw_err err = open_files(engine, options->path, where);
    if (err != TNW_OK) {
        close_lmdb(&engine->engine);
        return err;
    }
    *out = &engine->engine;
    return TNW_OK;
}
