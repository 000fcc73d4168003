#include "export_heads.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SIZE 1024

static struct export_head *
slot_of(const struct export_heads *heads, const struct hash *key)
{
    size_t at;
    memcpy(&at, key->bytes, sizeof at);
    for (;; at++) {
        struct export_head *slot = &heads->slots[at & (heads->size - 1)];
        if (slot->entry.counter == 0 || hash_eq(&slot->entry.key, key)) {
            return slot;
        }
    }
}

/* Half of the slots stay free, so that a search is short and ends. */
static bool
make_head_room(struct export_heads *heads)
{
    if (2 * heads->used < heads->size) {
        return true;
    }
    struct export_heads larger = {.size = heads->size == 0 ? FIRST_SIZE : 2 * heads->size};
    larger.slots = calloc(larger.size, sizeof *larger.slots);
    if (larger.slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < heads->size; i++) {
        if (heads->slots[i].entry.counter > 0) {
            *slot_of(&larger, &heads->slots[i].entry.key) = heads->slots[i];
            larger.used++;
        }
    }
    free(heads->slots);
    *heads = larger;
    return true;
}

struct export_head *
export_heads_of(struct export_heads *heads, const struct id *dossier)
{
    if (!make_head_room(heads)) {
        return NULL;
    }
    struct hash key = map_key(dossier);
    struct export_head *head = slot_of(heads, &key);
    if (head->entry.counter == 0) {
        head->entry.key = key;
        heads->used++;
    }
    return head;
}

/* All entries are set at once, so nothing that was put is ever asked for. */
static bool
get_nothing(void *ctx, struct slice place, struct slice *value)
{
    (void)ctx;
    (void)place;
    *value = slice_of(NULL, 0);
    return false;
}

static void
put_nowhere(void *ctx, struct slice place, struct slice value)
{
    (void)ctx;
    (void)place;
    (void)value;
}

enum tnw_err
export_heads_root(const struct export_heads *heads, struct hash *root)
{
    static const struct map_store nowhere = {.get = get_nothing, .put = put_nowhere};
    struct map_entry *entries = calloc(heads->used + 1, sizeof *entries);
    size_t count = 0;
    *root = map_empty();
    if (entries == NULL) {
        return TNW_E_NO_MEMORY;
    }
    for (size_t i = 0; i < heads->size; i++) {
        if (heads->slots[i].entry.counter > 0) {
            entries[count++] = heads->slots[i].entry;
        }
    }
    enum tnw_err err = map_update(&nowhere, root, entries, map_sort(entries, count));
    free(entries);
    return err;
}

void
export_heads_free(struct export_heads *heads)
{
    free(heads->slots);
    *heads = (struct export_heads){0};
}
