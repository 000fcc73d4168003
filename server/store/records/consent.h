/*
 * Consents: the patient's grants and exclusions, and their history.
 */
#ifndef TNW_STORE_RECORDS_CONSENT_H
#define TNW_STORE_RECORDS_CONSENT_H

#include "base/codes.h"
#include "base/domain/consent_terms.h"
#include "base/id.h"
#include "store/range.h"
#include "store/txn.h"

#define CONSENT_NO_END INT32_MAX
#define CONSENT_NO_BEGIN INT32_MIN
#define CONSENT_SALT 16

struct consent {
    struct id dossier;
    struct id id;
    bool exclude;
    enum role role; /* grantee: a role in the dossier; ROLE_NONE: the actor */
    struct id actor;
    code_set categories;
    code_set actions;
    code_set purposes;
    day_num from;
    day_num until; /* last day; CONSENT_NO_END */
    time_ms granted;
    struct id granted_by;
    enum evidence evidence; /* EVIDENCE_NONE when the patient gave it */
    day_num evidence_date;  /* 0: none */
    struct buf reference;   /* of the evidence */
    time_ms withdrawn;      /* 0: not */
    struct id withdrawn_by;
    /* For receipts: what makes the digest in the audit records tell nothing, and which records they are. */
    uint8_t salt[CONSENT_SALT];
    uint64_t granted_seq;
    uint64_t withdrawn_seq; /* counts only when withdrawn */
};

/* false: absent or sticky error; out is then empty. Free with consent_wipe. */
bool consent_get(struct txn *txn, const struct id *dossier, const struct id *id, struct consent *out);
/* For who will ask for it. */
void consent_hint(struct txn *txn, const struct id *dossier, const struct id *id);
/* Also puts its terms among those of the dossier. */
void consent_put(struct txn *txn, const struct consent *consent);
void consent_wipe(struct consent *consent);

/* The consents of a dossier in the order of their ids, from behind `after` (zero: the first). range_close ends the
 * walk. consent_next: false: no more, or a sticky error. Free each with consent_wipe. */
void consent_walk(struct range *walk, struct txn *txn, const struct id *dossier, const struct id *after);
bool consent_next(struct range *walk, const struct id *dossier, struct consent *out);

/* What of it decisions go by. */
struct consent_terms consent_terms(const struct consent *consent);

/* The terms of all consents of the dossier, by id, kept as one value so that a decision opens only that. Out: *terms is
 * owned by the caller, free() it; NULL without consents. Returns how many; 0 also with a sticky error. */
size_t consent_load_terms(struct txn *txn, const struct id *dossier, struct consent_terms **terms);

#endif
