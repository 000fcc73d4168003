/*
 * Where a request came from, as a record says it: a pseudonym of the peer's address under a key, since an address is
 * personal data and records are for good. One address has one pseudonym, so that what came from one place can be found
 * together; who has the keyring can compute it of an address that is known, and nobody gets back from it.
 */
#ifndef TNW_AUDIT_ORIGIN_H
#define TNW_AUDIT_ORIGIN_H

#include "crypto/keyring.h"

#define ORIGIN_BYTES 8
#define ORIGIN_TEXT (2 * ORIGIN_BYTES + 1)

/* In: address: numeric, as inet_ntop writes it, IPv4 also where it came over IPv6. Out: 16 hex digits. */
void origin_pseudonym(char out[ORIGIN_TEXT], const struct keyring *keyring, const char *address);

#endif
