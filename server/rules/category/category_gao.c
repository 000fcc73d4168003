#include "rules/category/category.h"
#include "rules/category/category_number.h"
#include "rules/field.h"

struct breach
category_gao_check(const json_t *content, day_num today)
{
    (void)today;
    day_num begin = field_date(content, "begin", 0);
    day_num end = field_date(content, "end", 0);
    if (end < begin) {
        return (struct breach){"/end", "must not be before begin"};
    }
    if (end > date_add_months(begin, category_number_on("gao_months_invalidity", begin))) {
        return (struct breach){"/end", "a certificate covers at most 3 months, 12 in invalidity"};
    }
    if (field_date(content, "accident_date", begin) > begin) {
        return (struct breach){"/accident_date", "must not be after begin"};
    }
    day_num admitted = field_date(content, "hospitalisation_begin", INT32_MIN);
    if (field_date(content, "hospitalisation_end", INT32_MAX) < admitted) {
        return (struct breach){"/hospitalisation_end", "must not be before hospitalisation_begin"};
    }
    return BREACH_NONE;
}

static bool
overlaps(const struct process_event *event, const struct category_context *context, day_num begin, day_num end)
{
    return event->category == CATEGORY_GAO && !id_eq(&event->object, &context->fragment) && event->from <= end &&
           event->until >= begin;
}

struct breach
category_gao_context(const json_t *content, const struct category_context *context)
{
    const struct process *process = context->process;
    day_num begin = field_date(content, "begin", 0);
    day_num end = field_date(content, "end", 0);
    bool invalidity = begin >= date_add_months(process->start, category_number_on("primary_months", process->start));
    if (!invalidity && end > date_add_months(begin, category_number_on("gao_months", begin))) {
        return (struct breach){"/end", "a certificate covers at most 3 months while the unfitness lasts less than 12"};
    }
    for (size_t i = 0; i < process->event_count; i++) {
        if (overlaps(&process->events[i], context, begin, end)) {
            return (struct breach){"/begin",
                                   "another certificate covers days of this one: begin after it, or amend that one"};
        }
    }
    return BREACH_NONE;
}
