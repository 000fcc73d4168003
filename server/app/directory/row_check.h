/*
 * Whether a row of a table is what the directory takes, before anything is changed; and which rows there were.
 */
#ifndef TNW_APP_DIRECTORY_ROW_CHECK_H
#define TNW_APP_DIRECTORY_ROW_CHECK_H

#include "app/directory/table_source.h"
#include "service/core/call.h"

/* Makes the body of directory.import with that one row. object: of a table, taken. NULL: no memory. */
json_t *row_body(json_t *object, bool of_employer);

/* Tells what is wrong with the row, by its columns. body: of row_body. today: of the log. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err row_check(const struct world *world, const struct table_source *source, const json_t *body,
                                      day_num today, struct table_report *report);

/* What rows are called, each where it was read: to find those that are there twice, and those that are missing. */
struct row_names {
    struct row_name *list;
    size_t count;
    size_t cap;
};
TNW_MUST_CHECK enum tnw_err row_names_add(struct row_names *names, const struct table_source *source,
                                          const json_t *body);
/* The same with a name that is the caller's. */
TNW_MUST_CHECK enum tnw_err row_names_add_text(struct row_names *names, const struct table_source *source,
                                               const char *text);
/* Sorts them, and tells those that are there twice. what: of the second one, before the place of the first. */
void row_names_check(struct row_names *names, const char *what, struct table_report *report);
/* After row_names_check. service: of an employer; NULL: a fiche. */
bool row_names_have(const struct row_names *names, const char *name, const char *service);
void row_names_free(struct row_names *names);

#endif
