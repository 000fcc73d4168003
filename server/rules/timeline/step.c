#include "rules/timeline/step.h"

#include <string.h>

/* What was chosen of a rule, and where its time runs from. */
struct choice {
    const struct version *version;
    struct moment moment;
    const struct reason *why_not; /* NULL: it is in force */
};

static struct moment
select_day(const struct timeline *table, const struct scene *scene, const struct version *version,
           const struct moment *anchor)
{
    switch (version->select_by) {
    case SELECT_START:
        return (struct moment){.known = true, .day = scene->start};
    case SELECT_EVENT:
        return (struct moment){.known = anchor->known, .day = anchor->event != NULL ? anchor->event->day : anchor->day};
    case SELECT_RIT: {
        day_num asked = span_last(table->rit, scene).from;
        return (struct moment){.known = asked != 0, .day = asked};
    }
    case SELECT_TODAY:
    case SELECT_COUNT:
        break;
    }
    return (struct moment){0};
}

static bool
has_begun(struct scene *scene, const struct version *version, const struct moment *day)
{
    if (version->from == INT32_MIN) {
        return true;
    }
    return day->known ? day->day >= version->from : scene_reached(scene, version->from);
}

static bool
has_ended(struct scene *scene, const struct version *version, const struct moment *day)
{
    if (version->until == INT32_MAX) {
        return false;
    }
    return day->known ? day->day > version->until : scene_reached(scene, version->until + 1);
}

/* Without a day of its own a version is picked by today: so is one by "today", and what waits for its event shows the
 * version that is in force. before: as of moment_find. */
static struct choice
choose(const struct timeline *table, struct scene *scene, const struct rule *rule, const struct process_event *before)
{
    struct choice choice = {.version = &rule->versions[0], .why_not = table->given[REASON_BEFORE_LAW]};
    for (size_t i = 0; i < rule->version_count; i++) {
        const struct version *version = &rule->versions[i];
        struct moment anchor = moment_find(&version->anchor, scene, before);
        struct moment day = select_day(table, scene, version, &anchor);
        if (!has_begun(scene, version, &day)) {
            return choice;
        }
        choice = (struct choice){.version = version, .moment = anchor};
        if (!has_ended(scene, version, &day)) {
            choice.why_not = anchor.known ? NULL : table->given[REASON_NOT_YET];
            return choice;
        }
        choice.why_not = table->given[REASON_AFTER_LAW];
    }
    return choice;
}

static const struct term_offset *
offset_for(const struct version *version, const struct moment *moment)
{
    int value = moment->event == NULL ? PROCESS_NO_VALUE : moment->event->value;
    for (size_t i = 0; i < version->offset_count; i++) {
        code_set values = version->offsets[i].values;
        if (values == 0 || codes_has(values, (unsigned)value)) {
            return &version->offsets[i];
        }
    }
    return NULL;
}

static day_num
due_day(const struct version *version, const struct moment *moment, const struct term_offset *term, int occurrence)
{
    struct offset offset = term->offset;
    offset.count += occurrence * version->repeats;
    day_num due = offset_add(moment->day, offset);
    day_num sooner = version->has_sooner && moment->event != NULL ? match_day(moment->event, version->sooner) : 0;
    return sooner != 0 && sooner < due ? sooner : due;
}

/* Sets due and window; false: what happened asks for nothing. */
static bool
set_days(struct timeline_step *step, const struct version *version, const struct moment *moment, int occurrence)
{
    if (version->term == TERM_NONE) {
        return true;
    }
    const struct term_offset *term = offset_for(version, moment);
    if (term == NULL) {
        return false;
    }
    step->due = due_day(version, moment, term, occurrence);
    if (version->term == TERM_FROM) {
        step->from = step->due;
    }
    if (version->has_window) {
        struct offset window = version->window;
        window.count += occurrence * version->repeats;
        step->from = offset_add(moment->day, window);
        step->until = step->due;
    }
    return true;
}

/* The first event since that day that fulfils it. In a chain an event that is itself a later anchor is no answer to
 * this one. */
