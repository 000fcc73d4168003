/*
 * Who signed a version of a fragment, each in one role: with which certificate, and when.
 */
#ifndef TNW_STORE_RECORDS_SIGNATURE_H
#define TNW_STORE_RECORDS_SIGNATURE_H

#include "base/codes.h"
#include "base/id.h"
#include "crypto/hash.h"
#include "store/records/fragment.h"
#include "store/txn.h"

struct signature {
    uint32_t version;
    enum role role;
    struct id actor;
    struct hash certificate; /* SHA-256 of the DER of the one with which they signed */
    time_ms signed_at;
};

void signature_put(struct txn *txn, const struct fragment_head *head, const struct signature *signature);
/* false: nobody signed that version in that role, or sticky error. */
bool signature_get(struct txn *txn, const struct fragment_head *head, uint32_t version, enum role role,
                   struct signature *out);
void signature_hint(struct txn *txn, const struct fragment_head *head, uint32_t version, enum role role);

#endif
