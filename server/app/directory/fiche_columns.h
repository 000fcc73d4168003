/*
 * A fiche, or which service an employer has, as a row of a table: columns to the JSON of the API and back.
 */
#ifndef TNW_APP_DIRECTORY_FICHE_COLUMNS_H
#define TNW_APP_DIRECTORY_FICHE_COLUMNS_H

#include <jansson.h>

#include "app/directory/csv.h"

enum column_kind {
    COLUMN_TEXT,
    COLUMN_ABOUT,  /* a member of the object "about" */
    COLUMN_LIST,   /* with | between */
    COLUMN_FLAG,   /* yes, no, or nothing */
    COLUMN_NUMBER, /* whole */
    COLUMN_JSON    /* an object, as JSON */
};

struct column {
    const char *name;
    enum column_kind kind;
    const char *hint; /* what it may be; NULL: any text */
};

/* Of a fiche, in the order of an export; of employers. Terminated by a row without name. */
extern const struct column fiche_columns[];
extern const struct column employer_columns[];
#define COLUMN_PROFESSIONAL "professional"

/* Which columns a file has, by its first row. */
struct columns {
    const struct column *column[CSV_FIELDS_MAX];
    size_t count;
    bool of_employers;
};

/* Returns NULL, or what is wrong with the header, with the field in which. */
const char *columns_read(struct columns *out, const struct csv_row *header, size_t *field);

/* Makes the row an object as in the API; an empty field is left out, but one of ref, actor and professional is null.
 * NULL: no memory; or a fault, told in row. */
json_t *columns_object(const struct columns *columns, struct csv_row *row);

/* Appends the first row of a table; and an object of the API as another. professional: whether that level is there. */
void columns_put_header(struct buf *out, const struct column *columns, bool professional, char separator);
void columns_put_row(struct buf *out, const struct column *columns, bool professional, const json_t *object,
                     char separator);

/* The column that a JSON Pointer into the object speaks of. NULL: none. */
const struct column *columns_at(const struct column *columns, const char *pointer);

#endif
