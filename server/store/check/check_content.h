/*
 * Inside the check of rows: what is in dossiers and inboxes.
 */
#ifndef TNW_STORE_CHECK_CHECK_CONTENT_H
#define TNW_STORE_CHECK_CHECK_CONTENT_H

#include "store/check/check_parts.h"

/* NULL also for the spaces that it does not know. */
const char *check_content_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value);

#endif
