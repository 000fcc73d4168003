/*
 * A world on the memory engine: its services run as in the server, on a real ledger, and its state can be forked,
 * broken at any call and compared.
 */
#ifndef TNW_TESTS_FAULT_FAULT_WORLD_H
#define TNW_TESTS_FAULT_FAULT_WORLD_H

#include "audit/note/log_key.h"
#include "ledger/ledger.h"
#include "store/layout.h"
#include "store/memory/memory_disk.h"
#include "store/memory/memory_engine.h"
#include "store/memory/memory_fault.h"
#include "unit/service/service_world.h"

#define BEHEERDER "01020300467"
#define AUDITOR "80010190078"

struct fault_world {
    struct test_world *w;
    struct log_key key;
    struct sign_key *witness;
    struct note_key witness_key;
    struct trust trust;
    bool is_far;
    struct memory_disk *disk; /* what the store is open on */
    struct engine *engine;    /* the store's; NULL: it is closed */
    struct ledger *ledger;
    bool is_fatal; /* the ledger said that nothing may be trusted any more */
};

/* With some people, and nothing else, on a disk. */
struct fault_world *fault_world_new(bool is_far);
void fault_world_free(struct fault_world **world);

/* Opens the store on a disk, and starts the ledger; a store that cannot be opened ends the test. stop ends the ledger
 * as the server does, close both. */
void fault_world_open(struct fault_world *world, struct memory_disk *disk);
void fault_world_stop(struct fault_world *world);
void fault_world_close(struct fault_world *world);

/* A checkpoint over all that is recorded; and the line by which the witness signs it, as JSON text. */
void fault_world_seal(struct fault_world *world);
void fault_world_cosignature(struct fault_world *world, char *out, size_t size, uint64_t *sealed);

/* How many keys a disk holds in each space, durable ones. */
struct fault_counts {
    size_t of[SPACE_COUNT];
};
struct fault_counts fault_world_count(struct memory_disk *disk);
/* Appends the last record of the log that a disk holds. */
void fault_world_last_record(struct memory_disk *disk, struct buf *out);

#endif
