/*
 * The audit record: who did what, when, on which ground, with what outcome. Canonical JSON (RFC 8785), one leaf each.
 * No identity number, no name, no content.
 */
#ifndef TNW_AUDIT_RECORD_H
#define TNW_AUDIT_RECORD_H

#include <stdbool.h>

#include "audit/map.h"
#include "base/codes.h"
#include "base/id.h"
#include "crypto/hash.h"
#include "store/audit/audit_log.h"
#include "store/store.h"

struct audit_record {
    struct id request;              /* zero: it was nobody's request */
    struct id actor;                /* zero: nobody in the registry */
    struct id acted_for;            /* in whose name the actor acted; zero: their own */
    enum role role;                 /* in which it was done; ROLE_NONE: none was established */
    struct id organisation;         /* zero: none */
    const char *origin;             /* a pseudonym (origin.h), "local", "server": it was nobody's request, or "many" */
    const struct hash *certificate; /* SHA-256 of the DER; NULL for the local operator */
    const char *action;             /* name of the operation */
    struct id dossier;              /* zero: none */
    bool writes;                    /* it tells of a change in the dossier */
    struct slice listed;            /* dossiers that a list showed, 16 bytes each */
    const struct hash *content;     /* digest of what a consent says; NULL: none */
    const struct map_root *map;     /* of a map.root; NULL: the member `map` is not written */
    const char *object;             /* id text; "" for none */
    struct slice objects;           /* consents that one act gave, 16 bytes each; fewer than two: it is not written */
    code_set categories;
    enum purpose purpose; /* PURPOSE_NONE: none */
    const char *decision; /* "permit", "deny", "fail" */
    struct slice ground;
    int status;
    const uint8_t *policy; /* 32 bytes: hash of the policy that decided */
    bool resets_clock;     /* its time may lie before that of the last record: clock_reset.h */
};

/* Where a record stands: in the log, and among the records of each dossier that it concerns. */
struct audit_place {
    uint64_t seq;
    time_ms time;
    struct audit_link link;          /* of the record's dossier */
    uint64_t written;                /* what the head of that dossier says before it (struct audit_head) */
    const struct audit_link *listed; /* of the dossiers that a list showed */
    size_t listed_count;             /* 0: the member `listed` is not written */
};

/* What the server records by itself, without a request: an action that went through, for the caller to complete. In:
 * policy: 32 bytes, borrowed. */
struct audit_record audit_record_by_server(const char *action, const uint8_t *policy);
/* The same of what the operator does at the machine, with a request of its own, by which it is found. In: ground,
 * borrowed; now: when. */
struct audit_record audit_record_by_operator(const char *action, struct slice ground, const uint8_t *policy,
                                             time_ms now);

/* Appends the canonical form. */
void audit_record_encode(struct buf *out, const struct audit_record *record, const struct audit_place *place);

/* Appends it to the log: record, nodes, links, heads. Its time is now, or that of the last record if that is later and
 * the record resets no clock. Errors are sticky in txn. Source: RFC 9162 for the tree. */
void audit_record_append(struct txn *txn, const struct audit_record *record, time_ms now);

#endif