static const struct process_event *
find_done(const struct scene *scene, const struct version *version, const struct moment *moment, day_num since)
{
    const struct process_event *found = NULL;
    const struct process_event *event;
    for (size_t i = 0; (event = scene_next(scene, &version->done_by, &i)) != NULL;) {
        bool fits = event->day >= since;
        if (fits && version->chain && (event == moment->event || moment_may_be(&version->anchor, event))) {
            continue;
        }
        if (fits && (found == NULL || event->day < found->day)) {
            found = event;
        }
    }
    return found;
}

/* Whether a condition still counts for what is done: not when somebody said of this very step that it is, nor when the
 * circumstances changed after. The day alone makes done what stood until then, and work again does not undo it. */
static bool
still_counts(const struct requirement *requirement, const struct timeline_step *step, const struct process_event *done)
{
    if (done == NULL) {
        return step->state != STEP_DONE || requirement->kind != REQUIRE_UNFIT;
    }
    return strcmp(done->step, step->rule) != 0 && !requirement_is_circumstance(requirement);
}

/* done: the event that fulfilled it; NULL: none did. */
static const struct requirement *
first_failing(const struct choice *choice, struct scene *scene, const struct timeline_step *step,
              const struct process_event *done)
{
    const struct version *version = choice->version;
    /* What is possible from a day on asks how it is today, not how it was on that day. */
    const struct requirement_days days = {.limit = version->term == TERM_FROM ? 0 : step->due,
                                          .anchor = choice->moment.event == NULL ? 0 : choice->moment.event->day};
    for (size_t i = 0; i < version->when_count; i++) {
        const struct requirement *requirement = version->when[i];
        if (still_counts(requirement, step, done) && !requirement_holds(requirement, scene, days)) {
            return requirement;
        }
    }
    return NULL;
}

static bool
is_suspended(struct scene *scene, enum purpose purpose)
{
    const struct process *process = scene->process;
    for (size_t i = 0; i < process->suspension_count; i++) {
        const struct process_suspension *one = &process->suspensions[i];
        bool over = one->until != 0 && scene_reached(scene, one->until + 1);
        if (one->purpose == purpose && !over && scene_reached(scene, one->from)) {
            return true;
        }
    }
    return false;
}

static void
rule_out(struct timeline_step *step, const struct reason *reason)
{
    step->state = STEP_NOT_APPLICABLE;
    step->why = reason->code;
    step->why_text = &reason->words;
}

/* After its last day. */
static void
set_past(struct timeline_step *step, const struct timeline *table)
{
    if (step->status == STEP_STATUS_LAW && !step->duty) {
        rule_out(step, table->given[REASON_LAPSED]);
        return;
    }
    step->state = step->status == STEP_STATUS_LAW ? STEP_OVERDUE : STEP_DUE;
}

/* The state by the calendar alone. What is only announced is never more than coming. */
static void
set_state(struct timeline_step *step, const struct timeline *table, struct scene *scene, const struct choice *choice)
{
    const struct version *version = choice->version;
    day_num begin = version->term == TERM_NONE ? choice->moment.day
                    : step->from != 0          ? step->from
                                               : step->due - table->lead_days;
    step->state = STEP_COMING;
    if (version->status == STEP_STATUS_ANNOUNCED || !scene_reached(scene, begin)) {
        return;
    }
    step->state = STEP_DUE;
    if (version->term == TERM_BY && scene_reached(scene, step->due + 1)) {
        set_past(step, table);
    }
}

static void
fulfil(struct timeline_step *step, const struct process_event *done)
{
    step->state = STEP_DONE;
    step->done_by = done->object;
}

/* The day came before somebody was at work again. */
static bool
has_come(struct scene *scene, day_num day)
{
    return scene_reached(scene, day) && (scene->unfit || day < scene->resumed);
}

