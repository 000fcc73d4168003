/*
 * The postings of the audit log: under which places it holds an actor, a dossier, an action … Made behind the log by
 * the sealing job; what they mean is the audit layer's business.
 */
#ifndef TNW_STORE_AUDIT_AUDIT_INDEX_H
#define TNW_STORE_AUDIT_AUDIT_INDEX_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/id.h"
#include "store/audit/audit_index_key.h"

struct unfiled;
struct txn;

/* Numbers are stored: append, never reorder. */
enum audit_index_kind {
    AUDIT_INDEX_DOSSIER = 1,
    AUDIT_INDEX_ACTOR,
    AUDIT_INDEX_ORGANISATION,
    AUDIT_INDEX_ACTION,
    AUDIT_INDEX_DECISION,
    AUDIT_INDEX_GROUND,
    AUDIT_INDEX_REQUEST,
};

/* A segment is one value in the store: at most so many places, in so many bytes. Four of them fit on a page of LMDB. */
#define AUDIT_INDEX_PLACES 512
#define AUDIT_INDEX_BYTES 1000

struct audit_index_key audit_index_id(enum audit_index_kind kind, const struct id *id);
/* The value is the start of SHA-256("tnw/index/v1/text" 0x00 ‖ text). */
struct audit_index_key audit_index_text(enum audit_index_kind kind, struct slice text);

/* Adds places behind all that the key has: fills its last segment up, then makes new ones. Those before its last place
 * are there already, from a turn that was cut. In: seqs ascending, none twice. Errors are sticky in txn: CORRUPT: they
 * are not. */
void audit_index_add(struct txn *txn, const struct audit_index_key *key, const uint64_t *seqs, size_t count);

/* The places of one key in order, one segment in memory. Holds nothing that must be closed; borrows txn. */
struct audit_index {
    struct txn *txn;
    struct audit_index_key key;
    bool reverse;
    size_t at;                         /* the place returned last */
    size_t count;                      /* 0: not begun */
    uint64_t seqs[AUDIT_INDEX_PLACES]; /* ascending */
};

void audit_index_open(struct audit_index *index, struct txn *txn, const struct audit_index_key *key, bool reverse);
/* The next place; first the lowest, or the highest in reverse. false: at the end, or sticky error. */
bool audit_index_next(struct audit_index *index, uint64_t *seq);
/* The first place at or behind `target`, at or before it in reverse; never goes back: may return the same place again.
 * false: none, or sticky error. */
bool audit_index_seek(struct audit_index *index, uint64_t target, uint64_t *seq);

/* What is not in the index yet (unfiled.h), of the transaction's store. */
struct unfiled *audit_index_unfiled(struct txn *txn);

/* The next key that has postings. In/Out: key: the one behind it, in their order; zeros at first. false: no more, or
 * sticky error (CORRUPT: what follows is no key). */
bool audit_index_next_key(struct txn *txn, struct audit_index_key *key);

#endif
