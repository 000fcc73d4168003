/*
 * The search index behind the log: who, what, which dossier → places. The sealing job extends it; search.h reads it.
 */
#ifndef TNW_AUDIT_INDEX_H
#define TNW_AUDIT_INDEX_H

#include <stdint.h>

struct txn;

/* Files the records [from, to) under their dossiers (those that a list showed included), actor, organisation, action,
 * decision, and under each code of their ground, whole and by its kind. Records are filed once, in order, without holes:
 * from is where the last call ended, and the caller stores `to` as `sealed` in the same transaction. Memory is bounded,
 * whatever the distance. Errors are sticky in txn: CORRUPT: a record is missing or is none. */
void audit_index_extend(struct txn *txn, uint64_t from, uint64_t to);

#endif
