/*
 * Tables as text (RFC 4180), strictly: what a spreadsheet writes, and nothing that two programs would read differently.
 * The separator is a comma or, as spreadsheets have it where the comma stands in numbers, a semicolon. Lines end with
 * CR LF or LF; a line end within quotes becomes LF.
 *
 * A field that begins with = + - @ or ' gets a ' in front, which reading takes off again: a spreadsheet would compute
 * it, and a fiche is written by others.
 */
#ifndef TNW_APP_DIRECTORY_CSV_H
#define TNW_APP_DIRECTORY_CSV_H

#include "base/bytes.h"

#define CSV_FIELDS_MAX 40

struct csv_row {
    struct buf text; /* of all fields; free with csv_row_wipe */
    size_t count;
    size_t ends[CSV_FIELDS_MAX]; /* where each ends in text */
    size_t line;                 /* where it begins, from 1 */
    const char *fault;           /* NULL, or what is wrong with it, and what to do */
    size_t fault_field;          /* in which field, from 0 */
};

struct csv_reader {
    struct slice left;
    size_t line;
    char separator;
};

/* Behind a byte order mark, should there be one; the first line tells the separator. */
struct csv_reader csv_open(struct slice text);

/* Reads the next row that is not empty. Of one with a fault the rest of its line is passed over, so that the next can
 * be read. false: there is none. row: wiped by the next one. */
bool csv_next(struct csv_reader *reader, struct csv_row *row);

struct slice csv_field(const struct csv_row *row, size_t index);
void csv_row_wipe(struct csv_row *row);

/* Appends a field, with quotes where it needs them. */
void csv_put(struct buf *out, struct slice field, char separator);

#endif
