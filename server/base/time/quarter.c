#include "base/time/quarter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

quarter_num
quarter_of(day_num date)
{
    int year;
    int month;
    int day;
    date_split(date, &year, &month, &day);
    return 4 * (uint32_t)year + (uint32_t)(month - 1) / 3;
}

day_num
quarter_first(quarter_num quarter)
{
    return date_join((int)(quarter / 4), 3 * (int)(quarter % 4) + 1, 1);
}

day_num
quarter_last(quarter_num quarter)
{
    return quarter_first(quarter + 1) - 1;
}

void
quarter_format(char out[QUARTER_TEXT], quarter_num quarter)
{
    (void)snprintf(out, QUARTER_TEXT, "%04u-Q%u", (quarter / 4) % 10000, quarter % 4 + 1);
}

enum tnw_err
quarter_parse(quarter_num *out, const char *text)
{
    if (strlen(text) != QUARTER_TEXT - 1 || strspn(text, "0123456789") != 4 || text[4] != '-' || text[5] != 'Q' ||
        text[6] < '1' || text[6] > '4') {
        return TNW_E_INVALID_PARAMETER;
    }
    uint32_t year = (uint32_t)strtoul(text, NULL, 10);
    if (year < 1900 || year > 9998) {
        return TNW_E_INVALID_PARAMETER;
    }
    *out = 4 * year + (uint32_t)(text[6] - '1');
    return TNW_OK;
}
