#include "rules/category/category_data.h"

#include <stdbool.h>
#include <string.h>

static bool
holds_on(const struct category_number *row, day_num day)
{
    char text[DATE_TEXT];
    date_format(text, day); /* dates of ISO 8601 compare as texts */
    return strcmp(row->from, text) <= 0 && (row->until[0] == 0 || strcmp(text, row->until) <= 0);
}

const struct category_number *
category_number_on(const char *code, day_num day)
{
    const struct category_number *row = category_numbers;
    while (row->code != NULL && (strcmp(row->code, code) != 0 || !holds_on(row, day))) {
        row++;
    }
    return row;
}
