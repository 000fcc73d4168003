#include <string.h>

#include "rules/category/category.h"
#include "rules/field.h"

struct breach
category_plan_check(const json_t *content, day_num today)
{
    day_num day = field_date(content, "date", today);
    size_t i;
    const json_t *appointment;
    json_array_foreach(json_object_get(content, "appointments"), i, appointment)
    {
        if (field_date(appointment, "date", 0) < day) {
            return (struct breach){"/appointments", "an appointment must not be before the day of the plan"};
        }
    }
    return BREACH_NONE;
}

/* Of a TNW-traject: only after a complete engagement (S2:86). */
struct breach
category_plan_context(const json_t *content, const struct category_context *context)
{
    if (strcmp(field_text(content, "procedure"), "tnw_traject") != 0) {
        return BREACH_NONE;
    }
    for (size_t i = 0; i < context->process->event_count; i++) {
        const struct process_event *event = &context->process->events[i];
        if (event->category == CATEGORY_ENGAGEMENT && category_is_complete(CATEGORY_ENGAGEMENT, (size_t)event->value)) {
            return BREACH_NONE;
        }
    }
    return (struct breach){"/procedure",
                           "a plan of a TNW-traject follows an engagement that all three have signed: have it signed"};
}
