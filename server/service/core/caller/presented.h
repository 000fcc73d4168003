/*
 * Notes with which certificate somebody comes (store/records/certificate.h), once for each day: of who works with
 * dossiers of others, not of patients in their own.
 */
#ifndef TNW_SERVICE_CORE_CALLER_PRESENTED_H
#define TNW_SERVICE_CORE_CALLER_PRESENTED_H

#include "service/core/call.h"

struct presented;

/* What was noted lately, so that a day costs one look. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err presented_new(struct presented **out);
void presented_free(struct presented **presented);

/* In the ledger, of a call whose caller is known. */
void presented_note(const struct call *call, struct txn *txn);

#endif
