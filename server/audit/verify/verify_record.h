/*
 * Inside verification: one record after the other.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_RECORD_H
#define TNW_AUDIT_VERIFY_VERIFY_RECORD_H

#include "audit/verify/verify_run.h"

/* Takes the record at run->tree.size into tree and heads. */
void verify_record_next(struct verify_run *run);
/* After the last one: what is kept of where time went back, which searches go by. */
void verify_record_end(struct verify_run *run);

#endif
