/*
 * The facts of a dossier, each version of them: what they were, who said so, and what was new. As they stand now they
 * are in the dossier's header too.
 */
#ifndef TNW_STORE_RECORDS_PROCESS_FACTS_H
#define TNW_STORE_RECORDS_PROCESS_FACTS_H

#include "base/domain/facts.h"
#include "store/txn.h"

struct facts_version {
    struct id dossier;
    struct id by;
    enum role role; /* in which they said so */
    time_ms written;
    code_set changed; /* of enum fact: what is new in it */
    /* How many versions until this one were new to that role: what others changed unseen has no number there. */
    uint32_t seen[ROLE_COUNT];
    day_num start;
    enum employment employment;
    struct facts facts; /* facts.version: which one this is, from 1 */
};

void facts_put(struct txn *txn, const struct facts_version *version);
/* false: absent, or a sticky error; out then was seen by nobody. */
bool facts_get(struct txn *txn, const struct id *dossier, uint32_t version, struct facts_version *out);
/* For who will ask for it. */
void facts_hint(struct txn *txn, const struct id *dossier, uint32_t version);

/* The version that was the number-th that role saw, among 1..latest. */
bool facts_find(struct txn *txn, const struct id *dossier, uint32_t latest, enum role role, uint32_t number,
                struct facts_version *out);

#endif
