/*
 * Sealing: what is recorded comes under a signed checkpoint. All that costs time (reading records, hashing the map) is
 * planned in a snapshot, and applied in one short write transaction, so that the stored map is always that of the
 * newest checkpoint, and that one is always signed. Only the sealer writes what a plan rests on, and the log only
 * grows: a plan holds until the next one is applied.
 */
#ifndef TNW_AUDIT_SEAL_H
#define TNW_AUDIT_SEAL_H

#include "audit/map.h"
#include "audit/note/checkpoint.h"
#include "audit/postings.h"
#include "audit/proof.h"
#include "store/store.h"

struct seal_plan {
    uint64_t from; /* the records that it seals: [from, to) */
    uint64_t to;
    bool more;        /* there are records behind them */
    struct buf text;  /* of the checkpoint of size `to`; empty: there is nothing to do */
    struct buf nodes; /* of the map */
    struct postings postings;
};

/* Plans the next checkpoint. In: origin: the log's name; max: how many records at most (a plan may end sooner). A
 * newest checkpoint of another origin is made again under this one even when there are no new records. Out: free with
 * seal_plan_wipe, also after a failure. Errors: CORRUPT: a record, a link or a node is not what it must be; NO_MEMORY;
 * those of txn. */
TNW_MUST_CHECK enum tnw_err seal_plan_make(struct seal_plan *plan, struct txn *txn, struct slice origin, uint64_t max);
/* Stores it all: map, postings, the signed note over plan->text. Errors: CONFLICT: another plan was applied in between;
 * those of txn. */
TNW_MUST_CHECK enum tnw_err seal_plan_apply(const struct seal_plan *plan, struct txn *txn, struct slice note);
/* Stores the note again, with one more cosignature, and who signed it. In: note: of the checkpoint of that size.
 * Errors: CORRUPT: it is none; those of txn. */
TNW_MUST_CHECK enum tnw_err seal_put_cosigned(struct txn *txn, uint64_t size, struct slice note);
/* Appends the ids of all who signed a note, in its order. */
void seal_put_signers(struct buf *out, const struct note *note);
void seal_plan_wipe(struct seal_plan *plan);

/* The newest checkpoint and its note, as stored: the signature is not looked at. Both live until the transaction ends
 * or is kept. Errors: NOT_FOUND: nothing is sealed yet; CORRUPT: it is no checkpoint, or not of the size that is
 * sealed; those of txn. */
TNW_MUST_CHECK enum tnw_err seal_newest(struct txn *txn, struct checkpoint *out, struct note *note);

/* The stored map, for map_prove against the newest checkpoint's; ask txn_error after each use. */
struct map_store seal_map(struct txn *txn);
/* The stored tree, for proofs at every size up to the log's present one; ask txn_error after each use. */
struct proof_source seal_tree(struct txn *txn);

#endif
