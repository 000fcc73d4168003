#include "store/audit/unfiled.h"

#include <stdlib.h>
#include <string.h>

/* Slots that a table starts with; a power of two, as it stays. */
#define FIRST_SLOTS 256

void
unfiled_init(struct unfiled *unfiled)
{
    memset(unfiled, 0, sizeof *unfiled);
    (void)pthread_rwlock_init(&unfiled->lock, NULL);
}

static void
wipe_part(struct unfiled_part *part, uint64_t from)
{
    for (size_t i = 0; i < part->count; i++) {
        if (part->lists[i].room > 0) {
            free(part->lists[i].at.many);
        }
    }
    free(part->lists);
    free(part->slots);
    *part = (struct unfiled_part){.from = from, .to = from};
}

void
unfiled_wipe(struct unfiled *unfiled)
{
    wipe_part(&unfiled->older, 0);
    wipe_part(&unfiled->newer, 0);
    (void)pthread_rwlock_destroy(&unfiled->lock);
}

void
unfiled_begin(struct unfiled *unfiled, uint64_t from)
{
    (void)pthread_rwlock_wrlock(&unfiled->lock);
    wipe_part(&unfiled->older, from);
    wipe_part(&unfiled->newer, from);
    unfiled->begun = true;
    (void)pthread_rwlock_unlock(&unfiled->lock);
}

void
unfiled_turn(struct unfiled *unfiled)
{
    struct unfiled_part gone = unfiled->older;
    (void)pthread_rwlock_wrlock(&unfiled->lock);
    unfiled->older = unfiled->newer;
    unfiled->newer = (struct unfiled_part){.from = unfiled->older.to, .to = unfiled->older.to};
    (void)pthread_rwlock_unlock(&unfiled->lock);
    wipe_part(&gone, 0); /* who looked at it had the lock */
}

/* Where the key's list stands in the table, or is to stand. Ids and hashes are random enough to be their own hash. */
static uint32_t *
unfiled_slot(const struct unfiled_part *part, const struct audit_index_key *key)
{
    uint64_t at;
    memcpy(&at, key->bytes + AUDIT_INDEX_KEY - sizeof at, sizeof at);
    for (at += key->bytes[0];; at++) {
        uint32_t *slot = &part->slots[at & (part->slot_count - 1)];
        if (*slot == 0 || memcmp(&part->lists[*slot - 1].key, key, sizeof *key) == 0) {
            return slot;
        }
    }
}

/* Keeps the table at most half full, with `more` lists in it. The one thread that changes it makes the larger one
 * beside it: a search waits for the exchange only. */
