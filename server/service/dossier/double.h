/*
 * A likely double dossier: two of one patient with the same start. Who may know of both is told; nobody else.
 */
#ifndef TNW_SERVICE_DOSSIER_DOUBLE_H
#define TNW_SERVICE_DOSSIER_DOUBLE_H

#include "json/write.h"
#include "service/core/access.h"

/* After the dossier was opened, or its start changed. */
void double_tell(struct call *call, struct txn *txn, const struct access *access);

/* Writes the list "double_of": the ids of those doubles that the caller may know of. */
void double_show(struct json_writer *jw, struct call *call, struct txn *txn, const struct access *access);

#endif
