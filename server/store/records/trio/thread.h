/*
 * TRIO threads: who confers on a dossier, in which procedure, to what conclusion.
 */
#ifndef TNW_STORE_RECORDS_TRIO_THREAD_H
#define TNW_STORE_RECORDS_TRIO_THREAD_H

#include "base/domain/process.h"
#include "base/limits.h"
#include "store/range.h"
#include "store/txn.h"

/* Some read what is addressed to them only (rules/conferring.h). */
enum thread_view { VIEW_ALL, VIEW_ADDRESSED, VIEW_COUNT };

struct thread_member {
    struct id actor;
    enum role role;
    enum thread_view view;
};

/* Of members, by their place in the thread: member n is bit 1 << n. Members stay, so a set means the same for ever. */
typedef uint16_t member_set;

/* A vraag or an overlegverzoek that nobody has answered yet. */
struct open_question {
    struct id message;
    enum message_kind kind;
    uint8_t by;              /* the place of who asks */
    member_set asked;        /* not empty */
    day_num answer_by;       /* 0: none */
    char step[PROCESS_CODE]; /* the step of the timeline that it wants a decision on; "" for none */
};

struct thread {
    struct id dossier;
    struct id id;
    enum purpose procedure;
    time_ms started;
    struct id started_by;
    time_ms closed; /* 0: open */
    struct id closed_by;
    size_t member_count;
    struct thread_member members[LIMIT_THREAD_MEMBERS];
    size_t open_count;
    struct open_question open[LIMIT_THREAD_QUESTIONS]; /* in the order in which they were asked */
    struct buf subject;
    struct buf conclusion;
};

/* Which dossier a thread belongs to. false: there is no such thread, or sticky error. */
bool thread_place(struct txn *txn, const struct id *thread, struct id *dossier);
/* For who will read that thread, its dossier and its last message. */
void thread_hint(struct txn *txn, const struct id *thread);
/* false: absent or sticky error; out is then empty. Free with thread_wipe. */
bool thread_get(struct txn *txn, const struct id *dossier, const struct id *id, struct thread *out);
/* For a new one: also files it, so that thread_place finds it. */
void thread_create(struct txn *txn, const struct thread *thread);
void thread_put(struct txn *txn, const struct thread *thread);
void thread_wipe(struct thread *thread);
/* The threads of a dossier in the order of their ids, from behind `after` (zero: the first). range_close ends the walk.
 * thread_next: false: no more, or a sticky error. Free each with thread_wipe. */
void thread_walk(struct range *walk, struct txn *txn, const struct id *dossier, const struct id *after);
bool thread_next(struct range *walk, const struct id *dossier, struct thread *out);

#endif
