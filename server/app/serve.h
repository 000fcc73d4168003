/*
 * `tnwd serve`: from the configuration to the listeners, and back again at SIGTERM.
 */
#ifndef TNW_APP_SERVE_H
#define TNW_APP_SERVE_H

#include "app/config.h"

/* Runs until SIGTERM or SIGINT. Signals are blocked in the calling thread from here on. where: at least CONFIG_WHERE
 * characters. Errors: those of the parts, when the start fails. */
TNW_MUST_CHECK enum tnw_err serve_run(const char *file, const struct config_sets *sets, char where[CONFIG_WHERE]);

#endif
