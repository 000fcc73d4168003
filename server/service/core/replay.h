/*
 * A retry is safe: the answer to an Idempotency-Key is kept with the change that it answers, in the same transaction.
 */
#ifndef TNW_SERVICE_CORE_REPLAY_H
#define TNW_SERVICE_CORE_REPLAY_H

#include "service/core/call.h"

/* Worker thread: what of the comparison needs no transaction. */
void replay_prepare(struct call *call);
/* Worker thread, in a snapshot: what replay_find will ask for if this actor calls. */
void replay_hint(const struct call *call, struct txn *snapshot, const struct id *actor);
/* When the key was used before, makes the kept answer the reply; replayed tells. At STAGE_HEAD the reply is that the
 * file may come, to be compared: its draft stays zero. Errors: IDEMPOTENCY_MISMATCH. */
TNW_MUST_CHECK enum tnw_err replay_find(struct call *call, struct txn *txn, bool *replayed);
/* Keeps the reply of a successful write that came with a key. */
void replay_remember(struct call *call, struct txn *txn);

#endif
