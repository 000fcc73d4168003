/*
 * The newest record of each dossier, while a log is read from its start.
 */
#ifndef TNW_LIB_EXPORT_HEADS_H
#define TNW_LIB_EXPORT_HEADS_H

#include <stdint.h>

#include "audit/map.h"

struct export_head {
    struct map_entry entry; /* counter 0: there was none yet */
    uint64_t seq;           /* of the newest record */
};

/* An open hash table; `{0}` is empty. */
struct export_heads {
    struct export_head *slots;
    size_t size; /* a power of two */
    size_t used;
};

/* Returns the dossier's head, for the caller to set before the next call; NULL: no memory. */
struct export_head *export_heads_of(struct export_heads *heads, const struct id *dossier);
/* The root of the map that has these heads. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err export_heads_root(const struct export_heads *heads, struct hash *root);
void export_heads_free(struct export_heads *heads);

#endif
