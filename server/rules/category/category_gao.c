#include "rules/category/category.h"
#include "rules/field.h"

/* What a certificate of incapacity for work covers at most, in calendar months; and after how many months of unfitness
 * the second holds: invalidity, for which it is announced. */
#define GAO_MONTHS 3
#define GAO_MONTHS_INVALIDITY 12
#define INVALIDITY_MONTHS 12

struct breach
category_gao_check(const json_t *content, day_num today)
{
    (void)today;
    day_num begin = field_date(content, "begin", 0);
    day_num end = field_date(content, "end", 0);
    if (end < begin) {
        return (struct breach){"/end", "must not be before begin"};
    }
    if (end > date_add_months(begin, GAO_MONTHS_INVALIDITY)) {
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
    bool invalidity = begin >= date_add_months(process->start, INVALIDITY_MONTHS);
    if (!invalidity && end > date_add_months(begin, GAO_MONTHS)) {
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
