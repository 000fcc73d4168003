/*
 * A record of the audit log, as far as its place in the evidence goes (docs/protocol.md, part 3).
 */
#ifndef TNW_LIB_LOGGED_H
#define TNW_LIB_LOGGED_H

#include <jansson.h>
#include <stdbool.h>

#include "audit/map.h"
#include "base/clock.h"
#include "crypto/audit_link.h"
#include "tnw/error.h"

struct logged {
    const json_t *json; /* borrowed */
    struct hash leaf;
    uint64_t seq;
    bool is_linked; /* it has a dossier */
    struct audit_link link;
    size_t listed_count; /* commitments to links of other dossiers */
    bool names_map;      /* it is a map.root */
    struct map_root map;
    time_ms time;
    const char *broken; /* what it says that no record can say (audit/record_rules.h); NULL: nothing */
};

/* Reads a record that was parsed, and computes its leaf hash. Errors: CORRUPT: a member that matters is missing, or of
 * another type; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err logged_read(struct logged *out, const json_t *record);

/* The i-th commitment; i is below listed_count. */
struct hash logged_listed(const struct logged *record, size_t i);
/* Whether it is one of the record's commitments. */
bool logged_lists(const struct logged *record, const struct audit_link *link);

/* Whether its time may follow that of the record in front: it goes on, or the record says that it was set back. before:
 * 0: there is none in front. A record that is none has no time. */
bool logged_explains_time(const struct logged *record, time_ms before);

/* Reads the counter and previous of an object. false: they are none of a link. */
bool logged_read_link(const json_t *object, struct audit_link *out);

#endif
