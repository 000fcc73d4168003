#include "rules/category/category.h"

#include <stdlib.h>
#include <string.h>

#include "rules/category/category_data.h"
#include "rules/field.h"

/* Of what is done again: after the day of this one. */
static struct breach
check_next(const json_t *content, day_num today, const char *name, const char *pointer)
{
    return field_date(content, name, INT32_MAX) > field_date(content, "date", today)
               ? BREACH_NONE
               : (struct breach){pointer, "must be after the day of this one"};
}

static struct breach
check_estimate(const json_t *content, day_num today)
{
    return check_next(content, today, "next_estimate", "/next_estimate");
}

static struct breach
check_contact(const json_t *content, day_num today)
{
    return check_next(content, today, "next", "/next");
}

static struct breach
check_assessment(const json_t *content, day_num today)
{
    const struct category_number *regime = category_number_on("beoordeling_regime", field_date(content, "date", today));
    return strtol(field_text(content, "regime"), NULL, 10) == regime->value
               ? check_next(content, today, "next", "/next")
               : (struct breach){"/regime", regime->refusal};
}

/* From and until can both be open. */
static struct breach
check_from_until(const json_t *content, day_num today)
{
    (void)today;
    day_num from = field_date(content, "from", INT32_MIN);
    day_num until = field_date(content, "until", INT32_MAX);
    return until >= from ? BREACH_NONE : (struct breach){"/until", "must not be before from"};
}

static struct breach
check_permission(const json_t *content, day_num today)
{
    day_num from = field_date(content, "from", 0);
    const struct category_number *months = category_number_on("permission_months", from);
    bool ends = json_object_get(content, "until") != NULL;
    return ends && field_date(content, "until", 0) > date_add_months(from, months->value)
               ? (struct breach){"/until", months->refusal}
               : check_from_until(content, today);
}

/* How long it may be at all; where invalidity has not begun, it is shorter (category_context.c). */
static struct breach
check_certificate(const json_t *content, day_num today)
{
    (void)today;
    day_num begin = field_date(content, "begin", 0);
    day_num end = field_date(content, "end", 0);
    const struct category_number *months = category_number_on("gao_months_invalidity", begin);
    if (end < begin) {
        return (struct breach){"/end", "must not be before begin"};
    }
    if (end > date_add_months(begin, months->value)) {
        return (struct breach){"/end", months->refusal};
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

static struct breach
check_plan(const json_t *content, day_num today)
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

static struct breach (*const checks[CATEGORY_COUNT])(const json_t *content, day_num today) = {
    [CATEGORY_ARBEIDSPOTENTIEEL] = check_estimate,
    [CATEGORY_BEOORDELING] = check_assessment,
    [CATEGORY_FIT_NOTE] = check_from_until,
    [CATEGORY_GAO] = check_certificate,
    [CATEGORY_OPLEIDING] = check_from_until,
    [CATEGORY_OPVOLGING] = check_contact,
    [CATEGORY_PLAN] = check_plan,
    [CATEGORY_PROGRESSIEVE_TEWERKSTELLING] = check_permission,
    [CATEGORY_WERKPOST] = check_from_until,
};

struct breach
category_check(enum category category, const json_t *content, day_num today)
{
    struct breach breach =
        category >= CATEGORY_COUNT || checks[category] == NULL ? BREACH_NONE : checks[category](content, today);
    return breach.pointer == NULL ? category_event_check(category, content, today) : breach;
}

static bool
is_listed_value(const char *const *values, const char *value)
{
    while (*values != NULL && strcmp(*values, value) != 0) {
        values++;
    }
    return *values != NULL;
}

struct breach
category_role_check(enum category category, enum role role, const json_t *content)
{
    for (const struct category_values *row = category_values; row->member != NULL; row++) {
        const char *value = field_text(content, row->member);
        if (row->category == category && row->role == role && value != NULL && !is_listed_value(row->values, value)) {
            return (struct breach){row->pointer, row->refusal};
        }
    }
    return BREACH_NONE;
}
