#include "audit/map_follow.h"

#include <stdlib.h>
#include <string.h>

#define ROOM_AT_FIRST 1024

/* A node: a leaf, or the two sides below it, as 1 + number of a twig; 0: empty. */
struct map_twig {
    bool is_leaf;
    bool is_stale; /* its hash is not that of what is below it any more */
    bool is_seen;
    union {
        size_t sides[2];
        struct map_entry entry;
    } u;
    struct hash hash;
};

struct map_news {
    uint64_t seq;
    struct map_entry entry;
};

/* Room for one more, and for what it pushes down. */
static bool
make_twig_room(struct map_follow *follow)
{
    const size_t most = MAP_DEPTH + 2;
    if (follow->room - follow->count >= most) {
        return true;
    }
    size_t room = 2 * follow->room + ROOM_AT_FIRST;
    struct map_twig *larger = realloc(follow->twigs, room * sizeof *larger);
    if (larger == NULL) {
        return false;
    }
    follow->twigs = larger;
    follow->room = room;
    return true;
}

/* Returns 1 + its number. */
static size_t
add_twig(struct map_follow *follow, const struct map_entry *entry)
{
    struct map_twig *twig = &follow->twigs[follow->count++];
    *twig = (struct map_twig){.is_leaf = entry != NULL, .is_stale = true};
    if (entry != NULL) {
        twig->u.entry = *entry;
    }
    return follow->count;
}

/* A leaf of another key on the way becomes one side of a twig in its place. */
static void
push_down(struct map_follow *follow, size_t *link, unsigned depth)
{
    size_t leaf = *link;
    *link = add_twig(follow, NULL);
    follow->twigs[*link - 1].u.sides[map_bit(&follow->twigs[leaf - 1].u.entry.key, depth)] = leaf;
}

enum tnw_err
map_follow_set(struct map_follow *follow, const struct map_entry *entry)
{
    if (!make_twig_room(follow)) {
        return TNW_E_NO_MEMORY;
    }
    size_t *link = &follow->top;
    for (unsigned depth = 0; *link != 0; depth++) {
        struct map_twig *twig = &follow->twigs[*link - 1];
        twig->is_stale = true;
        if (twig->is_leaf && hash_eq(&twig->u.entry.key, &entry->key)) {
            twig->u.entry = *entry;
            return TNW_OK;
        }
        if (twig->is_leaf) {
            push_down(follow, link, depth);
        }
        link = &follow->twigs[*link - 1].u.sides[map_bit(&entry->key, depth)];
    }
    *link = add_twig(follow, entry);
    return TNW_OK;
}

/* Recursion ends at MAP_DEPTH at the latest: no two keys agree so far. */
static struct hash
twig_hash(struct map_follow *follow, size_t link)
{
    if (link == 0) {
        return map_empty();
    }
    struct map_twig *twig = &follow->twigs[link - 1];
    if (twig->is_stale && twig->is_leaf) {
        twig->hash = map_leaf(&twig->u.entry);
    } else if (twig->is_stale) {
        struct hash left = twig_hash(follow, twig->u.sides[0]);
        struct hash right = twig_hash(follow, twig->u.sides[1]);
        twig->hash = map_node(&left, &right);
    }
    twig->is_stale = false;
    return twig->hash;
}

/* What is in the trie already leaves first. */
static bool
make_news_room(struct map_follow *follow)
{
    if (follow->news_done > 0 && follow->news_count == follow->news_room) {
        follow->news_count -= follow->news_done;
        memmove(follow->news, follow->news + follow->news_done, follow->news_count * sizeof *follow->news);
        follow->news_done = 0;
    }
    if (follow->news_count < follow->news_room) {
        return true;
    }
    size_t room = 2 * follow->news_room + ROOM_AT_FIRST;
    struct map_news *larger = realloc(follow->news, room * sizeof *larger);
    if (larger == NULL) {
        return false;
    }
    follow->news = larger;
    follow->news_room = room;
    return true;
}

enum tnw_err
map_follow_note(struct map_follow *follow, uint64_t seq, const struct map_entry *entry)
{
    if (!make_news_room(follow)) {
        return TNW_E_NO_MEMORY;
    }
    follow->news[follow->news_count++] = (struct map_news){.seq = seq, .entry = *entry};
    return TNW_OK;
}

enum tnw_err
map_follow_root(struct map_follow *follow, uint64_t size, struct hash *root)
{
    enum tnw_err err = TNW_OK;
    while (err == TNW_OK && follow->news_done < follow->news_count && follow->news[follow->news_done].seq < size) {
        err = map_follow_set(follow, &follow->news[follow->news_done].entry);
        follow->news_done += err == TNW_OK;
    }
    follow->size = size > follow->size ? size : follow->size;
    *root = err == TNW_OK ? twig_hash(follow, follow->top) : map_empty();
    return err;
}

/* The key of a place, filled up with zeros. false: no node can lie there. */
static bool
key_of_place(struct slice place, struct hash *key, unsigned *depth)
{
    uint8_t again[MAP_PLACE_MAX];
    *depth = map_place_depth(place);
    *key = map_empty();
    if (*depth >= MAP_DEPTH || place.len < 3 || place.len > MAP_PLACE_MAX) {
        return false;
    }
    memcpy(key->bytes, place.ptr + 1, place.len - 2);
    return slice_eq(map_place(again, key, *depth), place);
}

