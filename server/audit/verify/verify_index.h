/*
 * Inside verification: the postings.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_INDEX_H
#define TNW_AUDIT_VERIFY_VERIFY_INDEX_H

#include "audit/verify/verify_run.h"

/* Whether the postings say what the records below run->sealed say, both ways. */
void verify_index_compare(struct verify_run *run);

/* Only whether that record, which the postings go up to, is filed under all that it calls for. */
void verify_index_of(struct verify_run *run, uint64_t seq);

#endif
