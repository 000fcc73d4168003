#include "store/memory/memory_engine.h"

#include <assert.h>
#include <stdlib.h>

#include "store/memory/memory_cursor.h"
#include "store/memory/memory_txn.h"
#include "store/memory/memory_write.h"

static void
free_engine(struct memory_engine *engine)
{
    memory_fault_clear(&engine->trap);
    (void)pthread_cond_destroy(&engine->moved);
    (void)pthread_mutex_destroy(&engine->lock);
    free(engine);
}

static void
close_engine(struct engine *engine)
{
    struct memory_engine *it = (struct memory_engine *)(void *)engine;
    struct memory_disk *disk = it->disk;
    assert(it->begun == NULL);
    (void)pthread_mutex_lock(&disk->lock);
    disk->open = false;
    (void)pthread_mutex_unlock(&disk->lock);
    free_engine(it);
}

static enum tnw_err
read_stats(struct engine *engine, struct engine_stats *stats)
{
    struct memory_engine *it = (struct memory_engine *)(void *)engine;
    struct memory_disk *disk = it->disk;
    bool late;
    enum tnw_err err = memory_fault_meet(&it->trap, MEMORY_STATS, &late);
    if (err != TNW_OK) {
        return err;
    }
    (void)pthread_mutex_lock(&it->lock);
    stats->taken_over = it->taken_over;
    (void)pthread_mutex_lock(&disk->lock);
    stats->used = disk->waiting > 0 ? disk->kept.used : disk->committed.used;
    stats->waiting = disk->waiting;
    (void)pthread_mutex_unlock(&disk->lock);
    (void)pthread_mutex_unlock(&it->lock);
    stats->size = atomic_load(&it->size);
    return TNW_OK;
}

static enum tnw_err
measure_space(struct engine_txn *txn, unsigned space, struct engine_extent *extent)
{
    extent->rows = memory_base_txn(txn)->version.counts[space];
    return TNW_OK;
}

static enum tnw_err
resize_memory(struct engine *engine, uint64_t size)
{
    atomic_store(&((struct memory_engine *)(void *)engine)->size, size);
    return TNW_OK;
}

#define OPERATIONS                                                                                                     \
    .close = close_engine, .stats = read_stats, .extent = measure_space, .resize = resize_memory,                      \
    .begin = memory_txn_begin, .commit = memory_txn_commit, .keep = memory_txn_keep, .abort = memory_txn_abort,        \
    .number = memory_txn_number, .has_room = memory_txn_has_room, .get_many = memory_txn_get_many,                     \
    .put = memory_write_put, .put_later = memory_write_put_later, .append = memory_write_append,                       \
    .del = memory_write_del, .cursor_open = memory_cursor_open, .cursor_next = memory_cursor_next,                     \
    .cursor_close = memory_cursor_close, .first = memory_cursor_first

static const struct engine_ops near_ops = {.is_near = true, OPERATIONS};
static const struct engine_ops far_ops = {.is_near = false, OPERATIONS};

/* Gives a new disk the schema. Errors: CONFLICT. */
static enum tnw_err
take_disk(struct memory_disk *disk, const struct engine_schema *schema)
{
    (void)pthread_mutex_lock(&disk->lock);
    assert(!disk->open);
    disk->schema = disk->schema == NULL ? schema : disk->schema;
    bool ours = disk->schema->version == schema->version && disk->schema->count == schema->count;
    disk->open = ours;
    (void)pthread_mutex_unlock(&disk->lock);
    return ours ? TNW_OK : TNW_E_CONFLICT;
}

/* What a crash left is committed before anybody looks at anything. */
static enum tnw_err
take_over(struct engine *engine)
{
    struct engine_txn *txn;
    enum tnw_err err = engine_begin(engine, true, &txn);
    engine_abort(&txn);
    return err;
}

enum tnw_err
memory_engine_open(struct engine **out, const struct memory_options *options, const struct engine_schema *schema)
{
    *out = NULL;
    assert(schema->count <= MEMORY_SPACES_MAX);
    struct memory_engine *engine = calloc(1, sizeof *engine);
    if (engine == NULL) {
        return TNW_E_NO_MEMORY;
    }
    engine->engine = (struct engine){.ops = options->is_far ? &far_ops : &near_ops, .schema = schema};
    engine->disk = options->disk;
    atomic_init(&engine->size, options->size);
    engine->reserve = options->reserve;
    engine->commits_when_kept = options->commits_when_kept;
    memory_fault_init(&engine->trap);
    (void)pthread_mutex_init(&engine->lock, NULL);
    (void)pthread_cond_init(&engine->moved, NULL);
    enum tnw_err err = take_disk(options->disk, schema);
    if (err != TNW_OK) {
        free_engine(engine);
        return err;
    }
    err = take_over(&engine->engine);
    if (err != TNW_OK) {
        close_engine(&engine->engine);
        return err;
    }
    *out = &engine->engine;
    return TNW_OK;
}

uint64_t
memory_engine_journeys(struct engine *engine)
{
    struct memory_engine *it = (struct memory_engine *)(void *)engine;
    (void)pthread_mutex_lock(&it->lock);
    uint64_t journeys = it->journeys;
    (void)pthread_mutex_unlock(&it->lock);
    return journeys;
}

struct memory_trap *
memory_engine_trap(struct engine *engine)
{
    return &((struct memory_engine *)(void *)engine)->trap;
}
