/*
 * How threads and what is open in them are shown.
 */
#ifndef TNW_SERVICE_TRIO_TRIO_SHOW_H
#define TNW_SERVICE_TRIO_TRIO_SHOW_H

#include "json/write.h"
#include "service/trio/trio.h"

/* A thread, as that member sees it; whoever sees all of it has no place in particular. */
void trio_show_thread(struct json_writer *jw, const struct call *call, struct txn *txn, const struct thread *thread,
                      bool sees_all, size_t place);

/* Members "kind", "to", "answer_by", "state", "step" of a question that waits for an answer. */
void trio_show_open(struct json_writer *jw, const struct call *call, const struct thread *thread,
                    const struct open_question *open);

/* Member `key`: the actors of the set, each once. */
void trio_show_members(struct json_writer *jw, const char *key, const struct thread *thread, member_set set);

#endif
