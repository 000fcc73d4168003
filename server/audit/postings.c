#include "audit/postings.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "store/audit/audit_log.h"
#include "store/store.h"

struct postings_group {
    struct audit_index_key key;
    uint32_t first; /* of its places */
    uint32_t last;
};

struct postings_place {
    uint64_t seq;
    uint32_t next; /* of the same group; NO_PLACE at its end */
};

#define NO_PLACE UINT32_MAX
/* Slots that the table starts with; a power of two, as it stays. */
#define FIRST_SLOTS 256

/* What one record adds to the postings. */
struct filing {
    struct postings *postings;
    struct txn *txn;
    uint64_t seq;
};

/* The array with room for one more; NULL: no memory, and it is as it was. */
static void *
make_posting_room(void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room) {
        return array;
    }
    size_t larger = *room == 0 ? FIRST_SLOTS : 2 * *room;
    void *grown = reallocarray(array, larger, size);
    if (grown != NULL) {
        *room = larger;
    }
    return grown;
}

/* Where the key's group stands in the table, or is to stand. Ids and hashes are random enough to be their own hash. */
static uint32_t *
find_slot(const struct postings *postings, const struct audit_index_key *key)
{
    uint64_t at;
    memcpy(&at, key->bytes + AUDIT_INDEX_KEY - sizeof at, sizeof at);
    for (at += key->bytes[0];; at++) {
        uint32_t *slot = &postings->slots[at & (postings->slot_count - 1)];
        if (*slot == 0 || memcmp(&postings->groups[*slot - 1].key, key, sizeof *key) == 0) {
            return slot;
        }
    }
}

/* Keeps the table at most half full. */
static bool
make_slots(struct postings *postings)
{
    if (2 * postings->group_count < postings->slot_count) {
        return true;
    }
    size_t count = postings->slot_count == 0 ? FIRST_SLOTS : 2 * postings->slot_count;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    free(postings->slots);
    postings->slots = slots;
    postings->slot_count = count;
    for (size_t i = 0; i < postings->group_count; i++) {
        *find_slot(postings, &postings->groups[i].key) = (uint32_t)(i + 1);
    }
    return true;
}

/* The key's group, new or known; NULL: no memory. */
static struct postings_group *
find_group(struct postings *postings, const struct audit_index_key *key)
{
    struct postings_group *groups =
        make_posting_room(postings->groups, postings->group_count, &postings->group_room, sizeof *groups);
    if (groups == NULL) {
        return NULL;
    }
    postings->groups = groups;
    if (!make_slots(postings)) {
        return NULL;
    }
    uint32_t *slot = find_slot(postings, key);
    if (*slot == 0) {
        postings->groups[postings->group_count] =
            (struct postings_group){.key = *key, .first = NO_PLACE, .last = NO_PLACE};
        *slot = (uint32_t)++postings->group_count;
    }
    return &postings->groups[*slot - 1];
}

static void
file(struct filing *filing, const struct audit_index_key *key)
{
    struct postings *postings = filing->postings;
    struct postings_group *group = find_group(postings, key);
    struct postings_place *places =
        make_posting_room(postings->places, postings->place_count, &postings->place_room, sizeof *places);
    if (places != NULL) {
        postings->places = places;
    }
    if (group == NULL || places == NULL) {
        txn_set_error(filing->txn, TNW_E_NO_MEMORY);
        return;
    }
    if (group->last != NO_PLACE && postings->places[group->last].seq == filing->seq) {
        return; /* a record can have two grounds of one kind */
    }
    uint32_t at = (uint32_t)postings->place_count++;
    postings->places[at] = (struct postings_place){.seq = filing->seq, .next = NO_PLACE};
    if (group->last == NO_PLACE) {
        group->first = at;
    } else {
        postings->places[group->last].next = at;
    }
    group->last = at;
}

