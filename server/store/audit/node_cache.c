#include "store/audit/node_cache.h"

#include <stdlib.h>

void
node_cache_init(struct node_cache *cache)
{
    (void)pthread_mutex_init(&cache->lock, NULL);
    cache->slots = NULL;
}

void
node_cache_wipe(struct node_cache *cache)
{
    free(cache->slots);
    cache->slots = NULL;
    (void)pthread_mutex_destroy(&cache->lock);
}

/* Nodes of one level lie side by side, and levels apart. */
static struct node_cache_slot *
slot(const struct node_cache *cache, uint8_t level, uint64_t index)
{
    return &cache->slots[(index + level * UINT64_C(0x9e3779b97f4a7c15)) & (NODE_CACHE_SLOTS - 1)];
}

bool
node_cache_get(struct node_cache *cache, uint8_t level, uint64_t index, struct hash *out)
{
    bool found = false;
    (void)pthread_mutex_lock(&cache->lock);
    if (cache->slots != NULL) {
        const struct node_cache_slot *it = slot(cache, level, index);
        found = it->level == level && it->index == index;
        if (found) {
            *out = it->hash;
        }
    }
    (void)pthread_mutex_unlock(&cache->lock);
    return found;
}

void
node_cache_put(struct node_cache *cache, uint8_t level, uint64_t index, const struct hash *hash)
{
    (void)pthread_mutex_lock(&cache->lock);
    if (cache->slots == NULL) {
        cache->slots = calloc(NODE_CACHE_SLOTS, sizeof *cache->slots); /* without memory there is just no cache */
    }
    if (cache->slots != NULL) {
        *slot(cache, level, index) = (struct node_cache_slot){.index = index, .level = level, .hash = *hash};
    }
    (void)pthread_mutex_unlock(&cache->lock);
}
