#include "store/memory/memory_tree.h"

#include <stdlib.h>
#include <string.h>

struct memory_node {
    atomic_uint refs;
    uint64_t priority;
    struct memory_entry *entry;
    struct memory_node *left;
    struct memory_node *right;
};

struct memory_entry *
memory_tree_entry(struct slice key, size_t value_len)
{
    struct memory_entry *entry = malloc(sizeof *entry + key.len + value_len);
    if (entry != NULL) {
        atomic_init(&entry->refs, 1);
        entry->key_len = key.len;
        entry->value_len = value_len;
        memcpy(entry->bytes, key.ptr, key.len);
    }
    return entry;
}

void
memory_tree_drop_entry(struct memory_entry *entry)
{
    if (entry != NULL && atomic_fetch_sub(&entry->refs, 1) == 1) {
        free(entry);
    }
}

struct slice
memory_tree_key(const struct memory_entry *entry)
{
    return slice_of(entry->bytes, entry->key_len);
}

struct slice
memory_tree_value(const struct memory_entry *entry)
{
    return slice_of(entry->bytes + entry->key_len, entry->value_len);
}

struct memory_node *
memory_tree_share(struct memory_node *root)
{
    if (root != NULL) {
        (void)atomic_fetch_add(&root->refs, 1);
    }
    return root;
}

void
memory_tree_drop(struct memory_node *root)
{
    if (root != NULL && atomic_fetch_sub(&root->refs, 1) == 1) {
        memory_tree_drop(root->left);
        memory_tree_drop(root->right);
        memory_tree_drop_entry(root->entry);
        free(root);
    }
}

/* FNV-1a, and a mix, since what differs in the last byte only must not end up side by side. */
static uint64_t
priority_of(struct slice key)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < key.len; i++) {
        hash = (hash ^ key.ptr[i]) * UINT64_C(1099511628211);
    }
    hash = (hash ^ hash >> 32) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

static int
compare(struct slice a, struct slice b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter == 0 ? 0 : memcmp(a.ptr, b.ptr, shorter);
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

/* Whether a stands above b; equal hashes are told apart by their keys. */
static bool
is_above(const struct memory_node *a, const struct memory_node *b)
{
    if (a->priority != b->priority) {
        return a->priority > b->priority;
    }
    return compare(memory_tree_key(a->entry), memory_tree_key(b->entry)) > 0;
}

/* Takes references of its own. NULL: no memory. */
static struct memory_node *
new_node(struct memory_entry *entry, uint64_t priority, struct memory_node *left, struct memory_node *right)
{
    struct memory_node *node = malloc(sizeof *node);
    if (node == NULL) {
        return NULL;
    }
    (void)atomic_fetch_add(&entry->refs, 1);
    atomic_init(&node->refs, 1);
    node->priority = priority;
    node->entry = entry;
    node->left = memory_tree_share(left);
    node->right = memory_tree_share(right);
    return node;
}

/* Both nodes are new: nobody else sees them yet. */
static struct memory_node *
lift_child(struct memory_node *node, bool left)
{
    struct memory_node *child = left ? node->left : node->right;
    if (!is_above(child, node)) {
        return node;
    }
    if (left) {
        node->left = child->right;
        child->right = node;
    } else {
        node->right = child->left;
        child->left = node;
    }
    return child;
}

static struct memory_node *
insert(struct memory_node *at, struct memory_entry *entry)
{
    struct slice key = memory_tree_key(entry);
    if (at == NULL) {
        return new_node(entry, priority_of(key), NULL, NULL);
    }
    int order = compare(key, memory_tree_key(at->entry));
    if (order == 0) {
        return new_node(entry, at->priority, at->left, at->right);
    }
    bool left = order < 0;
    struct memory_node *child = insert(left ? at->left : at->right, entry);
    if (child == NULL) {
        return NULL;
    }
    struct memory_node *node = new_node(at->entry, at->priority, left ? child : at->left, left ? at->right : child);
    memory_tree_drop(child);
    return node == NULL ? NULL : lift_child(node, left);
}

enum tnw_err
memory_tree_put(struct memory_node **root, struct memory_entry *entry)
{
    struct memory_node *made = insert(*root, entry);
    if (made == NULL) {
        return TNW_E_NO_MEMORY;
    }
    memory_tree_drop(*root);
    *root = made;
    return TNW_OK;
}

/* All of left comes before all of right. false: no memory. */
static bool
merge(struct memory_node *left, struct memory_node *right, struct memory_node **out)
{
    if (left == NULL || right == NULL) {
        *out = memory_tree_share(left == NULL ? right : left);
        return true;
    }
    struct memory_node *merged;
    bool left_is_top = is_above(left, right);
    if (!merge(left_is_top ? left->right : left, left_is_top ? right : right->left, &merged)) {
        return false;
    }
    *out = left_is_top ? new_node(left->entry, left->priority, left->left, merged)
                       : new_node(right->entry, right->priority, merged, right->right);
    memory_tree_drop(merged);
    return *out != NULL;
}

/* The key is there. false: no memory. */
static bool
erase(struct memory_node *at, struct slice key, struct memory_node **out)
{
    int order = compare(key, memory_tree_key(at->entry));
    if (order == 0) {
        return merge(at->left, at->right, out);
    }
    struct memory_node *child;
    bool left = order < 0;
    if (!erase(left ? at->left : at->right, key, &child)) {
        return false;
    }
    *out = new_node(at->entry, at->priority, left ? child : at->left, left ? at->right : child);
    memory_tree_drop(child);
    return *out != NULL;
}

enum tnw_err
memory_tree_del(struct memory_node **root, struct slice key)
{
    struct memory_node *made;
    if (memory_tree_get(*root, key) == NULL) {
        return TNW_E_NOT_FOUND;
    }
    if (!erase(*root, key, &made)) {
        return TNW_E_NO_MEMORY;
    }
    memory_tree_drop(*root);
    *root = made;
    return TNW_OK;
}

const struct memory_entry *
memory_tree_get(const struct memory_node *root, struct slice key)
{
    int order;
    while (root != NULL && (order = compare(key, memory_tree_key(root->entry))) != 0) {
        root = order < 0 ? root->left : root->right;
    }
    return root == NULL ? NULL : root->entry;
}

const struct memory_entry *
memory_tree_beside(const struct memory_node *root, struct slice key, bool reverse, bool equal)
{
    const struct memory_entry *nearest = NULL;
    while (root != NULL) {
        int order = compare(memory_tree_key(root->entry), key);
        if (order == 0 && equal) {
            return root->entry;
        }
        bool beyond = reverse ? order < 0 : order > 0;
        nearest = beyond ? root->entry : nearest;
        root = beyond != reverse ? root->left : root->right;
    }
    return nearest;
}

static bool
same_entry(const struct memory_entry *a, const struct memory_entry *b)
{
    return a == b ||
           (slice_eq(memory_tree_key(a), memory_tree_key(b)) && slice_eq(memory_tree_value(a), memory_tree_value(b)));
}

const struct memory_entry *
memory_tree_difference(const struct memory_node *a, const struct memory_node *b)
{
    if (a == b) {
        return NULL;
    }
    if (a == NULL || b == NULL || !same_entry(a->entry, b->entry)) {
        return a == NULL || (b != NULL && is_above(b, a)) ? b->entry : a->entry;
    }
    const struct memory_entry *found = memory_tree_difference(a->left, b->left);
    return found != NULL ? found : memory_tree_difference(a->right, b->right);
}
