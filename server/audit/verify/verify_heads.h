/*
 * Inside verification: the newest record of each dossier.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_HEADS_H
#define TNW_AUDIT_VERIFY_VERIFY_HEADS_H

#include "audit/verify/verify_run.h"

/* Returns the dossier's entry, fresh with counter 0; NULL: no memory (in run->err). */
struct verify_head *verify_heads_get(struct verify_run *run, const struct id *dossier);
/* Reads on to the log's end, and compares all of them with audit_head. */
void verify_heads_compare(struct verify_run *run);
void verify_heads_wipe(struct verify_heads *heads);

#endif
