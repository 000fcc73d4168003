/*
 * The answer of the doorverwijshulp, and how it is shown.
 */
#ifndef TNW_SERVICE_REFERRAL_ADVICE_H
#define TNW_SERVICE_REFERRAL_ADVICE_H

#include "rules/referral/referral.h"
#include "service/referral/asking.h"

struct advice {
    struct referral_asked asked;
    enum language language;
    size_t count;
    const struct referral_entry *entries[REFERRAL_ENTRIES]; /* ranked */
};

/* Writes the reply. */
void advice_show(struct call *call, struct txn *txn, const struct advice *advice);

#endif
