#include "service/process/keeping.h"

#include <stdlib.h>
#include <string.h>

#include "service/core/tell/tell.h"
#include "service/process/loading.h"
#include "service/process/regie.h"
#include "service/process/steps.h"
#include "service/process/waiting.h"
#include "store/records/actor.h"
#include "store/records/dossier.h"
#include "store/records/inbox.h"
#include "store/records/process/agenda.h"
#include "store/records/process/process.h"
#include "store/records/process/told.h"

/* What is kept, while it is changed: too large for a stack. */
struct kept {
    struct process_marks was;
    struct process_marks marks;
    struct steps steps;
};

/* NULL: sticky error. */
static struct kept *
open_process(struct txn *txn, const struct id *dossier)
{
    struct kept *kept = calloc(1, sizeof *kept);
    if (kept == NULL) {
        txn_set_error(txn, TNW_E_NO_MEMORY);
        return NULL;
    }
    (void)process_get(txn, dossier, &kept->steps.process, &kept->was);
    return kept;
}

/* In which roles the actor takes part. */
static code_set
roles_in(const struct dossier *dossier, const struct id *actor)
{
    code_set roles = 0;
    for (size_t i = 0; i < dossier->participant_count; i++) {
        const struct participant *who = &dossier->participants[i];
        roles |= id_eq(&who->actor, actor) ? CODE_BIT(who->role) : 0;
    }
    return roles;
}

code_set
process_regie_roles(const struct policy *policy, const struct dossier *dossier)
{
    for (size_t i = 0; i < dossier->participant_count; i++) {
        if ((policy->regie & CODE_BIT(dossier->participants[i].role)) != 0) {
            return policy->regie;
        }
    }
    return policy->regie_otherwise;
}

/* Days come in order, and one only once. */
static void
add_day(struct process_marks *marks, const struct id *actor, day_num day, size_t first)
{
    size_t count = marks->row_count - first;
    bool same = count > 0 && marks->rows[marks->row_count - 1].day == day;
    if (!same && count < LIMIT_AGENDA_DAYS && marks->row_count < PROCESS_AGENDA) {
        marks->rows[marks->row_count++] = (struct agenda_row){.actor = *actor, .day = day};
    }
}

/* The days on which a step of this actor's is due, and that on which the alert about the overview began. */
static void
add_days_of(struct kept *kept, const struct dossier *dossier, const struct id *actor, code_set seeing_to_regie)
{
    code_set roles = roles_in(dossier, actor);
    size_t first = kept->marks.row_count;
    day_num alert = (roles & seeing_to_regie) != 0 ? kept->marks.no_regie : 0;
    for (size_t i = 0; i < kept->steps.count; i++) {
        const struct timeline_step *step = &kept->steps.list[i];
        if (steps_is_open(step) && step->due != 0 && (step->who & roles) != 0) {
            if (alert != 0 && alert <= step->due) {
                add_day(&kept->marks, actor, alert, first);
                alert = 0;
            }
            add_day(&kept->marks, actor, step->due, first);
        }
    }
    if (alert != 0) {
        add_day(&kept->marks, actor, alert, first);
    }
}

static int
compare_rows(const void *a, const void *b)
{
    const struct agenda_row *one = a;
    const struct agenda_row *other = b;
    int actors = memcmp(one->actor.bytes, other->actor.bytes, ID_SIZE);
    return actors != 0 ? actors : (one->day > other->day) - (one->day < other->day);
}

static void
fill_rows(const struct call *call, struct kept *kept, const struct access *access)
{
    const struct dossier *dossier = &access->dossier;
    code_set seeing_to_regie = process_regie_roles(call->world->policy, dossier);
    for (size_t i = 0; i < dossier->participant_count; i++) {
        const struct id *actor = &dossier->participants[i].actor;
        if (access_participant(access, actor, ROLE_NONE) == &dossier->participants[i]) {
            add_days_of(kept, dossier, actor, seeing_to_regie);
        }
    }
    qsort(kept->marks.rows, kept->marks.row_count, sizeof kept->marks.rows[0], compare_rows);
}

static struct agenda_entry
entry_of_row(const struct agenda_row *row, const struct id *dossier)
{
    return (struct agenda_entry){.actor = row->actor, .list = AGENDA_STEPS, .day = row->day, .id = *dossier};
}

/* Both lists are in order: what is in one only is put, or taken away. */
static void
move_rows(struct txn *txn, const struct kept *kept, const struct id *dossier)
{
    const struct process_marks *was = &kept->was;
    const struct process_marks *is = &kept->marks;
    size_t i = 0;
    size_t j = 0;
    while (i < was->row_count || j < is->row_count) {
        int order = i == was->row_count ? 1 : j == is->row_count ? -1 : compare_rows(&was->rows[i], &is->rows[j]);
        struct agenda_entry entry = entry_of_row(order < 0 ? &was->rows[i] : &is->rows[j], dossier);
        if (order < 0) {
            agenda_del(txn, &entry);
        } else if (order > 0) {
            agenda_put(txn, &entry);
        }
        i += order <= 0;
        j += order >= 0;
    }
}

