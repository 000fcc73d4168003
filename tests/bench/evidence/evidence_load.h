/*
 * Load on a ledger: small writes, each a message of 1 KiB and its audit record, in dossiers drawn at random.
 */
#ifndef TNW_BENCH_EVIDENCE_LOAD_H
#define TNW_BENCH_EVIDENCE_LOAD_H

#include "bench/evidence/evidence_store.h"
#include "ledger/ledger.h"

struct evidence_load {
    struct ledger *ledger;
    uint64_t dossiers; /* those of evidence_store_dossier(0) and on */
    unsigned outstanding;
    double seconds;
    uint64_t seed;
};

/* Keeps so many writes waiting in the ledger for that time, and waits for the last. Returns how many there were. Ends
 * the program when one fails. */
uint64_t evidence_load_run(const struct evidence_load *load);

/* What each write does. */
void evidence_load_put(struct txn *txn, uint64_t dossier, const struct id *message, struct evidence_random *random);

#endif
