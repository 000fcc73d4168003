/*
 * A dossier as it is shown, alone and in lists.
 */
#ifndef TNW_SERVICE_DOSSIER_DOSSIER_SHOW_H
#define TNW_SERVICE_DOSSIER_DOSSIER_SHOW_H

#include "json/write.h"
#include "service/core/access.h"

void dossier_show(struct json_writer *jw, struct call *call, struct txn *txn, const struct access *access);

#endif
