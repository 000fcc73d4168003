#include "service/process/steps.h"

#include <stdlib.h>
#include <string.h>

#include "service/process/loading.h"
#include "store/records/fragment.h"

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
    const struct timeline_reader *reader = steps->reader.unread == NULL ? NULL : &steps->reader;
    steps->count = timeline_steps_for(call->world->timeline, &steps->process, reader, call->found.today, steps->list,
                                      TIMELINE_STEPS);
    qsort(steps->list, steps->count, sizeof steps->list[0], compare_steps);
}

static bool
is_written_by(struct txn *txn, const struct id *dossier, const struct process_event *event,
              const struct participant *who)
{
    struct fragment_head head = {.author = event->author, .author_role = event->by};
    bool known = !id_is_zero(&event->author) || fragment_get_head(txn, dossier, &event->object, &head);
    return known && id_eq(&head.author, &who->actor) && head.author_role == who->role;
}

/* To whom the patient excluded from some categories, the timeline is as it were without what is in them: a step would
 * tell what it runs from. Of what they wrote themself authors keep the sight, as they do of the fragment. */
static void
leave_out_excluded(struct txn *txn, const struct id *dossier, const struct participant *who, code_set excluded,
                   struct process *process)
{
    size_t kept = 0;
    for (size_t i = 0; i < process->event_count; i++) {
        const struct process_event *event = &process->events[i];
        bool keep = event->category >= CATEGORY_COUNT || (excluded & CODE_BIT(event->category)) == 0 ||
                    is_written_by(txn, dossier, event, who);
        if (keep) {
            process->events[kept++] = *event;
        }
    }
    process->event_count = kept;
}

static struct access_question
reading_of(const struct call *call, enum category category)
{
    return (struct access_question){.action = ACTION_READ, .category = category, .purpose = call->found.purpose};
}

static bool
may_read_fragment(const struct call *call, struct txn *txn, const struct access *access,
                  const struct process_event *event)
{
    struct fragment_head head;
    if (!fragment_get_head(txn, &access->dossier.id, &event->object, &head)) {
        return false;
    }
    struct access_question question = reading_of(call, event->category);
    question.of_fragment = true;
    question.fragment = fragment_traits_of(&head);
    question.is_author = id_eq(&head.author, &call->found.actor) && head.author_role == call->found.role;
    return access_would(call, access, &question);
}

/* What of the categories that the caller may not read they may all the same. */
struct unreadable {
    code_set own;  /* those whose fragments they may read that they wrote, */
    code_set some; /* or that a law speaks of: which, each fragment says */
};

static struct unreadable
find_unreadable(const struct call *call, struct txn *txn, const struct access *access, code_set told,
                code_set *unreadable)
{
    struct unreadable but = {0};
    struct decide_facts facts;
    bool known = access_facts_of(call, txn, access, NULL, &facts);
    *unreadable = 0;
    for (unsigned category = 0; category < CATEGORY_COUNT; category++) {
        struct access_question question = reading_of(call, (enum category)category);
        if (!codes_has(told, category) || access_would(call, access, &question)) {
            continue;
        }
        *unreadable |= CODE_BIT(category);
        const struct decide_question ask = {
            .action = ACTION_READ, .category = category, .purpose = question.purpose, .today = call->found.today};
        bool some = !known || decide_law_of_some(call->world->policy, &facts, &ask) != NULL;
        but.some |= some ? CODE_BIT(category) : 0;
        question.is_author = true;
        but.own |= access_would(call, access, &question) ? CODE_BIT(category) : 0;
    }
    return but;
}

/* A dossier has many events: only of those on which the fragment decides it is read. */
static bool
is_unread(const struct call *call, struct txn *txn, const struct access *access, const struct unreadable *but,
          const struct process_event *event)
{
    bool unknown = id_is_zero(&event->author);
    bool own = event->by == call->found.role && id_eq(&event->author, &call->found.actor);
    if (!unknown && own) {
        return !codes_has(but->own, event->category);
    }
    bool may = unknown || codes_has(but->some, event->category);
    return !(may && may_read_fragment(call, txn, access, event));
}

