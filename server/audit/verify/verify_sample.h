/*
 * Inside verification: some of the records, for every night.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_SAMPLE_H
#define TNW_AUDIT_VERIFY_VERIFY_SAMPLE_H

#include "audit/verify/verify_run.h"

/* So many records as the input says, the newest ones and the newest checkpoint, against the tree as its nodes give it,
 * the heads and the postings. */
void verify_sample(struct verify_run *run);

#endif
