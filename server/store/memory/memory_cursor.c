#include "store/memory/memory_cursor.h"

#include <stdlib.h>
#include <string.h>

#include "store/memory/memory_txn.h"

/* How many rows a far engine fetches at once, at first and at the most. */
#define BLOCK_FIRST 16
#define BLOCK_MOST 512

struct memory_cursor {
    struct engine_cursor cursor; /* first */
    unsigned space;
    bool reverse;
    size_t prefix_len;
    size_t at_len; /* where it is: behind this key; 0: before the first step */
    uint8_t prefix[ENGINE_KEY_MAX];
    uint8_t at[ENGINE_KEY_MAX];
    size_t block;               /* how many rows were fetched last */
    size_t left;                /* how many of them were not handed out yet */
    struct memory_copy *copies; /* of a writer: what the last step handed out */
};

static void
copy_bytes(uint8_t *to, struct slice bytes)
{
    if (bytes.len > 0) {
        memcpy(to, bytes.ptr, bytes.len);
    }
}

static void
start_at(struct memory_cursor *it, struct engine_txn *txn, const struct engine_range *range)
{
    *it = (struct memory_cursor){.cursor = {.txn = txn}, .space = range->space, .reverse = range->reverse};
    it->prefix_len = range->prefix.len;
    it->at_len = range->after.len;
    copy_bytes(it->prefix, range->prefix);
    copy_bytes(it->at, range->after);
}

static bool
has_prefix(const struct memory_cursor *it, const struct memory_entry *entry)
{
    return entry != NULL && entry->key_len >= it->prefix_len && memcmp(entry->bytes, it->prefix, it->prefix_len) == 0;
}

/* No key with the prefix lies behind the longest one that goes on with the highest bytes. */
static const struct memory_entry *
find_last(const struct memory_cursor *it, const struct memory_node *root)
{
    uint8_t highest[ENGINE_KEY_MAX];
    memset(highest, 0xff, sizeof highest);
    memcpy(highest, it->prefix, it->prefix_len);
    return memory_tree_beside(root, slice_of(highest, sizeof highest), true, true);
}

/* NULL: the end. */
static const struct memory_entry *
find_next(const struct memory_cursor *it)
{
    const struct memory_txn *txn = (const struct memory_txn *)(const void *)it->cursor.txn;
    const struct memory_node *root = txn->version.roots[it->space];
    const struct memory_entry *entry;
    if (it->at_len > 0) {
        entry = memory_tree_beside(root, slice_of(it->at, it->at_len), it->reverse, false);
    } else if (it->reverse) {
        entry = find_last(it, root);
    } else {
        entry = memory_tree_beside(root, slice_of(it->prefix, it->prefix_len), false, true);
    }
    return has_prefix(it, entry) ? entry : NULL;
}

static enum tnw_err
hand_out(struct memory_txn *txn, struct memory_copy **list, const struct memory_entry *entry, struct slice *key,
         struct slice *value)
{
    bool done =
        memory_txn_copy(list, memory_tree_key(entry), key) && memory_txn_copy(list, memory_tree_value(entry), value);
    return done ? TNW_OK : memory_txn_fail(txn, TNW_E_NO_MEMORY);
}

enum tnw_err
memory_cursor_open(struct engine_txn *txn, const struct engine_range *range, struct engine_cursor **cursor)
{
    struct memory_txn *in = memory_base_txn(txn);
    enum tnw_err err = memory_txn_enter(in, MEMORY_CURSOR_OPEN);
    struct memory_cursor *it = err == TNW_OK ? malloc(sizeof *it) : NULL;
    if (it == NULL) {
        return err != TNW_OK ? err : memory_txn_fail(in, TNW_E_NO_MEMORY);
    }
    start_at(it, txn, range);
    in->cursors++;
    *cursor = &it->cursor;
    return TNW_OK;
}

/* One journey brings a block of rows; the next one brings twice as many. */
static void
count_row(struct memory_cursor *it)
{
    if (it->left == 0) {
        it->block = it->block == 0 ? BLOCK_FIRST : 2 * it->block;
        it->block = it->block > BLOCK_MOST ? BLOCK_MOST : it->block;
        it->left = it->block;
        memory_txn_count_journey(memory_base_txn(it->cursor.txn));
    }
    it->left--;
}

enum tnw_err
memory_cursor_next(struct engine_cursor *cursor, struct slice *key, struct slice *value)
{
    struct memory_cursor *it = (struct memory_cursor *)(void *)cursor;
    struct memory_txn *txn = memory_base_txn(cursor->txn);
    enum tnw_err err = memory_txn_enter(txn, MEMORY_CURSOR_NEXT);
    memory_txn_free_copies(&it->copies);
    if (err != TNW_OK) {
        return err;
    }
    count_row(it);
    const struct memory_entry *entry = find_next(it);
    if (entry == NULL) {
        it->left = it->left > 0 ? it->left : 1; /* the end came with the block, and is asked for no more */
        return TNW_E_NOT_FOUND;
    }
    memcpy(it->at, entry->bytes, entry->key_len);
    it->at_len = entry->key_len;
    return hand_out(txn, txn->txn.writes ? &it->copies : &txn->copies, entry, key, value);
}

void
memory_cursor_close(struct engine_cursor *cursor)
{
    struct memory_cursor *it = (struct memory_cursor *)(void *)cursor;
    memory_base_txn(cursor->txn)->cursors--;
    memory_txn_free_copies(&it->copies);
    free(it);
}

enum tnw_err
memory_cursor_first(struct engine_txn *txn, const struct engine_range *range, struct slice *key, struct slice *value)
{
    struct memory_txn *in = memory_base_txn(txn);
    struct memory_cursor it;
    enum tnw_err err = memory_txn_enter(in, MEMORY_FIRST);
    if (err != TNW_OK) {
        return err;
    }
    memory_txn_count_journey(in);
    start_at(&it, txn, range);
    const struct memory_entry *entry = find_next(&it);
    return entry == NULL ? TNW_E_NOT_FOUND : hand_out(in, &in->copies, entry, key, value);
}
