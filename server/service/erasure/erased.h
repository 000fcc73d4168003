/*
 * An erased dossier as its patient may still ask for it: how far that is, its proof, its access log.
 */
#ifndef TNW_SERVICE_ERASURE_ERASED_H
#define TNW_SERVICE_ERASURE_ERASED_H

#include "json/write.h"
#include "service/core/call.h"
#include "store/records/erasure/erasure.h"

/* Opens it for the person who was its patient, in that role, by whichever registration; notes the dossier for the audit
 * record and the ledger. Errors: NOT_FOUND. */
TNW_MUST_CHECK enum tnw_err erased_open(struct call *call, struct txn *txn, const struct id *dossier,
                                        struct erasure *out);

/* Writes the object of an erasure; erasure NULL: of a dossier that is there. In: language of what is told. */
void erased_show(struct json_writer *jw, const struct call *call, const struct id *dossier,
                 const struct erasure *erasure, enum language language);

/* The code of a reason; ERASURE_NO_REASON for none. */
enum erasure_reason erased_reason(const char *code);

#endif
