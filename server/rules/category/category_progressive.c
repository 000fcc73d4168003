#include "rules/category/category.h"
#include "rules/category/category_number.h"
#include "rules/field.h"

struct breach
category_progressive_check(const json_t *content, day_num today)
{
    day_num from = field_date(content, "from", 0);
    if (json_object_get(content, "until") != NULL &&
        field_date(content, "until", 0) > date_add_months(from, category_number_on("permission_months", from))) {
        return (struct breach){"/until", "a permission covers at most 2 years"};
    }
    return category_period_check(content, today);
}
