/*
 * Whose signatures count, and what they vouch for.
 */
#ifndef TNW_LIB_VERIFIER_H
#define TNW_LIB_VERIFIER_H

#include <jansson.h>
#include <stdbool.h>

#include "audit/note/checkpoint.h"
#include "tnw/verify.h"

struct tnw_verifier {
    struct note_key log;
    struct note_key witnesses[TNW_WITNESSES_MAX];
    size_t witness_count;
    unsigned needed;
    uint64_t latest; /* no cosignature is of a later time; seconds since 1970 */
};

/* Opens a signed note and believes it. Out: checkpoint, its origin is cleared; seal, the same as text. Errors: CRYPTO
 * with a finding; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err verifier_open(const struct tnw_verifier *verifier, struct slice bytes,
                                          struct checkpoint *checkpoint, struct tnw_seal *seal,
                                          struct tnw_finding *finding);

/* The same with the members "checkpoint" and "key" of an object: the key must be the verifier's. */
TNW_MUST_CHECK enum tnw_err verifier_open_members(const struct tnw_verifier *verifier, const json_t *object,
                                                  struct checkpoint *checkpoint, struct tnw_seal *seal,
                                                  struct tnw_finding *finding);

#endif
