/*
 * What is asked of the doorverwijshulp: the facts of the body, and of a dossier what the caller may read of it.
 */
#ifndef TNW_SERVICE_REFERRAL_ASKING_H
#define TNW_SERVICE_REFERRAL_ASKING_H

#include "rules/referral/facts.h"
#include "service/core/access.h"

struct referral_asked {
    struct referral_facts facts;
    char employer[FACTS_CBE]; /* "" for none */
    char zone[FACTS_ZONE];    /* "" for none */
};

/* In: body, which fits its schema. Leaves what it does not name. */
void asking_read(const json_t *body, struct referral_asked *out);

/* Fills what is not known yet with what the dossier says: its facts as far as the caller's role sees them, and of its
 * fragments what they may read, each noted for the record. Errors: NO_MEMORY, or the transaction's. */
TNW_MUST_CHECK enum tnw_err asking_fill(struct call *call, struct txn *txn, const struct access *access,
                                        struct referral_asked *asked);

/* Where no zone is known: that in which the caller, or their organisation, works. It is near the patient as a rule; the
 * answer says by which it went. */
void asking_fill_zone(const struct call *call, struct txn *txn, struct referral_asked *asked);

#endif
