/*
 * A table of the directory in a file, row by row: CSV, or a JSON array of objects. What is wrong with a row is told,
 * and the next one read.
 */
#ifndef TNW_APP_DIRECTORY_TABLE_SOURCE_H
#define TNW_APP_DIRECTORY_TABLE_SOURCE_H

#include <stdio.h>

#include "app/config.h"
#include "app/directory/fiche_columns.h"

/* Where faults are told, one a line. */
struct table_report {
    FILE *out;
    size_t faults;
};

struct table_source {
    const char *path;
    struct buf text;
    bool of_employers;
    bool is_json;
    struct csv_reader csv;
    struct columns columns;
    struct csv_row row;
    struct slice json;
    size_t json_line;
    size_t line; /* of the row that was read last */
};

/* Reads the file and, of CSV, its first row. where: of an error. Errors: IO, NO_MEMORY; USAGE: neither kind of table,
 * told in report. table_close in every case. */
TNW_MUST_CHECK enum tnw_err table_open(struct table_source *source, const char *path, struct table_report *report,
                                       char where[CONFIG_WHERE]);
/* Begins again. */
void table_rewind(struct table_source *source);
/* Out: object, a new reference; NULL at the end. Rows with a fault are told and passed over. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err table_next(struct table_source *source, struct table_report *report, json_t **object);
void table_close(struct table_source *source);

#define TABLE_FAULT 256

/* Tells what is wrong in the row that was read last. at: a column or a JSON Pointer. hint: NULL for none. Of a table
 * that is none the first faults are told; the others are counted. */
void table_fault(const struct table_source *source, struct table_report *report, const char *at, const char *what,
                 const char *hint);
/* The same of another row. at: NULL for the row. */
void table_fault_at(const struct table_source *source, size_t line, struct table_report *report, const char *at,
                    const char *what, const char *hint);

#endif
