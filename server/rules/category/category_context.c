#include <string.h>

#include "rules/category/category.h"
#include "rules/category/category_data.h"
#include "rules/field.h"

static bool
overlaps(const struct process_event *event, const struct category_context *context, day_num begin, day_num end)
{
    return event->category == CATEGORY_GAO && !id_eq(&event->object, &context->fragment) && event->from <= end &&
           event->until >= begin;
}

static struct breach
beside_certificates(const json_t *content, const struct category_context *context)
{
    const struct process *process = context->process;
    day_num begin = field_date(content, "begin", 0);
    day_num end = field_date(content, "end", 0);
    const struct category_number *primary = category_number_on("primary_months", context->start);
    const struct category_number *months = category_number_on("gao_months", begin);
    bool invalidity = begin >= date_add_months(context->start, primary->value);
    if (!invalidity && end > date_add_months(begin, months->value)) {
        return (struct breach){"/end", months->refusal};
    }
    for (size_t i = 0; i < process->event_count; i++) {
        if (overlaps(&process->events[i], context, begin, end)) {
            return (struct breach){"/begin",
                                   "another certificate covers days of this one: begin after it, or amend that one"};
        }
    }
    return BREACH_NONE;
}

/* Of a TNW-traject: only after a complete engagement (S2:86). */
static struct breach
after_engagement(const json_t *content, const struct category_context *context)
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
                           "a plan of a TNW-traject follows an engagement that all have signed: have it signed"};
}

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

/* What worker and employer read is what was estimated. */
static struct breach
after_estimate(const json_t *content, const struct category_context *context)
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

/* A rule, and the categories of the events that it looks at. */
struct context_rule {
    struct breach (*check)(const json_t *content, const struct category_context *context);
    code_set looks_at;
};

static const struct context_rule context_rules[CATEGORY_COUNT] = {
    [CATEGORY_GAO] = {beside_certificates, CODE_BIT(CATEGORY_GAO)},
    [CATEGORY_PLAN] = {after_engagement, CODE_BIT(CATEGORY_ENGAGEMENT)},
    [CATEGORY_POTENTIEEL_UITKOMST] = {after_estimate, CODE_BIT(CATEGORY_ARBEIDSPOTENTIEEL)},
};

code_set
category_looks_at(enum category category)
{
    return category < CATEGORY_COUNT ? context_rules[category].looks_at : 0;
}

struct breach
category_context_check(enum category category, const json_t *content, const struct category_context *context)
{
    return category_looks_at(category) == 0 ? BREACH_NONE : context_rules[category].check(content, context);
}

code_set
category_signers(enum category category)
{
    return category < CATEGORY_COUNT ? category_signatures[category] : 0;
}

bool
category_is_complete(enum category category, size_t signatures)
{
    code_set signers = category_signers(category);
    return signers != 0 && signatures == (size_t)__builtin_popcount(signers);
}
