/*
 * An engine in memory, for tests: the contract of store/engine.h and nothing faster, held as strictly as it may be
 * read. What it hands out is a copy that is freed when the contract says so; a caller that does what the contract
 * forbids is stopped. Opening it again on its disk (memory_disk.h) is a restart; memory_fault.h makes its calls fail.
 */
#ifndef TNW_STORE_MEMORY_MEMORY_ENGINE_H
#define TNW_STORE_MEMORY_MEMORY_ENGINE_H

#include "store/engine.h"

struct memory_disk;
struct memory_trap;

struct memory_options {
    struct memory_disk *disk; /* outlives the engine; one engine at a time */
    uint64_t size;            /* bytes that it can hold at the most; 0: no bound */
    uint64_t reserve;         /* of them for withdrawals and records */
    bool is_far;              /* it says that each get costs a journey, and cursors fetch in blocks */
    bool commits_when_kept;   /* keeping is nothing less than a commit */
};

/* On first use the disk is given the schema, which lives as long as the disk; at most 64 spaces. Errors: CONFLICT
 * (another version of the schema), NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err memory_engine_open(struct engine **out, const struct memory_options *options,
                                               const struct engine_schema *schema);

/* How many journeys to the data a far engine would have made: gets, firsts, and blocks of cursors. */
uint64_t memory_engine_journeys(struct engine *engine);
/* Where its calls meet faults. */
struct memory_trap *memory_engine_trap(struct engine *engine);

#endif
