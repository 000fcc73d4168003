/*
 * Two indexes over all dossiers, of what their timelines say: on which days a step of somebody's is due, and when a
 * timeline changes by itself. What they hold of a dossier stands in its process (records/process.h).
 */
#ifndef TNW_STORE_RECORDS_PROCESS_AGENDA_H
#define TNW_STORE_RECORDS_PROCESS_AGENDA_H

#include "base/id.h"
#include "store/range.h"
#include "store/txn.h"

void agenda_put(struct txn *txn, const struct id *actor, day_num day, const struct id *dossier);
void agenda_del(struct txn *txn, const struct id *actor, day_num day, const struct id *dossier);
/* Those of an actor by day, from behind that day and dossier (zero: the first). range_close ends the walk. */
void agenda_walk(struct range *walk, struct txn *txn, const struct id *actor, day_num day, const struct id *after);
bool agenda_next(struct range *walk, day_num *day, struct id *dossier);

void wake_put(struct txn *txn, day_num day, const struct id *dossier);
void wake_del(struct txn *txn, day_num day, const struct id *dossier);
/* The first ones behind that day and dossier (zero: of all) until the last day, at most max. Returns how many. */
struct wake {
    day_num day;
    struct id dossier;
};
size_t wake_load(struct txn *txn, const struct wake *after, day_num last, struct wake out[], size_t max);

#endif
