/*
 * Inside the check of rows: what waits for somebody stands in their lists, and nothing else does.
 */
#ifndef TNW_STORE_CHECK_CHECK_AGENDA_H
#define TNW_STORE_CHECK_CHECK_AGENDA_H

#include "store/check/check_parts.h"

/* Of threads and requests for consent: whether they are listed. NULL also for the spaces that it does not know. */
const char *check_agenda_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value);

#endif
