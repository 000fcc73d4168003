#include "app/arguments.h"

#include <stdio.h>
#include <string.h>

static struct arguments_flag *
find_flag(struct arguments_flag *flags, const char *name, size_t len)
{
    for (struct arguments_flag *flag = flags; flag->name != NULL; flag++) {
        if (strlen(flag->name) == len && strncmp(flag->name, name, len) == 0) {
            return flag;
        }
    }
    return NULL;
}

/* Takes one flag; returns how many arguments it used, or 0 when it is wrong. */
static int
take_bare_option(struct arguments_flag *flags, int argc, char *const *argv, char where[256])
{
    const char *name = argv[0] + 2;
    const char *equals = strchr(name, '=');
    size_t len = equals == NULL ? strlen(name) : (size_t)(equals - name);
    struct arguments_flag *flag = find_flag(flags, name, len);
    const char *value = equals != NULL ? equals + 1 : argc > 1 ? argv[1] : NULL;
    if (flag == NULL) {
        snprintf(where, 256, "unknown option --%.60s", name);
    } else if (flag->max == 0) {
        flag->count++;
        if (equals == NULL) {
            return 1;
        }
        snprintf(where, 256, "--%s takes no value", flag->name);
    } else if (value == NULL) {
        snprintf(where, 256, "--%s needs a value", flag->name);
    } else if (flag->count == flag->max) {
        snprintf(where, 256, "--%s is given too often", flag->name);
    } else {
        flag->values[flag->count++] = value;
        return equals == NULL ? 2 : 1;
    }
    return 0;
}

static enum tnw_err
check_required(const struct arguments_flag *flags, char where[256])
{
    for (const struct arguments_flag *flag = flags; flag->name != NULL; flag++) {
        if (flag->required && flag->count == 0) {
            snprintf(where, 256, "--%s is missing", flag->name);
            return TNW_E_USAGE;
        }
    }
    return TNW_OK;
}

enum tnw_err
arguments_parse_some(int argc, char *const *argv, struct arguments_flag *flags, const char **positional, size_t max,
                     size_t *found, char where[256])
{
    *found = 0;
    for (int i = 0; i < argc;) {
        if (strncmp(argv[i], "--", 2) == 0) {
            int used = take_bare_option(flags, argc - i, argv + i, where);
            if (used == 0) {
                return TNW_E_USAGE;
            }
            i += used;
        } else if (*found < max) {
            positional[(*found)++] = argv[i++];
        } else {
            snprintf(where, 256, "unexpected argument %.60s", argv[i]);
            return TNW_E_USAGE;
        }
    }
    return check_required(flags, where);
}

enum tnw_err
arguments_parse(int argc, char *const *argv, struct arguments_flag *flags, const char **positional,
                size_t positional_count, char where[256])
{
    size_t found;
    enum tnw_err err = arguments_parse_some(argc, argv, flags, positional, positional_count, &found, where);
    if (err == TNW_OK && found < positional_count) {
        snprintf(where, 256, "an argument is missing");
        err = TNW_E_USAGE;
    }
    return err;
}
