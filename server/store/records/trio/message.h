/*
 * Messages of a TRIO thread, and who read them.
 */
#ifndef TNW_STORE_RECORDS_TRIO_MESSAGE_H
#define TNW_STORE_RECORDS_TRIO_MESSAGE_H

#include "store/range.h"
#include "store/records/trio/thread.h"

struct message {
    struct id thread;
    struct id id;
    uint32_t number; /* in the thread, from 1 */
    enum message_kind kind;
    struct id author;
    enum role author_role;
    struct id by; /* the medewerker who sent it in the author's name; zero: the author did */
    time_ms sent;
    struct id reply_to; /* zero: none */
    day_num answer_by;  /* 0: none */
    size_t fragment_count;
    struct id fragments[LIMIT_MESSAGE_FRAGMENTS];
    member_set to;           /* whom it names; none: it is for all who see the thread */
    member_set heard;        /* who sees it though their view is VIEW_ADDRESSED: author, to, who is answered */
    char step[PROCESS_CODE]; /* of a question: the step of the timeline that it wants a decision on; "" for none */
    enum answer decision;    /* of a beslissing on such a step; ANSWER_UNKNOWN: it is none */
    struct buf attachments;  /* references (records/file/attachment.h) */
    struct buf text;
};

/* false: absent or sticky error; out is then empty but for its thread. Free with message_wipe. */
bool message_get(struct txn *txn, const struct thread *thread, const struct id *id, struct message *out);
/* For who will ask for it. */
void message_hint(struct txn *txn, const struct id *thread, const struct id *id);
void message_put(struct txn *txn, const struct thread *thread, const struct message *message);
void message_wipe(struct message *message);
/* The messages of a thread in the order of their ids, from behind `after` (zero: the first). range_close ends the walk.
 * message_next: false: no more, or a sticky error. Free each with message_wipe. */
void message_walk(struct range *walk, struct txn *txn, const struct thread *thread, const struct id *after);
bool message_next(struct range *walk, const struct thread *thread, struct message *out);

/* The thread's last message; false: it has none, or sticky error. Free with message_wipe. */
bool message_last(struct txn *txn, const struct thread *thread, struct message *out);
/* How many there are; 0 also with a sticky error. */
uint32_t message_count(struct txn *txn, const struct thread *thread);

/* When that actor read that message. 0: not yet, or sticky error. */
time_ms receipt_get(struct txn *txn, const struct thread *thread, const struct id *message, const struct id *actor);
/* The receipts of a thread's messages, from those of the message behind `after` (zero: the first), in the order of the
 * messages: a list of messages asks for those of each in turn, and all of them are one walk. */
struct receipt {
    struct id message;
    struct id actor;
    time_ms when;
};
struct receipt_walk {
    struct range range;
    const struct thread *thread;
    struct receipt next;
    bool has_next;
};
void receipt_walk(struct receipt_walk *walk, struct txn *txn, const struct thread *thread, const struct id *after);
/* The next receipt of that message. false: it has no more, or a sticky error. */
bool receipt_next_of(struct receipt_walk *walk, const struct id *message, struct receipt *out);
void receipt_walk_close(struct receipt_walk *walk);
void receipt_put(struct txn *txn, const struct thread *thread, const struct id *message, const struct id *actor,
                 time_ms when);

#endif
