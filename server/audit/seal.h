/*
 * Sealing: what is recorded comes under a signed checkpoint, whose last record names the map of those before it. So the
 * tree's root stands for the map as well. All that costs time (reading records, hashing the map) is planned in a
 * snapshot, and applied in short write transactions:
 *
 *   plan      in a snapshot: the map of the records [0, to)
 *   record    the ledger appends a map.root that names it, at `seq`; records that came in between stand before it, and
 *             the map does not count them yet
 *   sign      the checkpoint of size seq + 1
 *   apply     the ledger stores the map and the note
 *
 * so that the stored map is always the one that the newest checkpoint stands for. Only the sealer writes what a plan
 * rests on, and the log only grows: a plan holds until the next one is applied. What was recorded and not applied, the
 * next plan takes up again, so a sealer that fails does not make the log grow. A plan that would be too large for one
 * transaction is a step: it is applied without a record, and no checkpoint stands for the map until the last one.
 */
#ifndef TNW_AUDIT_SEAL_H
#define TNW_AUDIT_SEAL_H

#include "audit/map.h"
#include "audit/note/checkpoint.h"
#include "audit/postings.h"
#include "audit/proof.h"
#include "store/store.h"

enum seal_next {
    SEAL_IDLE,   /* there is nothing to do */
    SEAL_STEP,   /* apply it, and plan again */
    SEAL_RECORD, /* record it, sign, apply */
    SEAL_SIGN,   /* it is recorded already: sign, apply */
};

struct seal_plan {
    enum seal_next next;
    struct slice origin; /* the log's name, borrowed */
    uint64_t from;       /* the records that it brings into the map, and notes to be filed: [from, to) */
    uint64_t to;
    struct hash map; /* root of the map then */
    uint64_t seq;    /* of the record that names it */
    struct buf text; /* of the checkpoint behind that record; with SEAL_SIGN */
    struct buf nodes;
    struct postings postings;
};

/* Plans the next checkpoint. In: origin: the log's name, which must outlive the plan; max: how many records at most (a
 * plan may end sooner). A newest checkpoint of another origin is made again under this one even when there are no new
 * records. Out: free with seal_plan_wipe, also after a failure. Errors: CORRUPT: a record, a link, a node or a map is
 * not what it must be; NO_MEMORY; those of txn. */
TNW_MUST_CHECK enum tnw_err seal_plan_make(struct seal_plan *plan, struct txn *txn, struct slice origin, uint64_t max);
/* Appends the record of a plan that asks for it, and makes it one to sign, once the transaction is durable. In: policy:
 * the hash of the one in force. Errors: CONFLICT: another plan was applied in between; those of txn. */
TNW_MUST_CHECK enum tnw_err seal_plan_record(struct seal_plan *plan, struct txn *txn, const uint8_t *policy,
                                             time_ms now);
/* Stores it all: map, the signed note over plan->text, none of a step. Errors: CONFLICT: another plan was
 * applied in between; those of txn. */
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
/* The map that a checkpoint of that size stands for, and the record that names it, which lives until the transaction
 * ends or is kept. Errors: CORRUPT: its last record is none that does; those of txn. */
TNW_MUST_CHECK enum tnw_err seal_map_of(struct txn *txn, uint64_t size, struct map_root *out, struct slice *record);

/* The stored map, for map_prove; it is that of the newest checkpoint if evidence_mapped is the size of that one's map.
 * Ask txn_error after each use. */
struct map_store seal_map(struct txn *txn);
/* The stored tree, for proofs at every size up to the log's present one; ask txn_error after each use. */
struct proof_source seal_tree(struct txn *txn);

#endif
