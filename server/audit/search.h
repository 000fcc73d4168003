/*
 * A search in the audit log: any criteria together, in the order of the log or against it. Records are found through
 * the postings, in the store or still in memory, by leaping from one criterion's place to the next one's; the few
 * behind them are read.
 */
#ifndef TNW_AUDIT_SEARCH_H
#define TNW_AUDIT_SEARCH_H

#include "audit/record_view.h"

struct txn;

struct search_query {
    struct id dossier;      /* zero: any; also finds records that listed it */
    struct id actor;        /* zero: any */
    struct id organisation; /* zero: any */
    struct id request;      /* zero: any; one record has it */
    struct slice action;    /* empty: any, as the next two */
    struct slice decision;
    struct slice ground; /* a whole code, `consent:cns_…`, or its kind, `consent` */
    bool has_from;
    bool has_until;
    time_ms from;   /* that time or later */
    time_ms until;  /* before that time */
    bool reverse;   /* newest first */
    uint64_t after; /* only behind this place (before it, in reverse); UINT64_MAX: from the start (the end) */
};

/* Borrows from the transaction, until the next hit. */
struct search_hit {
    uint64_t seq;
    struct slice record; /* as it is in the log */
    struct record_view view;
};

struct search;

/* query is copied, its slices are borrowed. NULL: sticky error of txn. */
struct search *search_open(struct txn *txn, const struct search_query *query);
void search_close(struct search **search); /* NULL is fine */

/* The next record. false: no more, it has looked at enough, or a sticky error (CORRUPT: index and log disagree). */
bool search_next(struct search *search, struct search_hit *hit);
/* After a false: whether it stopped because it looked at LIMIT_SEARCH_LOOK records and places, and not at the end. Out:
 * *after, when true: where to go on. */
bool search_is_unfinished(const struct search *search, uint64_t *after);

#endif
