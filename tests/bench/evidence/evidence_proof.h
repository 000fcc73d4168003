/*
 * How long the server takes for an inclusion proof in a small and in a large log.
 */
#ifndef TNW_BENCH_EVIDENCE_PROOF_H
#define TNW_BENCH_EVIDENCE_PROOF_H

#include <stdio.h>

#include "bench/histogram.h"

#define EVIDENCE_ROUNDS_MAX 99

struct evidence_proof_plan {
    const char *folder; /* on a real disk */
    uint64_t small;     /* records */
    uint64_t large;
    uint64_t dossiers; /* that they are spread over */
    unsigned proofs;   /* in each round, of random leaves, and of each kind */
    unsigned rounds;   /* small and large in turn; at most EVIDENCE_ROUNDS_MAX */
};

struct evidence_proof_times {
    uint64_t records;
    uint64_t bytes;                        /* of the store */
    struct histogram cold;                 /* each after other work, which has emptied the processor's caches */
    struct histogram warm;                 /* one right after the other */
    uint64_t medians[EVIDENCE_ROUNDS_MAX]; /* of each round, cold, ns */
};

struct evidence_proof_result {
    struct evidence_proof_times small;
    struct evidence_proof_times large;
    unsigned rounds;
};

/* Makes both logs, proves, checks each proof, and removes the logs. Ends the program when one does not hold. */
void evidence_proof_run(struct evidence_proof_result *out, const struct evidence_proof_plan *plan);
void evidence_proof_print(const struct evidence_proof_result *result, FILE *out); /* as a JSON object */

#endif
