#include "store/records/process/told.h"

#include <string.h>

const struct told_step *
told_find(const struct process_marks *marks, const struct told_step *step)
{
    for (size_t i = 0; i < marks->told_count; i++) {
        const struct told_step *told = &marks->told[i];
        if (strcmp(told->rule, step->rule) == 0 && told->due == step->due && (told->overdue || !step->overdue)) {
            return told;
        }
    }
    return NULL;
}

/* Whoever moves a day back and forth has nobody told more than once a day of the same step. */
static bool
was_told_today(const struct process_marks *marks, const struct told_step *step)
{
    for (size_t i = 0; i < marks->told_count; i++) {
        const struct told_step *told = &marks->told[i];
        if (strcmp(told->rule, step->rule) == 0 && told->overdue == step->overdue && told->on == step->on) {
            return true;
        }
    }
    return false;
}

void
told_keep(struct process_marks *marks, const struct told_step *told)
{
    if (marks->told_count < LIMIT_PROCESS_TOLD) {
        marks->told[marks->told_count++] = *told;
    }
}

void
told_wake_tomorrow(struct process_marks *marks, day_num today)
{
    if (marks->wake == 0 || marks->wake > today + 1) {
        marks->wake = today + 1;
    }
}

bool
told_mark(const struct process_marks *was, struct process_marks *marks, const char *rule, day_num due, bool overdue,
          day_num today)
{
    struct told_step step = {.due = due, .overdue = overdue, .on = today};
    memcpy(step.rule, rule, strnlen(rule, sizeof step.rule - 1));
    const struct told_step *before = told_find(was, &step);
    if (before == NULL && was_told_today(was, &step)) {
        told_wake_tomorrow(marks, today);
        return false;
    }
    told_keep(marks, before == NULL ? &step : before);
    return before == NULL;
}

void
told_remember(const struct process_marks *was, struct process_marks *marks, day_num today)
{
    for (size_t i = 0; i < was->told_count; i++) {
        const struct told_step *told = &was->told[i];
        bool passes = strcmp(told->rule, TOLD_REGIE_OUT) == 0 || (told->due == 0 && told->on != today);
        if (!passes && told_find(marks, told) == NULL) {
            told_keep(marks, told);
        }
    }
}
