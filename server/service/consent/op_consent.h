/*
 * What other operations ask about consents.
 */
#ifndef TNW_SERVICE_CONSENT_OP_CONSENT_H
#define TNW_SERVICE_CONSENT_OP_CONSENT_H

#include "service/core/access.h"
#include "service/core/language.h"
#include "service/core/page.h"
#include "store/records/consent.h"

/* For a list of what is in the dossier of the path, in sentences. Free access in every case. */
TNW_MUST_CHECK enum tnw_err op_consent_open_list(struct call *call, struct txn *txn, struct access *access,
                                                 enum language *language, struct page *page);
/* The consent that the path names, when the caller may see it. Free access and out in every case. Errors: NOT_FOUND. */
TNW_MUST_CHECK enum tnw_err op_consent_find(struct call *call, struct txn *txn, struct access *access,
                                            struct consent *out);
/* Whether the caller gave it, or recorded it for the patient: then it is theirs to withdraw, and to have a receipt
 * of. */
bool op_consent_is_own(const struct call *call, const struct access *access, const struct consent *consent);

#endif
