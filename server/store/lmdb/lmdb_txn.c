#include "store/lmdb/lmdb_txn.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/limits.h"
#include "store/lmdb/keep.h"
#include "store/lmdb/lmdb_look.h"
#include "store/lmdb/room.h"

/* Bytes that a writer puts between two looks at how much the store holds. */
#define LOOK_EACH ((size_t)256 << 10)

static struct lmdb_txn *
lmdb_of(struct engine_txn *txn)
{
    return (struct lmdb_txn *)(void *)txn;
}

static struct lmdb_txn *
take_idle(struct lmdb_engine *engine)
{
    struct lmdb_txn *txn = NULL;
    (void)pthread_mutex_lock(&engine->idle_lock);
    if (engine->idle_count > 0) {
        txn = engine->idle[--engine->idle_count];
    }
    (void)pthread_mutex_unlock(&engine->idle_lock);
    return txn;
}

static bool
put_idle(struct lmdb_engine *engine, struct lmdb_txn *txn)
{
    (void)pthread_mutex_lock(&engine->idle_lock);
    bool fits = engine->idle_count < LMDB_IDLE_MAX;
    if (fits) {
        engine->idle[engine->idle_count++] = txn;
    }
    (void)pthread_mutex_unlock(&engine->idle_lock);
    return fits;
}

void
lmdb_txn_drop_idle(struct lmdb_engine *engine)
{
    while (engine->idle_count > 0) {
        struct lmdb_txn *txn = engine->idle[--engine->idle_count];
        mdb_txn_abort(txn->mdb);
        free(txn);
    }
}

/* Returns NULL: there is none that could be used again. */
static struct lmdb_txn *
renew_one(struct lmdb_engine *engine)
{
    struct lmdb_txn *txn = take_idle(engine);
    if (txn != NULL && mdb_txn_renew(txn->mdb) != 0) {
        mdb_txn_abort(txn->mdb);
        free(txn);
        txn = NULL;
    }
    return txn;
}

static enum tnw_err
begin_one(struct lmdb_engine *engine, bool writes, struct lmdb_txn **out)
{
    struct lmdb_txn *txn = calloc(1, sizeof *txn);
    *out = NULL;
    if (txn == NULL) {
        return TNW_E_NO_MEMORY;
    }
    txn->txn = (struct engine_txn){.engine = &engine->engine, .writes = writes};
    if (writes) {
        (void)pthread_mutex_lock(&engine->turn);
    }
    int rc = mdb_txn_begin(engine->env, NULL, writes ? 0 : MDB_RDONLY, &txn->mdb);
    if (rc != 0) {
        if (writes) {
            (void)pthread_mutex_unlock(&engine->turn);
        }
        free(txn);
        return lmdb_base_error(rc);
    }
    *out = txn;
    return TNW_OK;
}

static void
discard_lmdb_txn(struct lmdb_txn *txn)
{
    arena_clear(&txn->arena);
    if (txn->txn.writes) {
        (void)pthread_mutex_unlock(&lmdb_base_engine(txn)->turn);
    }
    free(txn);
}

void
lmdb_txn_abort(struct engine_txn *txn)
{
    struct lmdb_txn *it = lmdb_of(txn);
    if (!txn->writes) {
        mdb_txn_reset(it->mdb);
        if (put_idle(lmdb_base_engine(it), it)) {
            return;
        }
    }
    mdb_txn_abort(it->mdb);
    discard_lmdb_txn(it);
}

/* After a failed write of its meta page LMDB refuses everything, and nobody knows whether the commit happened. */
static enum tnw_err
commit_mdb(struct lmdb_txn *txn)
{
    MDB_txn *probe = NULL;
    MDB_env *env = lmdb_base_engine(txn)->env;
    enum tnw_err err = lmdb_base_error(mdb_txn_commit(txn->mdb));
    if (err == TNW_E_STORAGE_FULL && mdb_txn_begin(env, NULL, MDB_RDONLY, &probe) == MDB_PANIC) {
        err = TNW_E_IO;
    }
    mdb_txn_abort(probe);
    return err;
}

