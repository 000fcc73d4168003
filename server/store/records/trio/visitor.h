/*
 * Who has had access to a dossier before: a mark for each dossier and actor, so that the first time can be told apart.
 */
#ifndef TNW_STORE_RECORDS_TRIO_VISITOR_H
#define TNW_STORE_RECORDS_TRIO_VISITOR_H

#include <stdbool.h>

#include "base/id.h"

struct txn;

/* false: not yet, or sticky error. */
bool visitor_is_known(struct txn *txn, const struct id *dossier, const struct id *actor);
/* For who will ask that. */
void visitor_hint(struct txn *txn, const struct id *dossier, const struct id *actor);
void visitor_put(struct txn *txn, const struct id *dossier, const struct id *actor);

#endif