/* Returns the twig at that depth of the key's path, or NULL. */
static struct map_twig *
twig_at(const struct map_follow *follow, const struct hash *key, unsigned depth)
{
    size_t link = follow->top;
    for (unsigned d = 0; d < depth && link != 0; d++) {
        const struct map_twig *twig = &follow->twigs[link - 1];
        link = twig->is_leaf ? 0 : twig->u.sides[map_bit(key, d)];
    }
    return link == 0 ? NULL : &follow->twigs[link - 1];
}

bool
map_follow_see(struct map_follow *follow, struct slice place, uint8_t value[MAP_VALUE_MAX], struct slice *node)
{
    struct hash key;
    unsigned depth;
    struct map_twig *twig = key_of_place(place, &key, &depth) ? twig_at(follow, &key, depth) : NULL;
    if (twig == NULL) {
        return false;
    }
    twig->is_seen = true;
    if (twig->is_leaf) {
        *node = map_value_of_leaf(value, &twig->u.entry);
    } else {
        struct hash left = twig_hash(follow, twig->u.sides[0]);
        struct hash right = twig_hash(follow, twig->u.sides[1]);
        *node = map_value_of_node(value, &left, &right);
    }
    return true;
}

/* Of a leaf below it. */
static const struct hash *
twig_key(const struct map_follow *follow, size_t link)
{
    const struct map_twig *twig = &follow->twigs[link - 1];
    while (!twig->is_leaf) {
        twig = &follow->twigs[twig->u.sides[twig->u.sides[0] == 0 ? 1 : 0] - 1];
    }
    return &twig->u.entry.key;
}

/* Recursion ends at MAP_DEPTH at the latest. */
static bool
list_unseen_twigs(const struct map_follow *follow, size_t link, unsigned depth,
                  bool (*each)(void *ctx, const struct hash *key, unsigned depth), void *ctx)
{
    if (link == 0) {
        return true;
    }
    const struct map_twig *twig = &follow->twigs[link - 1];
    bool more = twig->is_seen || each(ctx, twig_key(follow, link), depth);
    return more && (twig->is_leaf || (list_unseen_twigs(follow, twig->u.sides[0], depth + 1, each, ctx) &&
                                      list_unseen_twigs(follow, twig->u.sides[1], depth + 1, each, ctx)));
}

void
map_follow_unseen(const struct map_follow *follow, bool (*each)(void *ctx, const struct hash *key, unsigned depth),
                  void *ctx)
{
    (void)list_unseen_twigs(follow, follow->top, 0, each, ctx);
}

static void
put_map_entry(struct buf *out, const struct map_entry *entry)
{
    buf_put_slice(out, hash_slice(&entry->key));
    buf_put_u64(out, entry->counter);
    buf_put_slice(out, hash_slice(&entry->head));
}

static struct map_entry
take_map_entry(struct cursor *cur)
{
    struct map_entry entry;
    cursor_bytes(cur, entry.key.bytes, HASH_SIZE);
    entry.counter = cursor_u64(cur);
    cursor_bytes(cur, entry.head.bytes, HASH_SIZE);
    return entry;
}

/* What the trie has of that key; NULL: nothing. */
static const struct map_entry *
find_entry(const struct map_follow *follow, const struct hash *key)
{
    size_t link = follow->top;
    for (unsigned depth = 0; link != 0 && !follow->twigs[link - 1].is_leaf; depth++) {
        link = follow->twigs[link - 1].u.sides[map_bit(key, depth)];
    }
    const struct map_twig *twig = link == 0 ? NULL : &follow->twigs[link - 1];
    return twig != NULL && hash_eq(&twig->u.entry.key, key) ? &twig->u.entry : NULL;
}

/* The news, each behind what the trie has of its dossier: the caller's newest entry of that is too new. */
void
map_follow_put(const struct map_follow *follow, struct buf *out)
{
    buf_put_u64(out, follow->size);
    buf_put_u64(out, follow->news_count - follow->news_done);
    for (size_t i = follow->news_done; i < follow->news_count; i++) {
        const struct map_news *news = &follow->news[i];
        const struct map_entry *old = find_entry(follow, &news->entry.key);
        buf_put_u8(out, old != NULL ? 1 : 0);
        if (old != NULL) {
            put_map_entry(out, old);
        }
        buf_put_u64(out, news->seq);
        put_map_entry(out, &news->entry);
    }
}

enum tnw_err
map_follow_take(struct map_follow *follow, struct cursor *cur)
{
    enum tnw_err err = TNW_OK;
    follow->size = cursor_u64(cur);
    uint64_t count = cursor_u64(cur);
    for (uint64_t i = 0; i < count && err == TNW_OK && cur->err == TNW_OK; i++) {
        if (cursor_u8(cur) != 0) {
            const struct map_entry old = take_map_entry(cur);
            err = map_follow_set(follow, &old);
        }
        uint64_t seq = cursor_u64(cur);
        const struct map_entry entry = take_map_entry(cur);
        err = err == TNW_OK ? map_follow_note(follow, seq, &entry) : err;
    }
    return err == TNW_OK ? cur->err : err;
}

void
map_follow_wipe(struct map_follow *follow)
{
    free(follow->twigs);
    free(follow->news);
    *follow = (struct map_follow){.count = 0};
}
