#include "rules/category/category_number.h"

#include <stdbool.h>
#include <string.h>

static bool
holds_on(const struct category_number *row, day_num day)
{
    char text[DATE_TEXT];
    date_format(text, day); /* dates of ISO 8601 compare as texts */
    return strcmp(row->from, text) <= 0 && (row->until[0] == 0 || strcmp(text, row->until) <= 0);
}

int
category_number_on(const char *code, day_num day)
{
    for (const struct category_number *row = category_numbers; row->code != NULL; row++) {
        if (strcmp(row->code, code) == 0 && holds_on(row, day)) {
            return row->value;
        }
    }
    return 0;
}
