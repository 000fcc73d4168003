/*
 * The map of dossiers: for each how many records it has and the hash of the newest, under one root. A compact sparse
 * Merkle tree: a subtree with one leaf is that leaf, at whatever depth, so a path is about log2(dossiers) long.
 */
#ifndef TNW_AUDIT_MAP_H
#define TNW_AUDIT_MAP_H

#include <stdbool.h>

#include "base/id.h"
#include "crypto/hash.h"

/* Keys are 256 bits: two of them differ at depth 255 at the latest. */
#define MAP_DEPTH 256
/* Bytes of a node's place, and of a node. */
#define MAP_PLACE_MAX (1 + HASH_SIZE + 1)
#define MAP_VALUE_MAX (1 + HASH_SIZE + 8 + HASH_SIZE)

/* What the map says of one dossier. */
struct map_entry {
    struct hash key;  /* map_key of the dossier */
    uint64_t counter; /* of its newest record */
    struct hash head; /* leaf hash of its newest record */
};

/* The map of the first `size` records: what a record of the log says of it, so that the log stands for the map too. */
struct map_root {
    uint64_t size;
    struct hash root;
};

/* Name of the action of such a record. */
#define MAP_ROOT_ACTION "map.root"

/* Where nodes are kept, place → bytes; a place is a key of 3 to 34 bytes: depth / 5 (1) ‖ the first `depth` bits of
 * the key, filled up with zeros to the end of those five levels ‖ depth % 5 (1). Five levels below a node are
 * neighbours in an ordered store, so a path lies on few of its pages. get returns false when there is nothing; value
 * borrows until the next call. Failures of the store are its own to keep (as in struct txn), and to be asked for after
 * each call of ours. */
struct map_store {
    bool (*get)(void *ctx, struct slice place, struct slice *value);
    void (*put)(void *ctx, struct slice place, struct slice value);
    void *ctx;
};

/* What stands at the end of a key's path. */
enum map_end { MAP_EMPTY, MAP_LEAF };

/* The path of a key from the root down. */
struct map_proof {
    size_t count;
    struct hash siblings[MAP_DEPTH]; /* siblings[d] is beside the path below the node of depth d */
    enum map_end end;
    struct map_entry leaf; /* with MAP_LEAF: the key's own, or another one, which shows that the key is absent */
};

struct hash map_empty(void); /* root of the map without entries: 32 zero bytes */
struct hash map_key(const struct id *dossier);
bool map_bit(const struct hash *key, unsigned depth); /* which side: bit 0 is the most significant */
unsigned map_place_depth(struct slice place);         /* of the node that is kept there */
/* The place of the node of that depth on the key's path. */
struct slice map_place(uint8_t out[MAP_PLACE_MAX], const struct hash *key, unsigned depth);
/* A node as it is kept. */
struct slice map_value_of_leaf(uint8_t out[MAP_VALUE_MAX], const struct map_entry *entry);
struct slice map_value_of_node(uint8_t out[MAP_VALUE_MAX], const struct hash *left, const struct hash *right);
struct hash map_leaf(const struct map_entry *entry);
struct hash map_node(const struct hash *left, const struct hash *right);

/* Brings entries into the order that map_update takes, and keeps of each key the one with the highest counter. Returns
 * how many are left. */
size_t map_sort(struct map_entry *entries, size_t count);
/* Sets entries, new or known, in one pass. Entries are never removed. In: entries sorted by key, no key twice. In/Out:
 * root. Each node that is read is checked against the root, so what was changed in the store is never built upon.
 * Errors: USAGE: the order of entries; CORRUPT: what is stored is not what root stands for. root is as it was then, but
 * the store may hold part of the change: give it up. */
TNW_MUST_CHECK enum tnw_err map_update(const struct map_store *store, struct hash *root,
                                       const struct map_entry *entries, size_t count);

/* Finds the path of a key, present or not. Errors: CORRUPT: what is stored is not what root stands for. */
TNW_MUST_CHECK enum tnw_err map_prove(const struct map_store *store, const struct hash *root, const struct hash *key,
                                      struct map_proof *out);

/* Checks a path without any store. Out: *member: whether the map holds the key, and then proof->leaf is its entry.
 * Errors: CRYPTO: it proves neither; *member is false then. */
TNW_MUST_CHECK enum tnw_err map_check(const struct map_proof *proof, const struct hash *root, const struct hash *key,
                                      bool *member);

#endif
