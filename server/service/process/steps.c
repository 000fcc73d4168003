#include "service/process/steps.h"

#include <stdlib.h>
#include <string.h>

#include "service/process/loading.h"
#include "store/records/fragment.h"

/* The language of rules lets a row name others; these know of every step that does not. */
#define KNOWING                                                                                                        \
    (CODE_BIT(ROLE_PATIENT) | CODE_BIT(ROLE_HUISARTS) | CODE_BIT(ROLE_ADVISEREND_ARTS) | CODE_BIT(ROLE_ARBEIDSARTS) |  \
     CODE_BIT(ROLE_TNW_COORDINATOR))

static int
compare_steps(const void *a, const void *b)
{
    const struct timeline_step *one = a;
    const struct timeline_step *other = b;
    day_num first = one->due == 0 ? INT32_MAX : one->due;
    day_num second = other->due == 0 ? INT32_MAX : other->due;
    return first != second ? (first > second) - (first < second) : strcmp(one->rule, other->rule);
}

void
steps_compute(const struct call *call, struct steps *steps)
{
    steps->count =
        timeline_steps(call->world->timeline, &steps->process, call->found.today, steps->list, TIMELINE_STEPS);
    qsort(steps->list, steps->count, sizeof steps->list[0], compare_steps);
}

/* Of what they wrote themself authors keep the sight, as they do of the fragment. */
static bool
is_kept_from(const struct call *call, struct txn *txn, const struct access *access, const struct process_event *event)
{
    struct fragment_head head;
    struct access_question question = {
        .action = ACTION_READ, .category = event->category, .purpose = call->found.purpose, .keeps_reading = true};
    if (event->category >= CATEGORY_COUNT || !access_is_excluded(call, access, &question)) {
        return false;
    }
    question.is_author = fragment_get_head(txn, &access->dossier.id, &event->object, &head) &&
                         id_eq(&head.author, &call->found.actor) && head.author_role == call->found.role;
    return access_is_excluded(call, access, &question);
}

/* To whom the patient excluded from some categories, the timeline is as it were without what is in them: a step would
 * tell what it runs from. */
static void
leave_out_excluded(const struct call *call, struct txn *txn, const struct access *access, struct process *process)
{
    size_t kept = 0;
    for (size_t i = 0; i < process->event_count; i++) {
        if (!is_kept_from(call, txn, access, &process->events[i])) {
            process->events[kept++] = process->events[i];
        }
    }
    process->event_count = kept;
}

struct steps *
steps_load(const struct call *call, struct txn *txn, const struct access *access)
{
    struct steps *steps = calloc(1, sizeof *steps);
    if (steps == NULL) {
        txn_set_error(txn, TNW_E_NO_MEMORY);
        return NULL;
    }
    if (!loading_process(txn, &access->dossier, &steps->process)) {
        free(steps);
        return NULL;
    }
    leave_out_excluded(call, txn, access, &steps->process);
    steps_compute(call, steps);
    return steps;
}

bool
steps_is_open(const struct timeline_step *step)
{
    return step->state == STEP_DUE || step->state == STEP_OVERDUE || step->state == STEP_COMING;
}

bool
steps_is_told(const struct timeline_step *step)
{
    bool now = step->state == STEP_DUE || step->state == STEP_OVERDUE;
    return now && step->duty && step->status != STEP_STATUS_ANNOUNCED;
}

code_set
steps_seen_by(const struct timeline_step *step)
{
    return step->who | CODE_BIT(ROLE_PATIENT) | (step->seen_by != 0 ? step->seen_by : KNOWING);
}

bool
steps_sees(const struct call *call, const struct timeline_step *step)
{
    return (steps_seen_by(step) & CODE_BIT(call->found.role)) != 0;
}

bool
steps_acts(const struct call *call, const struct timeline_step *step)
{
    return (step->who & CODE_BIT(call->found.role)) != 0;
}
