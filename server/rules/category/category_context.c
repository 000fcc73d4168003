#include "rules/category/category.h"

static struct breach (*const contexts[CATEGORY_COUNT])(const json_t *content, const struct category_context *) = {
    [CATEGORY_GAO] = category_gao_context,
    [CATEGORY_PLAN] = category_plan_context,
    [CATEGORY_POTENTIEEL_UITKOMST] = category_outcome_context,
};

/* What each of them looks at. */
static const code_set looks_at[CATEGORY_COUNT] = {
    [CATEGORY_GAO] = CODE_BIT(CATEGORY_GAO),
    [CATEGORY_PLAN] = CODE_BIT(CATEGORY_ENGAGEMENT),
    [CATEGORY_POTENTIEEL_UITKOMST] = CODE_BIT(CATEGORY_ARBEIDSPOTENTIEEL),
};

code_set
category_looks_at(enum category category)
{
    return category < CATEGORY_COUNT ? looks_at[category] : 0;
}

struct breach
category_context_check(enum category category, const json_t *content, const struct category_context *context)
{
    return category_looks_at(category) == 0 ? BREACH_NONE : contexts[category](content, context);
}