static bool
make_unfiled_slots(struct unfiled *unfiled, size_t more)
{
    struct unfiled_part *part = &unfiled->newer;
    size_t count = part->slot_count == 0 ? FIRST_SLOTS : part->slot_count;
    while (2 * (part->count + more) > count) {
        count *= 2;
    }
    if (count == part->slot_count) {
        return true;
    }
    uint32_t *slots = calloc(count, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    struct unfiled_part larger = *part;
    larger.slots = slots;
    larger.slot_count = count;
    for (size_t i = 0; i < part->count; i++) {
        *unfiled_slot(&larger, &part->lists[i].key) = (uint32_t)(i + 1);
    }
    slots = part->slots;
    (void)pthread_rwlock_wrlock(&unfiled->lock);
    *part = larger;
    (void)pthread_rwlock_unlock(&unfiled->lock);
    free(slots);
    return true;
}

static bool
make_unfiled_lists(struct unfiled_part *part, size_t more)
{
    size_t room = part->room == 0 ? FIRST_SLOTS : part->room;
    while (part->count + more > room) {
        room *= 2;
    }
    if (room == part->room) {
        return true;
    }
    struct unfiled_list *lists = reallocarray(part->lists, room, sizeof *lists);
    if (lists == NULL) {
        return false;
    }
    part->lists = lists;
    part->room = room;
    return true;
}

/* Room for one more place in a list that has some. */
static bool
make_unfiled_place(struct unfiled_list *list)
{
    if (list->room > list->count) {
        return true;
    }
    uint32_t room = list->room == 0 ? 4 : 2 * list->room;
    uint32_t *many = reallocarray(list->room == 0 ? NULL : list->at.many, room, sizeof *many);
    if (many == NULL) {
        return false;
    }
    if (list->room == 0) {
        many[0] = list->at.one;
    }
    list->at.many = many;
    list->room = room;
    return true;
}

/* All that can fail is done before the first place is added. */
static bool
make_unfiled_room(struct unfiled_part *part, const struct audit_index_key *keys, size_t count)
{
    bool ok = make_unfiled_lists(part, count);
    for (size_t i = 0; i < count && ok; i++) {
        uint32_t number = *unfiled_slot(part, &keys[i]);
        ok = number == 0 || make_unfiled_place(&part->lists[number - 1]);
    }
    return ok;
}

static void
add_unfiled_place(struct unfiled_part *part, const struct audit_index_key *key, uint32_t place)
{
    uint32_t *slot = unfiled_slot(part, key);
    if (*slot == 0) {
        part->lists[part->count] = (struct unfiled_list){.key = *key, .count = 1, .at.one = place};
        *slot = (uint32_t)++part->count;
        part->places++;
        return;
    }
    struct unfiled_list *list = &part->lists[*slot - 1];
    uint32_t last = list->room == 0 ? list->at.one : list->at.many[list->count - 1];
    if (last != place) { /* a record can have two grounds of one kind */
        list->at.many[list->count++] = place;
        part->places++;
    }
}

enum tnw_err
unfiled_add(struct unfiled *unfiled, const struct audit_index_key *keys, size_t count)
{
    struct unfiled_part *part = &unfiled->newer;
    bool ok = part->to - part->from < UINT32_MAX && make_unfiled_slots(unfiled, count);
    (void)pthread_rwlock_wrlock(&unfiled->lock);
    ok = ok && make_unfiled_room(part, keys, count);
    for (size_t i = 0; i < count && ok; i++) {
        add_unfiled_place(part, &keys[i], (uint32_t)(part->to - part->from));
    }
    part->to += ok ? 1 : 0;
    (void)pthread_rwlock_unlock(&unfiled->lock);
    return ok ? TNW_OK : TNW_E_NO_MEMORY;
}

bool
unfiled_covers(struct unfiled *unfiled, uint64_t filed, uint64_t *to)
{
    (void)pthread_rwlock_rdlock(&unfiled->lock);
    bool covers = unfiled->begun && unfiled->older.from <= filed && filed <= unfiled->newer.to;
    *to = unfiled->newer.to;
    (void)pthread_rwlock_unlock(&unfiled->lock);
    return covers;
}

uint64_t
unfiled_place(const struct unfiled_part *part, const struct unfiled_list *list, size_t i)
{
    return part->from + (list->room == 0 ? list->at.one : list->at.many[i]);
}

/* How many places of the list lie before target. */
static size_t
count_before(const struct unfiled_part *part, const struct unfiled_list *list, uint64_t target)
{
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (unfiled_place(part, list, middle) < target) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool
seek_part(const struct unfiled_part *part, const struct audit_index_key *key, uint64_t target, bool reverse,
          uint64_t *seq)
{
    uint32_t number = part->slot_count == 0 ? 0 : *unfiled_slot(part, key);
    if (number == 0) {
        return false;
    }
    const struct unfiled_list *list = &part->lists[number - 1];
    size_t before = count_before(part, list, reverse ? target + 1 : target);
    if (reverse ? before == 0 : before == list->count) {
        return false;
    }
    *seq = unfiled_place(part, list, reverse ? before - 1 : before);
    return true;
}

enum unfiled_found
unfiled_seek(struct unfiled *unfiled, const struct audit_index_key *key, uint64_t low, uint64_t high, uint64_t target,
             bool reverse, uint64_t *seq)
{
    (void)pthread_rwlock_rdlock(&unfiled->lock);
    const struct unfiled_part *first = reverse ? &unfiled->newer : &unfiled->older;
    const struct unfiled_part *second = reverse ? &unfiled->older : &unfiled->newer;
    bool lost = unfiled->older.from > low || unfiled->newer.to < high;
    bool found = !lost &&
                 (seek_part(first, key, target, reverse, seq) || seek_part(second, key, target, reverse, seq)) &&
                 *seq >= low && *seq < high;
    (void)pthread_rwlock_unlock(&unfiled->lock);
    return lost ? UNFILED_LOST : found ? UNFILED_FOUND : UNFILED_NONE;
}
