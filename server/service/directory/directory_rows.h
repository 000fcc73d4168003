/*
 * Rows of the directory as an operator keeps them in a table of their own: by their ref, compared with what is there,
 * so that a table that is read once more changes nothing.
 */
#ifndef TNW_SERVICE_DIRECTORY_DIRECTORY_ROWS_H
#define TNW_SERVICE_DIRECTORY_DIRECTORY_ROWS_H

#include "service/directory/fiche_body.h"

/* A row of fiches in a body (schemas/body/directory_import.schema.json). */
struct directory_row {
    struct fiche_body body;
    bool has_verified;
    day_num verified_on;
};

/* row: {"fiche": {...}, "verified_on": DATE}, which fits its schema. body: fiche_body_wipe. */
void directory_rows_read(struct directory_row *out, const json_t *row);

/* What a table calls a fiche: its ref, or its id where the operator gave it none. Out: before; an empty one, with a
 * zero id, where there is none yet. Free with fiche_wipe. */
void directory_rows_find(struct txn *txn, struct slice ref, struct fiche *before);

/* Whether a row calls a fiche that has a ref by its id: it would be made a second time. */
bool directory_rows_misnamed(struct txn *txn, struct slice ref);

/* Why a row is refused. */
#define DIRECTORY_ROWS_MISNAMED "is the id of a fiche that has a ref: name it by that, as a new export does"
#define DIRECTORY_ROWS_TAKEN "is an organisation that has another fiche"

/* What the row makes of it; borrows the texts of both. */
struct fiche directory_rows_merge(const struct directory_row *row, const struct fiche *before);
bool directory_rows_same(const struct fiche *a, const struct fiche *b);

#endif
