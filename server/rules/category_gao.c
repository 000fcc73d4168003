#include <string.h>

#include "rules/category.h"
#include "rules/field.h"

/* What a certificate of incapacity for work covers at most, in calendar months. */
#define GAO_MONTHS 3
#define GAO_MONTHS_INVALIDITY 12

struct breach
category_gao_check(const json_t *content, day_num today)
{
    (void)today;
    day_num begin = field_date(content, "begin", 0);
    day_num end = field_date(content, "end", 0);
    const char *regime = field_text(content, "regime");
    bool invalidity = regime != NULL && strcmp(regime, "invalidity") == 0;
    if (end < begin) {
        return (struct breach){"/end", "must not be before begin"};
    }
    if (end > date_add_months(begin, invalidity ? GAO_MONTHS_INVALIDITY : GAO_MONTHS)) {
        return (struct breach){"/end", "a certificate covers at most 3 months, 12 in the regime invalidity"};
    }
    return BREACH_NONE;
}
