/*
 * Inside verification: the newest record of each dossier, as the records say.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_HEADS_H
#define TNW_AUDIT_VERIFY_VERIFY_HEADS_H

#include "audit/verify/verify_run.h"

/* Returns the dossier's entry, fresh with counter 0; NULL: no memory (in run->err). */
struct verify_head *verify_heads_get(struct verify_run *run, const struct id *dossier);
/* NULL: there is none. */
struct verify_head *verify_heads_find(const struct verify_heads *heads, const struct id *dossier);
void verify_heads_wipe(struct verify_heads *heads);

#endif
