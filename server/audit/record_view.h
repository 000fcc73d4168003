/*
 * A record of the log, read in place: one pass over the bytes that audit_record_encode wrote, no copy and no tree.
 * Strict: what is not exactly such a record, member for member and byte for byte, is CORRUPT.
 */
#ifndef TNW_AUDIT_RECORD_VIEW_H
#define TNW_AUDIT_RECORD_VIEW_H

#include <stdbool.h>

#include "audit/map.h"
#include "base/clock.h"
#include "base/codes.h"
#include "base/id.h"
#include "crypto/hash.h"

/* Slices borrow from the record. Texts are printable ASCII without quotes and escapes: codes, ids, addresses. An empty
 * slice stands for null, a zero id for none. */
struct record_view {
    struct slice action;
    struct id actor;
    code_set categories;
    struct slice certificate; /* 64 hex digits, or empty */
    struct slice content;     /* 64 hex digits, or empty */
    uint64_t counter;         /* of the link of `dossier`; 0: no dossier */
    struct slice decision;
    struct id dossier;
    struct id acted_for; /* zero: the member `for` is absent */
    struct slice ground; /* codes separated by one blank; may be "" */
    struct slice listed; /* the commitments as they stand in the array; record_view_listed reads them */
    size_t listed_count; /* 0: the member is absent */
    bool has_map;        /* the member `map` is there */
    struct map_root map;
    struct slice object;  /* id text, or empty */
    struct slice objects; /* consents of one act as they stand in the array; record_view_object reads them */
    size_t object_count;  /* 0: the member is absent */
    struct id organisation;
    struct slice origin;
    struct slice policy;  /* 64 hex digits */
    struct hash previous; /* valid with a counter */
    enum purpose purpose; /* PURPOSE_NONE: null */
    struct id request;
    enum role role; /* ROLE_NONE: null */
    uint64_t seq;
    int status;
    time_ms time;
};

/* In: seq: the place in the log where the record was found, which its own member must name. Out: borrows from record.
 * Errors: CORRUPT; out is then not to be used. */
TNW_MUST_CHECK enum tnw_err record_view_parse(struct record_view *out, struct slice record, uint64_t seq);
/* Returns commitment i, i < listed_count. */
struct hash record_view_listed(const struct record_view *view, size_t i);
/* Returns consent i of an act, i < object_count. */
struct id record_view_object(const struct record_view *view, size_t i);
/* Takes the next code off a ground: false when there is none left. rest: view->ground at first. */
bool record_view_next_ground(struct slice *rest, struct slice *ground);
/* Returns what stands before the colon: `consent` of `consent:cns_…`; all of it when there is none. */
struct slice record_view_ground_kind(struct slice ground);

#endif
