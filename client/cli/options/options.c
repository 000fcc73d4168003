#include "options.h"

#include <string.h>

#define ONE false
#define MANY true
#define OPTION_ROW(id, name, value, many, nl, fr, de, en) [OPTION_##id] = {name, value, many, {{nl, fr, de, en}}},

const struct option_row options_table[OPTION_COUNT] = {OPTION_ROWS_GLOBAL(OPTION_ROW)
                                                           OPTION_ROWS_OF_COMMANDS(OPTION_ROW)};

const enum option options_global[] = {OPTION_ROWS_GLOBAL(OPTION_ENUM) OPTION_NONE};

enum option
options_find(const enum option *list, const char *name, size_t len)
{
    for (; list != NULL && *list != OPTION_NONE; list++) {
        const char *row = options_table[*list].name;
        if (strlen(row) == len && memcmp(row, name, len) == 0) {
            return *list;
        }
    }
    return OPTION_NONE;
}

bool
options_include(const enum option *list, enum option option)
{
    while (list != NULL && *list != OPTION_NONE && *list != option) {
        list++;
    }
    return list != NULL && *list == option;
}

bool
options_add(struct options *options, enum option option, const char *value)
{
    const char **values = options->values[option];
    unsigned max = options_table[option].many ? OPTIONS_VALUES_MAX : 1;
    for (unsigned i = 0; i < max; i++) {
        if (values[i] == NULL) {
            values[i] = value;
            return true;
        }
    }
    return false;
}

const char *
options_text(const struct options *options, enum option option)
{
    return options->values[option][0];
}

const char *const *
options_texts(const struct options *options, enum option option)
{
    return options_given(options, option) ? options->values[option] : NULL;
}

bool
options_given(const struct options *options, enum option option)
{
    return options->values[option][0] != NULL;
}

bool
options_parse_number(const char *text, uint64_t max, uint64_t *number)
{
    uint64_t value = 0;
    if (*text == 0) {
        return false;
    }
    for (; *text != 0; text++) {
        uint64_t digit = (uint64_t)(unsigned char)*text - '0';
        if (digit > 9 || value > (max - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
    }
    *number = value;
    return value <= max;
}

bool
options_number(const struct options *options, enum option option, uint64_t max, uint64_t *number)
{
    const char *text = options_text(options, option);
    *number = 0;
    return text == NULL || options_parse_number(text, max, number);
}
