/*
 * Some hundred dossiers in one transaction: half of them live at a time, each with its next call when its turn comes,
 * so that what belongs to one dossier lies apart, as it does where many write.
 */
#ifndef TNW_BENCH_COUNTRY_COHORT_H
#define TNW_BENCH_COUNTRY_COHORT_H

#include "bench/country/country_people.h"

enum { COUNTRY_COHORT = 250 };

struct country_cohort {
    const struct world *world;
    const struct country_people *people;
    uint64_t seed;
    uint64_t from;
    uint64_t until; /* dossiers [from, until) */
};

/* ctx: the cohort: for ledger_run. Errors: as country_call. */
TNW_MUST_CHECK enum tnw_err country_cohort_run(void *ctx, struct txn *txn);

#endif
