/*
 * What of the memory engine is durable: it outlives the engine as a disk outlives a process, and is forked in no time,
 * so that a test can try each fault from the same state.
 */
#ifndef TNW_STORE_MEMORY_MEMORY_DISK_H
#define TNW_STORE_MEMORY_MEMORY_DISK_H

#include <pthread.h>

#include "store/engine.h"
#include "store/memory/memory_tree.h"

#define MEMORY_SPACES_MAX 64

struct memory_disk;

/* An empty one; NULL: no memory. */
struct memory_disk *memory_disk_new(void);
/* Another one that holds the same; any thread. NULL: no memory. */
struct memory_disk *memory_disk_fork(struct memory_disk *disk);
void memory_disk_free(struct memory_disk **disk); /* no engine may have it open; *disk may be NULL */
/* The spaces in which the newest durable states of two disks of one schema differ, as bits; kept or committed makes no
 * difference. where: at least 256 characters; out: the first difference, for people. */
uint64_t memory_disk_differences(struct memory_disk *a, struct memory_disk *b, char where[256]);

/* How many keys a space has in the newest durable state. */
size_t memory_disk_count(struct memory_disk *disk, unsigned space);

/*
 * For the engine.
 */

/* One state of everything: shares its trees with others. */
struct memory_version {
    uint64_t number; /* of the commit that made it */
    uint64_t used;
    struct memory_node *roots[MEMORY_SPACES_MAX];
    size_t counts[MEMORY_SPACES_MAX];
};

struct memory_disk {
    pthread_mutex_t lock;               /* guards all below */
    const struct engine_schema *schema; /* NULL: never opened */
    bool open;
    struct memory_version committed;
    struct memory_version kept; /* counts while waiting > 0 */
    uint64_t waiting;           /* batches in kept that are not in committed */
};

/* Puts what a disk holds, or a writer made, in the place of what is there. */
void memory_disk_copy(struct memory_version *to, const struct memory_version *from);
void memory_disk_drop(struct memory_version *version);

#endif
