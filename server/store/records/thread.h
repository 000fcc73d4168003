/*
 * TRIO threads: who confers on a dossier, in which procedure, to what conclusion.
 */
#ifndef TNW_STORE_RECORDS_THREAD_H
#define TNW_STORE_RECORDS_THREAD_H

#include "base/codes.h"
#include "base/id.h"
#include "base/limits.h"
#include "store/store.h"

struct thread_member {
    struct id actor;
    enum role role;
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
    struct buf subject;
    struct buf conclusion;
};

/* Which dossier a thread belongs to. false: there is no such thread. */
bool thread_place(struct txn *txn, const struct id *thread, struct id *dossier);
bool thread_get(struct txn *txn, const struct id *dossier, const struct id *id, struct thread *out);
/* For a new one: also files it, so that thread_place finds it. */
void thread_create(struct txn *txn, const struct thread *thread);
void thread_put(struct txn *txn, const struct thread *thread);
void thread_wipe(struct thread *thread);
bool thread_next(struct txn *txn, const struct id *dossier, const struct id *after, struct thread *out);

#endif
