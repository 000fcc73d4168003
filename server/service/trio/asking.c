#include "service/trio/asking.h"

#include "rules/conferring.h"
#include "service/core/problem.h"
#include "store/records/question.h"

/* Whom it names, or else all others who see it. */
static member_set
asked_by(const struct trio *trio, const struct message *message)
{
    const struct thread *thread = &trio->thread;
    member_set asked = message->to;
    for (size_t i = 0; message->to == 0 && i < thread->member_count; i++) {
        const struct thread_member *member = &thread->members[i];
        if (member->view == VIEW_ALL && !id_eq(&member->actor, &message->author)) {
            asked |= (member_set)(1U << i);
        }
    }
    return asked;
}

static size_t
count_open(const struct thread *thread, size_t by)
{
    size_t count = 0;
    for (size_t i = 0; i < thread->open_count; i++) {
        count += thread->open[i].by == by;
    }
    return count;
}

enum tnw_err
asking_check(struct call *call, const struct trio *trio, const struct message *message)
{
    if (!conferring_asks(message->kind)) {
        return TNW_OK;
    }
    if (asked_by(trio, message) == 0) {
        return problem_at(call, "/to", "required", "must name who is asked: nobody else sees all of this thread");
    }
    if (count_open(&trio->thread, trio->place) >= LIMIT_MEMBER_QUESTIONS) {
        return problem(call, TNW_E_CONFLICT,
                       "%d questions of yours wait for an answer in this thread: end one by answering it yourself.",
                       LIMIT_MEMBER_QUESTIONS);
    }
    return TNW_OK;
}

static void
open_question(struct txn *txn, struct trio *trio, const struct message *message)
{
    struct thread *thread = &trio->thread;
    struct open_question *open = &thread->open[thread->open_count++];
    *open = (struct open_question){
        .message = message->id,
        .kind = message->kind,
        .by = (uint8_t)trio->place,
        .asked = asked_by(trio, message),
        .answer_by = message->answer_by,
    };
    question_put(txn, thread, open);
    thread_put(txn, thread);
}

/* The first answer of anybody who is asked ends it for all; who asked ends it by answering it themself. */
static bool
ends(const struct trio *trio, const struct message *message, const struct open_question *open)
{
    bool asked = (open->asked >> trio->place & 1) != 0;
    bool own = id_eq(&trio->thread.members[open->by].actor, &message->author);
    return conferring_answers(message->kind) && (asked || own);
}

static void
end_question(struct txn *txn, struct thread *thread, size_t at)
{
    question_del(txn, thread, &thread->open[at]);
    thread->open_count--;
    for (size_t i = at; i < thread->open_count; i++) {
        thread->open[i] = thread->open[i + 1];
    }
}

void
asking_keep(struct txn *txn, struct trio *trio, const struct message *message)
{
    const struct open_question *open = question_find(&trio->thread, &message->reply_to);
    if (open != NULL && ends(trio, message, open)) {
        end_question(txn, &trio->thread, (size_t)(open - trio->thread.open));
        thread_put(txn, &trio->thread);
    }
    if (conferring_asks(message->kind)) {
        open_question(txn, trio, message);
    }
}

void
asking_end_all(struct txn *txn, struct thread *thread)
{
    while (thread->open_count > 0) {
        end_question(txn, thread, thread->open_count - 1);
    }
}
