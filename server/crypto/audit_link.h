/*
 * What ties a record of the log to the one before it of the same dossier (docs/protocol.md, part 4). Pure.
 */
#ifndef TNW_CRYPTO_AUDIT_LINK_H
#define TNW_CRYPTO_AUDIT_LINK_H

#include "base/id.h"
#include "crypto/hash.h"

struct audit_link {
    struct id dossier;    /* zero: no link */
    uint64_t counter;     /* of this record in the dossier, from 1 */
    struct hash previous; /* leaf hash of the dossier's record before; zeros for the first */
};

/* What a record says of a dossier that a list showed: SHA-256("tnw/link/v1" 0x00 ‖ dossier ‖ counter ‖ previous), so
 * that it can be shown to one patient without naming the others' dossiers. */
struct hash audit_link_commitment(const struct audit_link *link);

#endif
