#include <stdlib.h>

#include "rules/category/category.h"
#include "rules/category/category_number.h"
#include "rules/field.h"

struct breach
category_beoordeling_check(const json_t *content, day_num today)
{
    int regime = category_number_on("beoordeling_regime", field_date(content, "date", today));
    if (strtol(field_text(content, "regime"), NULL, 10) != regime) {
        return (struct breach){"/regime", "must be 2022 for an assessment since 2022-10-01, and 2016 before it"};
    }
    return category_next_check(content, today);
}
