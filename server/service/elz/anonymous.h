/*
 * Texts that must be about nobody (rules/telltale): held against what numbers and addresses look like, and against the
 * names of the author's own patients, in the worker. A draft whose texts are such begins with struct anonymous.
 *
 * Own patients are those of the dossiers in which one of the author's registrations takes part, or which they have
 * opened before: of those they know. That somebody else's patient is called so nobody is told.
 */
#ifndef TNW_SERVICE_ELZ_ANONYMOUS_H
#define TNW_SERVICE_ELZ_ANONYMOUS_H

#include "rules/telltale/telltale.h"
#include "service/core/call.h"

#define ANONYMOUS_TEXTS 4

struct anonymous {
    size_t count;
    const char *pointers[ANONYMOUS_TEXTS];
    const char *texts[ANONYMOUS_TEXTS]; /* the body's */
    bool is_place[ANONYMOUS_TEXTS];     /* where people meet: an address is no fault there */
    struct telltales found[ANONYMOUS_TEXTS];
    enum tnw_err err; /* of the search */
    bool searched;
    bool too_many;       /* dossiers */
    uint64_t generation; /* of the store when it was searched */
    struct id linked;    /* all of the author's dossiers, one folded into the other, and how many */
    size_t linked_count;
};

/* For an operation's prepare. pointer: of the body's member, static; text: NULL for none. */
void anonymous_add(struct anonymous *texts, const char *pointer, const char *text);
void anonymous_add_place(struct anonymous *texts, const char *pointer, const char *text);

/* For an operation's look. before: what its readers have seen right before; may be empty. */
void anonymous_look(struct call *call, struct txn *snapshot, struct anonymous *texts, struct slice before);
/* The look of an operation whose texts stand alone. */
void anonymous_look_alone(struct call *call, struct txn *snapshot);

/* For its run, before anything is put: tells each place that could tell who it is. Errors: INVALID_BODY; UNAVAILABLE:
 * the author's dossiers are others by now; CONFLICT: they are too many to be searched. */
TNW_MUST_CHECK enum tnw_err anonymous_check(struct call *call, struct txn *txn, const struct anonymous *texts);

#endif
