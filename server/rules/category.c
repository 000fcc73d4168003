#include "rules/category.h"

static struct breach (*const rules[CATEGORY_COUNT])(const json_t *content, day_num today) = {
    [CATEGORY_FIT_NOTE] = category_period_check,
    [CATEGORY_GAO] = category_gao_check,
};

struct breach
category_check(enum category category, const json_t *content, day_num today)
{
    return category >= CATEGORY_COUNT || rules[category] == NULL ? BREACH_NONE : rules[category](content, today);
}
