/*
 * Inside verification: what a run that goes on must know of the records that it does not read again, as bytes.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_TABLE_H
#define TNW_AUDIT_VERIFY_VERIFY_TABLE_H

#include "audit/verify/verify_run.h"

void verify_table_put(const struct verify_run *run, struct buf *out);
/* Errors: CONFLICT: it is none; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err verify_table_take(struct verify_run *run, struct slice table);

#endif
