#include "pki/number.h"

#include <stddef.h>
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

/* A BIS number has 20 (sex unknown) or 40 added to the month. Month and day may be 00: date of birth unknown. */
static bool
is_birth_date(const char *text)
{
    unsigned long month = digits_value(text + 2, 2);
    unsigned long day = digits_value(text + 4, 2);
    return month <= 52 && month % 20 <= 12 && day <= 31;
}

bool
number_is_niss(const char *text)
{
    if (!all_digits(text, 11) || !is_birth_date(text)) {
        return false;
    }
    unsigned long counter = digits_value(text + 6, 3);
    if (counter == 0 || counter == 999) {
        return false;
    }
    /* The number does not tell the century; from 2000 on a 2 goes before the nine digits. */
    unsigned long body = digits_value(text, 9);
    unsigned long check = digits_value(text + 9, 2);
    return check == 97 - body % 97 || check == 97 - (2000000000UL + body) % 97;
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
    return all_digits(text, 10) && digits_value(text + 8, 2) == 97 - digits_value(text, 8) % 97;
}
