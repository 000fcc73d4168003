/*
 * One value of the configuration: what a row of the table takes, and a text read as that.
 */
#ifndef TNW_APP_CONFIG_VALUE_H
#define TNW_APP_CONFIG_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#define CONFIG_TEXT 1024

enum config_type {
    CONFIG_NUMBER,
    CONFIG_SIZE,    /* a number with KiB, MiB, GiB, TiB or nothing */
    CONFIG_CHOICE,  /* one of choices; stored as its position */
    CONFIG_ADDRESS, /* numeric IPv4 or IPv6 address */
    CONFIG_ADDRESS_OR_NONE,
    CONFIG_LOOPBACK, /* 127.x.x.x or ::1 */
    CONFIG_PATH,     /* relative to the folder of the configuration file */
    CONFIG_PATH_OR_NONE,
    CONFIG_LINK_OR_NONE, /* https://HOST… */
    CONFIG_LINE,         /* text without controls, or nothing */
};

struct config_row {
    const char *section;
    const char *key;
    enum config_type type;
    size_t offset; /* of the field in what is configured: size_t for the first three types, else char[CONFIG_TEXT] */
    size_t min;
    size_t max;
    const char *const *choices; /* NULL-terminated */
    const char *value;          /* the default */
    const char *meaning;
};

/* Parses the value into the row's field. folder: what relative paths start at. Out: field: of the row's type. Returns
 * whether the value fits. */
bool config_value_parse(const struct config_row *row, const char *folder, const char *value, void *field);

/* Says what the row takes: "a number from 0 to 65535". */
void config_value_allowed(const struct config_row *row, char *out, size_t size);

#endif
