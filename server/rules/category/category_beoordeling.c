#include <string.h>

#include "rules/category/category.h"
#include "rules/field.h"

/* 2022-10-01, from when the assessment has the letters of 2022, also in trajects that ran already: research of the
 * domain, KB of 11 September 2022. */
#define LETTERS_2022 19266

struct breach
category_beoordeling_check(const json_t *content, day_num today)
{
    bool is_2022 = strcmp(field_text(content, "regime"), "2022") == 0;
    if (is_2022 != (field_date(content, "date", today) >= LETTERS_2022)) {
        return (struct breach){"/regime", "must be 2022 for an assessment since 2022-10-01, and 2016 before it"};
    }
    return category_next_check(content, today);
}
