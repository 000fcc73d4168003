#include "pki/number.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static bool
all_digits(const char *text, size_t len)
{
    return strlen(text) == len && strspn(text, "0123456789") == len;
}

static unsigned long
digits_value(const char *text, size_t len)
{
    unsigned long value = 0;
    for (size_t i = 0; i < len; i++) {
        value = value * 10 + (unsigned long)(text[i] - '0');
    }
    return value;
}

/* A BIS number has 20 (sex unknown) or 40 added to the month. What is not known of the date counts from its first
 * day. */
static bool
is_birth_date(const char *text, unsigned long century, day_num today)
{
    char date[32];
    day_num first;
    unsigned long year = century + digits_value(text, 2);
    unsigned long month = digits_value(text + 2, 2);
    unsigned long day = digits_value(text + 4, 2);
    if (month > 52 || day > 31) {
        return false;
    }
    month %= 20;
    (void)snprintf(date, sizeof date, "%04lu-%02lu-%02lu", year, month == 0 ? 1 : month,
                   month == 0 || day == 0 ? 1 : day);
    return date_parse(&first, date) == TNW_OK && first <= today;
}

/* From 2000 on a 2 goes before the nine digits, so only one century fits: 2 000 000 000 is no multiple of 97. Returns 0
 * for wrong check digits. */
static unsigned long
century_of(const char *text)
{
    unsigned long body = digits_value(text, 9);
    unsigned long check = digits_value(text + 9, 2);
    if (check == 97 - body % 97) {
        return 1900;
    }
    return check == 97 - (2000000000UL + body) % 97 ? 2000 : 0;
}

bool
number_is_niss(const char *text, day_num today)
{
    if (!all_digits(text, 11)) {
        return false;
    }
    unsigned long counter = digits_value(text + 6, 3);
    unsigned long century = century_of(text);
    return counter != 0 && counter != 999 && century != 0 && is_birth_date(text, century, today);
}

bool
number_is_nihii(const char *text)
{
    if (!all_digits(text, 8) && !all_digits(text, 11)) {
        return false;
    }
    unsigned long body = digits_value(text, 6);
    unsigned long check = digits_value(text + 6, 2);
    return check == 97 - body % 97 || check == 89 - body % 89;
}

bool
number_is_cbe(const char *text)
{
    return all_digits(text, 10) && text[0] <= '1' && digits_value(text + 8, 2) == 97 - digits_value(text, 8) % 97;
}
