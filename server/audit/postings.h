/*
 * Postings in the making: what the sealing job adds to the search index (store/audit_index.h), which search.h reads.
 */
#ifndef TNW_AUDIT_POSTINGS_H
#define TNW_AUDIT_POSTINGS_H

#include "audit/record_view.h"
#include "store/audit/audit_index.h"

/* The key of a text that was noted lately: most records say one of a few. */
struct postings_known {
    struct slice text; /* borrows from a record, as long as the transaction of the notes */
    struct audit_index_key key;
};

#define POSTINGS_KNOWN 8

/* What records are to be filed under: their dossiers (those that a list showed included), actor, organisation, action,
 * decision, each code of their ground, whole and by its kind, and their request. Zeros are an empty one. */
struct postings {
    struct postings_group *groups; /* one for each key */
    size_t group_count;
    size_t group_room;
    struct postings_place *places; /* the places of all groups, chained by group */
    size_t place_count;
    size_t place_room;
    uint32_t *slots; /* hash table: 1 + number of the group, 0 for none */
    size_t slot_count;
    struct postings_known known[POSTINGS_KNOWN];
    size_t oldest;
};

/* Notes what a record says; in the order of the log. A snapshot will do. Errors are sticky in txn: CORRUPT: the links
 * of what it lists are missing; NO_MEMORY. */
void postings_note(struct postings *postings, struct txn *txn, const struct record_view *view);
/* Whether it holds LIMIT_INDEX_BATCH places, and should be filed. */
bool postings_is_full(const struct postings *postings);
/* Ends the notes: nothing of the transaction is borrowed any more. */
void postings_close(struct postings *postings);
/* Writes them. Records are filed once, in order, without holes; who files says how far in the same transaction
 * (evidence_put_mapped). Errors are sticky in txn: CORRUPT: they were filed before; those of txn. */
void postings_file(const struct postings *postings, struct txn *txn);
void postings_wipe(struct postings *postings);

#endif
