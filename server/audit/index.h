/*
 * The search index behind the log: who, what, which dossier → places. The sealing job extends it; search.h reads it.
 */
#ifndef TNW_AUDIT_INDEX_H
#define TNW_AUDIT_INDEX_H

#include "audit/record_view.h"
#include "store/audit_index.h"

/* The key of a text that was noted lately: most records say one of a few. */
struct audit_index_known {
    struct slice text; /* borrows from a record, as long as the transaction of the notes */
    struct audit_index_key key;
};

#define AUDIT_INDEX_KNOWN 8

/* What records are to be filed under: their dossiers (those that a list showed included), actor, organisation, action,
 * decision, and each code of their ground, whole and by its kind. Zeros are an empty one. */
struct audit_index_batch {
    struct audit_index_group *groups; /* one for each key */
    size_t group_count;
    size_t group_room;
    struct audit_index_place *places; /* the places of all groups, chained by group */
    size_t place_count;
    size_t place_room;
    uint32_t *slots; /* hash table: 1 + number of the group, 0 for none */
    size_t slot_count;
    struct audit_index_known known[AUDIT_INDEX_KNOWN];
    size_t oldest;
};

/* Notes what a record says; in the order of the log. A snapshot will do. Errors are sticky in txn: CORRUPT: the links of what
 * it lists are missing; NO_MEMORY. */
void audit_index_note(struct audit_index_batch *batch, struct txn *txn, const struct record_view *view);
/* Whether it holds LIMIT_INDEX_BATCH places, and should be filed. */
bool audit_index_is_full(const struct audit_index_batch *batch);
/* Ends the notes: nothing of the transaction is borrowed any more. */
void audit_index_close(struct audit_index_batch *batch);
/* Writes them. Records are filed once, in order, without holes; who files says how far in the same transaction
 * (evidence_put_sealed). Errors are sticky in txn: CORRUPT: they were filed before; those of txn. */
void audit_index_file(const struct audit_index_batch *batch, struct txn *txn);
void audit_index_batch_wipe(struct audit_index_batch *batch);

#endif
