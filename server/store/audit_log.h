/*
 * Records, nodes and the tail of the audit log, as bytes. What they mean is the audit layer's business.
 */
#ifndef TNW_STORE_AUDIT_LOG_H
#define TNW_STORE_AUDIT_LOG_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/id.h"
#include "crypto/hash.h"

struct txn;

#define AUDIT_LEVELS 64

/* The right edge of the tree: peaks[level] is valid where bit `level` of size is set. */
struct audit_tail {
    uint64_t size;
    time_ms time; /* of the last record: time never goes back in the log */
    struct hash peaks[AUDIT_LEVELS];
};

/* The tail as this transaction sees it; in a write transaction the commit stores what was changed. NULL: sticky error. */
struct audit_tail *audit_log_tail(struct txn *txn);

/* seq must be the tail's size. dossier, actor: for the indexes, zero for none. */
void audit_log_put(struct txn *txn, uint64_t seq, struct slice record, const struct id *dossier,
                   const struct id *actor);
/* Files a record under one more dossier: one that a list showed. */
void audit_log_put_dossier(struct txn *txn, const struct id *dossier, uint64_t seq);
/* Nodes must be put in the order in which leaves complete them. */
void audit_log_put_node(struct txn *txn, uint8_t level, uint64_t index, const struct hash *hash);
/* false: absent or sticky error. record borrows until the transaction's next write. */
bool audit_log_get(struct txn *txn, uint64_t seq, struct slice *record);
bool audit_log_get_node(struct txn *txn, uint8_t level, uint64_t index, struct hash *hash);

/* Which records: all, of one dossier, or of one actor. */
enum audit_list { AUDIT_LIST_ALL, AUDIT_LIST_DOSSIER, AUDIT_LIST_ACTOR };

/* Calls each(ctx, seq, record) for at most limit records behind `after` (exclusive; UINT64_MAX: from the start, or from
 * the end when reverse) until it returns false. Returns whether there are more behind the last one seen. */
bool audit_log_list(struct txn *txn, enum audit_list which, const struct id *id, uint64_t after, bool reverse,
                    size_t limit, bool (*each)(void *ctx, uint64_t seq, struct slice record), void *ctx);

#endif
