#include "store/memory/memory_txn.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static struct memory_disk *
disk_of(const struct memory_txn *txn)
{
    return memory_base_engine(&txn->txn)->disk;
}

struct memory_copy *
memory_txn_new_copy(struct memory_copy **list, size_t len)
{
    struct memory_copy *copy = malloc(sizeof *copy + len);
    if (copy != NULL) {
        copy->next = *list;
        *list = copy;
    }
    return copy;
}

bool
memory_txn_copy(struct memory_copy **list, struct slice bytes, struct slice *out)
{
    struct memory_copy *copy = memory_txn_new_copy(list, bytes.len);
    if (copy != NULL) {
        memcpy(copy->bytes, bytes.ptr, bytes.len);
        *out = slice_of(copy->bytes, bytes.len);
    }
    return copy != NULL;
}

void
memory_txn_free_copies(struct memory_copy **list)
{
    while (*list != NULL) {
        struct memory_copy *copy = *list;
        *list = copy->next;
        free(copy);
    }
}

enum tnw_err
memory_txn_fail(struct memory_txn *txn, enum tnw_err err)
{
    txn->failed = txn->failed || (err != TNW_OK && err != TNW_E_NOT_FOUND && txn->txn.writes);
    return err;
}

/* The memory is gone then: who writes to it after that writes to what is freed. */
static void
take_later(struct memory_txn *txn)
{
    if (txn->later != NULL) {
        struct memory_entry *entry = txn->later_entry;
        memcpy(entry->bytes + entry->key_len, txn->later->bytes, entry->value_len);
        memory_tree_drop_entry(entry);
        memory_txn_free_copies(&txn->later);
    }
}

enum tnw_err
memory_txn_enter(struct memory_txn *txn, enum memory_call call)
{
    bool late;
    assert(pthread_equal(txn->thread, pthread_self()) != 0);
    assert(!txn->failed);
    take_later(txn);
    return memory_txn_fail(txn, memory_fault_meet(&memory_base_engine(&txn->txn)->trap, call, &late));
}

void
memory_txn_count_journey(struct memory_txn *txn)
{
    struct memory_engine *engine = memory_base_engine(&txn->txn);
    (void)pthread_mutex_lock(&engine->lock);
    engine->journeys++;
    (void)pthread_mutex_unlock(&engine->lock);
}

/* What was kept becomes what is committed, under a number of its own. */
static void
commit_kept(struct memory_engine *engine)
{
    struct memory_disk *disk = engine->disk;
    if (disk->waiting > 0) {
        uint64_t number = disk->committed.number + 1;
        memory_disk_drop(&disk->committed);
        disk->committed = disk->kept;
        disk->committed.number = number;
        disk->kept = (struct memory_version){.number = 0};
        engine->taken_over += disk->waiting;
        disk->waiting = 0;
    }
}

/* Whether the thread has a transaction of that kind already. */
static bool
has_another(const struct memory_engine *engine, const struct memory_txn *txn)
{
    const struct memory_txn *other = engine->begun;
    while (other != NULL && (other->txn.writes != txn->txn.writes || pthread_equal(other->thread, txn->thread) == 0)) {
        other = other->next;
    }
    return other != NULL;
}

/* Waits for its turn; false: the engine crashed meanwhile. */
static bool
start(struct memory_engine *engine, struct memory_txn *txn)
{
    (void)pthread_mutex_lock(&engine->lock);
    assert(!has_another(engine, txn));
    while (txn->txn.writes && engine->writing) {
        (void)pthread_cond_wait(&engine->moved, &engine->lock);
    }
    bool starts = !memory_fault_has_crashed(&engine->trap);
    if (starts) {
        engine->writing = engine->writing || txn->txn.writes;
        txn->next = engine->begun;
        engine->begun = txn;
    }
    (void)pthread_mutex_unlock(&engine->lock);
    return starts;
}

static void
end(struct memory_engine *engine, const struct memory_txn *txn)
{
    (void)pthread_mutex_lock(&engine->lock);
    struct memory_txn **at = &engine->begun;
    while (*at != txn) {
        at = &(*at)->next;
    }
    *at = txn->next;
    if (txn->txn.writes) {
        engine->writing = false;
        (void)pthread_cond_broadcast(&engine->moved);
    }
    (void)pthread_mutex_unlock(&engine->lock);
}

