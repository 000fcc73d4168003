/*
 * Inside the memory engine: what its parts share.
 */
#ifndef TNW_STORE_MEMORY_MEMORY_BASE_H
#define TNW_STORE_MEMORY_MEMORY_BASE_H

#include <stdatomic.h>

#include "store/memory/memory_disk.h"
#include "store/memory/memory_fault.h"

struct memory_txn;

struct memory_engine {
    struct engine engine; /* first */
    struct memory_trap trap;
    struct memory_disk *disk;
    atomic_uint_fast64_t size; /* 0: no bound */
    uint64_t reserve;
    bool commits_when_kept;
    pthread_mutex_t lock; /* guards all below; taken before the disk's */
    pthread_cond_t moved;
    bool writing;
    struct memory_txn *begun; /* all open transactions */
    uint64_t journeys;
    uint64_t taken_over;
};

/* Something handed out, or the memory of a value that is written later. */
struct memory_copy {
    struct memory_copy *next;
    uint8_t bytes[];
};

struct memory_txn {
    struct engine_txn txn;   /* first */
    struct memory_txn *next; /* of the engine's open ones */
    pthread_t thread;
    struct memory_version version;
    struct memory_copy *copies; /* what was handed out */
    struct memory_copy *later;  /* where the value of later_entry is written; NULL: nowhere */
    struct memory_entry *later_entry;
    uint64_t writes; /* since it was kept, or began */
    unsigned cursors;
    bool failed; /* only an abort is left */
};

static inline struct memory_txn *
memory_base_txn(struct engine_txn *txn)
{
    return (struct memory_txn *)(void *)txn;
}

static inline struct memory_engine *
memory_base_engine(const struct engine_txn *txn)
{
    return (struct memory_engine *)(void *)txn->engine;
}

#endif
