/*
 * Records, nodes and the tail of the audit log, as bytes. What they mean is the audit layer's business.
 */
#ifndef TNW_STORE_AUDIT_AUDIT_LOG_H
#define TNW_STORE_AUDIT_AUDIT_LOG_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/clock.h"
#include "crypto/audit_link.h"
#include "crypto/merkle.h"

struct txn;

/* Where the log ends. */
struct audit_tail {
    struct merkle_tree tree;
    time_ms time; /* of the last record */
};

/* The tail as this transaction sees it; in a write transaction the commit stores what was changed. NULL: sticky
 * error. */
struct audit_tail *audit_log_tail(struct txn *txn);
/* Of the last record; 0: there is none, or a sticky error. */
time_ms audit_log_time(struct txn *txn);
/* How many records there are, those of this transaction included; 0 also with a sticky error. */
uint64_t audit_log_size(struct txn *txn);

/* How many perfect subtrees of level 1 and up leaf `seq` completes: one of each level from 1 to that. */
unsigned audit_log_completes(uint64_t seq);
/* seq must be the tail's size. value: the hashes of those subtrees from level 1 up, 32 bytes each, and the record. */
void audit_log_put(struct txn *txn, uint64_t seq, struct slice value);
/* false: absent or sticky error. record lives until the transaction ends or is kept. */
bool audit_log_get(struct txn *txn, uint64_t seq, struct slice *record);
/* The perfect subtree over the 2^level leaves from index·2^level on; level 0 is computed from the record. */
bool audit_log_get_node(struct txn *txn, uint8_t level, uint64_t index, struct hash *hash);

/* The newest record of a dossier. */
struct audit_head {
    uint64_t counter; /* how many records the dossier has */
    struct hash leaf; /* of the newest */
    uint64_t written; /* 1 + seq of the newest one that tells of a change in the dossier; 0: there is none */
};

/* false: the dossier has no record, or sticky error; out is zero then. */
bool audit_log_get_head(struct txn *txn, const struct id *dossier, struct audit_head *out);
/* For who will append a record of that dossier. */
void audit_log_hint_head(struct txn *txn, const struct id *dossier);
void audit_log_put_head(struct txn *txn, const struct id *dossier, const struct audit_head *head);
/* The next dossier behind `after` (zero: the first) and its head. false: no more. */
bool audit_log_next_head(struct txn *txn, const struct id *after, struct id *dossier, struct audit_head *out);

/* The links of the dossiers that a list showed, in the record's order: the record itself holds only commitments. */
#define AUDIT_LINK_SIZE ((size_t)(ID_SIZE + 8 + HASH_SIZE))
void audit_log_put_links(struct txn *txn, uint64_t seq, const struct audit_link *links, size_t count);
/* Returns how many there are; 0: the record lists no dossiers, or sticky error. Out: links, for audit_log_link; they
 * live until the transaction ends or is kept. */
size_t audit_log_get_links(struct txn *txn, uint64_t seq, struct slice *links);
struct audit_link audit_log_link(struct slice links, size_t index); /* index in range */

/* Calls each(ctx, seq, record) for at most limit records behind `after` (exclusive; UINT64_MAX: from the start, or from
 * the end when reverse) until it returns false. record lives as long as the call of each. Returns whether there are
 * more behind the last one seen. */
bool audit_log_list(struct txn *txn, uint64_t after, bool reverse, size_t limit,
                    bool (*each)(void *ctx, uint64_t seq, struct slice record), void *ctx);

#endif
