/*
 * A call as a request makes it, without the network: the same preparation, decision, puts and audit record as in a
 * server, in a transaction of the caller's.
 */
#ifndef TNW_BENCH_COUNTRY_CALL_H
#define TNW_BENCH_COUNTRY_CALL_H

#include "service/core/call.h"

/* Somebody who calls. */
struct country_who {
    struct identity identity;
    struct hash index;
    struct hash certificate; /* there is none: as if its bytes were the number */
    char origin[46];
    struct id id; /* zero until it is known */
};

/* number: of a fictitious person. Errors: INVALID_PARAMETER. */
TNW_MUST_CHECK enum tnw_err country_who_set(struct country_who *who, const struct world *world, const char *number);

struct country_ask {
    const char *op;
    const struct country_who *who; /* NULL: the operator at the machine */
    json_t *body;                  /* taken over, NULL for none */
    struct id path[2];             /* ids in the path */
    unsigned again;                /* for a read: how often it is recorded once more, each time as another request */
};

/* Out: made: the id of what the answer is about, if it is of that kind; NULL: nobody asks. Errors: the transaction's;
 * INTERNAL: it was refused, and stderr says why. */
TNW_MUST_CHECK enum tnw_err country_call(const struct world *world, struct txn *txn, const struct country_ask *ask,
                                         enum id_kind kind, struct id *made);

#endif
