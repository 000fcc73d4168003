/*
 * Messages of a TRIO thread, and who read them.
 */
#ifndef TNW_STORE_RECORDS_MESSAGE_H
#define TNW_STORE_RECORDS_MESSAGE_H

#include "store/records/thread.h"

struct message {
    struct id thread;
    struct id id;
    uint32_t number; /* in the thread, from 1 */
    enum message_kind kind;
    struct id author;
    enum role author_role;
    time_ms sent;
    struct id reply_to; /* zero: none */
    day_num answer_by;  /* 0: none */
    size_t fragment_count;
    struct id fragments[LIMIT_MESSAGE_FRAGMENTS];
    struct buf text;
};

bool message_get(struct txn *txn, const struct thread *thread, const struct id *id, struct message *out);
void message_put(struct txn *txn, const struct thread *thread, const struct message *message);
void message_wipe(struct message *message);
bool message_next(struct txn *txn, const struct thread *thread, const struct id *after, struct message *out);

/* The thread's last message; false: it has none, or sticky error. */
bool message_last(struct txn *txn, const struct thread *thread, struct message *out);
/* How many there are. */
uint32_t message_count(struct txn *txn, const struct thread *thread);

/* When that actor read that message. 0: not yet. */
time_ms receipt_get(struct txn *txn, const struct thread *thread, const struct id *message, const struct id *actor);
void receipt_put(struct txn *txn, const struct thread *thread, const struct id *message, const struct id *actor,
                 time_ms when);

#endif
