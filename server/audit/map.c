#include "audit/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

#define TAG_INTERNAL 1
#define TAG_LEAF 2
/* Levels whose nodes lie together: 31 nodes, some 2.5 KiB. Each level by itself would make a path a page for each of
 * its nodes, which a checkpoint writes anew for each dossier: with 500 000 dossiers a dozen instead of four. */
#define BAND 5U

/* A node as it is kept. */
struct stored {
    uint8_t tag;
    struct hash left;
    struct hash right;
    struct map_entry entry;
};

static void
put_u64(uint8_t out[8], uint64_t value)
{
    for (unsigned i = 0; i < 8; i++) {
        out[i] = (uint8_t)(value >> (56 - 8 * i));
    }
}

struct hash
map_empty(void)
{
    return (struct hash){0};
}

static bool
is_empty(const struct hash *hash)
{
    struct hash empty = map_empty();
    return hash_eq(hash, &empty);
}

struct hash
map_key(const struct id *dossier)
{
    return hash_of(id_slice(dossier));
}

struct hash
map_leaf(const struct map_entry *entry)
{
    static const char tag[] = "tnw/map/leaf/v1"; /* its NUL is hashed too */
    uint8_t counter[8];
    put_u64(counter, entry->counter);
    struct slice parts[] = {slice_of(tag, sizeof tag), hash_slice(&entry->key), slice_of(counter, sizeof counter),
                            hash_slice(&entry->head)};
    return hash_parts(parts, 4);
}

struct hash
map_node(const struct hash *left, const struct hash *right)
{
    static const char tag[] = "tnw/map/node/v1";
    struct slice parts[] = {slice_of(tag, sizeof tag), hash_slice(left), hash_slice(right)};
    return hash_parts(parts, 3);
}

bool
map_bit(const struct hash *key, unsigned depth)
{
    return (key->bytes[depth / 8] >> (7 - depth % 8) & 1) != 0;
}

struct slice
map_place(uint8_t out[MAP_PLACE_MAX], const struct hash *key, unsigned depth)
{
    size_t whole = depth / 8;
    size_t end = (depth - depth % BAND + BAND + 7) / 8; /* of the band's bits, in bytes */
    end = end < HASH_SIZE ? end : HASH_SIZE;
    out[0] = (uint8_t)(depth / BAND);
    memset(out + 1, 0, end);
    memcpy(out + 1, key->bytes, whole);
    if (depth % 8 != 0) {
        out[1 + whole] = (uint8_t)(key->bytes[whole] & 0xff00U >> depth % 8);
    }
    out[1 + end] = (uint8_t)(depth % BAND);
    return slice_of(out, end + 2);
}

unsigned
map_place_depth(struct slice place)
{
    return place.len < 2 ? MAP_DEPTH : place.ptr[0] * BAND + place.ptr[place.len - 1];
}

struct slice
map_value_of_node(uint8_t out[MAP_VALUE_MAX], const struct hash *left, const struct hash *right)
{
    out[0] = TAG_INTERNAL;
    memcpy(out + 1, left->bytes, HASH_SIZE);
    memcpy(out + 1 + HASH_SIZE, right->bytes, HASH_SIZE);
    return slice_of(out, 1 + 2 * HASH_SIZE);
}

struct slice
map_value_of_leaf(uint8_t out[MAP_VALUE_MAX], const struct map_entry *entry)
{
    out[0] = TAG_LEAF;
    memcpy(out + 1, entry->key.bytes, HASH_SIZE);
    put_u64(out + 1 + HASH_SIZE, entry->counter);
    memcpy(out + 9 + HASH_SIZE, entry->head.bytes, HASH_SIZE);
    return slice_of(out, MAP_VALUE_MAX);
}

static void
put_internal(const struct map_store *store, const struct hash *key, unsigned depth, const struct hash *left,
             const struct hash *right)
{
    uint8_t place[MAP_PLACE_MAX];
    uint8_t value[MAP_VALUE_MAX];
    store->put(store->ctx, map_place(place, key, depth), map_value_of_node(value, left, right));
}

