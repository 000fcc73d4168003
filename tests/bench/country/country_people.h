/*
 * Who works in the country: the people of a sandbox, whose certificates there are, and many others in the same roles.
 * Dossiers are dealt out to them so that some have far more than others.
 */
#ifndef TNW_BENCH_COUNTRY_PEOPLE_H
#define TNW_BENCH_COUNTRY_PEOPLE_H

#include "bench/country/country_call.h"
#include "unit/evidence_random.h"

/* In each pool the first is the sandbox's; of the huisartsen the second as well. */
enum country_pool_kind { POOL_HUISARTS, POOL_ADVISEREND, POOL_ARBEIDSARTS, POOL_COORDINATOR, POOL_COUNT };

struct country_pool {
    size_t count;
    struct country_who *who;
};

struct country_people {
    uint64_t dossiers; /* of the whole country */
    struct country_pool pools[POOL_COUNT];
    struct country_who patient;  /* the sandbox's: of the dossier with most records */
    struct country_who patient2; /* and of one with ten */
};

/* The team of one dossier. NULL: nobody. */
struct country_team {
    const struct country_who *huisarts, *adviserend, *arbeidsarts, *coordinator;
};

enum { COUNTRY_TEN = 10 };

/* Registers who is not registered yet. sandbox: its folder. Errors: IO: it is none. */
TNW_MUST_CHECK enum tnw_err country_people_open(struct country_people *people, const struct world *world,
                                                struct txn *txn, const char *sandbox, uint64_t dossiers);
void country_people_free(struct country_people *people);

/* How many dossiers the busiest have: 3,000, where there are enough. */
uint64_t country_people_busy(const struct country_people *people);
struct country_team country_people_team(const struct country_people *people, uint64_t dossier,
                                        struct evidence_random *random);
/* The patient of that dossier. Errors: as country_who_set. */
TNW_MUST_CHECK enum tnw_err country_people_patient(const struct country_people *people, const struct world *world,
                                                   uint64_t dossier, struct country_who *out);

#endif
