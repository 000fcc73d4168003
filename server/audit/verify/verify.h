/*
 * Everything that the store says of the audit log, computed again from the records and compared: what `tnwd verify`
 * does.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_H
#define TNW_AUDIT_VERIFY_VERIFY_H

#include "audit/verify/verify_task.h"

/* Looks at all of one snapshot; nothing that the store holds makes it stop early. Memory: about 150 bytes for each
 * dossier. Errors: CORRUPT: there are findings; NO_MEMORY, IO: it could not look at everything. */
TNW_MUST_CHECK enum tnw_err verify_store(const struct verify_input *input, struct verify_result *out);

#endif
