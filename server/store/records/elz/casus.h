/*
 * Anonymous case discussions: a subject and a text, who is invited, the messages. Tied to no dossier: what lies here
 * names none, and has a data key of its own, so that erasing that erases the discussion.
 */
#ifndef TNW_STORE_RECORDS_ELZ_CASUS_H
#define TNW_STORE_RECORDS_ELZ_CASUS_H

#include "base/codes.h"
#include "base/id.h"
#include "base/limits.h"
#include "crypto/hash.h"
#include "store/range.h"
#include "store/txn.h"

struct casus {
    struct id id;
    time_ms opened;
    time_ms last;   /* when something was added last: its retention counts from there */
    time_ms closed; /* 0: open */
    struct id closed_by;
    struct id moment; /* the netwerkmoment that it belongs to; zero: none */
    size_t member_count;
    struct id members[LIMIT_CASUS_MEMBERS]; /* registrations; the first is its author's */
    uint32_t messages;
    struct buf subject;
    struct buf text;
    struct buf conclusion;
};

struct casus_message {
    struct id id;
    enum message_kind kind;
    struct id author;
    enum role author_role;
    time_ms sent;
    struct id reply_to; /* zero: none */
    struct buf text;
};

/* A new one: its data key, itself, and a row for each person. */
void casus_create(struct txn *txn, const struct casus *casus, const struct hash *persons, size_t count);
void casus_put(struct txn *txn, const struct casus *casus);
/* false: absent or sticky error; out is then empty. Free with casus_wipe. */
bool casus_get(struct txn *txn, const struct id *id, struct casus *out);
void casus_wipe(struct casus *casus);

/* Whether the person is invited: by their identity, whatever the registration. */
bool casus_has_member(struct txn *txn, const struct id *casus, const struct hash *person);
/* The ids of the discussions to which the person is invited, for range_next_id. after: zero for all. */
void casus_walk_of(struct range *walk, struct txn *txn, const struct hash *person, const struct id *after);

/* What who adds to it asks for: itself, its key, whether the person is invited, the last message. */
void casus_hint(struct txn *txn, const struct id *id, const struct hash *person);
void casus_message_hint(struct txn *txn, const struct id *casus, const struct id *id);

void casus_message_put(struct txn *txn, const struct id *casus, const struct casus_message *message);
bool casus_message_get(struct txn *txn, const struct id *casus, const struct id *id, struct casus_message *out);
struct id casus_message_last(struct txn *txn, const struct id *casus); /* zero: there is none */
/* Oldest first, or newest first. range_close ends it. casus_message_next: false: no more, or a sticky error. */
void casus_message_walk(struct range *walk, struct txn *txn, const struct id *casus, const struct id *after);
void casus_message_walk_back(struct range *walk, struct txn *txn, const struct id *casus);
bool casus_message_next(struct range *walk, const struct id *casus, struct casus_message *out);
void casus_message_wipe(struct casus_message *message);

#endif
