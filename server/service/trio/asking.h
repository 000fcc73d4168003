/*
 * Questions of a thread: whom a message asks, and which question it answers.
 */
#ifndef TNW_SERVICE_TRIO_ASKING_H
#define TNW_SERVICE_TRIO_ASKING_H

#include "service/trio/trio.h"
#include "store/records/trio/message.h"

/* Whether the message, which names whom it is to, can ask what it asks, or decide what it decides; a decision takes the
 * step over from the question. Errors: INVALID_BODY: nobody is asked, or there is nothing to decide; CONFLICT: its
 * author has as many open questions here as anybody may. */
TNW_MUST_CHECK enum tnw_err asking_check(struct call *call, const struct trio *trio, struct message *message);

/* Opens the question that the message is, or ends the one that it answers; most messages are neither. Puts the thread
 * when that changes it, and into the dossier's process what was decided. */
void asking_keep(struct call *call, struct txn *txn, struct trio *trio, const struct message *message);

/* Ends all of them. The thread is the caller's to put. */
void asking_end_all(struct txn *txn, struct thread *thread);

#endif