/* The scheduler, which looks at those of today, takes their rows away first. */
static void
move_wake(struct txn *txn, const struct kept *kept, const struct id *dossier, day_num today)
{
    if (kept->was.wake != 0 && kept->was.wake != kept->marks.wake) {
        wake_del(txn, kept->was.wake, dossier);
    }
    if (kept->marks.wake != 0 && (kept->was.wake != kept->marks.wake || kept->marks.wake <= today)) {
        wake_put(txn, kept->marks.wake, dossier);
    }
}

/* What waits for an answer leaves the lists with the dossier, and comes back with it: a bounded part at a time, the
 * rest when the scheduler comes by. */
static void
move_waiting(struct txn *txn, struct kept *kept, const struct id *dossier, day_num today)
{
    struct process_marks *marks = &kept->marks;
    marks->is_quiet = kept->steps.process.closed;
    bool turns = marks->is_quiet != kept->was.is_quiet;
    if (turns || kept->was.is_sweeping) {
        marks->swept = turns ? (struct id){{0}} : kept->was.swept;
        marks->is_sweeping = waiting_sweep(txn, dossier, marks->is_quiet, &marks->swept);
    }
    if (marks->is_sweeping) {
        marks->wake = marks->wake == 0 || marks->wake > today ? today : marks->wake;
    } else {
        marks->swept = (struct id){{0}};
    }
}

static struct event
event_of(const struct access *access, const struct timeline_step *step)
{
    struct event event = {.type = step->state == STEP_OVERDUE ? EVENT_STEP_OVERDUE : EVENT_STEP_DUE,
                          .object = access->dossier.id,
                          .due = step->due};
    memcpy(event.rule, step->rule, strnlen(step->rule, sizeof event.rule - 1));
    return event;
}

/* Steps that are told of for the first time. */
struct fresh {
    size_t count;
    const struct timeline_step *steps[TIMELINE_STEPS];
};

/* Whether the same step is among them, as far along. */
static bool
shows_step(const struct steps *steps, const struct timeline_step *step)
{
    for (size_t i = 0; i < steps->count; i++) {
        const struct timeline_step *other = &steps->list[i];
        if (strcmp(other->rule, step->rule) == 0 && other->due == step->due && other->state == step->state) {
            return true;
        }
    }
    return false;
}

/* Of those that are theirs to do, what their own timeline shows. In a second role only what the first did not do. */
static void
tell_participant(struct call *call, struct txn *txn, const struct access *access, const struct steps *all,
                 const struct fresh *fresh, size_t which)
{
    const struct dossier *dossier = &access->dossier;
    const struct participant *who = &dossier->participants[which];
    struct steps *own = steps_of_other(call, txn, access, all, who);
    for (size_t i = 0; i < fresh->count; i++) {
        const struct timeline_step *step = fresh->steps[i];
        bool acts = (step->who & CODE_BIT(who->role)) != 0;
        if (acts && !tell_came_before(dossier, which, step->who) && (own == NULL || shows_step(own, step))) {
            tell_event(call, txn, access, &who->actor, event_of(access, step));
        }
    }
    free(own);
}

/* Who acts; of what is too late the patient too, who waits for it. */
static void
tell_of_fresh(struct call *call, struct txn *txn, const struct access *access, const struct steps *all,
              const struct fresh *fresh)
{
    const struct dossier *dossier = &access->dossier;
    for (size_t i = 0; i < fresh->count; i++) {
        const struct timeline_step *step = fresh->steps[i];
        if (step->state == STEP_OVERDUE || (step->who & CODE_BIT(ROLE_PATIENT)) != 0) {
            tell_event(call, txn, access, &dossier->patient, event_of(access, step));
        }
    }
    for (size_t i = 0; fresh->count > 0 && i < dossier->participant_count; i++) {
        tell_participant(call, txn, access, all, fresh, i);
    }
}

static void
tell_of_steps(struct call *call, struct txn *txn, const struct access *access, struct kept *kept, bool quiet)
{
    struct fresh fresh = {.count = 0};
    for (size_t i = 0; i < kept->steps.count; i++) {
        const struct timeline_step *step = &kept->steps.list[i];
        if (steps_is_told(step) &&
            told_mark(&kept->was, &kept->marks, step->rule, step->due, step->state == STEP_OVERDUE,
                      call->found.today) &&
            !quiet) {
            fresh.steps[fresh.count++] = step;
        }
    }
    tell_of_fresh(call, txn, access, &kept->steps, &fresh);
}

/* That nobody keeps the overview is told when a day has passed: a team is not there at once. */
static void
watch_regie(struct call *call, struct txn *txn, const struct access *access, struct kept *kept)
{
    day_num today = call->found.today;
    bool lacks = regie_lacks(call, txn, access);
    kept->marks.no_regie = !lacks ? 0 : kept->was.no_regie != 0 ? kept->was.no_regie : today;
    if (!lacks) {
        return;
    }
    if (today <= kept->marks.no_regie) {
        told_wake_tomorrow(&kept->marks, today);
    } else if (told_mark(&kept->was, &kept->marks, REGIE_RULE, kept->marks.no_regie, false, today)) {
        code_set roles = process_regie_roles(call->world->policy, &access->dossier) | CODE_BIT(ROLE_PATIENT);
        tell_roles(call, txn, access, roles, (struct event){.type = EVENT_REGIE_NONE, .object = access->dossier.id});
    }
}

