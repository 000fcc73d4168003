/*
 * The index of open questions: in the list of each actor who is asked, and of who asks, by the last day for an answer.
 * What they say stands in their thread (records/thread.h), which opens and ends them.
 */
#ifndef TNW_STORE_RECORDS_TRIO_QUESTION_H
#define TNW_STORE_RECORDS_TRIO_QUESTION_H

#include "store/records/trio/thread.h"

enum question_side { QUESTION_FOR_ME, QUESTION_BY_ME };

/* The last day of those that have none: they stand last. */
#define QUESTION_NO_DAY INT32_MAX

struct question_row {
    struct id actor; /* whose list it stands in */
    enum question_side side;
    day_num day; /* QUESTION_NO_DAY: it has none */
    struct id message;
    struct id dossier;
    struct id thread;
};

/* Puts one, which the thread has no row of, into all lists where it stands, and takes it out of them. The thread itself
 * is the caller's to put. */
void question_put(struct txn *txn, const struct thread *thread, const struct open_question *open);
void question_del(struct txn *txn, const struct thread *thread, const struct open_question *open);
/* Whether it stands in all of them: for the check of rows. */
bool question_stands(struct txn *txn, const struct thread *thread, const struct open_question *open);

/* Those of a list by day, from behind day and message (0 and zero: the first). range_close ends the walk.
 * question_next: false: no more, or a sticky error. */
void question_walk(struct range *walk, struct txn *txn, const struct id *actor, enum question_side side, day_num day,
                   const struct id *message);
bool question_next(struct range *walk, const struct id *actor, enum question_side side, struct question_row *out);
/* One that is at hand, under actor, side, day and message: fills in the rest. false: sticky error. */
bool question_open(struct txn *txn, struct slice stored, struct question_row *row);

/* The open question of that message; NULL: there is none. */
const struct open_question *question_find(const struct thread *thread, const struct id *message);

#endif
