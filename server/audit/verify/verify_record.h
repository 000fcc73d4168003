/*
 * Inside verification: one record after the other.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_RECORD_H
#define TNW_AUDIT_VERIFY_VERIFY_RECORD_H

#include "audit/verify/verify_run.h"

/* Takes the record at run->tree.size into tree and heads. */
void verify_record_next(struct verify_run *run);

#endif
