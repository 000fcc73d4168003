#include "store/lmdb/lmdb_compact.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/stop.h"
#include "store/lmdb/lmdb_base.h"

/* Behind the name of the data file. */
#define FRESH_END ".compact"

struct compaction {
    struct lmdb_engine *engine;
    char file[FILE_PATH];
    char fresh[FILE_PATH];
    char *where; /* 256 characters */
};

static enum tnw_err
fail_compaction(const struct compaction *it, enum tnw_err err, const char *what)
{
    (void)snprintf(it->where, 256, "%s", what);
    return err;
}

static enum tnw_err
fail_copy(const struct compaction *it, int rc)
{
    (void)snprintf(it->where, 256, "%.180s: %.60s", it->fresh, mdb_strerror(rc));
    return lmdb_base_error(rc);
}

static bool
name_files(struct compaction *it)
{
    const char *folder;
    if (mdb_env_get_path(it->engine->env, &folder) != 0) {
        return false;
    }
    int n = snprintf(it->fresh, sizeof it->fresh, "%s/data.mdb" FRESH_END, folder);
    (void)snprintf(it->file, sizeof it->file, "%s/data.mdb", folder);
    return n > 0 && (size_t)n < sizeof it->fresh;
}

/* The copy never takes more than what is taken now. */
static bool
has_disk(const struct lmdb_engine *engine)
{
    MDB_envinfo info;
    struct statvfs fs;
    if (mdb_env_info(engine->env, &info) != 0 || fstatvfs(engine->fd, &fs) != 0) {
        return false;
    }
    uint64_t used = ((uint64_t)info.me_last_pgno + 1) * engine->page_size;
    return (uint64_t)fs.f_bavail * fs.f_frsize >= used + LIMIT_DISK_LEFT;
}

static enum tnw_err
copy_pages(const struct compaction *it)
{
    (void)unlink(it->fresh);
    int fd = open(it->fresh, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        return fail_copy(it, errno);
    }
    stop_here("compact_begun");
    int rc = mdb_env_copyfd2(it->engine->env, fd, MDB_CP_COMPACT);
    if (rc == 0 && fsync(fd) != 0) {
        rc = errno;
    }
    (void)close(fd);
    stop_here("compact_copied");
    return rc == 0 ? TNW_OK : fail_copy(it, rc);
}

/* Returns 0 when both have the same rows; MDB_CORRUPTED when not; or what went wrong. */
static int
compare_all_rows(MDB_cursor *old, MDB_cursor *fresh)
{
    for (;;) {
        MDB_val keys[2];
        MDB_val values[2];
        int rc = mdb_cursor_get(old, &keys[0], &values[0], MDB_NEXT);
        int other = mdb_cursor_get(fresh, &keys[1], &values[1], MDB_NEXT);
        if (rc != 0 || other != 0) {
            return rc == MDB_NOTFOUND && other == MDB_NOTFOUND ? 0 : rc != MDB_NOTFOUND && rc != 0 ? rc : MDB_CORRUPTED;
        }
        if (!slice_eq(slice_of(keys[0].mv_data, keys[0].mv_size), slice_of(keys[1].mv_data, keys[1].mv_size)) ||
            !slice_eq(slice_of(values[0].mv_data, values[0].mv_size), slice_of(values[1].mv_data, values[1].mv_size))) {
            return MDB_CORRUPTED;
        }
    }
}

/* One database, by its name; it is open in the old environment. */
static int
compare_database(MDB_txn *old, MDB_dbi dbi, MDB_txn *fresh, const char *name)
{
    MDB_dbi copy;
    MDB_cursor *cursors[2] = {NULL, NULL};
    int rc = mdb_dbi_open(fresh, name, 0, &copy);
    rc = rc != 0 ? rc : mdb_cursor_open(old, dbi, &cursors[0]);
    rc = rc != 0 ? rc : mdb_cursor_open(fresh, copy, &cursors[1]);
    rc = rc != 0 ? rc : compare_all_rows(cursors[0], cursors[1]);
    for (int i = 0; i < 2; i++) {
        if (cursors[i] != NULL) {
            mdb_cursor_close(cursors[i]);
        }
    }
    return rc;
}

