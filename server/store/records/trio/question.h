/*
 * Open questions in the lists of each actor who is asked, and of who asks (records/agenda.h), by the last day for an
 * answer. What they say stands in their thread (records/thread.h), which opens and ends them.
 */
#ifndef TNW_STORE_RECORDS_TRIO_QUESTION_H
#define TNW_STORE_RECORDS_TRIO_QUESTION_H

#include "store/records/process/agenda.h"
#include "store/records/trio/thread.h"

/* Puts one into all lists where it stands, and takes it out of them. The thread itself is the caller's to put. */
void question_put(struct txn *txn, const struct thread *thread, const struct open_question *open);
void question_del(struct txn *txn, const struct thread *thread, const struct open_question *open);
/* Whether it stands in all of them: for the check of rows. */
bool question_stands(struct txn *txn, const struct thread *thread, const struct open_question *open);

/* The open question of that message; NULL: there is none. */
const struct open_question *question_find(const struct thread *thread, const struct id *message);

#endif
