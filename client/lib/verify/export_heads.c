#include "export_heads.h"

#include <stdlib.h>
#include <string.h>

#include "fault.h"

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

/* Returns the dossier's head; NULL: no memory. */
static struct export_head *
head_of(struct export_heads *heads, const struct id *dossier)
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

enum tnw_err
export_heads_follow(struct export_heads *heads, const struct logged *record, const struct audit_link *link,
                    struct map_entry *entry, struct tnw_finding *finding)
{
    struct export_head *head = head_of(heads, &link->dossier);
    int64_t seq = (int64_t)record->seq;
    if (head == NULL) {
        return TNW_E_NO_MEMORY;
    }
    uint64_t before = head->entry.counter;
    if (link->counter > before + 1) {
        return fault_found(
            finding, TNW_FAULT_MISSING, seq, "record %llu is number %llu of its dossier, and %llu came before it",
            (unsigned long long)record->seq, (unsigned long long)link->counter, (unsigned long long)before);
    }
    if (link->counter != before + 1) {
        return fault_found(finding, TNW_FAULT_CHAIN, seq,
                           "record %llu says it is number %llu of its dossier, of which there are %llu already",
                           (unsigned long long)record->seq, (unsigned long long)link->counter,
                           (unsigned long long)before);
    }
    if (!hash_eq(&link->previous, &head->entry.head)) {
        return fault_found(finding, TNW_FAULT_CHAIN, seq,
                           "record %llu follows another record of its dossier than %llu as it stands here",
                           (unsigned long long)record->seq, (unsigned long long)head->seq);
    }
    head->entry.counter = link->counter;
    head->entry.head = record->leaf;
    head->seq = record->seq;
    *entry = head->entry;
    return TNW_OK;
}

void
export_heads_free(struct export_heads *heads)
{
    free(heads->slots);
    *heads = (struct export_heads){0};
}
