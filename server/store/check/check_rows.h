/*
 * Everything that the store holds beside the audit log, looked at row by row: each encrypted value can be opened, and
 * each index and what it is about fit, both ways. (The log: audit/verify.)
 */
#ifndef TNW_STORE_CHECK_CHECK_ROWS_H
#define TNW_STORE_CHECK_CHECK_ROWS_H

#include "store/layout.h"
#include "store/store.h"

/* Called with each finding: what is wrong, and where, in one line. space: an index among the store's, to tell kinds
 * apart. */
typedef void check_tell(void *ctx, unsigned space, const char *finding);

/* Where a check is: everything up to that row of that space was looked at. Zeros: nothing yet. */
struct check_place {
    unsigned space;
    struct key last; /* empty: none of the space */
};

struct check_task {
    struct store *store;
    check_tell *tell;
    void *ctx;
    /* Behind each snapshot: how many rows were passed so far, looked at or not, and where it is. false: to end there.
     * May be NULL. */
    bool (*at)(void *ctx, uint64_t passed, const struct check_place *place);
    struct check_place from; /* where it goes on */
    uint64_t sample;         /* 0: all rows; else about so many of each space, and no others are read */
    uint64_t seed;           /* of which rows those are: another one, others, so that all are met in time */
};

/* Snapshots last for at most LIMIT_CHECK_ROWS rows, so that a server that runs meanwhile can use its pages again: each
 * row is held against what the same snapshot shows, and a row that is never changed while the check runs is looked at
 * once. What is made or removed meanwhile may not be looked at. Out: rows: how many were. Errors: NO_MEMORY, IO: it
 * could not look at everything; UNAVAILABLE: it was ended; findings are none. */
TNW_MUST_CHECK enum tnw_err check_rows_of(const struct check_task *task, uint64_t *rows);
/* The same of all rows. */
TNW_MUST_CHECK enum tnw_err check_rows(struct store *store, check_tell *tell, void *ctx, uint64_t *rows);
/* How many rows there are to look at; sample: as above. Errors: those of engines. */
TNW_MUST_CHECK enum tnw_err check_rows_count(struct txn *txn, uint64_t sample, uint64_t *rows);

#endif
