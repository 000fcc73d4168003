/*
 * Inside the memory engine: a map that never changes. A put or a delete makes new nodes on the way to the root and
 * shares all others, so that an older root still shows what it showed. It is a treap whose priorities are hashes of the
 * keys: the same keys always make the same tree, so that two trees are compared by their shape, and what they share is
 * not looked at.
 */
#ifndef TNW_STORE_MEMORY_MEMORY_TREE_H
#define TNW_STORE_MEMORY_MEMORY_TREE_H

#include <stdatomic.h>

#include "base/bytes.h"

struct memory_entry {
    atomic_uint refs;
    size_t key_len;
    size_t value_len;
    uint8_t bytes[]; /* the key, then the value */
};

struct memory_node; /* NULL: an empty tree */

/* An entry with one reference, its value not yet written; NULL: no memory. */
struct memory_entry *memory_tree_entry(struct slice key, size_t value_len);
void memory_tree_drop_entry(struct memory_entry *entry);
struct slice memory_tree_key(const struct memory_entry *entry);
struct slice memory_tree_value(const struct memory_entry *entry);

/* One more reference, and one fewer. */
struct memory_node *memory_tree_share(struct memory_node *root);
void memory_tree_drop(struct memory_node *root);

/* Makes *root another tree; it takes a reference of its own to entry. Errors: NO_MEMORY, then *root is as it was. */
TNW_MUST_CHECK enum tnw_err memory_tree_put(struct memory_node **root, struct memory_entry *entry);
/* Errors: also NOT_FOUND. */
TNW_MUST_CHECK enum tnw_err memory_tree_del(struct memory_node **root, struct slice key);

/* NULL: there is none. */
const struct memory_entry *memory_tree_get(const struct memory_node *root, struct slice key);
/* The entry next to that key in the direction; equal: or the one of the key itself. */
const struct memory_entry *memory_tree_beside(const struct memory_node *root, struct slice key, bool reverse,
                                              bool equal);

/* An entry, of a or of b, that the other one has not, or with another value; NULL: both hold the same. */
const struct memory_entry *memory_tree_difference(const struct memory_node *a, const struct memory_node *b);

#endif
