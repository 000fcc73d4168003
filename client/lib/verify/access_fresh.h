/*
 * Whether an access log is of now: each look leaves a record, so the records of looks before this one must be in it;
 * and what was recorded is sealed within seconds, by the times that the records themselves have.
 */
#ifndef TNW_LIB_ACCESS_FRESH_H
#define TNW_LIB_ACCESS_FRESH_H

#include "logged.h"
#include "tnw/verify.h"

#define ACCESS_EXPECTED_MAX 64
/* A record is sealed within a second; a server under load, or whose disk is slow, may take longer. */
#define ACCESS_UNSEALED_MS 30000

struct access_fresh {
    struct tnw_access_expected expected[ACCESS_EXPECTED_MAX];
    bool found[ACCESS_EXPECTED_MAX];
    size_t expected_count;
    struct tnw_access_expected pending[ACCESS_EXPECTED_MAX]; /* what the map does not count yet, the newest first */
    size_t pending_count;
    time_ms newest; /* of what was shown; 0: nothing */
};

/* Takes the next record, the newest first. Errors: CRYPTO with the finding. */
TNW_MUST_CHECK enum tnw_err access_fresh_take(struct access_fresh *fresh, const struct logged *record, bool in_map,
                                              struct tnw_finding *finding);
/* After the last one. */
TNW_MUST_CHECK enum tnw_err access_fresh_end(const struct access_fresh *fresh, struct tnw_finding *finding);

#endif
