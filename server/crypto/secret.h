/*
 * Memory for keys: pages that are not swapped out, not in a core dump and not in a child process, between pages that
 * nobody can touch; wiped when it is given back. Any thread.
 */
#ifndef TNW_CRYPTO_SECRET_H
#define TNW_CRYPTO_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

/* The most that one may have: what a transaction works with, or a keyring. */
#define SECRET_MAX 4096

/* Zeroed. size: at most SECRET_MAX. NULL: no memory. */
void *secret_new(size_t size);
void secret_free(void *secret, size_t size); /* wipes it; size: as it was made; NULL is fine */

/* Has so many bytes made beforehand, as long as memory may still be locked. */
TNW_MUST_CHECK enum tnw_err secret_reserve(size_t size);
/* Whether all that was made so far is locked; false: the limit of locked memory (RLIMIT_MEMLOCK) was too small for it.
 * Then it can be swapped out, and everything else holds. */
bool secret_is_locked(void);

#endif
