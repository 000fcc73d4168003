/*
 * Which of the kept checkpoints a query asks for. The newest one is seldom cosigned while the log grows; what witnesses
 * vouch for is an older one.
 */
#ifndef TNW_SERVICE_EVIDENCE_WITNESSED_H
#define TNW_SERVICE_EVIDENCE_WITNESSED_H

#include "service/evidence/proofs.h"

/* By the query: `size=N`: the one of that size; `witnessed=N`: the newest that N witnesses of the configuration
 * cosigned, of those whose key ids `by` lists when it is given, and smaller than `below`; nothing: the newest. It lives
 * until the transaction ends or is kept.
 * Errors: INVALID_PARAMETER; NOT_FOUND: there is none such; those of proofs_newest. */
TNW_MUST_CHECK enum tnw_err witnessed_find(struct call *call, struct txn *txn, struct sealed *out);

/* Whether the query asks for cosignatures. */
bool witnessed_is_asked(const struct call *call);

#endif