static void
decide_step(struct timeline_step *step, const struct timeline *table, struct scene *scene, const struct choice *choice,
            const struct process_event *done)
{
    step->state = choice->version->passes && has_come(scene, step->due) ? STEP_DONE : STEP_COMING;
    const struct requirement *failing = first_failing(choice, scene, step, done);
    if (failing != NULL) {
        rule_out(step, failing->otherwise);
        return;
    }
    if (done != NULL) {
        fulfil(step, done);
        return;
    }
    if (step->state == STEP_DONE) {
        return;
    }
    set_state(step, table, scene, choice);
    if (step->state == STEP_NOT_APPLICABLE) {
        return;
    }
    if (scene->process->closed) {
        rule_out(step, table->given[REASON_CLOSED]);
    } else if (is_suspended(scene, step->purpose)) {
        step->state = STEP_SUSPENDED;
        step->why = table->given[REASON_SUSPENDED]->code;
        step->why_text = &table->given[REASON_SUSPENDED]->words;
    }
}

static struct timeline_step
blank(const struct rule *rule, const struct choice *choice)
{
    const struct version *version = choice->version;
    struct timeline_step step = {.rule = rule->code,
                                 .version = version->name,
                                 .source = version->source,
                                 .why = version->why->code,
                                 .title = &rule->title,
                                 .text = &version->text,
                                 .benefit = version->benefit,
                                 .why_text = &version->why->words,
                                 .status = version->status,
                                 .duty = version->duty,
                                 .purpose = rule->purpose,
                                 .who = version->who,
                                 .seen_by = rule->seen_by};
    if (choice->moment.event != NULL) {
        step.anchor = choice->moment.event->object;
    }
    return step;
}

/* Of a chain: the step before, which the anchor of this one fulfilled. */
static size_t
make_previous(const struct timeline *table, struct scene *scene, const struct rule *rule, const struct choice *choice,
              struct timeline_step *out)
{
    const struct process_event *done = choice->moment.event;
    if (!choice->version->chain || !match_event(&choice->version->done_by, done)) {
        return 0;
    }
    const struct choice before = choose(table, scene, rule, done);
    *out = blank(rule, &before);
    if (before.why_not != NULL || !set_days(out, before.version, &before.moment, 0) ||
        first_failing(&before, scene, out, done) != NULL) {
        return 0;
    }
    fulfil(out, done);
    return 1;
}

/* Of what comes back: the last that was done, and the first that is not over. */
static size_t
make_repeated(const struct timeline *table, struct scene *scene, const struct rule *rule, const struct choice *choice,
              struct timeline_step out[2])
{
    int occurrence = 0;
    struct timeline_step step = blank(rule, choice);
    const struct version *version = choice->version;
    bool asked = set_days(&step, version, &choice->moment, 0);
    day_num since = choice->moment.day;
    while (asked && occurrence < LIMIT_TIMELINE_REPEATS && scene_reached(scene, step.due + 1)) {
        since = step.due + 1;
        (void)set_days(&step, version, &choice->moment, ++occurrence);
    }
    if (!asked) {
        rule_out(&step, table->given[REASON_OTHER]);
        out[0] = step;
        return 1;
    }
    const struct process_event *done = find_done(scene, version, &choice->moment, since);
    decide_step(&step, table, scene, choice, done);
    out[0] = step;
    if (step.state != STEP_DONE) {
        return 1;
    }
    out[1] = blank(rule, choice);
    (void)set_days(&out[1], version, &choice->moment, occurrence + 1);
    decide_step(&out[1], table, scene, choice, NULL);
    return 2;
}

size_t
step_make(const struct timeline *table, struct scene *scene, const struct rule *rule, struct timeline_step out[2])
{
    struct choice choice = choose(table, scene, rule, NULL);
    if (choice.why_not == NULL && choice.version->repeats > 0) {
        return make_repeated(table, scene, rule, &choice, out);
    }
    size_t count = choice.why_not == NULL ? make_previous(table, scene, rule, &choice, out) : 0;
    struct timeline_step *step = &out[count];
    *step = blank(rule, &choice);
    if (choice.why_not != NULL) {
        rule_out(step, choice.why_not);
    } else if (!set_days(step, choice.version, &choice.moment, 0)) {
        rule_out(step, table->given[REASON_OTHER]);
    } else {
        day_num since = choice.moment.event != NULL ? choice.moment.event->day : choice.moment.day;
        decide_step(step, table, scene, &choice, find_done(scene, choice.version, &choice.moment, since));
    }
    return count + 1;
}
