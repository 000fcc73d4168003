#include "audit/verify/verify_table.h"

#include "audit/verify/verify_heads.h"

#define KINDS (VERIFY_KINDS + VERIFY_SPACES)

static void
put_tree(const struct merkle_tree *tree, struct buf *out)
{
    buf_put_u64(out, tree->size);
    for (unsigned level = 0; level < MERKLE_LEVELS; level++) {
        if ((tree->size >> level & 1) != 0) {
            buf_put_slice(out, hash_slice(&tree->peaks[level]));
        }
    }
}

static void
take_tree(struct merkle_tree *tree, struct cursor *cur)
{
    tree->size = cursor_u64(cur);
    for (unsigned level = 0; level < MERKLE_LEVELS; level++) {
        if ((tree->size >> level & 1) != 0) {
            cursor_bytes(cur, tree->peaks[level].bytes, HASH_SIZE);
        }
    }
}

static void
put_heads(const struct verify_heads *heads, struct buf *out)
{
    buf_put_u64(out, heads->count);
    for (size_t i = 0; i < heads->room; i++) {
        const struct verify_head *head = &heads->slots[i];
        if (!id_is_zero(&head->dossier)) {
            buf_put_slice(out, id_slice(&head->dossier));
            buf_put_u64(out, head->counter);
            buf_put_slice(out, hash_slice(&head->leaf));
            buf_put_u64(out, head->seq);
        }
    }
}

void
verify_table_put(const struct verify_run *run, struct buf *out)
{
    const uint64_t numbers[] = {(uint64_t)run->time, run->back, run->holes, run->named, run->named_size};
    put_tree(&run->tree, out);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        buf_put_u64(out, numbers[i]);
    }
    for (size_t i = 0; i < KINDS; i++) {
        buf_put_u64(out, run->told[i]);
    }
    map_follow_put(&run->follow, out);
    put_heads(&run->heads, out);
}

/* A head; and it is in the map of then, unless its record came later. */
static void
take_kept_head(struct verify_run *run, struct cursor *cur)
{
    struct verify_head taken = {.counter = 0};
    cursor_bytes(cur, taken.dossier.bytes, ID_SIZE);
    taken.counter = cursor_u64(cur);
    cursor_bytes(cur, taken.leaf.bytes, HASH_SIZE);
    taken.seq = cursor_u64(cur);
    struct verify_head *head = cur->err == TNW_OK ? verify_heads_get(run, &taken.dossier) : NULL;
    if (head == NULL) {
        return;
    }
    *head = taken;
    if (taken.seq < run->follow.size) {
        const struct map_entry entry = {.key = map_key(&taken.dossier), .counter = taken.counter, .head = taken.leaf};
        run->err = map_follow_set(&run->follow, &entry);
    }
}

enum tnw_err
verify_table_take(struct verify_run *run, struct slice table)
{
    struct cursor cur = cursor_of(table);
    uint64_t *const numbers[] = {&run->back, &run->holes, &run->named, &run->named_size};
    take_tree(&run->tree, &cur);
    run->time = (time_ms)cursor_u64(&cur);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        *numbers[i] = cursor_u64(&cur);
    }
    for (size_t i = 0; i < KINDS; i++) {
        run->told[i] = cursor_u64(&cur);
    }
    enum tnw_err err = map_follow_take(&run->follow, &cur);
    uint64_t count = cursor_u64(&cur);
    for (uint64_t i = 0; i < count && cur.err == TNW_OK && run->err == TNW_OK; i++) {
        take_kept_head(run, &cur);
    }
    if (err == TNW_E_NO_MEMORY || run->err != TNW_OK) {
        return err == TNW_E_NO_MEMORY ? err : run->err;
    }
    return cursor_end(&cur) == TNW_OK ? TNW_OK : TNW_E_CONFLICT;
}
