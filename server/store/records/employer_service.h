/*
 * Which prevention service looks after the health of an employer's workers: fiches by the employer's number. There may
 * be many employers to a service; what walks over them has a place to go on from.
 */
#ifndef TNW_STORE_RECORDS_EMPLOYER_SERVICE_H
#define TNW_STORE_RECORDS_EMPLOYER_SERVICE_H

#include "store/range.h"

#define EMPLOYER_CBE 11 /* ten digits and a NUL */

/* cbe: ten digits. */
void employer_service_put(struct txn *txn, const char *cbe, const struct id *fiche);
void employer_service_del(struct txn *txn, const char *cbe, const struct id *fiche);
bool employer_service_has(struct txn *txn, const char *cbe, const struct id *fiche);

/* The services of one employer, for range_next_id, behind `after`. */
void employer_service_walk(struct range *walk, struct txn *txn, const char *cbe, const struct id *after);

struct employer_service {
    char cbe[EMPLOYER_CBE];
    struct id fiche;
    struct key at; /* where it lies, for `after` */
};

/* All of them, in an order that stays. after: NULL for all. range_close ends the walk. */
void employer_service_walk_all(struct range *walk, struct txn *txn, const struct key *after);
bool employer_service_next(struct range *walk, struct employer_service *out);
/* One that lies under that key. false: sticky error. */
bool employer_service_open(struct txn *txn, struct slice key, struct slice stored, struct employer_service *out);

#endif
