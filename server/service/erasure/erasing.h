/*
 * The erasure of a dossier: closing it, emptying it, and telling when it is complete.
 */
#ifndef TNW_SERVICE_ERASURE_ERASING_H
#define TNW_SERVICE_ERASURE_ERASING_H

#include "service/core/access.h"
#include "store/records/erasure/erasure.h"

/* Why, and for whom. */
struct erasing {
    enum erasure_why why;
    enum erasure_reason reason; /* of a request */
    struct hash order;          /* of an order: erasing_order_digest; else zero */
};

/* Closes it, for good, in this transaction: its data key and header are removed, so that nothing of it answers any
 * more, and whoever takes part and is not put out is told, once. The next record of the log must be that of the
 * erasure: whoever calls appends it in this transaction. access: opened; it goes on until access_close. */
void erasing_close(struct call *call, struct txn *txn, struct access *access, const struct erasing *what);

/* The same of what no operation of a caller does, record included: of retention the server's own, of an order the
 * operator's. call: nobody's, with found.now and found.today set. false: there is no such dossier, or a sticky
 * error. */
bool erasing_close_by_server(struct call *call, struct txn *txn, const struct id *dossier, const struct erasing *what);

/* What stands for the reference of an order, in the record as well: who has the keyring and the reference can compare
 * them, and nobody else learns of it. */
struct hash erasing_order_digest(const struct world *world, const char *reference);

/* How jobs are done: by the ledger of a server, or in a transaction of one's own (erasing_commit_directly). */
struct erasing_options {
    const struct world *world;
    enum tnw_err (*commit)(void *owner, enum tnw_err (*run)(void *ctx, struct txn *txn), void *ctx);
    bool (*rest)(void *owner); /* between two steps; false: stop. NULL: goes on at once */
    void *owner;
    /* Events for these actors, 16 bytes each, are durable. NULL: nobody waits for them. */
    void (*announce)(void *ctx, struct slice actors);
    void *ctx;
};
/* For commands at the machine: then it lets the writer alone for as long as it had it. owner: the store. */
enum tnw_err erasing_commit_directly(void *owner, enum tnw_err (*run)(void *ctx, struct txn *txn), void *ctx);

/* Removes what is left of the dossiers that are closed, in bounded steps. It can be cut anywhere, and begins anew.
 * Out: emptied: how many are emptied now. Errors: UNAVAILABLE: it was stopped. */
TNW_MUST_CHECK enum tnw_err erasing_empty(const struct erasing_options *options, size_t *emptied);

/* Finds of those that are emptied which are complete, and tells their patients: one is when none of the wrapping keys
 * that it notes is in the keyring any more. Those are all that there were when it was closed, and no key is destroyed
 * before what managed backups hold was wrapped anew without the keys of erased dossiers. Out: completed: how many came
 * to it. */
TNW_MUST_CHECK enum tnw_err erasures_complete(const struct erasing_options *options, size_t *completed);

#endif
