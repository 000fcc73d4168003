/*
 * Suspensions as they are shown.
 */
#ifndef TNW_SERVICE_PROCESS_SUSPENDING_H
#define TNW_SERVICE_PROCESS_SUSPENDING_H

#include "json/write.h"
#include "service/core/access.h"
#include "store/records/process/suspension.h"

void suspending_show(struct json_writer *jw, struct txn *txn, const struct suspension *suspension);
/* Writes the list "suspensions": all of the dossier; none for a role that may not see them. */
void suspending_list(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access);

#endif
