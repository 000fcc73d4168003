#include "store/engine.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* How much engine_copy puts into one commit: enough to make commits rare, and little for an engine to hold back. */
#define COPY_BYTES ((size_t)4 << 20)

void
engine_close(struct engine **engine)
{
    if (*engine != NULL) {
        (*engine)->ops->close(*engine);
        *engine = NULL;
    }
}

enum tnw_err
engine_stats(struct engine *engine, struct engine_stats *stats)
{
    *stats = (struct engine_stats){0};
    return engine->ops->stats(engine, stats);
}

enum tnw_err
engine_room(struct engine *engine, struct engine_room *room)
{
    *room = (struct engine_room){0};
    return engine->ops->room == NULL ? TNW_E_UNAVAILABLE : engine->ops->room(engine, room);
}

enum tnw_err
engine_extent(struct engine_txn *txn, unsigned space, struct engine_extent *extent)
{
    *extent = (struct engine_extent){0};
    assert(space < txn->engine->schema->count);
    return txn->engine->ops->extent(txn, space, extent);
}

enum tnw_err
engine_resize(struct engine *engine, uint64_t size)
{
    return engine->ops->resize(engine, size);
}

enum tnw_err
engine_check(struct engine *engine, char where[256])
{
    where[0] = 0;
    return engine->ops->check == NULL ? TNW_OK : engine->ops->check(engine, where);
}

bool
engine_is_near(const struct engine *engine)
{
    return engine->ops->is_near;
}

enum tnw_err
engine_begin(struct engine *engine, bool writes, struct engine_txn **txn)
{
    *txn = NULL;
    return engine->ops->begin(engine, writes, txn);
}

enum tnw_err
engine_commit(struct engine_txn **txn)
{
    struct engine_txn *it = *txn;
    *txn = NULL;
    return it->engine->ops->commit(it);
}

enum tnw_err
engine_keep(struct engine_txn **txn)
{
    bool is_over = false;
    assert((*txn)->writes);
    enum tnw_err err = (*txn)->engine->ops->keep(*txn, &is_over);
    if (is_over) {
        *txn = NULL;
    }
    return err;
}

void
engine_abort(struct engine_txn **txn)
{
    if (*txn != NULL) {
        (*txn)->engine->ops->abort(*txn);
        *txn = NULL;
    }
}

uint64_t
engine_number(const struct engine_txn *txn)
{
    return txn->engine->ops->number(txn);
}

bool
engine_has_changed(const struct engine_txn *txn)
{
    return txn->changed;
}

bool
engine_has_room(struct engine_txn *txn, uint64_t more)
{
    return txn->engine->ops->has_room(txn, more);
}

/* A key that no engine takes is our bug; a value that is too long may come from what was stored. */
static void
check_key(const struct engine_txn *txn, unsigned space, struct slice key)
{
    assert(space < txn->engine->schema->count && key.len > 0 && key.len <= ENGINE_KEY_MAX);
    (void)txn;
    (void)space;
    (void)key;
}

enum tnw_err
engine_get_many(struct engine_txn *txn, struct engine_want *wants, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check_key(txn, wants[i].space, wants[i].key);
        wants[i].value = slice_of(NULL, 0);
    }
    return count == 0 ? TNW_OK : txn->engine->ops->get_many(txn, wants, count);
}

enum tnw_err
engine_get(struct engine_txn *txn, unsigned space, struct slice key, struct slice *value)
{
    struct engine_want want = {.space = space, .key = key};
    enum tnw_err err = engine_get_many(txn, &want, 1);
    *value = want.value;
    return err == TNW_OK && value->ptr == NULL ? TNW_E_NOT_FOUND : err;
}

static bool
may_write(const struct engine_txn *txn, unsigned space, struct slice key, size_t len)
{
    check_key(txn, space, key);
    assert(txn->writes);
    return len <= ENGINE_VALUE_MAX;
}

static enum tnw_err
note_change(struct engine_txn *txn, enum tnw_err err)
{
    txn->changed = txn->changed || err == TNW_OK;
    return err;
}

enum tnw_err
engine_put(struct engine_txn *txn, unsigned space, struct slice key, struct slice value)
{
    bool may = may_write(txn, space, key, value.len);
    return may ? note_change(txn, txn->engine->ops->put(txn, space, key, value)) : TNW_E_INTERNAL;
}

enum tnw_err
engine_put_later(struct engine_txn *txn, unsigned space, struct slice key, size_t len, uint8_t **bytes)
{
    *bytes = NULL;
    bool may = may_write(txn, space, key, len);
    return may ? note_change(txn, txn->engine->ops->put_later(txn, space, key, len, bytes)) : TNW_E_INTERNAL;
}

enum tnw_err
engine_append(struct engine_txn *txn, unsigned space, struct slice key, struct slice value)
{
    bool may = may_write(txn, space, key, value.len);
    return may ? note_change(txn, txn->engine->ops->append(txn, space, key, value)) : TNW_E_INTERNAL;
}

enum tnw_err
engine_del(struct engine_txn *txn, unsigned space, struct slice key)
{
    bool may = may_write(txn, space, key, 0);
    return may ? note_change(txn, txn->engine->ops->del(txn, space, key)) : TNW_E_INTERNAL;
}

