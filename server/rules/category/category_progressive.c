#include "rules/category/category.h"
#include "rules/field.h"

/* What a permission of partial work covers at most, in calendar months. */
#define PERMISSION_MONTHS 24

struct breach
category_progressive_check(const json_t *content, day_num today)
{
    day_num from = field_date(content, "from", 0);
    if (json_object_get(content, "until") != NULL &&
        field_date(content, "until", 0) > date_add_months(from, PERMISSION_MONTHS)) {
        return (struct breach){"/until", "a permission covers at most 2 years"};
    }
    return category_period_check(content, today);
}
