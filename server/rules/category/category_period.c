#include "rules/category/category.h"
#include "rules/field.h"

/* Contents with a from and an until of which either can be open. */
struct breach
category_period_check(const json_t *content, day_num today)
{
    (void)today;
    day_num from = field_date(content, "from", INT32_MIN);
    day_num until = field_date(content, "until", INT32_MAX);
    return until >= from ? BREACH_NONE : (struct breach){"/until", "must not be before from"};
}
