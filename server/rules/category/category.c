#include "rules/category/category.h"

static struct breach (*const rules[CATEGORY_COUNT])(const json_t *content, day_num today) = {
    [CATEGORY_ARBEIDSPOTENTIEEL] = category_next_check,
    [CATEGORY_BEOORDELING] = category_beoordeling_check,
    [CATEGORY_FIT_NOTE] = category_period_check,
    [CATEGORY_GAO] = category_gao_check,
    [CATEGORY_OPLEIDING] = category_period_check,
    [CATEGORY_OPVOLGING] = category_next_check,
    [CATEGORY_PLAN] = category_plan_check,
    [CATEGORY_PROGRESSIEVE_TEWERKSTELLING] = category_progressive_check,
    [CATEGORY_WERKPOST] = category_period_check,
};

struct breach
category_check(enum category category, const json_t *content, day_num today)
{
    return category >= CATEGORY_COUNT || rules[category] == NULL ? BREACH_NONE : rules[category](content, today);
}