/* Which categories of those that steps tell of the caller may not read, and of their fragments those that they may not
 * either: their own they may, and some by law. Whose step it is has to know of it, but not who keeps their agenda. */
static void
note_unread(const struct call *call, struct txn *txn, const struct access *access, struct steps *steps)
{
    struct timeline_reader *reader = &steps->reader;
    code_set told = timeline_tells(call->world->timeline);
    reader->roles = call->found.deputy.acts ? 0 : CODE_BIT(call->found.role);
    reader->unread = steps->unread;
    struct unreadable but = find_unreadable(call, txn, access, told, &reader->unreadable);
    for (size_t i = 0; reader->unreadable != 0 && i < steps->process.event_count; i++) {
        const struct process_event *event = &steps->process.events[i];
        steps->unread[i] = event->category < CATEGORY_COUNT && codes_has(reader->unreadable, event->category) &&
                           is_unread(call, txn, access, &but, event);
    }
}

/* The categories that an exclusion keeps somebody from reading for one of these purposes, but what they wrote. Of who
 * only actor and role count; NULL: the caller. */
static code_set
excluded_categories(const struct call *call, struct txn *txn, const struct access *access,
                    const struct participant *who, code_set purposes)
{
    struct decide_facts facts;
    code_set excluded = 0;
    bool any = false;
    for (size_t i = 0; i < access->consent_count; i++) {
        any = any || access->consents[i].exclude;
    }
    if (!any) {
        return 0;
    }
    if (!access_facts_of(call, txn, access, who, &facts)) {
        return CODE_ALL(CATEGORY_COUNT); /* rather nothing than too much */
    }
    for (unsigned pair = 0; pair < CATEGORY_COUNT * PURPOSE_COUNT; pair++) {
        const struct decide_question ask = {.action = ACTION_READ,
                                            .category = (enum category)(pair / PURPOSE_COUNT),
                                            .purpose = (enum purpose)(pair % PURPOSE_COUNT),
                                            .today = call->found.today};
        bool asked = (purposes & CODE_BIT(ask.purpose)) != 0;
        if (asked && decide(call->world->policy, &facts, &ask).reason == REASON_EXCLUDED) {
            excluded |= CODE_BIT(ask.category);
        }
    }
    return excluded;
}

struct steps *
steps_load(const struct call *call, struct txn *txn, const struct access *access)
{
    const struct participant caller = {.actor = call->found.actor, .role = call->found.role};
    struct steps *steps = calloc(1, sizeof *steps);
    if (steps == NULL) {
        txn_set_error(txn, TNW_E_NO_MEMORY);
        return NULL;
    }
    if (!loading_process(txn, &access->dossier, &steps->process)) {
        free(steps);
        return NULL;
    }
    code_set excluded = excluded_categories(call, txn, access, NULL, CODE_BIT(call->found.purpose));
    leave_out_excluded(txn, &access->dossier.id, &caller, excluded, &steps->process);
    note_unread(call, txn, access, steps);
    steps_compute(call, steps);
    return steps;
}

/* For whichever purpose they look: what is told them is told for all. */
struct steps *
steps_of_other(const struct call *call, struct txn *txn, const struct access *access, const struct steps *all,
               const struct participant *who)
{
    code_set excluded = excluded_categories(call, txn, access, who, CODE_ALL(PURPOSE_COUNT));
    if (excluded == 0) {
        return NULL;
    }
    struct steps *steps = calloc(1, sizeof *steps);
    if (steps == NULL) {
        txn_set_error(txn, TNW_E_NO_MEMORY);
        return NULL;
    }
    steps->process = all->process;
    leave_out_excluded(txn, &access->dossier.id, who, excluded, &steps->process);
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

bool
steps_sees(const struct call *call, const struct timeline_step *step)
{
    return codes_has(step->who | CODE_BIT(ROLE_PATIENT) | step->seen_by, call->found.role);
}

bool
steps_acts(const struct call *call, const struct timeline_step *step)
{
    return (step->who & CODE_BIT(call->found.role)) != 0;
}
