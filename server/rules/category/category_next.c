#include "rules/category/category.h"
#include "rules/field.h"

/* Contents of a day that name a day on which it is done again. */
struct breach
category_next_check(const json_t *content, day_num today)
{
    const char *name = json_object_get(content, "next") != NULL ? "next" : "next_estimate";
    if (field_date(content, name, INT32_MAX) > field_date(content, "date", today)) {
        return BREACH_NONE;
    }
    return (struct breach){name[4] == 0 ? "/next" : "/next_estimate", "must be after the day of this one"};
}