enum tnw_err
lmdb_txn_commit(struct engine_txn *txn)
{
    struct lmdb_txn *it = lmdb_of(txn);
    struct lmdb_engine *engine = lmdb_base_engine(it);
    keep_fill(it);
    enum tnw_err err = txn->writes ? keep_end(it) : TNW_OK;
    if (err == TNW_OK && it->writes > 0) {
        err = room_for_commit(engine, it->keep.growth);
    }
    if (err != TNW_OK) {
        lmdb_txn_abort(txn);
        return err;
    }
    err = commit_mdb(it);
    if (err == TNW_OK && it->writes > 0) {
        atomic_store(&engine->kept, 0);
        journal_mark(engine->journal, &it->keep.base);
    }
    discard_lmdb_txn(it);
    return err;
}

static enum tnw_err
redo(void *ctx, unsigned space, struct slice key, struct slice value)
{
    struct lmdb_txn *txn = ctx;
    if (space >= txn->txn.engine->schema->count) {
        return TNW_E_CORRUPT;
    }
    if (value.ptr != NULL) {
        return lmdb_txn_put(&txn->txn, space, key, value);
    }
    enum tnw_err err = lmdb_txn_del(&txn->txn, space, key);
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}

/* Those of a process that was killed pin old pages, until somebody looks. */
static void
drop_dead_readers(struct lmdb_engine *engine)
{
    int64_t now = clock_monotonic_ms();
    int dead;
    if (now >= engine->readers_due) {
        engine->readers_due = now + LIMIT_READER_CHECK_MS;
        (void)mdb_reader_check(engine->env, &dead);
    }
}

/* What a crash left in the journal is committed first, by itself. */
static enum tnw_err
begin_writer(struct lmdb_engine *engine, struct lmdb_txn **out)
{
    for (;;) {
        uint64_t taken;
        enum tnw_err err = begin_one(engine, true, out);
        if (err != TNW_OK) {
            return err;
        }
        drop_dead_readers(engine);
        room_set_aside(engine);
        err = keep_begin(*out, redo, &taken);
        if (err != TNW_OK) {
            lmdb_txn_abort(&(*out)->txn);
            return err;
        }
        if (taken == 0) {
            return TNW_OK;
        }
        err = lmdb_txn_commit(&(*out)->txn);
        if (err != TNW_OK) {
            return err;
        }
        atomic_fetch_add(&engine->taken_over, taken);
    }
}

enum tnw_err
lmdb_txn_begin(struct engine *engine, bool writes, struct engine_txn **txn)
{
    struct lmdb_engine *it = (struct lmdb_engine *)(void *)engine;
    struct lmdb_txn *begun = writes ? NULL : renew_one(it);
    enum tnw_err err = TNW_OK;
    if (begun == NULL) {
        err = writes ? begin_writer(it, &begun) : begin_one(it, false, &begun);
    }
    *txn = err == TNW_OK ? &begun->txn : NULL;
    return err;
}

enum tnw_err
lmdb_txn_keep(struct engine_txn *txn, bool *is_over)
{
    struct lmdb_txn *it = lmdb_of(txn);
    struct lmdb_engine *engine = lmdb_base_engine(it);
    keep_fill(it);
    *is_over = true;
    if (!keep_is_possible(it)) {
        return lmdb_txn_commit(txn);
    }
    bool wrote;
    enum tnw_err err = journal_write(engine->journal, &wrote);
    if (err != TNW_OK) {
        lmdb_txn_abort(txn);
        return err;
    }
    atomic_fetch_add(&engine->kept, wrote ? 1 : 0);
    arena_reset(&it->arena);
    *is_over = false;
    return TNW_OK;
}

uint64_t
lmdb_txn_number(const struct engine_txn *txn)
{
    return mdb_txn_id(((const struct lmdb_txn *)(const void *)txn)->mdb);
}

bool
lmdb_txn_has_room(struct engine_txn *txn, uint64_t more)
{
    struct lmdb_engine *engine = lmdb_base_engine(lmdb_of(txn));
    return more == 0 ? room_is_left(engine) : room_is_left_for(engine, more);
}

enum tnw_err
lmdb_txn_hand_out(struct lmdb_txn *txn, const MDB_val *bytes, struct slice *out)
{
    *out = slice_of(bytes->mv_data, bytes->mv_size);
    if (txn->txn.writes) {
        out->ptr = arena_bytes(&txn->arena, *out);
    }
    return out->ptr == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

enum tnw_err
lmdb_txn_get_many(struct engine_txn *txn, struct engine_want *wants, size_t count)
{
    struct lmdb_txn *it = lmdb_of(txn);
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; err == TNW_OK && i < count; i++) {
        MDB_val key = lmdb_base_val(wants[i].key);
        MDB_val value;
        int rc = mdb_get(it->mdb, lmdb_base_engine(it)->dbi[wants[i].space], &key, &value);
        if (rc == 0) {
            err = lmdb_txn_hand_out(it, &value, &wants[i].value);
        } else if (rc != MDB_NOTFOUND) {
            err = lmdb_base_error(rc);
        }
    }
    return err;
}

