/*
 * Whether the content of a fragment fits what else the dossier holds, and the patient's consents.
 */
#ifndef TNW_SERVICE_FRAGMENT_FITTING_H
#define TNW_SERVICE_FRAGMENT_FITTING_H

#include "service/core/access.h"
#include "store/records/fragment.h"

/* head: as it will be stored; with a zero id when it is a new one. Reads only. The dossier counts as far as the caller
 * may read it: what they may not see keeps nothing of theirs out, else the answer would tell of it.
 * Errors: INVALID_BODY, with the place; CONSENT_REQUIRED: a referral to whom the patient did not consent. */
TNW_MUST_CHECK enum tnw_err fitting_check(struct call *call, struct txn *txn, const struct access *access,
                                          const struct fragment_head *head);

/* The receiver whom a referral names, if they may read it; zero: nobody. */
struct id fitting_receiver(const struct call *call, struct txn *txn, const struct access *access,
                           const struct fragment_head *head);

#endif
