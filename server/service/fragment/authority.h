/*
 * What the caller may do with a fragment.
 */
#ifndef TNW_SERVICE_FRAGMENT_AUTHORITY_H
#define TNW_SERVICE_FRAGMENT_AUTHORITY_H

#include "service/core/access.h"
#include "store/records/fragment.h"
#include "store/records/inbox.h"

/* What is asked of the decision when the caller does that with it, for their purpose. */
struct access_question authority_question(const struct call *call, enum action action,
                                          const struct fragment_head *head);

/* Opens the dossier for who wants to read that fragment, and decides. Authors keep what they wrote. Errors: NOT_FOUND,
 * CONSENT_REQUIRED. Free with access_close in every case. */
TNW_MUST_CHECK enum tnw_err authority_open(struct call *call, struct txn *txn, const struct id *dossier,
                                           const struct id *fragment, struct access *access,
                                           struct fragment_head *head);

/* Whether the caller may read it now, for their purpose; notes the ground when so. */
bool authority_may_read(struct call *call, const struct access *access, const struct fragment_head *head);

/* That the caller wrote it. Asked before any decision to write, which would tell of what category it is. Errors:
 * NOT_AUTHOR, to who may read it; NOT_FOUND, as of what is not there, to others. */
TNW_MUST_CHECK enum tnw_err authority_own(struct call *call, const struct access *access,
                                          const struct fragment_head *head);

/* Errors: CONFLICT: it was retracted. */
TNW_MUST_CHECK enum tnw_err authority_standing(struct call *call, const struct fragment_head *head);

/* Tells the patient, and those of these roles who take part and may read it. */
void authority_tell(struct call *call, struct txn *txn, const struct access *access, code_set roles,
                    enum event_type type, const struct fragment_head *head);

#endif
