/*
 * The records of an access log that were proven, and whether what else the server says of that log is what they say:
 * its page of sentences, folded or not.
 */
#ifndef TNW_CLI_ACCESS_PROVEN_H
#define TNW_CLI_ACCESS_PROVEN_H

#include <stdbool.h>

#include "tnw/audit.h"
#include "tnw/verify.h"

struct access_proven;

/* In: shown: the page that will be held against them; it says which ones to keep, and is borrowed. NULL: no memory. */
struct access_proven *access_proven_new(const struct tnw_accesses *shown);
void access_proven_free(struct access_proven *proven); /* NULL is fine */

/* Adds records that were proven, newest first as they come. Returns false when memory ran out. */
bool access_proven_add(struct access_proven *proven, const struct tnw_accesses *accesses);

/* Holds the page against them. Errors: CRYPTO, with finding; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err access_proven_check(const struct access_proven *proven, const struct tnw_accesses *shown,
                                                struct tnw_finding *finding);

#endif