enum tnw_err
memory_txn_begin(struct engine *engine, bool writes, struct engine_txn **txn)
{
    struct memory_engine *it = (struct memory_engine *)(void *)engine;
    bool late;
    enum tnw_err err = memory_fault_meet(&it->trap, MEMORY_BEGIN, &late);
    struct memory_txn *begun = err == TNW_OK ? calloc(1, sizeof *begun) : NULL;
    if (begun == NULL) {
        return err != TNW_OK ? err : TNW_E_NO_MEMORY;
    }
    begun->txn = (struct engine_txn){.engine = engine, .writes = writes};
    begun->thread = pthread_self();
    if (!start(it, begun)) {
        free(begun);
        return TNW_E_IO;
    }
    (void)pthread_mutex_lock(&it->lock);
    (void)pthread_mutex_lock(&it->disk->lock);
    if (writes) {
        commit_kept(it);
    }
    memory_disk_copy(&begun->version, &it->disk->committed);
    (void)pthread_mutex_unlock(&it->disk->lock);
    (void)pthread_mutex_unlock(&it->lock);
    begun->version.number += writes ? 1 : 0;
    *txn = &begun->txn;
    return TNW_OK;
}

void
memory_txn_abort(struct engine_txn *txn)
{
    struct memory_txn *it = memory_base_txn(txn);
    assert(pthread_equal(it->thread, pthread_self()) != 0);
    assert(it->cursors == 0);
    take_later(it);
    memory_txn_free_copies(&it->copies);
    memory_disk_drop(&it->version);
    end(memory_base_engine(txn), it);
    free(it);
}

/* For what makes durable: its fault may also come after its work. */
static enum tnw_err
enter_durable(struct memory_txn *txn, enum memory_call call, bool *late)
{
    assert(pthread_equal(txn->thread, pthread_self()) != 0);
    assert(!txn->failed && txn->cursors == 0);
    take_later(txn);
    return memory_fault_meet(&memory_base_engine(&txn->txn)->trap, call, late);
}

static void
put_committed(struct memory_txn *txn)
{
    struct memory_disk *disk = disk_of(txn);
    (void)pthread_mutex_lock(&disk->lock);
    memory_disk_copy(&disk->committed, &txn->version);
    memory_disk_drop(&disk->kept);
    disk->waiting = 0;
    (void)pthread_mutex_unlock(&disk->lock);
}

static void
put_kept(struct memory_txn *txn)
{
    struct memory_disk *disk = disk_of(txn);
    (void)pthread_mutex_lock(&disk->lock);
    memory_disk_copy(&disk->kept, &txn->version);
    disk->waiting++;
    (void)pthread_mutex_unlock(&disk->lock);
}

enum tnw_err
memory_txn_commit(struct engine_txn *txn)
{
    bool late;
    enum tnw_err err = enter_durable(memory_base_txn(txn), MEMORY_COMMIT, &late);
    if (err == TNW_OK && txn->writes) {
        put_committed(memory_base_txn(txn));
    }
    memory_txn_abort(txn);
    return late ? TNW_E_IO : err;
}

enum tnw_err
memory_txn_keep(struct engine_txn *txn, bool *is_over)
{
    struct memory_txn *it = memory_base_txn(txn);
    bool late;
    enum tnw_err err = enter_durable(it, MEMORY_KEEP, &late);
    bool commits = memory_base_engine(txn)->commits_when_kept;
    if (err == TNW_OK && commits) {
        put_committed(it);
    } else if (err == TNW_OK && it->writes > 0) {
        put_kept(it);
    }
    *is_over = commits || late || err != TNW_OK;
    if (*is_over) {
        memory_txn_abort(txn);
        return late ? TNW_E_IO : err;
    }
    it->writes = 0;
    memory_txn_free_copies(&it->copies);
    return TNW_OK;
}

uint64_t
memory_txn_number(const struct engine_txn *txn)
{
    return ((const struct memory_txn *)(const void *)txn)->version.number;
}

bool
memory_txn_has_room(struct engine_txn *txn, uint64_t more)
{
    const struct memory_engine *engine = memory_base_engine(txn);
    return engine->size == 0 || memory_base_txn(txn)->version.used + engine->reserve + more <= engine->size;
}

enum tnw_err
memory_txn_get_many(struct engine_txn *txn, struct engine_want *wants, size_t count)
{
    struct memory_txn *it = memory_base_txn(txn);
    enum tnw_err err = memory_txn_enter(it, MEMORY_GET);
    memory_txn_count_journey(it);
    for (size_t i = 0; err == TNW_OK && i < count; i++) {
        const struct memory_entry *entry = memory_tree_get(it->version.roots[wants[i].space], wants[i].key);
        if (entry != NULL && !memory_txn_copy(&it->copies, memory_tree_value(entry), &wants[i].value)) {
            err = memory_txn_fail(it, TNW_E_NO_MEMORY);
        }
    }
    return err;
}
