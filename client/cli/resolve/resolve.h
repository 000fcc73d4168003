/*
 * From what people type to the ids that the library takes, for every argument and option that is one.
 */
#ifndef TNW_CLI_RESOLVE_H
#define TNW_CLI_RESOLVE_H

#include "cli.h"
#include "resolve/recent.h"

/* Puts ids in the place of @last, @3, a few characters of an id, or a name, in cli->args and cli->options, and tells on
 * stderr in words what was taken. Asks the server where that is needed. What was taken becomes the last of its kind.
 * Errors: USAGE: nothing or several things are meant, with cli->why and the candidates on stderr; the library's. */
TNW_MUST_CHECK enum tnw_err resolve_line(struct cli *cli, struct recent *recent);

#endif
