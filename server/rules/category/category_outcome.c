#include <string.h>

#include "rules/category/category.h"
#include "rules/field.h"

/* The newest by the day of which it speaks; of one day the one that came last. NULL: there is none. */
static const struct process_event *
occupational_estimate(const struct process *process)
{
    const struct process_event *newest = NULL;
    for (size_t i = 0; i < process->event_count; i++) {
        const struct process_event *event = &process->events[i];
        if (event->category == CATEGORY_ARBEIDSPOTENTIEEL && strcmp(event->kind, "occupational") == 0 &&
            (newest == NULL || event->day >= newest->day)) {
            newest = event;
        }
    }
    return newest;
}

/* potentieel_uitkomst: what worker and employer read is what was estimated. */
struct breach
category_outcome_context(const json_t *content, const struct category_context *context)
{
    const struct process_event *estimate = occupational_estimate(context->process);
    if (estimate == NULL) {
        return (struct breach){"/potential", "follows an occupational arbeidspotentieel: write that first"};
    }
    if ((estimate->value == 1) != json_is_true(json_object_get(content, "potential"))) {
        return (struct breach){"/potential", "must say what the newest occupational arbeidspotentieel says"};
    }
    return BREACH_NONE;
}
