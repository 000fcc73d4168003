/*
 * The rows of an erased dossier: which those are, and their removal, some at a time.
 */
#ifndef TNW_STORE_RECORDS_ERASURE_EMPTYING_H
#define TNW_STORE_RECORDS_ERASURE_EMPTYING_H

#include "base/id.h"
#include "crypto/hash.h"
#include "store/layout.h"
#include "store/txn.h"

/* How a row tells of which dossier it is. */
enum row_kind {
    ROW_UNSET,
    ROW_LOG,     /* the log's own, which outlives it */
    ROW_ERASURE, /* what is left of it */
    ROW_APART,   /* of no dossier */
    ROW_OWN,     /* its key begins with the dossier */
    ROW_THREAD,  /* its key begins with a thread of the dossier */
    ROW_TRACE,   /* it lies with others, and names the dossier */
    ROW_PIECE,   /* part of another row */
};
enum row_kind emptying_kind(enum space space); /* each space has one: a test asks */

/* The dossiers that a row is of, or names. Returns how many. */
#define EMPTYING_NAMES 2
size_t emptying_names(struct txn *txn, enum space space, struct slice key, struct slice value,
                      struct id out[EMPTYING_NAMES]);

/* What must be gone at once: its data key, its header, by which all find it, and that it is the patient's. */
void emptying_begin(struct txn *txn, const struct id *dossier, const struct hash *patient);
/* Removes at most `most` of its own rows, and of its threads'. Returns how many: fewer than `most`, when none is
 * left. */
size_t emptying_remove(struct txn *txn, const struct id *dossier, size_t most);

/* A row that lies with others. */
struct trace {
    enum space space;
    struct key key;
};
/* Looks on for rows that name one of these dossiers, which are ascending, in the spaces of such rows, one behind the
 * other. */
struct trace_walk {
    unsigned space;
    struct key last; /* that was looked at in it */
    bool over;
};
/* Looks at no more than `looks` rows. Returns how many it found, at most max; walk: where to go on. */
size_t trace_find(struct txn *snapshot, struct trace_walk *walk, const struct id dossiers[], size_t dossier_count,
                  size_t looks, struct trace out[], size_t max);
/* Removes the row, or what it says: an inbox keeps the number of an event, and a retry of a request must find that
 * there was one. Gone already: fine. */
void trace_remove(struct txn *txn, const struct trace *trace);

#endif
