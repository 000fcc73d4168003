/*
 * Everything that the store says of the audit log, computed again from the records and compared: what `tnwd verify`
 * does.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_H
#define TNW_AUDIT_VERIFY_VERIFY_H

#include "audit/verify/verify_task.h"

/* Looks at all that there was when it began, and perhaps more; nothing that the store holds makes it stop early. What
 * never changes (records, nodes, checkpoints, postings, and the rows beside the log) it reads in many snapshots, of
 * LIMIT_CHECK_ROWS looks each; what changes with the log (its end, heads, map) in one, which lasts some seconds for
 * each million dossiers. So each thing was as it is said at some moment of the run, and those of the log's end at one.
 * Memory: about 150 bytes for each dossier. Errors: CORRUPT: there are findings; NO_MEMORY, IO: it could not look at
 * everything. */
TNW_MUST_CHECK enum tnw_err verify_store(const struct verify_input *input, struct verify_result *out);

#endif
