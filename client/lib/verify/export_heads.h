/*
 * The newest record of each dossier, while a log is read from its start.
 */
#ifndef TNW_LIB_EXPORT_HEADS_H
#define TNW_LIB_EXPORT_HEADS_H

#include <stdint.h>

#include "logged.h"
#include "tnw/verify.h"

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

/* Holds a link of the record against the dossier's head: it must continue it, and the record is the new one. Out:
 * entry, the map's for that head. Errors: CRYPTO, with the finding; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err export_heads_follow(struct export_heads *heads, const struct logged *record,
                                                const struct audit_link *link, struct map_entry *entry,
                                                struct tnw_finding *finding);
void export_heads_free(struct export_heads *heads);

#endif
