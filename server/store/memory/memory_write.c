#include "store/memory/memory_write.h"

#include <assert.h>
#include <string.h>

#include "store/memory/memory_txn.h"

/* What an entry takes beside its key and its value. */
#define ENTRY_COST 64

static uint64_t
cost_of(const struct memory_entry *entry)
{
    return entry == NULL ? 0 : entry->key_len + entry->value_len + ENTRY_COST;
}

/* Out: made: the entry, which the tree holds. */
static enum tnw_err
put_entry(struct memory_txn *txn, unsigned space, struct slice key, size_t len, struct memory_entry **made)
{
    uint64_t size = memory_base_engine(&txn->txn)->size;
    struct memory_node **root = &txn->version.roots[space];
    struct memory_entry *entry = memory_tree_entry(key, len);
    *made = entry;
    if (entry == NULL) {
        return TNW_E_NO_MEMORY;
    }
    const struct memory_entry *old = memory_tree_get(*root, key);
    size_t count = txn->version.counts[space] + (old == NULL ? 1 : 0);
    uint64_t used = txn->version.used + cost_of(entry) - cost_of(old);
    bool fits = size == 0 || used <= size || used <= txn->version.used;
    enum tnw_err err = fits ? memory_tree_put(root, entry) : TNW_E_STORAGE_FULL;
    memory_tree_drop_entry(entry);
    if (err == TNW_OK) {
        txn->version.used = used;
        txn->version.counts[space] = count;
        txn->writes++;
    }
    return err;
}

static enum tnw_err
enter_write(struct memory_txn *txn, enum memory_call call)
{
    assert(txn->cursors == 0);
    return memory_txn_enter(txn, call);
}

static enum tnw_err
put_value(struct memory_txn *txn, unsigned space, struct slice key, struct slice value)
{
    struct memory_entry *entry;
    enum tnw_err err = put_entry(txn, space, key, value.len, &entry);
    if (err == TNW_OK && value.len > 0) {
        memcpy(entry->bytes + key.len, value.ptr, value.len);
    }
    return memory_txn_fail(txn, err);
}

enum tnw_err
memory_write_put(struct engine_txn *txn, unsigned space, struct slice key, struct slice value)
{
    enum tnw_err err = enter_write(memory_base_txn(txn), MEMORY_PUT);
    return err == TNW_OK ? put_value(memory_base_txn(txn), space, key, value) : err;
}

enum tnw_err
memory_write_put_later(struct engine_txn *txn, unsigned space, struct slice key, size_t len, uint8_t **bytes)
{
    struct memory_txn *it = memory_base_txn(txn);
    struct memory_entry *entry;
    enum tnw_err err = enter_write(it, MEMORY_PUT);
    if (err == TNW_OK) {
        err = memory_txn_fail(it, put_entry(it, space, key, len, &entry));
    }
    if (err != TNW_OK) {
        return err;
    }
    if (memory_txn_new_copy(&it->later, len) == NULL) {
        return memory_txn_fail(it, TNW_E_NO_MEMORY);
    }
    (void)atomic_fetch_add(&entry->refs, 1);
    it->later_entry = entry;
    *bytes = it->later->bytes;
    return TNW_OK;
}

enum tnw_err
memory_write_append(struct engine_txn *txn, unsigned space, struct slice key, struct slice value)
{
    struct memory_txn *it = memory_base_txn(txn);
    enum tnw_err err = enter_write(it, MEMORY_PUT);
    if (err == TNW_OK && memory_tree_beside(it->version.roots[space], key, false, true) != NULL) {
        err = memory_txn_fail(it, TNW_E_CORRUPT);
    }
    return err == TNW_OK ? put_value(it, space, key, value) : err;
}

enum tnw_err
memory_write_del(struct engine_txn *txn, unsigned space, struct slice key)
{
    struct memory_txn *it = memory_base_txn(txn);
    struct memory_node **root = &it->version.roots[space];
    enum tnw_err err = enter_write(it, MEMORY_DEL);
    if (err != TNW_OK) {
        return err;
    }
    uint64_t cost = cost_of(memory_tree_get(*root, key));
    err = memory_tree_del(root, key);
    if (err == TNW_OK) {
        it->version.used -= cost;
        it->version.counts[space]--;
        it->writes++;
    }
    return memory_txn_fail(it, err);
}
