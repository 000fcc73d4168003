/*
 * Whether the store is the one that was signed: a quick look before anything is served. `tnwd verify` looks at
 * everything.
 */
#ifndef TNW_AUDIT_VERIFY_CHECK_H
#define TNW_AUDIT_VERIFY_CHECK_H

#include "audit/note/note.h"
#include "audit/note/state_file.h"
#include "store/store.h"

#define CHECK_WHERE 512

/* Compares the tree with the newest checkpoint and with what was signed last. In: log: the log's key; checkpoints of an
 * older key of the same store are compared, but for their signature. Out: where: what is wrong, what it means, what to
 * do. Errors: CORRUPT: the store does not fit its own checkpoint, or is older than what was signed, or another; those
 * of txn. */
TNW_MUST_CHECK enum tnw_err check_store(struct txn *txn, const struct note_key *log, const struct state_file *state,
                                        char where[CHECK_WHERE]);

#endif