static int
compare_databases(struct lmdb_engine *engine, MDB_txn *old, MDB_txn *fresh)
{
    const struct engine_schema *schema = engine->engine.schema;
    int rc = compare_database(old, engine->own, fresh, LMDB_OWN_NAME);
    for (unsigned space = 0; rc == 0 && space < schema->count; space++) {
        rc = compare_database(old, engine->dbi[space], fresh, schema->spaces[space].name);
    }
    return rc;
}

/* The copy is an environment of its own, which nobody else has open. */
static int
open_copy(const char *file, MDB_env **env)
{
    struct stat st;
    int rc = stat(file, &st) == 0 ? mdb_env_create(env) : errno;
    if (rc == 0) {
        rc = mdb_env_set_mapsize(*env, (size_t)st.st_size);
        rc = rc != 0 ? rc : mdb_env_set_maxdbs(*env, LMDB_SPACES_MAX + 1);
        rc = rc != 0 ? rc : mdb_env_open(*env, file, MDB_NOSUBDIR | MDB_RDONLY | MDB_NOLOCK, 0600);
    }
    return rc;
}

static enum tnw_err
compare_copy(const struct compaction *it)
{
    MDB_env *env = NULL;
    MDB_txn *old = NULL;
    MDB_txn *fresh = NULL;
    int rc = open_copy(it->fresh, &env);
    rc = rc != 0 ? rc : mdb_txn_begin(it->engine->env, NULL, MDB_RDONLY, &old);
    rc = rc != 0 ? rc : mdb_txn_begin(env, NULL, MDB_RDONLY, &fresh);
    rc = rc != 0 ? rc : compare_databases(it->engine, old, fresh);
    mdb_txn_abort(fresh);
    mdb_txn_abort(old);
    if (env != NULL) {
        mdb_env_close(env);
    }
    return rc == 0 ? TNW_OK : fail_copy(it, rc);
}

static enum tnw_err
put_copy_in_place(const struct compaction *it)
{
    enum tnw_err err = has_disk(it->engine)
                           ? copy_pages(it)
                           : fail_compaction(it, TNW_E_STORAGE_FULL, "the disk has no room for a second data file");
    if (err == TNW_OK) {
        err = compare_copy(it);
        stop_here("compact_compared");
    }
    if (err == TNW_OK && file_move(it->fresh, it->file) != TNW_OK) {
        err = fail_copy(it, errno);
    }
    stop_here("compact_moved");
    if (err != TNW_OK) {
        (void)unlink(it->fresh);
    }
    return err;
}

void
lmdb_compact_clear(const char *file)
{
    char fresh[FILE_PATH];
    int n = snprintf(fresh, sizeof fresh, "%s" FRESH_END, file);
    if (n > 0 && (size_t)n < sizeof fresh) {
        (void)unlink(fresh);
    }
}

enum tnw_err
lmdb_compact_store(struct engine *engine, char where[256])
{
    struct compaction it = {.engine = (struct lmdb_engine *)(void *)engine, .where = where};
    if (!name_files(&it)) {
        return fail_compaction(&it, TNW_E_CONFIGURATION, "store.path is too long");
    }
    /* Ours is shared so far. Whoever opens the store from now on waits until this engine is closed. */
    if (flock(it.engine->fd, LOCK_EX | LOCK_NB) != 0) {
        return errno == EWOULDBLOCK ? fail_compaction(&it, TNW_E_CONFLICT, "another program has the store open")
                                    : fail_compaction(&it, TNW_E_IO, "the data file cannot be locked");
    }
    return put_copy_in_place(&it);
}
