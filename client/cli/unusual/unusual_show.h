/*
 * What was found, as a table for people, JSON or CSV.
 */
#ifndef TNW_CLI_UNUSUAL_SHOW_H
#define TNW_CLI_UNUSUAL_SHOW_H

#include "cli.h"
#include "unusual/unusual.h"

enum unusual_form { UNUSUAL_TABLE, UNUSUAL_JSON, UNUSUAL_CSV, UNUSUAL_FORMS };

/* Returns the form of that name ("table", "json", "csv"; NULL: table), or UNUSUAL_FORMS. */
enum unusual_form unusual_show_form(const char *name);

void unusual_show(const struct cli *cli, enum unusual_form form, const struct unusual_log *log,
                  const struct unusual_findings *findings);

#endif