/* Whoever keeps the overview and was put out: the patient is told when a day has passed, and nobody else. */
static void
watch_put_out(struct call *call, struct txn *txn, const struct access *access, struct kept *kept)
{
    struct told_step step = {.rule = TOLD_REGIE_OUT, .on = call->found.today};
    const struct told_step *before = told_find(&kept->was, &step);
    if (!regie_is_put_out(call, txn, access)) {
        return;
    }
    if (before == NULL || (!before->overdue && before->on == step.on)) {
        told_wake_tomorrow(&kept->marks, step.on);
    } else if (!before->overdue) {
        before = NULL;
        step.overdue = true;
        tell_event(call, txn, access, &access->dossier.patient,
                   (struct event){.type = EVENT_REGIE_NONE, .object = access->dossier.id});
    }
    told_keep(&kept->marks, before == NULL ? &step : before);
}

/* When its timeline changes by itself, or it can only be read and nothing is to be done in it any more. */
static day_num
first_wake(const struct call *call, const struct access *access, const struct steps *steps)
{
    day_num wake = timeline_wake(call->world->timeline, &steps->process, call->found.today);
    day_num kept = retention_days(&call->world->policy->retention, access->dossier.term.year).consent;
    return kept != INT32_MAX && (wake == 0 || kept < wake) ? kept : wake;
}

static void
close_process(struct call *call, struct txn *txn, const struct access *access, struct kept *kept, bool quiet)
{
    const struct id *dossier = &access->dossier.id;
    loading_header(txn, &access->dossier, &kept->steps.process);
    kept->steps.process.closed = !access_is_open(access);
    if (!kept->steps.process.closed) {
        steps_compute(call, &kept->steps);
        kept->marks.wake = first_wake(call, access, &kept->steps);
        watch_regie(call, txn, access, kept);
        watch_put_out(call, txn, access, kept);
        tell_of_steps(call, txn, access, kept, quiet);
        told_remember(&kept->was, &kept->marks, call->found.today);
        fill_rows(call, kept, access);
    }
    move_rows(txn, kept, dossier);
    move_waiting(txn, kept, dossier, call->found.today);
    move_wake(txn, kept, dossier, call->found.today);
    process_put(txn, dossier, &kept->steps.process, &kept->marks);
    free(kept);
}

void
process_begin(struct call *call, struct txn *txn, const struct access *access)
{
    struct kept *kept = open_process(txn, &access->dossier.id);
    if (kept != NULL) {
        close_process(call, txn, access, kept, true);
    }
}

void
process_note(struct call *call, struct txn *txn, const struct access *access, const struct process_event *event)
{
    struct kept *kept = open_process(txn, &access->dossier.id);
    if (kept != NULL) {
        process_add(&kept->steps.process, event);
        close_process(call, txn, access, kept, false);
    }
}

void
process_forget(struct call *call, struct txn *txn, const struct access *access, const struct id *object)
{
    struct kept *kept = open_process(txn, &access->dossier.id);
    if (kept != NULL) {
        (void)process_take(&kept->steps.process, object);
        close_process(call, txn, access, kept, false);
    }
}

void
process_refresh(struct call *call, struct txn *txn, const struct access *access)
{
    struct kept *kept = open_process(txn, &access->dossier.id);
    if (kept != NULL) {
        close_process(call, txn, access, kept, false);
    }
}

/* Whether those who take part are still there decides whether somebody has to keep the overview. */
void
process_foresee(struct txn *snapshot, const struct id *dossier)
{
    const struct id *actors[LIMIT_PARTICIPANTS];
    struct dossier header;
    process_hint(snapshot, dossier);
    if (dossier_get(snapshot, dossier, &header)) {
        for (size_t i = 0; i < header.participant_count; i++) {
            actors[i] = &header.participants[i].actor;
        }
        actor_fetch(snapshot, actors, header.participant_count);
        dossier_wipe(&header);
    }
}

void
process_foresee_told(struct call *call, struct txn *snapshot)
{
    const struct id *dossier = &call->in->path_id[0];
    struct dossier header;
    process_foresee(snapshot, dossier);
    if (dossier_get(snapshot, dossier, &header)) {
        for (size_t i = 0; i < header.participant_count; i++) {
            inbox_hint(snapshot, &header.participants[i].actor);
        }
        dossier_wipe(&header);
    }
}

void
process_refresh_out(struct call *call, struct txn *txn, const struct id *dossier)
{
    struct access access;
    if (access_load(call, txn, dossier, &access)) {
        process_refresh(call, txn, &access);
    }
    access_close(&access);
}