/* Where the range really begins: an `after` that lies before all keys of the prefix leaves none of them out. */
static struct engine_range
range_within(const struct engine_txn *txn, const struct engine_range *range)
{
    struct slice prefix = range->prefix;
    struct slice after = range->after;
    struct engine_range within = *range;
    assert(range->space < txn->engine->schema->count && prefix.len <= ENGINE_KEY_MAX && after.len <= ENGINE_KEY_MAX);
    (void)txn;
    size_t shorter = prefix.len < after.len ? prefix.len : after.len;
    int order = shorter == 0 ? 0 : memcmp(after.ptr, prefix.ptr, shorter);
    if (range->reverse ? order > 0 : order < 0 || (order == 0 && after.len < prefix.len)) {
        within.after = slice_of(NULL, 0);
    }
    return within;
}

enum tnw_err
engine_cursor_open(struct engine_txn *txn, const struct engine_range *range, struct engine_cursor **cursor)
{
    const struct engine_range within = range_within(txn, range);
    *cursor = NULL;
    return txn->engine->ops->cursor_open(txn, &within, cursor);
}

enum tnw_err
engine_cursor_next(struct engine_cursor *cursor, struct slice *key, struct slice *value)
{
    *key = *value = slice_of(NULL, 0);
    return cursor->txn->engine->ops->cursor_next(cursor, key, value);
}

void
engine_cursor_close(struct engine_cursor **cursor)
{
    if (*cursor != NULL) {
        (*cursor)->txn->engine->ops->cursor_close(*cursor);
        *cursor = NULL;
    }
}

enum tnw_err
engine_first(struct engine_txn *txn, const struct engine_range *range, struct slice *key, struct slice *value)
{
    const struct engine_range within = range_within(txn, range);
    *key = *value = slice_of(NULL, 0);
    return txn->engine->ops->first(txn, &within, key, value);
}

static enum tnw_err
count_by_walk(struct engine_txn *txn, unsigned space, uint64_t *count)
{
    const struct engine_range all = {.space = space};
    struct engine_cursor *cursor;
    struct slice key;
    struct slice value;
    enum tnw_err err = engine_cursor_open(txn, &all, &cursor);
    while (err == TNW_OK && (err = engine_cursor_next(cursor, &key, &value)) == TNW_OK) {
        ++*count;
    }
    engine_cursor_close(&cursor);
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}

enum tnw_err
engine_count(struct engine_txn *txn, unsigned space, uint64_t *count)
{
    assert(space < txn->engine->schema->count);
    *count = 0;
    const struct engine_ops *ops = txn->engine->ops;
    return ops->count != NULL ? ops->count(txn, space, count) : count_by_walk(txn, space, count);
}

static bool
same_schema(const struct engine_schema *a, const struct engine_schema *b)
{
    bool same = a->count == b->count && a->version == b->version;
    for (unsigned i = 0; same && i < a->count; i++) {
        same = slice_eq(slice_str(a->spaces[i].name), slice_str(b->spaces[i].name));
    }
    return same;
}

static enum tnw_err
check_empty(struct engine *engine)
{
    struct engine_txn *txn;
    struct slice key;
    struct slice value;
    enum tnw_err err = engine_begin(engine, false, &txn);
    if (err != TNW_OK) {
        return err;
    }
    err = TNW_E_NOT_FOUND;
    for (unsigned space = 0; err == TNW_E_NOT_FOUND && space < engine->schema->count; space++) {
        const struct engine_range all = {.space = space};
        err = engine_first(txn, &all, &key, &value);
    }
    engine_abort(&txn);
    return err == TNW_OK ? TNW_E_CONFLICT : err == TNW_E_NOT_FOUND ? TNW_OK : err;
}

/* Puts what the cursor hands out, and commits now and then. */
static enum tnw_err
copy_rows(struct engine_cursor *cursor, unsigned space, struct engine *to, struct engine_txn **txn)
{
    struct slice key;
    struct slice value;
    size_t bytes = 0;
    enum tnw_err err;
    while ((err = engine_cursor_next(cursor, &key, &value)) == TNW_OK) {
        if (*txn == NULL && (err = engine_begin(to, true, txn)) != TNW_OK) {
            return err;
        }
        if ((err = engine_append(*txn, space, key, value)) != TNW_OK) {
            return err;
        }
        bytes += key.len + value.len;
        if (bytes >= COPY_BYTES && (err = engine_commit(txn)) != TNW_OK) {
            return err;
        }
        bytes = *txn == NULL ? 0 : bytes;
    }
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}

static enum tnw_err
copy_spaces(struct engine_txn *snapshot, struct engine *to)
{
    struct engine_txn *txn = NULL;
    enum tnw_err err = TNW_OK;
    for (unsigned space = 0; err == TNW_OK && space < to->schema->count; space++) {
        const struct engine_range all = {.space = space};
        struct engine_cursor *cursor;
        err = engine_cursor_open(snapshot, &all, &cursor);
        if (err == TNW_OK) {
            err = copy_rows(cursor, space, to, &txn);
        }
        engine_cursor_close(&cursor);
    }
    if (err == TNW_OK && txn != NULL) {
        err = engine_commit(&txn);
    }
    engine_abort(&txn);
    return err;
}

enum tnw_err
engine_copy(struct engine *from, struct engine *to)
{
    struct engine_txn *snapshot;
    enum tnw_err err = same_schema(from->schema, to->schema) ? check_empty(to) : TNW_E_CONFLICT;
    if (err == TNW_OK) {
        err = engine_begin(from, false, &snapshot);
    }
    if (err != TNW_OK) {
        return err;
    }
    err = copy_spaces(snapshot, to);
    engine_abort(&snapshot);
    return err;
}