static void
put_leaf(const struct map_store *store, const struct map_entry *entry, unsigned depth)
{
    uint8_t place[MAP_PLACE_MAX];
    uint8_t value[MAP_VALUE_MAX];
    store->put(store->ctx, map_place(place, &entry->key, depth), map_value_of_leaf(value, entry));
}

/* Whether two keys agree in their first `depth` bits. */
static bool
share_path(const struct hash *a, const struct hash *b, size_t depth)
{
    for (unsigned d = 0; d < depth; d++) {
        if (map_bit(a, d) != map_bit(b, d)) {
            return false;
        }
    }
    return true;
}

static bool
parse_node(struct stored *out, struct slice value)
{
    struct cursor cur = cursor_of(value);
    out->tag = cursor_u8(&cur);
    if (out->tag == TAG_INTERNAL) {
        cursor_bytes(&cur, out->left.bytes, HASH_SIZE);
        cursor_bytes(&cur, out->right.bytes, HASH_SIZE);
    } else {
        cursor_bytes(&cur, out->entry.key.bytes, HASH_SIZE);
        out->entry.counter = cursor_u64(&cur);
        cursor_bytes(&cur, out->entry.head.bytes, HASH_SIZE);
        if (out->entry.counter > LIMIT_JSON_NUMBER) {
            return false;
        }
    }
    return cursor_end(&cur) == TNW_OK && (out->tag == TAG_INTERNAL || out->tag == TAG_LEAF);
}

/* Reads the node of depth `depth` on the key's path. Returns false unless it is the one that `expected` stands for, and
 * can stand there. */
static bool
get_node(const struct map_store *store, const struct hash *key, unsigned depth, const struct hash *expected,
         struct stored *out)
{
    uint8_t place[MAP_PLACE_MAX];
    struct slice value;
    if (!store->get(store->ctx, map_place(place, key, depth), &value) || !parse_node(out, value)) {
        return false;
    }
    bool leaf = out->tag == TAG_LEAF;
    struct hash hash = leaf ? map_leaf(&out->entry) : map_node(&out->left, &out->right);
    return hash_eq(&hash, expected) && (leaf ? share_path(&out->entry.key, key, depth) : depth < MAP_DEPTH);
}

/* Entries that go below one node: a sorted run, and the leaf that they push down, if there is one. */
struct batch {
    const struct map_entry *entries;
    size_t count;
    const struct map_entry *pushed;
};

/* An update under way. */
struct update {
    const struct map_store *store;
    enum tnw_err err;
};

