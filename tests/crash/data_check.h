/*
 * A dossier as it lies on disk: that nothing in it is half there.
 */
#ifndef TNW_CRASH_DATA_CHECK_H
#define TNW_CRASH_DATA_CHECK_H

#include "store/records/consent.h"
#include "store/records/fragment.h"
#include "store/records/trio/message.h"

#define DATA_WHERE 256

/* What to do with each thing that is whole; any may be NULL. */
struct data_visitor {
    void (*fragment)(void *ctx, const struct fragment_head *head, const struct fragment *version);
    void (*message)(void *ctx, const struct message *message);
    void (*consent)(void *ctx, const struct consent *consent);
    void *ctx;
};

/* Opens every version of every fragment, every message, every consent. Returns whether all is whole and counts what its
 * header counts. */
bool data_check_dossier(struct txn *txn, const struct id *dossier, const struct data_visitor *visitor,
                        char where[DATA_WHERE]);

/* Whether an inbox counts from 1 without a hole. */
bool data_check_inbox(struct txn *txn, const struct id *actor, char where[DATA_WHERE]);

#endif
