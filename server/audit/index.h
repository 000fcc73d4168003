/*
 * The search index behind the log: who, what, which dossier → places. The sealing job extends it; search.h reads it.
 */
#ifndef TNW_AUDIT_INDEX_H
#define TNW_AUDIT_INDEX_H

#include "audit/record_view.h"
#include "store/audit_index.h"

/* What records are to be filed under: their dossiers (those that a list showed included), actor, organisation, action,
 * decision, and each code of their ground, whole and by its kind. */
struct audit_index_batch {
    struct audit_index_posting *postings; /* sorted by key and place, each once */
    size_t count;
    size_t room;
};

/* Reads records from `from` on, up to `to` or until the batch holds LIMIT_INDEX_BATCH postings. Returns where it ended. A
 * snapshot will do. In: a batch of zeros, or an older one, whose postings are forgotten. Errors are sticky in txn: CORRUPT:
 * a record is missing or is none; NO_MEMORY. */
uint64_t audit_index_gather(struct audit_index_batch *batch, struct txn *txn, uint64_t from, uint64_t to);
/* Writes them. Records are filed once, in order, without holes; who files says how far in the same transaction
 * (evidence_put_sealed). Errors are sticky in txn: CORRUPT: they were filed before; those of txn. */
void audit_index_file(const struct audit_index_batch *batch, struct txn *txn);
void audit_index_batch_wipe(struct audit_index_batch *batch);

#endif
