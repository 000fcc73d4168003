/*
 * The audit log as it lies on disk, recomputed from its records alone.
 */
#ifndef TNW_CRASH_LOG_CHECK_H
#define TNW_CRASH_LOG_CHECK_H

#include <jansson.h>

#include "store/store.h"

#define LOG_WHERE 256

/* Told each record in order; false stops the check with where as it was left. */
typedef bool log_visit(void *ctx, uint64_t seq, const json_t *record, char where[LOG_WHERE]);

/* Checks that the seqs have no hole and time never goes back, that every leaf, inner node and peak is what RFC 9162
 * makes of the records and nothing is stored beyond them, that no request stands there twice, and that the indexes find
 * every record. In: visit may be NULL. Returns the number of records; where[0] is 0 when all is right. */
uint64_t log_check(struct txn *txn, log_visit *visit, void *ctx, char where[LOG_WHERE]);

#endif
