/*
 * Everything that the store says of the audit log, computed again from the records and compared: what `tnwd verify`
 * does.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_H
#define TNW_AUDIT_VERIFY_VERIFY_H

#include "audit/verify/verify_task.h"

/* Looks at all that there was when it began, and at more; nothing that the store holds makes it stop early. All is read
 * in snapshots of at most LIMIT_CHECK_ROWS looks: what changes with the log (its end, heads, map) is held against the
 * records up to where the snapshot has them, which are read on meanwhile. So each thing was as it is said at some
 * moment of the run. It can be cut and gone on with everywhere; the comparison of heads and of the map begins again
 * then, some seconds for each million dossiers. Memory: up to 900 bytes for each dossier. Errors: CORRUPT: there are
 * findings; CONFLICT: the place to go on from is of another log; UNAVAILABLE: it was cut; NO_MEMORY, IO: it could not
 * look at everything. */
TNW_MUST_CHECK enum tnw_err verify_store(const struct verify_input *input, struct verify_result *out);

#endif
