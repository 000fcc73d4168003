/*
 * A store on a real disk with synthetic records, as the server would write them. What fails ends the program: a
 * measurement has nobody to give an error to.
 */
#ifndef TNW_BENCH_EVIDENCE_STORE_H
#define TNW_BENCH_EVIDENCE_STORE_H

#include "base/id.h"
#include "store/store.h"
#include "unit/evidence_random.h"

#define EVIDENCE_STORE_PATH 1024

struct evidence_store {
    char folder[EVIDENCE_STORE_PATH];
    struct keyring *keyring;
    struct store *store;
};

/* Ends the program unless err is TNW_OK. what: for people. */
void evidence_store_must(enum tnw_err err, const char *what);

/* Makes a store in a new folder of that name below parent. map_size: bytes; the disk must have as much free. */
void evidence_store_open(struct evidence_store *it, const char *parent, const char *name, uint64_t map_size);
/* Closes it and removes its folder. */
void evidence_store_close(struct evidence_store *it);

/* The same ids in each run. */
struct id evidence_store_dossier(uint64_t number);
struct id evidence_store_thread(uint64_t number);

/* Appends the record of a message in that dossier, of some 800 bytes. random: for what is new in each record. */
void evidence_store_append(struct txn *txn, uint64_t dossier, struct evidence_random *random);

/* CLOCK_MONOTONIC, ns */
uint64_t evidence_store_now(void);

#endif