/* Hashing a text costs more than all else of a place. */
static void
file_text(struct filing *filing, enum audit_index_kind kind, struct slice text)
{
    struct postings *postings = filing->postings;
    for (size_t i = 0; i < POSTINGS_KNOWN; i++) {
        const struct postings_known *known = &postings->known[i];
        if (known->key.bytes[0] == (uint8_t)kind && slice_eq(known->text, text)) {
            file(filing, &known->key);
            return;
        }
    }
    struct postings_known *known = &postings->known[postings->oldest];
    postings->oldest = (postings->oldest + 1) % POSTINGS_KNOWN;
    *known = (struct postings_known){.text = text, .key = audit_index_text(kind, text)};
    file(filing, &known->key);
}

static void
file_id(struct filing *filing, enum audit_index_kind kind, const struct id *id)
{
    if (!id_is_zero(id)) {
        struct audit_index_key key = audit_index_id(kind, id);
        file(filing, &key);
    }
}

static void
file_grounds(struct filing *filing, struct slice grounds)
{
    struct slice ground;
    while (record_view_next_ground(&grounds, &ground)) {
        struct slice kind = record_view_ground_kind(ground);
        file_text(filing, AUDIT_INDEX_GROUND, ground);
        if (kind.len < ground.len) {
            file_text(filing, AUDIT_INDEX_GROUND, kind);
        }
    }
}

static void
file_listed(struct filing *filing, const struct record_view *view)
{
    struct slice links;
    if (view->listed_count == 0) {
        return;
    }
    if (audit_log_get_links(filing->txn, filing->seq, &links) != view->listed_count) {
        txn_set_error(filing->txn, TNW_E_CORRUPT);
        return;
    }
    for (size_t i = 0; i < view->listed_count; i++) {
        struct audit_link link = audit_log_link(links, i);
        file_id(filing, AUDIT_INDEX_DOSSIER, &link.dossier);
    }
}

void
postings_note(struct postings *postings, struct txn *txn, const struct record_view *view)
{
    struct filing filing = {.postings = postings, .txn = txn, .seq = view->seq};
    file_id(&filing, AUDIT_INDEX_DOSSIER, &view->dossier);
    file_id(&filing, AUDIT_INDEX_ACTOR, &view->actor);
    file_id(&filing, AUDIT_INDEX_ACTOR, &view->acted_for);
    file_id(&filing, AUDIT_INDEX_ORGANISATION, &view->organisation);
    file_text(&filing, AUDIT_INDEX_ACTION, view->action);
    file_text(&filing, AUDIT_INDEX_DECISION, view->decision);
    file_grounds(&filing, view->ground);
    file_listed(&filing, view);
    file_id(&filing, AUDIT_INDEX_REQUEST, &view->request);
}

bool
postings_is_full(const struct postings *postings)
{
    return postings->place_count >= LIMIT_INDEX_BATCH;
}

static int
compare_postings(const void *a, const void *b)
{
    const struct postings_group *one = a;
    const struct postings_group *other = b;
    return memcmp(&one->key, &other->key, sizeof one->key);
}

/* Groups in the order of their keys, so that neighbours share pages. The table is of no use any more. */
void
postings_close(struct postings *postings)
{
    memset(postings->known, 0, sizeof postings->known);
    free(postings->slots);
    postings->slots = NULL;
    postings->slot_count = 0;
    if (postings->group_count > 1) {
        qsort(postings->groups, postings->group_count, sizeof *postings->groups, compare_postings);
    }
}

static void
file_group(const struct postings *postings, const struct postings_group *group, struct txn *txn)
{
    uint64_t seqs[AUDIT_INDEX_PLACES];
    size_t count = 0;
    for (uint32_t at = group->first; at != NO_PLACE; at = postings->places[at].next) {
        seqs[count++] = postings->places[at].seq;
        if (count == AUDIT_INDEX_PLACES || at == group->last) {
            audit_index_add(txn, &group->key, seqs, count);
            count = 0;
        }
    }
}

void
postings_file(const struct postings *postings, struct txn *txn)
{
    for (size_t i = 0; i < postings->group_count; i++) {
        file_group(postings, &postings->groups[i], txn);
    }
}

void
postings_wipe(struct postings *postings)
{
    free(postings->groups);
    free(postings->places);
    free(postings->slots);
    *postings = (struct postings){0};
}
