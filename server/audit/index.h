/*
 * The search index behind the log: who, what, which dossier → places. The sealing job extends it; search.h reads it.
 */
#ifndef TNW_AUDIT_INDEX_H
#define TNW_AUDIT_INDEX_H

#include "audit/record_view.h"
#include "store/audit_index.h"

/* Files the records [from, to) under their dossiers (those that a list showed included), actor, organisation, action,
 * decision, and under each code of their ground, whole and by its kind. Records are filed once, in order, without holes:
 * from is where the last call ended, and the caller stores `to` as what is sealed in the same transaction. Memory is
 * bounded, whatever the distance. Errors are sticky in txn: CORRUPT: a record is missing or is none; NO_MEMORY. */
void audit_index_extend(struct txn *txn, uint64_t from, uint64_t to);

/* The same in two steps, for who reads and sorts in a snapshot, and writes in a transaction of its own. */
struct audit_index_batch {
    struct audit_index_posting *postings; /* sorted by key and place, each once */
    size_t count;
    size_t room;
};

/* Reads records from `from` on, up to `to` or until the batch is large. Returns where it ended. In: a batch of zeros, or one
 * that was filed. Errors are sticky in txn, as above. */
uint64_t audit_index_gather(struct audit_index_batch *batch, struct txn *txn, uint64_t from, uint64_t to);
void audit_index_file(const struct audit_index_batch *batch, struct txn *txn);
void audit_index_batch_wipe(struct audit_index_batch *batch);

#endif
