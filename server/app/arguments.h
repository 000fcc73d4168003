/*
 * The command line: flags that each command declares, and what stands beside them.
 */
#ifndef TNW_APP_ARGUMENTS_H
#define TNW_APP_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "tnw/error.h"

#define ARGUMENTS_VALUES_MAX 32

/* `--NAME VALUE` or `--NAME=VALUE`; a switch is `--NAME` alone. */
struct arguments_flag {
    const char *name; /* without the dashes */
    size_t max;       /* how often it may be given; a switch: 0 */
    bool required;
    size_t count;
    const char *values[ARGUMENTS_VALUES_MAX];
};

/* In: flags, terminated by a row with name NULL; positional_count, all needed. Out: the values in flags; positional.
 * where: at least 256 characters. Errors: USAGE. */
TNW_MUST_CHECK enum tnw_err arguments_parse(int argc, char *const *argv, struct arguments_flag *flags,
                                            const char **positional, size_t positional_count, char where[256]);

/* The same with any number of them, up to max. Out: found, how many. */
TNW_MUST_CHECK enum tnw_err arguments_parse_some(int argc, char *const *argv, struct arguments_flag *flags,
                                                 const char **positional, size_t max, size_t *found, char where[256]);

#endif
