/*
 * One value of the configuration, by the type of its row.
 */
#ifndef TNW_APP_CONFIG_VALUE_H
#define TNW_APP_CONFIG_VALUE_H

#include <stdbool.h>

#include "app/config.h"

/* Parses the value into the row's field. folder: what relative paths start at. Returns whether the value fits. */
bool config_value_parse(const struct config_row *row, struct config *config, const char *folder, const char *value);

/* Says what the row takes: "a number from 0 to 65535". */
void config_value_allowed(const struct config_row *row, char *out, size_t size);

#endif
