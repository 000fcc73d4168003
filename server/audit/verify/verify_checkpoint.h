/*
 * Inside verification: the signed checkpoints.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_CHECKPOINT_H
#define TNW_AUDIT_VERIFY_VERIFY_CHECKPOINT_H

#include "audit/verify/verify_run.h"

/* Looks at the checkpoint and the signed state of that size, if there are such. */
void verify_checkpoint_at(struct verify_run *run, uint64_t size);
/* When all records were read: those that claim more records than there are. */
void verify_checkpoint_end(struct verify_run *run);

#endif
