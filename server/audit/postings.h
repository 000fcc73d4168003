/*
 * What records are filed under, and when: their dossiers (those that a list showed included), actor, organisation,
 * action, decision, each code of their ground, whole and by its kind, and their request. Each is noted in memory
 * (store/audit/unfiled.h) when it is sealed, and filed together with some ten thousand others: in the order of their
 * keys a part of the index's pages is written once for all of them. search.h finds them in both.
 *
 * A crash loses nothing: what was noted and not filed is read again from the log. A turn that was cut has filed some
 * keys and not others; the next one passes over places that are there.
 */
#ifndef TNW_AUDIT_POSTINGS_H
#define TNW_AUDIT_POSTINGS_H

#include "audit/record_view.h"
#include "store/audit/audit_index.h"

/* Longer texts are hashed each time. */
#define POSTINGS_TEXT 48
#define POSTINGS_KNOWN 8

/* The key of a text that was noted lately: most records say one of a few, and hashing costs more than all else. */
struct postings_known {
    char text[POSTINGS_TEXT];
    size_t len; /* 0: none */
    struct audit_index_key key;
};

/* For who notes records: zeros at first. */
struct postings {
    struct buf keys; /* of one record */
    struct postings_known known[POSTINGS_KNOWN];
    size_t oldest;
};

/* Notes a record of the log, which is durable, if it is the next one. It is none of the caller's trouble when there is
 * no memory: then it is noted later, by postings_catch_up. */
void postings_note(struct postings *postings, struct txn *txn, const struct record_view *view);
/* In a snapshot: begins where the index ends, at first, and notes what the snapshot's map has, at most max records.
 * Out: *more: there are more. Errors: CORRUPT: a record, or the links of what it lists; NO_MEMORY; those of txn. */
TNW_MUST_CHECK enum tnw_err postings_catch_up(struct postings *postings, struct txn *txn, size_t max, bool *more);
void postings_wipe(struct postings *postings);

/* A turn of filing: all that the older part of what is unfiled has. Zeros: none. */
struct postings_turn {
    uint32_t *order; /* numbers of lists, in the order of their keys */
    size_t count;
    size_t done; /* lists */
    size_t next; /* done, once what was applied is durable */
};

/* In a snapshot: begins a turn when the last one is over and enough was noted (`all`: anything). Returns whether there
 * is one. Without memory there is none. */
bool postings_turn_begin(struct postings_turn *turn, struct txn *txn, bool all);
/* Files some lists; with the last of them the index reaches up to the end of the part. May be called again when it came
 * to nothing. Errors: CONFLICT: the index is not where the part begins; those of txn. */
TNW_MUST_CHECK enum tnw_err postings_turn_apply(struct postings_turn *turn, struct txn *txn);
/* What was applied is durable. */
void postings_turn_applied(struct postings_turn *turn);
void postings_turn_wipe(struct postings_turn *turn);

#endif
