#include "rules/category.h"
#include "rules/field.h"

/* What a certificate of incapacity for work covers at most, in calendar months. */
#define GAO_MONTHS 3

struct breach
category_gao_check(const json_t *content, day_num today)
{
    (void)today;
    day_num begin = field_date(content, "begin", 0);
    day_num end = field_date(content, "end", 0);
    if (end < begin) {
        return (struct breach){"/end", "must not be before begin"};
    }
    if (end > date_add_months(begin, GAO_MONTHS)) {
        return (struct breach){"/end", "a certificate covers at most 3 months"};
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
