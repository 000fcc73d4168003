#include "service/trio/asking.h"

#include <stdio.h>

#include "rules/conferring.h"
#include "rules/timeline/timeline.h"
#include "service/core/problem.h"
#include "service/process/keeping.h"
#include "store/records/trio/question.h"

/* Whom it names, or else all others who see it; of those, on a step, who decides on it. */
static member_set
asked_by(const struct trio *trio, const struct message *message, code_set deciders)
{
    const struct thread *thread = &trio->thread;
    member_set asked = 0;
    for (size_t i = 0; i < thread->member_count; i++) {
        const struct thread_member *member = &thread->members[i];
        bool other = member->view == VIEW_ALL && !id_eq(&member->actor, &message->author);
        bool meant = message->to == 0 ? other : (message->to >> i & 1) != 0;
        if (meant && (message->step[0] == 0 || (deciders & CODE_BIT(member->role)) != 0)) {
            asked |= (member_set)(1U << i);
        }
    }
    return asked;
}

static code_set
deciders_on(const struct call *call, const char *step)
{
    return step[0] == 0 ? 0 : timeline_deciders(call->world->timeline, step);
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

static enum tnw_err
check_question(struct call *call, const struct trio *trio, const struct message *message)
{
    code_set deciders = deciders_on(call, message->step);
    if (message->step[0] != 0 && deciders == 0) {
        return problem_at(call, "/step", "reference", "must be a step of the timeline that is decided in a thread");
    }
    if (asked_by(trio, message, deciders) == 0) {
        return message->step[0] == 0
                   ? problem_at(call, "/to", "required", "must name who is asked: nobody else sees all of this thread")
                   : problem_at(call, "/step", "rule", "must be one on which somebody who is asked decides");
    }
    if (count_open(&trio->thread, trio->place) >= LIMIT_MEMBER_QUESTIONS) {
        return problem(call, TNW_E_CONFLICT,
                       "%d questions of yours wait for an answer in this thread: end one by answering it yourself.",
                       LIMIT_MEMBER_QUESTIONS);
    }
    return TNW_OK;
}

static bool
is_asked(const struct trio *trio, const struct open_question *open)
{
    return (open->asked >> trio->place & 1) != 0;
}

enum tnw_err
asking_check(struct call *call, const struct trio *trio, struct message *message)
{
    if (conferring_asks(message->kind)) {
        return check_question(call, trio, message);
    }
    if (message->decision == ANSWER_UNKNOWN) {
        return TNW_OK;
    }
    const struct open_question *open = question_find(&trio->thread, &message->reply_to);
    if (open == NULL || open->step[0] == 0 || !is_asked(trio, open)) {
        return problem_at(call, "/reply_to", "rule", "must be an open question on a step that you are asked to decide");
    }
    (void)snprintf(message->step, sizeof message->step, "%s", open->step);
    return TNW_OK;
}

static void
open_question(const struct call *call, struct txn *txn, struct trio *trio, const struct message *message)
{
    struct thread *thread = &trio->thread;
    struct open_question *open = &thread->open[thread->open_count++];
    *open = (struct open_question){
        .message = message->id,
        .kind = message->kind,
        .by = (uint8_t)trio->place,
        .asked = asked_by(trio, message, deciders_on(call, message->step)),
        .answer_by = message->answer_by,
    };
    (void)snprintf(open->step, sizeof open->step, "%s", message->step);
    question_put(txn, thread, open);
    thread_put(txn, thread);
}

/* The first answer of anybody who is asked ends it for all; on a step, the decision. Who asked ends it by answering it
 * themself. */
static bool
ends(const struct trio *trio, const struct message *message, const struct open_question *open)
{
    bool own = id_eq(&trio->thread.members[open->by].actor, &message->author);
    bool whole = open->step[0] == 0 || message->decision != ANSWER_UNKNOWN;
    return conferring_answers(message->kind) && (own || (whole && is_asked(trio, open)));
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

/* What the timeline goes by. */
static void
note_decision_on_step(struct call *call, struct txn *txn, const struct trio *trio, const struct message *message)
{
    struct process_event event = {
        .object = message->id,
        .author = message->author,
        .category = CATEGORY_NONE,
        .by = message->author_role,
        .purpose = trio->thread.procedure,
        .value = message->decision == ANSWER_YES,
        .day = call->found.today,
        .recorded = call->found.today,
    };
    (void)snprintf(event.step, sizeof event.step, "%s", message->step);
    process_note(call, txn, &trio->access, &event);
}

void
asking_keep(struct call *call, struct txn *txn, struct trio *trio, const struct message *message)
{
    const struct open_question *open = question_find(&trio->thread, &message->reply_to);
    if (open != NULL && ends(trio, message, open)) {
        end_question(txn, &trio->thread, (size_t)(open - trio->thread.open));
        thread_put(txn, &trio->thread);
    }
    if (conferring_asks(message->kind)) {
        open_question(call, txn, trio, message);
    }
    if (message->decision != ANSWER_UNKNOWN) {
        note_decision_on_step(call, txn, trio, message);
    }
}

void
asking_end_all(struct txn *txn, struct thread *thread)
{
    while (thread->open_count > 0) {
        end_question(txn, thread, thread->open_count - 1);
    }
}