enum tnw_err
lmdb_txn_count(struct engine_txn *txn, unsigned space, uint64_t *count)
{
    struct lmdb_txn *it = lmdb_of(txn);
    MDB_stat stat;
    int rc = mdb_stat(it->mdb, lmdb_base_engine(it)->dbi[space], &stat);
    *count = rc == 0 ? stat.ms_entries : 0;
    return lmdb_base_error(rc);
}

/* LMDB has addresses for more than the store may hold: so what it holds is looked at after each some bytes. */
static bool
is_within_limit(struct lmdb_txn *txn, size_t more)
{
    txn->unseen += more;
    if (txn->unseen < LOOK_EACH) {
        return true;
    }
    txn->unseen = 0;
    return lmdb_look_live(txn) + more <= atomic_load(&lmdb_base_engine(txn)->limit);
}

/* Where keys mostly come last LMDB is asked to fill the last page up; else it splits pages in the middle, and each
 * commit writes nearly twice as many. Out: at_end: the key came behind all others. */
static enum tnw_err
put_lmdb(struct lmdb_txn *txn, unsigned space, struct slice key, MDB_val *value, unsigned flags, bool *at_end)
{
    struct lmdb_engine *engine = lmdb_base_engine(txn);
    keep_fill(txn);
    if (!is_within_limit(txn, key.len + value->mv_size)) {
        return TNW_E_STORAGE_FULL;
    }
    MDB_val k = lmdb_base_val(key);
    bool must = (flags & MDB_APPEND) != 0;
    bool tries = must || engine->engine.schema->spaces[space].appends;
    txn->writes++;
    int rc = tries ? mdb_put(txn->mdb, engine->dbi[space], &k, value, flags | MDB_APPEND) : MDB_KEYEXIST;
    *at_end = rc == 0;
    if (rc == MDB_KEYEXIST) { /* it does not come last */
        rc = must ? MDB_CORRUPTED : mdb_put(txn->mdb, engine->dbi[space], &k, value, flags);
    }
    return lmdb_base_error(rc);
}

static enum tnw_err
put_lmdb_value(struct lmdb_txn *txn, unsigned space, struct slice key, struct slice value, unsigned flags)
{
    MDB_val v = lmdb_base_val(value);
    bool at_end;
    enum tnw_err err = put_lmdb(txn, space, key, &v, flags, &at_end);
    if (err == TNW_OK) {
        keep_put(txn, space, key, value, at_end);
    }
    return err;
}

enum tnw_err
lmdb_txn_put(struct engine_txn *txn, unsigned space, struct slice key, struct slice value)
{
    return put_lmdb_value(lmdb_of(txn), space, key, value, 0);
}

enum tnw_err
lmdb_txn_put_later(struct engine_txn *txn, unsigned space, struct slice key, size_t len, uint8_t **bytes)
{
    MDB_val v = {.mv_size = len};
    bool at_end;
    enum tnw_err err = put_lmdb(lmdb_of(txn), space, key, &v, MDB_RESERVE, &at_end);
    if (err == TNW_OK) {
        keep_put_later(lmdb_of(txn), space, key, v.mv_data, len, at_end);
        *bytes = v.mv_data;
    }
    return err;
}

enum tnw_err
lmdb_txn_append(struct engine_txn *txn, unsigned space, struct slice key, struct slice value)
{
    return put_lmdb_value(lmdb_of(txn), space, key, value, MDB_APPEND);
}

enum tnw_err
lmdb_txn_del(struct engine_txn *txn, unsigned space, struct slice key)
{
    struct lmdb_txn *it = lmdb_of(txn);
    keep_fill(it);
    MDB_val k = lmdb_base_val(key);
    int rc = mdb_del(it->mdb, lmdb_base_engine(it)->dbi[space], &k, NULL);
    if (rc == 0) {
        it->writes++;
        keep_del(it, space, key);
    }
    return lmdb_base_error(rc);
}
