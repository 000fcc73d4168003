/*
 * The life of one dossier, call by call: opened, its team asked in, consents given, fragments written and read, a
 * consultation held. The same for the same seed, however often and in which company it is lived.
 */
#ifndef TNW_BENCH_COUNTRY_LIFE_H
#define TNW_BENCH_COUNTRY_LIFE_H

#include "bench/country/country_people.h"

struct country_life {
    uint64_t number; /* of the dossier */
    struct evidence_random random;
    struct country_team team;
    struct country_who patient;
    day_num today;
    day_num start; /* of the unfitness for work */
    unsigned stage;
    uint64_t fragments; /* to be written yet */
    uint64_t messages;  /* to be sent yet, once there is a thread */
    uint64_t looks;     /* to be recorded yet beside those of fragments */
    struct id dossier;
    struct id fragment; /* the newest that all doctors may read */
    struct id thread;
    struct id question; /* the newest message of the huisarts's */
};

TNW_MUST_CHECK enum tnw_err country_life_begin(struct country_life *life, const struct country_people *people,
                                               const struct world *world, uint64_t seed, uint64_t number);
/* The next call. Out: over: there is none any more. Errors: as country_call. */
TNW_MUST_CHECK enum tnw_err country_life_step(struct country_life *life, const struct world *world, struct txn *txn,
                                              bool *over);

#endif
