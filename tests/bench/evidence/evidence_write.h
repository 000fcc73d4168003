/*
 * What sealing costs the ledger: the rate of small writes with the sealer and without it.
 */
#ifndef TNW_BENCH_EVIDENCE_WRITE_H
#define TNW_BENCH_EVIDENCE_WRITE_H

#include <stdint.h>
#include <stdio.h>

#define EVIDENCE_WRITE_ROUNDS 99

struct evidence_write_plan {
    const char *folder;   /* on a real disk */
    uint64_t dossiers;    /* that exist; each write is in a random one */
    unsigned outstanding; /* writes at one time */
    double seconds;       /* of each round */
    unsigned rounds;      /* with and without in turn; at most EVIDENCE_WRITE_ROUNDS */
};

struct evidence_write_rounds {
    unsigned count;
    double per_second[EVIDENCE_WRITE_ROUNDS]; /* the time until the last write is sealed counts too */
    double kib_each[EVIDENCE_WRITE_ROUNDS];   /* handed to the system for each write */
    double behind_ms[EVIDENCE_WRITE_ROUNDS];  /* from the last write to the checkpoint over it */
};

struct evidence_write_result {
    uint64_t dossiers;
    unsigned outstanding;
    struct evidence_write_rounds with;
    struct evidence_write_rounds without;
};

/* Makes two stores, writes, and removes them. Ends the program when a write fails, or the sealer does not keep up. */
void evidence_write_run(struct evidence_write_result *out, const struct evidence_write_plan *plan);
void evidence_write_print(const struct evidence_write_result *result, FILE *out); /* as a JSON object */

#endif