/* The part of a batch that goes to one side of a node of that depth. */
static struct batch
side_of(const struct batch *batch, unsigned depth, bool right)
{
    size_t low = 0;
    size_t high = batch->count;
    while (low < high) { /* to the first entry of the right side */
        size_t middle = low + (high - low) / 2;
        if (map_bit(&batch->entries[middle].key, depth)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    struct batch side = {.entries = batch->entries + (right ? low : 0), .count = right ? batch->count - low : low};
    if (batch->pushed != NULL && map_bit(&batch->pushed->key, depth) == right) {
        side.pushed = batch->pushed;
    }
    return side;
}

static bool
holds(const struct batch *batch, const struct hash *key)
{
    for (size_t i = 0; i < batch->count; i++) {
        if (hash_eq(&batch->entries[i].key, key)) {
            return true;
        }
    }
    return false;
}

/* Sets the batch below the node of depth `depth`, which `hash` stands for. Returns its new hash. A leaf in the way
 * becomes part of the batch, and its place empty. Recursion ends at MAP_DEPTH at the latest: no two keys agree so
 * far. */
static struct hash
set_below(struct update *update, unsigned depth, struct hash hash, struct batch batch)
{
    struct stored node = {.tag = TAG_INTERNAL};
    if (update->err != TNW_OK || (batch.count == 0 && batch.pushed == NULL)) {
        return hash;
    }
    const struct map_entry *first = batch.count > 0 ? &batch.entries[0] : batch.pushed;
    if (!is_empty(&hash) && !get_node(update->store, &first->key, depth, &hash, &node)) {
        update->err = TNW_E_CORRUPT;
        return hash;
    }
    if (node.tag == TAG_LEAF) {
        batch.pushed = holds(&batch, &node.entry.key) ? NULL : &node.entry;
        hash = map_empty();
    }
    if (is_empty(&hash) && batch.count + (batch.pushed != NULL) == 1) {
        put_leaf(update->store, first, depth);
        return map_leaf(first);
    }
    struct hash left = set_below(update, depth + 1, node.left, side_of(&batch, depth, false));
    struct hash right = set_below(update, depth + 1, node.right, side_of(&batch, depth, true));
    put_internal(update->store, &first->key, depth, &left, &right);
    return map_node(&left, &right);
}

static int
by_key_and_counter(const void *a, const void *b)
{
    const struct map_entry *x = a;
    const struct map_entry *y = b;
    int by_key = memcmp(x->key.bytes, y->key.bytes, HASH_SIZE);
    return by_key != 0 ? by_key : (x->counter > y->counter) - (x->counter < y->counter);
}

size_t
map_sort(struct map_entry *entries, size_t count)
{
    size_t kept = 0;
    if (count > 1) {
        qsort(entries, count, sizeof *entries, by_key_and_counter);
    }
    for (size_t i = 0; i < count; i++) {
        if (i + 1 == count || !hash_eq(&entries[i].key, &entries[i + 1].key)) {
            entries[kept++] = entries[i];
        }
    }
    return kept;
}

enum tnw_err
map_update(const struct map_store *store, struct hash *root, const struct map_entry *entries, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (memcmp(entries[i - 1].key.bytes, entries[i].key.bytes, HASH_SIZE) >= 0) {
            return TNW_E_USAGE;
        }
    }
    struct update update = {.store = store};
    struct hash hash = set_below(&update, 0, *root, (struct batch){.entries = entries, .count = count});
    if (update.err == TNW_OK) {
        *root = hash;
    }
    return update.err;
}

enum tnw_err
map_prove(const struct map_store *store, const struct hash *root, const struct hash *key, struct map_proof *out)
{
    *out = (struct map_proof){.end = MAP_EMPTY};
    struct hash hash = *root;
    while (!is_empty(&hash)) {
        struct stored node;
        if (!get_node(store, key, (unsigned)out->count, &hash, &node)) {
            *out = (struct map_proof){.end = MAP_EMPTY};
            return TNW_E_CORRUPT;
        }
        if (node.tag == TAG_LEAF) {
            out->end = MAP_LEAF;
            out->leaf = node.entry;
            return TNW_OK;
        }
        bool right = map_bit(key, (unsigned)out->count);
        out->siblings[out->count++] = right ? node.left : node.right;
        hash = right ? node.right : node.left;
    }
    return TNW_OK;
}

/* Whether the end of the path can stand where it stands: a leaf only under the first bits of its own key, and nothing
 * beside an empty subtree that would make its parent one leaf or none. */
static bool
end_fits(const struct map_proof *proof, const struct hash *key)
{
    if (proof->end == MAP_LEAF && !share_path(&proof->leaf.key, key, proof->count)) {
        return false;
    }
    return proof->count == 0 || !is_empty(&proof->siblings[proof->count - 1]);
}

enum tnw_err
map_check(const struct map_proof *proof, const struct hash *root, const struct hash *key, bool *member)
{
    *member = false;
    if (proof->count > MAP_DEPTH || (proof->end != MAP_EMPTY && proof->end != MAP_LEAF) || !end_fits(proof, key)) {
        return TNW_E_CRYPTO;
    }
    struct hash hash = proof->end == MAP_LEAF ? map_leaf(&proof->leaf) : map_empty();
    for (size_t depth = proof->count; depth-- > 0;) {
        const struct hash *sibling = &proof->siblings[depth];
        hash = map_bit(key, (unsigned)depth) ? map_node(sibling, &hash) : map_node(&hash, sibling);
    }
    if (!hash_eq(&hash, root)) {
        return TNW_E_CRYPTO;
    }
    *member = proof->end == MAP_LEAF && hash_eq(&proof->leaf.key, key);
    return TNW_OK;
}
