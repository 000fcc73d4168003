#include "rules/category.h"
#include "rules/field.h"

struct breach
category_plan_check(const json_t *content, day_num today)
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
