/*
 * Inside the store: upper nodes of the log's tree that were read before. A node never changes once it is on disk, and
 * the upper ones stand in every proof; reading them from all over a large log is most of what a proof costs.
 */
#ifndef TNW_STORE_AUDIT_NODE_CACHE_H
#define TNW_STORE_AUDIT_NODE_CACHE_H

#include <pthread.h>
#include <stdbool.h>

#include "crypto/hash.h"

/* Lower ones lie near their leaf, and there are too many of them. */
#define NODE_CACHE_LEVEL 8
/* All such nodes of 16 million records, 48 bytes each; with more, some take turns. A power of two. */
#define NODE_CACHE_SLOTS 131072

struct node_cache_slot {
    uint64_t index;
    uint8_t level; /* 0: empty */
    struct hash hash;
};

struct node_cache {
    pthread_mutex_t lock;
    struct node_cache_slot *slots; /* made at the first put */
};

void node_cache_init(struct node_cache *cache);
void node_cache_wipe(struct node_cache *cache);
/* Any thread. Only nodes that a committed state holds may be put. */
bool node_cache_get(struct node_cache *cache, uint8_t level, uint64_t index, struct hash *out);
void node_cache_put(struct node_cache *cache, uint8_t level, uint64_t index, const struct hash *hash);

#endif
