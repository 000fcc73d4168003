/*
 * What of the log the search index does not have yet, in memory. Keys of a record lie all over the
 * index, so filing records a few at a time writes some pages of a large store for each of them; filed together, many
 * share their pages. Until then they are found here. The log holds all of it: what is lost here is read again there.
 *
 * There are two parts, one behind the other in the log: the newer one takes what comes, the older one is filed or was.
 * One thread changes them (the sealer's); any thread may look.
 */
#ifndef TNW_STORE_AUDIT_UNFILED_H
#define TNW_STORE_AUDIT_UNFILED_H

#include <pthread.h>
#include <stdbool.h>

#include "base/bytes.h"
#include "store/audit/audit_index_key.h"

/* The places of one key in a part, as distances from where the part begins; ascending. */
struct unfiled_list {
    struct audit_index_key key;
    uint32_t count;
    uint32_t room; /* 0: there is one place, and it lies in `one` */
    union {
        uint32_t one;
        uint32_t *many;
    } at;
};

struct unfiled_part {
    uint64_t from; /* of the records [from, to) */
    uint64_t to;
    size_t places;
    struct unfiled_list *lists;
    size_t count;
    size_t room;
    uint32_t *slots; /* hash table: 1 + number of the list, 0 for none */
    size_t slot_count;
};

struct unfiled {
    pthread_rwlock_t lock;
    bool begun; /* else it has nothing, and takes nothing */
    struct unfiled_part older;
    struct unfiled_part newer;
};

void unfiled_init(struct unfiled *unfiled);
void unfiled_wipe(struct unfiled *unfiled);

/* For the one thread. Forgets what there is, and goes on from record `from`. */
void unfiled_begin(struct unfiled *unfiled, uint64_t from);
/* Adds record newer.to under these keys. Errors: NO_MEMORY: it is as if nothing was asked. */
TNW_MUST_CHECK enum tnw_err unfiled_add(struct unfiled *unfiled, const struct audit_index_key *keys, size_t count);
/* The older part is forgotten, the newer one takes its place, and a new one begins behind it. */
void unfiled_turn(struct unfiled *unfiled);

/* For any thread. Whether the records from `filed` on are here. Out: *to: up to that one, exclusive. */
bool unfiled_covers(struct unfiled *unfiled, uint64_t filed, uint64_t *to);

enum unfiled_found { UNFILED_NONE, UNFILED_FOUND, UNFILED_LOST };
/* The first place of the key at or behind target, at or before it in reverse, among the records [low, high). LOST: they
 * are not all here any more. */
enum unfiled_found unfiled_seek(struct unfiled *unfiled, const struct audit_index_key *key, uint64_t low, uint64_t high,
                                uint64_t target, bool reverse, uint64_t *seq);

/* For the one thread: place i of a list. */
uint64_t unfiled_place(const struct unfiled_part *part, const struct unfiled_list *list, size_t i);

#endif
